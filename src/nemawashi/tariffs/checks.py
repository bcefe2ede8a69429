"""What must hold of a law as a whole; each breach is a fault with its place: the line of its table and, after ``#``, the key at fault."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import combinations

from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused, nearest
from nemawashi.tariffs.condition import parse_condition, read_answer
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.stacking import cycle
from nemawashi.tariffs.state import replay

__all__ = ["check_law"]


def check_law(law: Law, faults: list[Fault]) -> None:
    """Append every fault of the law."""
    for measure in law.measures.values():
        _names(law, measure, faults)
        _codes(law, measure, faults)
        if measure.when:
            _condition(law, measure.when, f"{measure.where}#when", faults)
        if not measure.event:
            faults.append(
                Fault(measure.where, f"{measure.id} has no event", "a measure is enacted by an act", 'add [[measure.event]] kind = "enact"')
            )
        elif measure.event[0].kind != "enact":
            faults.append(
                Fault(
                    measure.event[0].where,
                    f"{measure.id} starts with {measure.event[0].kind}",
                    "the first event enacts",
                    "add the enacting event",
                )
            )
        for event in measure.event:
            _event(law, event, measure.id, faults)
            if event.kind in ("enact", "amend") and not (event.duty or event.rates or measure.table):
                faults.append(
                    Fault(
                        event.where,
                        f"{measure.id}: {event.kind} without a duty",
                        "an enacting or amending event says the duty",
                        'add duty = "…" or rates',
                    )
                )
    families = {name for measure in law.measures.values() for name in (measure.id, measure.family(), measure.authority)}
    for rule in law.rules:
        for name in (*rule.first, *rule.then):
            if name not in families:
                faults.append(_unknown(rule.where, "programme", name, families))
        for event in rule.event:
            _event(law, event, rule.id, faults)
    cited = [(one.id, one.act, one.pinpoint, one.where) for one in law.lists.values()]
    cited += [(table.id, table.act, table.pinpoint, table.where) for table in law.tables.values()]
    cited += [(base.name, base.act, base.pinpoint, base.where) for base in law.bases.values() if base.act]
    for name, act, pinpoint, where in cited:
        if act not in law.acts:
            faults.append(_unknown(f"{where}#act", "act", act, law.acts))
        if not pinpoint.strip():
            faults.append(_pinpoint(where, name))
    for quota in law.quotas.values():
        for volume in quota.volume:
            if volume.act not in law.acts:
                faults.append(_unknown(f"{volume.where or quota.where}#act", "act", volume.act, law.acts))
            if not volume.pinpoint.strip():
                faults.append(_pinpoint(volume.where or quota.where, quota.id))
    for asked in law.questions.values():
        for answer in (asked.presumed, *(held.answer for held in asked.presume)):
            if answer and answer != "entry":
                try:
                    read_answer(asked, answer)
                except Refused as refused:
                    found = refused.faults[0]
                    faults.append(Fault(asked.where, f"{asked.key}: presumed {found.found}", found.rule, found.remedy))
    _effective(law, faults)
    _rings(law, faults)
    _overlaps(law, faults)


def _effective(law: Law, faults: list[Fault]) -> None:
    """An act says from which day it applies, and its events agree."""
    first: dict[str, date] = {}
    for event in [event for measure in law.measures.values() for event in measure.event] + [
        event for rule in law.rules for event in rule.event
    ]:
        first[event.act] = min(first.get(event.act, event.on), event.on)
    for act in law.acts.values():
        if act.effective is not None and act.id in first and first[act.id] < act.effective:
            faults.append(
                Fault(
                    act.where,
                    f"{act.id} is effective {act.effective}, an event of it starts {first[act.id]}",
                    "no event starts before its act applies",
                    "correct one",
                )
            )


def _unknown(where: str, kind: str, name: str, known: Iterable[str]) -> Fault:
    names = sorted(known)
    listed = ", ".join(nearest(name, names)) or "none"
    return Fault(
        where,
        f"unknown {kind} {name!r}",
        f"a {kind} that is named is defined in the law folder",
        f"define it, or correct it; nearest: {listed}",
    )


def _pinpoint(where: str, name: str) -> Fault:
    return Fault(
        f"{where}#pinpoint", f"{name}: pinpoint is empty", "every value of law names the place in its act", 'add pinpoint = "s.3(a)"'
    )


def _names(law: Law, measure: Measure, faults: list[Fault]) -> None:
    if measure.importer not in law.jurisdictions:
        faults.append(_unknown(f"{measure.where}#importer", "importer", measure.importer, law.jurisdictions))
    for name in (*measure.lists, *measure.except_lists):
        if name not in law.lists:
            faults.append(_unknown(f"{measure.where}#lists", "list", name, law.lists))
    table = measure.table.partition(":")[0]
    if table and table not in law.tables:
        faults.append(_unknown(f"{measure.where}#table", "table", table, law.tables))
    if measure.base and measure.base not in law.bases:
        faults.append(_unknown(f"{measure.where}#base", "base", measure.base, law.bases))
    if measure.quota and measure.quota not in law.quotas:
        faults.append(_unknown(f"{measure.where}#quota", "quota", measure.quota, law.quotas))
    for origin in (*measure.origins, *measure.except_origins):
        _origin(law, origin, f"{measure.where}#{'origins' if origin in measure.origins else 'except_origins'}", faults)


def _origin(law: Law, origin: str, where: str, faults: list[Fault]) -> None:
    from nemawashi.codes import country  # noqa: PLC0415 - Babel is loaded when a code is checked

    if origin in law.groups or (len(origin) == 2 and origin in _known_origins(law)):
        return
    try:
        if country(origin) != origin:
            faults.append(Fault(where, f"origin {origin!r}", "origins are ISO codes in capitals or groups", "write it like JP"))
    except Refused:
        faults.append(_unknown(where, "origin", origin, [*law.groups, *_known_origins(law)]))


def _known_origins(law: Law) -> frozenset[str]:
    return frozenset(member for group in law.groups.values() for member in group.members) | {"JP", "US", "CN", "CA", "MX"}


def _codes(law: Law, measure: Measure, faults: list[Fault]) -> None:
    _prefixes(law, measure.importer, measure.headings, f"{measure.where}#headings", faults)
    _prefixes(law, measure.importer, measure.except_headings, f"{measure.where}#except_headings", faults)


def _prefixes(law: Law, importer: str, codes: Iterable[str], where: str, faults: list[Fault]) -> None:
    lines = [line for table in law.tables.values() if table.importer == importer for line in table.rows]
    for code in codes:
        if code == "*":
            continue
        if not code.isdigit() or len(code) not in (2, 4, 5, 6, 7, 8, 9, 10):
            faults.append(
                Fault(where, f"{code!r} is not a tariff code", "a heading is 2 to 10 digits without dots, or *", "write it like 870323")
            )
        elif lines and code[:2] not in ("98", "99") and not any(line.startswith(code[: min(len(code), len(line))]) for line in lines):
            same = sorted({line[: len(code)] for line in lines if line.startswith(code[:2])}) or sorted(
                {line[: len(code)] for line in lines}
            )
            listed = ", ".join(nearest(code, same)) or "none"
            faults.append(
                Fault(
                    where,
                    f"{code} covers no line of {importer}'s schedule",
                    "a prefix stands for at least one tariff line",
                    f"correct it; nearest: {listed}",
                )
            )


def _event(law: Law, event: Event, name: str, faults: list[Fault]) -> None:
    if event.on == date.min:
        faults.append(
            Fault(event.where, f"{name}: no day of effect", "the first event says from which day it applies", "add on = 2025-04-05")
        )
    if event.act not in law.acts:
        faults.append(_unknown(f"{event.where}#act", "act", event.act, law.acts))
    if not event.pinpoint.strip():
        faults.append(_pinpoint(event.where, name))
    for text in (event.duty, *event.rates.values()):
        if text:
            try:
                duty = parse_duty(text)
            except Refused as refused:
                found = refused.faults[0]
                key = "duty" if text == event.duty else "rates"
                faults.append(Fault(f"{event.where}#{key}", f"{name}: {found.found}", found.rule, found.remedy))
                continue
            for base in bases_named(duty):
                if base not in law.bases:
                    faults.append(_unknown(f"{event.where}#duty", "base", base, law.bases))
    for listed in event.lists:
        if listed not in law.lists:
            faults.append(_unknown(f"{event.where}#lists", "list", listed, law.lists))
    for origin in (*event.origins, *event.rates):
        _origin(law, origin, f"{event.where}#{'origins' if origin in event.origins else 'rates'}", faults)
    importer = law.measures[name].importer if name in law.measures else ""
    _prefixes(law, importer, event.headings, f"{event.where}#headings", faults)
    if event.when:
        _condition(law, event.when, f"{event.where}#when", faults)
    if event.until is not None and event.until <= event.on:
        faults.append(
            Fault(
                f"{event.where}#until",
                f"{name}: until {event.until} is not after on {event.on}",
                "what ends, ends after it starts",
                "correct the dates",
            )
        )
    if event.when and event.kind in ("enact", "amend", "extend", "resume"):
        faults.append(
            Fault(
                f"{event.where}#when",
                f"{name}: {event.kind} on a condition",
                "a condition stands on the measure, or on an event that exempts, suspends or ends it for a part",
                f"put when = {event.when!r} on the measure, or write a measure of its own",
            )
        )
    if event.kind == "extend" and event.narrowed():
        faults.append(
            Fault(
                event.where,
                f"{name}: an extension for a part",
                "an extension moves the end of the whole suspension",
                "suspend that part again, narrowed in the same way",
            )
        )
    if event.kind == "extend" and event.until is None:
        faults.append(Fault(event.where, f"{name}: extend without until", "an extension says to what day", "add until = …"))


def _condition(law: Law, text: str, where: str, faults: list[Fault]) -> None:
    try:
        condition = parse_condition(text)
    except Refused as refused:
        found = refused.faults[0]
        faults.append(Fault(where, found.found, found.rule, found.remedy))
        return
    for key in sorted(condition.keys()):
        if key not in law.questions:
            faults.append(_unknown(where, "question", key, law.questions))


def _rings(law: Law, faults: list[Fault]) -> None:
    """Rules that run in a ring on some day, as known at some time."""
    families: dict[str, set[str]] = {}
    for measure in law.measures.values():
        for name in (measure.id, measure.family(), measure.authority):
            families.setdefault(name, set()).add(measure.id)
    rules = [rule for rule in law.rules if rule.kind != "adds"]
    days = sorted({event.on for rule in rules for event in rule.event})
    knowns = sorted({law.known_on(event) for rule in rules for event in rule.event})
    told: set[str] = set()
    for day in days:
        for known in [*[k for k in knowns if k >= day], date.max - timedelta(days=1)]:
            edges: dict[str, set[str]] = {}
            where: dict[frozenset[str], list[str]] = {}
            for rule in rules:
                state = replay(law, rule.event, Clock(day, known))
                if state is None or state.standing != "in_force":
                    continue
                for first in (m for name in rule.first for m in families.get(name, ())):
                    for then in (m for name in rule.then for m in families.get(name, ())):
                        if first != then:
                            edges.setdefault(then, set()).add(first)
                            where.setdefault(frozenset((first, then)), []).append(rule.where)
            fault = cycle(families, edges, where) if edges else None
            if fault is not None and fault.where not in told:
                told.add(fault.where)
                faults.append(fault)


def _overlaps(law: Law, faults: list[Fault]) -> None:
    """Two measures of one programme that would both be charged on the same good on the same day."""
    ruled = {frozenset((first, then)) for rule in law.rules for first in rule.first for then in rule.then}
    programmes: dict[tuple[str, str], list[Measure]] = {}
    for measure in law.measures.values():
        if measure.programme and all(listed in law.lists for listed in (*measure.lists, *measure.except_lists)):
            programmes.setdefault((measure.importer, measure.programme), []).append(measure)
    for (importer, programme), measures in programmes.items():
        if importer not in law.jurisdictions:
            continue
        for one, other in combinations(measures, 2):
            if frozenset((one.id, other.id)) in ruled or one.authority == "fee" or _sides(one, other):
                continue
            codes = _both(law, one, other)
            if codes and _together(law, one, other):
                faults.append(
                    Fault(
                        other.where,
                        f"{one.id} ({one.where}) and {other.id} overlap in {', '.join(codes[:3])}{' …' if len(codes) > 3 else ''}",
                        f"measures of one programme ({programme}) do not charge the same good twice",
                        "carve one out with except_headings or except_lists, or say in a [[rule]] which one displaces the other",
                    )
                )


def _sides(one: Measure, other: Measure) -> bool:
    """Whether the two can never meet: two sides of a quota, or a condition and its contrary."""
    contrary = bool(one.when) and bool(other.when) and (f"not {one.when}" == other.when or f"not {other.when}" == one.when)
    return contrary or (bool(one.quota) and one.quota == other.quota and one.side != other.side)


def _both(law: Law, one: Measure, other: Measure) -> tuple[str, ...]:
    from nemawashi.tariffs.scope import scope_of  # noqa: PLC0415 - needed where programmes have several measures

    scopes = []
    for measure in (one, other):
        goods = measure.headings or (() if measure.lists else ("*",))
        scopes.append(
            scope_of(
                (goods, measure.lists, measure.except_headings, measure.except_lists, measure.origins, measure.except_origins),
                law.lists,
                law.groups,
            )
        )
    first, second = scopes
    shared = (first.origins or second.origins) if not (first.origins and second.origins) else first.origins & second.origins
    if (first.origins and second.origins and not shared) or (shared and shared <= (first.less_origins | second.less_origins)):
        return ()
    if first.goods.everything and second.goods.everything:
        return ("*",)
    codes = sorted((first.goods.codes | second.goods.codes) - {"*"})
    return tuple(code for code in codes if first.covers(code) and second.covers(code))


def _together(law: Law, one: Measure, other: Measure) -> bool:
    days = sorted({event.on for event in (*one.event, *other.event)})
    for day in days:
        clock = Clock(day, date.max)
        states = [replay(law, measure.event, clock) for measure in (one, other)]
        if all(state is not None and state.standing == "in_force" for state in states):
            return True
    return False

"""The goods that a measure means are in its importer's schedule, and what an event narrows is within the measure."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from nemawashi.errors import Fault, nearest
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.scope import LENGTHS, Scope, scope_of

__all__ = ["check_goods", "measure_scope", "prefixes", "schedule_of"]


def check_goods(law: Law) -> Iterator[Fault]:
    """Prefixes without a line, goods carved out to nothing, events that speak of goods or origins the measure does not reach."""
    schedules = {importer: schedule_of(law, importer) for importer in {measure.importer for measure in law.measures.values()}}
    for measure in law.measures.values():
        lines = schedules[measure.importer]
        for key, codes in (("headings", measure.headings), ("except_headings", measure.except_headings)):
            yield from prefixes(codes, lines, measure.importer, f"{measure.where}#{key}")
        for event in measure.event:
            yield from prefixes(event.headings, lines, measure.importer, f"{event.where}#headings")
        if all(name in law.lists for name in (*measure.lists, *measure.except_lists)):
            scope = measure_scope(law, measure)
            yield from _empty(measure, scope)
            for event in measure.event:
                yield from _within(law, measure, scope, event)
    everywhere = sorted({line for lines in schedules.values() for line in lines})
    for asked in law.questions.values():
        for held in asked.presume:
            yield from prefixes(held.headings, everywhere, "any importer", f"{asked.where}#presume")


def measure_scope(law: Law, measure: Measure) -> Scope:
    """Goods and origins of a measure; the lists it names are known to exist."""
    goods = measure.headings or (() if measure.lists else ("*",))
    parts = (goods, measure.lists, measure.except_headings, measure.except_lists, measure.origins, measure.except_origins)
    return scope_of(parts, law.lists, law.groups)


def schedule_of(law: Law, importer: str) -> Sequence[str]:
    """The importer's tariff lines, in order."""
    return sorted({line for table in law.tables.values() if table.importer == importer for line in table.rows})


def prefixes(codes: Iterable[str], lines: Sequence[str], importer: str, where: str) -> Iterator[Fault]:
    """Codes that are none, or that stand for no line of a schedule."""
    for code in codes:
        if code == "*":
            continue
        if not (code.isascii() and code.isdigit()) or len(code) not in LENGTHS:
            yield Fault(where, f"{code!r} is not a tariff code", "a heading is 2 to 10 digits without dots, or *", "write it like 870323")
        elif lines and code[:2] not in ("98", "99") and not _stands(code, lines):
            near = sorted({line[: len(code)] for line in lines if line.startswith(code[:2])}) or sorted(
                {line[: len(code)] for line in lines}
            )
            found = f"{code} covers no line of {importer}'s schedule"
            remedy = f"correct it; nearest: {', '.join(nearest(code, near)) or 'none'}"
            yield Fault(where, found, "a prefix stands for at least one tariff line", remedy)


def _stands(code: str, lines: Sequence[str]) -> bool:
    """Whether a line lies below ``code``, or ``code`` within a line; ``lines`` are sorted."""
    at = bisect_left(lines, code)
    if at < len(lines) and lines[at].startswith(code):
        return True
    return any((at := bisect_left(lines, code[:length])) < len(lines) and lines[at] == code[:length] for length in range(1, len(code)))


def _empty(measure: Measure, scope: Scope) -> Iterator[Fault]:
    rule = "a measure reaches something"
    if scope.less.everything or (
        scope.less and not scope.goods.everything and all(scope.less.covers(code) is True for code in scope.goods.codes)
    ):
        yield Fault(
            measure.where,
            f"{measure.id} reaches no good: all it names is carved out again",
            rule,
            "correct except_headings or except_lists",
        )
    if scope.origins and scope.origins <= scope.less_origins:
        yield Fault(measure.where, f"{measure.id} reaches no origin: all it names are carved out again", rule, "correct except_origins")
    for code in sorted(measure.except_headings):
        if scope.goods.covers(code) is False and code.isdigit():
            found = f"{measure.id} carves out {code}, which it does not name"
            yield Fault(f"{measure.where}#except_headings", found, "what is carved out lies within what is named", "correct or remove it")


def _within(law: Law, measure: Measure, scope: Scope, event: Event) -> Iterator[Fault]:
    """An event that speaks of what the measure does not reach would do nothing."""
    rule = "an event speaks of goods and origins its measure reaches"
    if (event.headings or event.lists) and all(name in law.lists for name in event.lists):
        codes = [*event.headings, *(code for name in event.lists for code in law.lists[name].codes)]
        if codes and "*" not in codes and all(scope.covers(code) is False for code in codes):
            found = f"{measure.id}: {event.kind} speaks of {', '.join(codes[:3])}, which the measure does not reach"
            yield Fault(f"{event.where}#{'headings' if event.headings else 'lists'}", found, rule, "correct the codes, or the measure's")
    for key, origins in (("origins", event.origins), ("rates", tuple(event.rates))):
        for origin in origins:
            members = law.groups[origin].members if origin in law.groups else (origin,)
            if not any(scope.reaches(member) for member in (origin, *members)):
                found = f"{measure.id}: {event.kind} speaks of {origin}, which the measure does not reach"
                yield Fault(f"{event.where}#{key}", found, rule, "correct the origin, or the measure's")

"""Stacking rules: both sides are measures of the importer, and on no day do they run in a ring."""

from collections.abc import Iterator
from datetime import date, timedelta

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.tariffs.checks.told import unknown
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.stacking import StackingRule, cycle
from nemawashi.tariffs.state import replay

__all__ = ["check_stacking"]

_DATED = ("enact", "suspend", "extend", "resume", "terminate")


def check_stacking(law: Law) -> Iterator[Fault]:
    """Faults of each rule, then rings."""
    families = _families(law)
    for rule in law.rules:
        yield from _rule(law, rule, families)
    yield from _rings(law, families)


def _families(law: Law) -> dict[str, set[str]]:
    """Measures by every name a rule may call them: id, programme, authority."""
    families: dict[str, set[str]] = {}
    for measure in law.measures.values():
        for name in (measure.id, measure.family(), measure.authority):
            families.setdefault(name, set()).add(measure.id)
    return families


def _rule(law: Law, rule: StackingRule, families: dict[str, set[str]]) -> Iterator[Fault]:
    if rule.importer not in law.jurisdictions:
        yield unknown(f"{rule.where}#importer", "importer", rule.importer, law.jurisdictions)
    for side, names in (("first", rule.first), ("then", rule.then)):
        if not names:
            yield Fault(
                f"{rule.where}#{side}",
                f"{rule.id}: {side} is empty",
                "a rule names who comes first and who then",
                "add measures or programmes",
            )
        for name in names:
            if name not in families:
                yield unknown(f"{rule.where}#{side}", "programme", name, families)
            elif rule.importer in law.jurisdictions and not any(law.measures[one].importer == rule.importer for one in families[name]):
                found = f"{rule.id}: {name} has no measure of {rule.importer}"
                yield Fault(f"{rule.where}#{side}", found, "a rule orders measures of its importer", "correct the importer or the name")
    for name in sorted(set(rule.first) & set(rule.then)):
        yield Fault(
            f"{rule.where}#then", f"{rule.id}: {name} stands on both sides", "a duty does not give way to itself", "remove it from one"
        )
    for event in rule.event:
        if event.kind not in _DATED or event.partial() or event.duty or event.rates:
            rule_ = "a stacking rule is enacted, suspended, extended, resumed or ended as a whole, and charges nothing"
            yield Fault(event.where, f"{rule.id}: {event.kind}{' for a part' if event.partial() else ''}", rule_, "write a rule of its own")


def _rings(law: Law, families: dict[str, set[str]]) -> Iterator[Fault]:
    """Rules that run in a ring on some day, as known at some time."""
    rules = [rule for rule in law.rules if rule.kind != "adds"]
    days = sorted({event.on for rule in rules for event in rule.event})
    knowns = sorted({law.known_on(event) for rule in rules for event in rule.event})
    told: set[str] = set()
    seen: set[frozenset[str]] = set()
    for day in days:
        for known in [*[k for k in knowns if k >= day], date.max - timedelta(days=1)]:
            running = [rule for rule in rules if (state := replay(law, rule.event, Clock(day, known))) and state.standing == "in_force"]
            if (names := frozenset(rule.id for rule in running)) in seen:
                continue
            seen.add(names)
            edges: dict[str, set[str]] = {}
            where: dict[frozenset[str], list[str]] = {}
            for rule in running:
                for first in (m for name in rule.first for m in families.get(name, ())):
                    for then in (m for name in rule.then for m in families.get(name, ())):
                        if first != then:
                            edges.setdefault(then, set()).add(first)
                            where.setdefault(frozenset((first, then)), []).append(rule.where)
            fault = cycle(families, edges, where) if edges else None
            if fault is not None and fault.where not in told:
                told.add(fault.where)
                yield fault

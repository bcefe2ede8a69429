"""Two measures of one programme that would both be charged on the same good on the same day."""

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.tariffs.checks.goods import measure_scope
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Measure
from nemawashi.tariffs.state import replay

__all__ = ["check_overlaps"]


def check_overlaps(law: Law) -> Iterator[Fault]:
    """Pairs that no rule orders, that are not two sides of a quota, and that meet."""
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
                listed = f"{', '.join(codes[:3])}{' …' if len(codes) > 3 else ''}"
                found = f"{one.id} ({one.where}) and {other.id} overlap in {listed}"
                rule = f"measures of one programme ({programme}) do not charge the same good twice"
                remedy = "carve one out with except_headings or except_lists, or say in a [[rule]] which one displaces the other"
                yield Fault(other.where, found, rule, remedy)


def _sides(one: Measure, other: Measure) -> bool:
    """Whether the two can never meet: two sides of a quota, or a condition and its contrary."""
    contrary = bool(one.when) and bool(other.when) and (f"not {one.when}" == other.when or f"not {other.when}" == one.when)
    return contrary or (bool(one.quota) and one.quota == other.quota and one.side != other.side)


def _both(law: Law, one: Measure, other: Measure) -> tuple[str, ...]:
    first, second = measure_scope(law, one), measure_scope(law, other)
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

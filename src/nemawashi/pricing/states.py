"""Origins and days factored into states of the law: pairs on which every provision stands alike.

Between two break points nothing changes for any origin, and origins that the same scopes reach at the same rates are told apart by nothing.
A state is what remains: the items that can meet the goods, each with its standing, its rates and its exemptions.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.tariffs.condition import Comparison, Condition, parse_condition
from nemawashi.tariffs.duty import AdValorem
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["NOWHERE", "State", "States", "factor_states"]

NOWHERE = -1
"""The state of an origin that is not known, or that no general rate reaches."""


@dataclass(frozen=True, slots=True)
class Part:
    """What an item can make of a good, in hashable words; events by their identity."""

    core: tuple[object, ...]
    rungs: tuple[tuple[int, str], ...]
    """(event, its duty), the first that covers a good speaks."""
    exemptions: tuple[int, ...]
    gives: tuple[tuple[int, str, str, int], ...]
    """(place of the item it gives way to, kind of rule, rule, event)."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The law as it meets one origin on one day, and what its items can make of a good."""

    origin: str
    clock: Clock
    compiled: Compiled
    parts: tuple[Part | None, ...]
    """One an item, None where it can do nothing; equal parts, equal effect."""
    shapes: tuple[Part | None, ...]
    """The same with every rate set by country left out: equal shapes, equal formula."""
    country_rates: Mapping[int, Decimal]
    """Identity of an event that sets a percent above zero by country → that percent, for the state's origin."""


@dataclass(frozen=True, slots=True, eq=False)
class States:
    """Which state every origin is in from every break point on."""

    origins: tuple[str, ...]
    """As given; spelled right or not."""
    starts: tuple[date, ...]
    """First days of the intervals, in order; the first one is the first day asked for."""
    numbers: NDArray[np.int32]
    """Origin × interval → state, or ``NOWHERE``."""
    states: tuple[State, ...]
    refused: Mapping[str, Refused]
    """Why an origin has no state, by origin as given."""

    def interval(self, day: date) -> int:
        """The interval that holds ``day``; −1 before the first."""
        return bisect_right(self.starts, day) - 1


def factor_states(
    law: Law,
    importer: str,
    origins: Sequence[str],
    *,
    first: date,
    last: date,
    known: date,
    answered: Iterable[date] = (),
) -> States:
    """Factor ``origins`` × the days ``first`` to ``last`` as known on ``known``; ``answered`` are dates given as answers."""
    index = law.index(importer)
    compared = sorted({*_dates(law, importer), *answered})
    breaks = {day for one in compared for day in (one, date.fromordinal(one.toordinal() + 1))} | set(law.breakpoints(importer, known))
    starts = (first, *sorted(day for day in breaks if first < day <= last))
    numbers = np.full((len(origins), len(starts)), NOWHERE, dtype=np.int32)
    refused: dict[str, Refused] = {}
    alike: dict[object, int] = {}
    states: dict[object, int] = {}
    kept: list[State] = []
    for row, given in enumerate(origins):
        try:
            origin = country(given, where="origin")
        except Refused as error:
            refused[given] = error
            continue
        twin = alike.setdefault(_origin_key(index, origin), row)
        if twin != row:
            numbers[row] = numbers[twin]
            if origins[twin] in refused:
                refused[given] = refused[origins[twin]]
            continue
        for column, start in enumerate(starts):
            clock = Clock(start, known)
            try:
                compiled = law.regime(clock).compiled(importer, origin)
            except Refused as error:
                refused[given] = error
                continue
            sides = tuple(side for day in compared for side in (start < day, start <= day))
            parts = tuple(_part(item, sides) for item in compiled.items)
            key = (parts, compiled.ceiling)
            if key not in states:
                states[key] = len(kept)
                rates = _country_rates(compiled)
                shapes = tuple(_part(item, sides, rates) for item in compiled.items)
                kept.append(State(origin, clock, compiled, parts, shapes, rates))
            numbers[row, column] = states[key]
    return States(tuple(origins), starts, numbers, tuple(kept), refused)


def _origin_key(index: Index, origin: str) -> object:
    groups = index.groups_of(origin)
    reached = tuple(index.reaches(number, origin) for number in range(len(index.scopes)))
    rates = tuple(
        next((event.rates[name] for name in groups if name in event.rates), "")
        for measure in index.measures
        for event in measure.event
        if event.rates
    )
    return reached, rates


def _country_rates(compiled: Compiled) -> dict[int, Decimal]:
    """Events whose duty on the origin is a percent above zero out of a table of countries."""
    return {
        id(rung.event): rung.duty.rate
        for item in compiled.items
        for rung in item.rungs
        if rung.event.rates and isinstance(rung.duty, AdValorem) and rung.duty.rate > 0
    }


def _part(item: Item, sides: tuple[bool, ...], left_out: Mapping[int, Decimal] | None = None) -> Part | None:
    """What can make two items act differently; nothing of one that is not in force or says nothing of the origin.

    ``sides`` tells on which side of each compared date the day lies: it matters to items whose conditions compare.
    """
    state = item.state
    if state.standing == "not_in_force" or not item.rungs:
        return None
    conditions = [item.when, *(exemption.when for exemption in item.exemptions)]
    core = (
        item.measure.id,
        state.standing,
        id(state.speaks),
        state.since,
        state.until,
        sides if any(condition is not None and _compares(condition) for condition in conditions) else (),
    )
    rungs = tuple(
        (id(rung.event), getattr(rung.duty, "base", "") if id(rung.event) in (left_out or {}) else str(rung.duty)) for rung in item.rungs
    )
    exemptions = tuple(id(exemption.event) for exemption in item.exemptions)
    gives = tuple((give.place, give.rule.kind, give.rule.id, id(give.event)) for give in item.gives)
    return Part(core, rungs, exemptions, gives)


def _dates(law: Law, importer: str) -> set[date]:
    """Every date that a condition of the importer's law compares something with."""
    measures = [measure for measure in law.measures.values() if measure.importer == importer]
    texts = {measure.when for measure in measures} | {event.when for measure in measures for event in measure.event}
    return {day for text in texts if text for day in _compared(parse_condition(text))}


def _compared(condition: Condition) -> set[date]:
    if isinstance(condition, Comparison):
        return {condition.value} if isinstance(condition.value, date) else set()
    return {day for part in condition.parts for day in _compared(part)}


def _compares(condition: Condition) -> bool:
    if isinstance(condition, Comparison):
        return isinstance(condition.value, date) or condition.value == "entry"
    return any(_compares(part) for part in condition.parts)

"""Origins and days factored into states of the law: pairs on which every provision stands alike.

Between two break points nothing changes for any origin, and origins that the same scopes reach at the same rates are told apart by nothing.
A state is what remains: the items that can meet the goods, each with its standing, its rates and its exemptions.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.tariffs.condition import Comparison, Condition
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["State", "States", "factor_states"]

NOWHERE = -1
"""The state of an origin that is not known, or that no general rate reaches."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The law as it meets one origin on one day, and the parts of the key that each item makes."""

    origin: str
    clock: Clock
    compiled: Compiled
    parts: tuple[object, ...]
    """One hashable description an item; equal parts, equal effect."""
    flags: tuple[bool, ...]
    """On which side of each date that a condition compares with the day of entry lies."""


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
    law: Law, importer: str, origins: Sequence[str], *, first: date, last: date, known: date, answered: Iterable[date] = ()
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
            parts = tuple(_part(item) for item in compiled.items)
            flags = tuple(side for day in compared for side in (start < day, start <= day))
            key = (parts, flags, compiled.ceiling)
            if key not in states:
                states[key] = len(kept)
                kept.append(State(origin, clock, compiled, parts, flags))
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


def _part(item: Item) -> object:
    state = item.state
    return (
        item.measure.id,
        state.standing,
        id(state.speaks),
        state.since,
        state.until,
        tuple((id(rung.event), str(rung.duty)) for rung in item.rungs),
        tuple(id(exemption.event) for exemption in item.exemptions),
        tuple((give.place, give.rule.kind, give.rule.id, id(give.event)) for give in item.gives),
    )


def _dates(law: Law, importer: str) -> set[date]:
    """Every date that a condition of the importer's law compares something with."""
    from nemawashi.tariffs.condition import parse_condition  # noqa: PLC0415 - its cache is shared with the rules

    texts = {measure.when for measure in law.measures.values() if measure.importer == importer}
    texts |= {event.when for measure in law.measures.values() if measure.importer == importer for event in measure.event}
    return {day for text in texts if text for day in _compared(parse_condition(text))}


def _compared(condition: Condition) -> set[date]:
    if isinstance(condition, Comparison):
        return {condition.value} if isinstance(condition.value, date) else set()
    return {day for part in condition.parts for day in _compared(part)}

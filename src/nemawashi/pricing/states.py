"""Origins and days factored into states of the law: pairs on which every provision stands alike.

Between two break points nothing changes for any origin, and origins that the same scopes reach at the same rates are told apart by nothing.
A state is what remains: the items that can meet the goods, each with its standing, its rates and its exemptions. Origins that differ in
nothing but a percent set by country share the **shape** of their states; the law is compiled for one of them, and for the others the
percents are put in.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.pricing.shape import Shape, Shapes, is_percent
from nemawashi.tariffs.condition import dates_in, parse_condition
from nemawashi.tariffs.duty import AdValorem
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.regime import Compiled

__all__ = ["NOWHERE", "State", "States", "factor_states"]

NOWHERE = -1
"""The state of an origin that is not known, or that no general rate reaches."""


@dataclass(frozen=True, slots=True, eq=False)
class State:
    """The law as it meets one origin on one day."""

    law: Law
    importer: str
    origin: str
    clock: Clock
    shape: int
    """Into ``States.shapes``."""
    country_rates: Mapping[int, Decimal]
    """Identity of an event that sets a percent above zero by country → that percent, for the state's origin."""

    @property
    def compiled(self) -> Compiled:
        """The law compiled for the state's origin and day."""
        return self.law.regime(self.clock).compiled(self.importer, self.origin)


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
    shapes: tuple[Shape, ...]
    refused: Mapping[str, Refused]
    """Why an origin has no state at all, by origin as given; one that has none on some days only stands in no place then."""

    def having(self) -> Mapping[int, list[int]]:
        """The states of each shape."""
        found: dict[int, list[int]] = {}
        for number, state in enumerate(self.states):
            found.setdefault(state.shape, []).append(number)
        return found

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
    said = tuple(sorted(set(answered)))
    compared = {*_dates(law, importer), *said}
    breaks = {day for one in compared for day in (one, date.fromordinal(one.toordinal() + 1))} | set(law.breakpoints(importer, known))
    starts = (first, *sorted(day for day in breaks if first < day <= last))
    numbers = np.full((len(origins), len(starts)), NOWHERE, dtype=np.int32)
    refused: dict[str, Refused] = {}
    set_by_country = [event for measure in index.measures for event in measure.event if event.rates]
    rows: dict[object, dict[object, list[int]]] = {}
    right: dict[int, str] = {}
    for row, given in enumerate(origins):
        try:
            right[row] = country(given, where="origin")
        except Refused as error:
            refused[given] = error
            continue
        reach, rates = _told_apart(index, set_by_country, right[row])
        rows.setdefault(reach, {}).setdefault(rates, []).append(row)
    shapes = Shapes(said)
    found: list[State] = []
    same: dict[object, int] = {}
    regimes = [law.regime(Clock(start, known)) for start in starts]
    for alike in rows.values():
        everyone = [row for twins in alike.values() for row in twins]
        reaching = [measure for measure in index.measures if index.reaches(index.measure_scope[measure.id], right[everyone[0]])]
        named = sorted({day for measure in reaching for day in _named(measure)} | set(said))
        met: dict[object, tuple[int, dict[int, Event]]] = {}
        for column, (start, regime) in enumerate(zip(starts, regimes, strict=True)):
            like = (regime.alike(importer, reaching), tuple((start < day, start <= day) for day in named))
            if like not in met:
                try:
                    shape = shapes.number(regime.compiled(importer, right[everyone[0]]))
                except Refused:
                    for row in everyone:
                        try:
                            regime.compiled(importer, right[row])
                        except Refused as error:
                            refused[origins[row]] = error
                    continue
                met[like] = shape, _set_by_country(shapes.found[shape])
            shape, events = met[like]
            for twins in alike.values():
                origin = right[twins[0]]
                percents = {number: _percent(index, event, origin) for number, event in events.items()}
                key = (shape, tuple(sorted(percents.items())))
                if key not in same:
                    same[key] = len(found)
                    found.append(State(law, importer, origin, regime.clock, shape, percents))
                numbers[twins, column] = same[key]
    whole = {name: told for row, name in enumerate(origins) if (told := refused.get(name)) and (numbers[row] == NOWHERE).all()}
    return States(tuple(origins), starts, numbers, tuple(found), tuple(shapes.found), whole)


def _told_apart(index: Index, by_country: Sequence[Event], origin: str) -> tuple[object, object]:
    """What tells an origin from others: what shapes the law for it, and the percents set for it by country."""
    groups = index.groups_of(origin)
    reached = tuple(scope.reaches(origin) for scope in index.scopes)
    texts = [next((event.rates[name] for name in groups if name in event.rates), "") for event in by_country]
    kinds: list[str] = []
    for text in texts:
        duty = parse_duty(text) if text else None
        kinds.append(f"% of {duty.base}" if is_percent(duty) else text)
    return (reached, tuple(kinds)), tuple(texts)


def _set_by_country(shape: Shape) -> dict[int, Event]:
    """The events of a shape that set a percent by country, by identity."""
    return {
        id(rung.event): rung.event
        for part in shape.parts
        for rung, (_, _, varies) in zip(part.item.rungs, part.rungs, strict=True)
        if varies
    }


def _named(measure: Measure) -> Iterator[date]:
    """The days that a measure's conditions name."""
    for text in (measure.when, *(event.when for event in measure.event)):
        if text:
            yield from dates_in(parse_condition(text))


def _percent(index: Index, event: Event, origin: str) -> Decimal:
    duty = parse_duty(next(event.rates[name] for name in index.groups_of(origin) if name in event.rates))
    assert isinstance(duty, AdValorem)
    return duty.rate


def _dates(law: Law, importer: str) -> set[date]:
    """Every date that a condition of the importer's law compares something with."""
    return {day for measure in law.measures.values() if measure.importer == importer for day in _named(measure)}

"""The law on one day as known on one day, compiled for an importer and an origin when first asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from nemawashi.codes import country
from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.tariffs.condition import Condition, parse_condition
from nemawashi.tariffs.duty import AdValorem, AllIn, Duty
from nemawashi.tariffs.grammar import worded
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.stacking import StackingRule, order
from nemawashi.tariffs.state import State, replay

__all__ = ["Compiled", "Exemption", "Give", "Item", "Regime", "Rung"]


@dataclass(frozen=True, slots=True)
class Rung:
    """A duty an event sets for goods of a scope; the first rung that covers a good speaks."""

    event: Event
    duty: Duty | None
    """None: a table gives the rate of each line."""
    rate: str = ""
    """The duty in words."""

    @property
    def ceiling(self) -> Decimal:
        """What it makes together with column 1, if it is such a duty; 0 otherwise."""
        return self.duty.ceiling.rate if isinstance(self.duty, AllIn) and isinstance(self.duty.ceiling, AdValorem) else Decimal(0)


@dataclass(frozen=True, slots=True)
class Exemption:
    """An exemption that runs, with its condition."""

    event: Event
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Give:
    """A rule by which an item gives way to an earlier one."""

    place: int
    rule: StackingRule
    event: Event


@dataclass(frozen=True, slots=True)
class Item:
    """A measure as it stands for one origin on one day, in stacking order."""

    measure: Measure
    state: State
    scope: int
    when: Condition | None
    rungs: tuple[Rung, ...]
    exemptions: tuple[Exemption, ...]
    gives: tuple[Give, ...]


@dataclass(frozen=True)
class Compiled:
    """The items that can meet products of one origin entering one importer."""

    law: Law
    clock: Clock
    importer: str
    origin: str
    index: Index
    items: tuple[Item, ...]
    memo: dict[Any, Any]
    ceiling: Decimal
    """The greatest all-in rate among the items: beyond it column 1 alone decides."""


_Rules = tuple[tuple[StackingRule, Event], ...]
"""Stacking rules in force, each with the event that speaks."""
_Sequence = tuple[tuple[str, ...], Mapping[str, tuple[Give, ...]]]
"""Measures in stacking order, and what each gives way to."""


class Regime:
    """The measures of a law on a clock."""

    def __init__(self, law: Law, clock: Clock) -> None:
        self.law = law
        self.clock = clock
        self.states: dict[str, State] = {}
        for measure in law.measures.values():
            state = replay(law, measure.event, clock)
            if state is not None:
                self.states[measure.id] = _once(law, state)
        self._compiled: dict[tuple[str, str], Compiled] = {}
        self._standing: dict[str, tuple[tuple[Measure, State], ...]] = {}
        self._in_force: dict[str, _Rules] = {}

    def standing(self, importer: str) -> tuple[tuple[Measure, State], ...]:
        """Every measure of ``importer`` that was known, with where it stands."""
        return tuple((m, self.states[m.id]) for m in self.law.measures.values() if m.importer == importer and m.id in self.states)

    def in_force(self, importer: str) -> tuple[Measure, ...]:
        """The measures in force."""
        return tuple(measure for measure, state in self.standing(importer) if state.standing == "in_force")

    def rules(self, importer: str) -> _Rules:
        """The stacking rules in force, each with the event that speaks."""
        found = []
        for rule in self.law.rules:
            if rule.importer == importer:
                state = replay(self.law, rule.event, self.clock)
                if state is not None and state.standing == "in_force":
                    found.append((rule, state.speaks))
        return tuple(found)

    def compiled(self, importer: str, origin: str) -> Compiled:
        """The items that can meet products of ``origin``, in stacking order."""
        key = (importer, origin)
        if key not in self._compiled:
            index = self.law.index(importer)
            country(origin, where="origin")
            self._compiled[key] = self._compile(index, importer, origin)
        return self._compiled[key]

    def alike(self, importer: str, measures: Sequence[Measure]) -> tuple[int, ...]:
        """What tells regimes apart for these measures: the identities of where each stands, and of the stacking rules that run."""
        states = (id(state) if (state := self.states.get(measure.id)) is not None else 0 for measure in measures)
        return (*states, *(id(event) for _, event in self._rules(importer)))

    def _sequence(self, index: Index, importer: str, names: tuple[str, ...]) -> _Sequence:
        """Measures in stacking order, and for each those it gives way to; kept with the index, since few combinations occur."""
        rules = self._rules(importer)
        running = tuple(id(event) for _, event in rules)
        if running not in index.orders:
            index.orders[running] = _ordered(index.measures, rules)
        if (names, running) not in index.orders:
            index.orders[names, running] = _among(names, index.orders[running])
        found: _Sequence = index.orders[names, running]
        return found

    def _rules(self, importer: str) -> _Rules:
        if importer not in self._in_force:
            self._in_force[importer] = self.rules(importer)
        return self._in_force[importer]

    def _compile(self, index: Index, importer: str, origin: str) -> Compiled:
        if importer not in self._standing:
            self._standing[importer] = self.standing(importer)
        measures = {
            measure.id: (measure, state)
            for measure, state in self._standing[importer]
            if index.reaches(index.measure_scope[measure.id], origin)
        }
        sequence, gives = self._sequence(index, importer, tuple(measures))
        kept = tuple(_item(index, *measures[name], gives[name], origin) for name in sequence)
        ceiling = max((rung.ceiling for item in kept for rung in item.rungs), default=Decimal(0))
        if not any(item.measure.authority == "mfn" and item.state.standing == "in_force" for item in kept):
            raise Refused(
                Fault(
                    "origin",
                    f"no general rate of {importer} reaches products of {origin} on {self.clock.on} as known {self.clock.known}",
                    "a duty starts from the schedule; column 2 origins and days before the schedule are outside this case",
                    "choose another origin or date, or add the rates to the law folder",
                )
            )
        return Compiled(self.law, self.clock, importer, origin, index, kept, {}, ceiling)


def _once(law: Law, state: State) -> State:
    """The state as first met: measures stand alike on most days, and what is made of a state is kept by its identity."""
    held: dict[object, State] = law.cache.setdefault(("states",), {})
    events = tuple(id(event) for event in (state.speaks, *state.duties)), tuple(id(event) for event in state.exempts)
    return held.setdefault((state.standing, state.since, state.until, events), state)


def _item(index: Index, measure: Measure, state: State, gives: tuple[Give, ...], origin: str) -> Item:
    """A measure as it stands for an origin; kept with the index."""
    key = (measure.id, id(state), id(gives), origin)
    found: Item | None = index.items.get(key)
    if found is None:
        when = parse_condition(measure.when) if measure.when else None
        found = index.items[key] = Item(
            measure, state, index.measure_scope[measure.id], when, *_spoken(index, measure, state, origin), gives
        )
    return found


def _spoken(index: Index, measure: Measure, state: State, origin: str) -> tuple[tuple[Rung, ...], tuple[Exemption, ...]]:
    """The duties and the exemptions that a measure's events speak for an origin; kept with the index."""
    key = (measure.id, id(state), origin)
    if key not in index.items:
        groups = index.groups_of(origin)
        rungs = tuple(rung for event in state.duties if (rung := _rung(event, measure, groups, index, origin)) is not None)
        exemptions = tuple(
            Exemption(event, parse_condition(event.when) if event.when else None)
            for event in state.exempts
            if _reaches(event, index, origin)
        )
        index.items[key] = rungs, exemptions
    found: tuple[tuple[Rung, ...], tuple[Exemption, ...]] = index.items[key]
    return found


_Order = tuple[tuple[str, ...], Mapping[str, list[tuple[str, StackingRule, Event]]]]
"""All measures of an importer in stacking order; for each the measure that comes first, the rule that says so, and its event."""


def _ordered(measures: Sequence[Measure], rules: _Rules) -> _Order:
    names: dict[str, list[str]] = {}
    for measure in measures:
        for name in dict.fromkeys((measure.family(), measure.id, measure.authority)):
            names.setdefault(name, []).append(measure.id)
    edges: dict[str, set[str]] = {}
    gives: dict[str, list[tuple[str, StackingRule, Event]]] = {}
    for rule, event in rules:
        if rule.kind == "adds":
            continue
        for first in (m for name in rule.first for m in names.get(name, ())):
            for then in (m for name in rule.then for m in names.get(name, ())):
                if first != then:
                    edges.setdefault(then, set()).add(first)
                    gives.setdefault(then, []).append((first, rule, event))
    rank = {"preference": 0, "mfn": 1}
    first_duties = sorted(measures, key=lambda measure: rank.get(measure.authority, 2))
    general = {measure.id for measure in measures if measure.authority in rank}
    for measure in first_duties:
        if measure.authority not in rank:
            edges.setdefault(measure.id, set()).update(general)
    return order([measure.id for measure in first_duties], edges), gives


def _among(names: tuple[str, ...], whole: _Order) -> _Sequence:
    """The part of an order that some measures make up."""
    met = set(names)
    sequence = tuple(name for name in whole[0] if name in met)
    place = {name: number for number, name in enumerate(sequence)}
    return sequence, {
        name: tuple(Give(place[first], rule, event) for first, rule, event in whole[1].get(name, ()) if first in met) for name in sequence
    }


def _reaches(event: Event, index: Index, origin: str) -> bool:
    number = index.event_scope.get(id(event))
    return number is None or index.reaches(number, origin)


def _rung(event: Event, measure: Measure, groups: tuple[str, ...], index: Index, origin: str) -> Rung | None:
    """What an event charges products of an origin, if it speaks of them at all."""
    if not _reaches(event, index, origin):
        return None
    if event.rates:
        text = next((event.rates[name] for name in groups if name in event.rates), "")
        return Rung(event, *worded(text)) if text else None
    if event.duty:
        return Rung(event, *worded(event.duty))
    return Rung(event, None) if measure.table else None

"""Running the rules, once for each distinct meeting of a class of goods with a shape of the law, and filling the cells from it.

Cells that differ only in the general rate of the line, or in a rate the law sets by country, are one formula (``rest``). Sums are made in
millionths of a percent, so that they are the same number as the decimal ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.products import NONE, Products
from nemawashi.pricing.rest import SCALE, Formula, World, formulas, in_millionths, total
from nemawashi.pricing.states import State, States
from nemawashi.tariffs import Entry, Law, Measure, parse_duty
from nemawashi.tariffs.assess import Answer
from nemawashi.tariffs.charge import Good, worlds
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import AdValorem, AllIn, Combination, Duty, Free, Specific

__all__ = ["BY_LINE", "FIXED", "LINEAR", "Filled", "Reason", "fill"]

FIXED, LINEAR, BY_LINE = 0, 1, 2
"""A cell's kind: a percent; a percent plus a slope on quantity ÷ value; to be assessed by itself when value and quantity are given."""

AVE = "column_1_ave"
NO_BOUND = -1
FREE, DUTIABLE, SPECIFIC, OTHER = 0, 1, 2, 3
BELOW = 10
"""Shapes of a general rate; a plain percent also by how many ceilings of the law it reaches, since at a ceiling a floor owes nothing."""

Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the cells of a group pay what they pay: an entry of the group, whose assessment tells it."""

    id: str
    entry: Entry
    general: bool
    """Whether the entry's column 1 line stands for that of every line of the group, whatever its rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Cells: class × state arrays."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    """NaN: unbounded. Of a ``LINEAR`` cell, what is owed besides the slope: with no quantity its high is unbounded."""
    kind: NDArray[np.uint8]
    reason: NDArray[np.int32]
    """Into ``reasons``."""
    column_1: NDArray[np.float64]
    """By class: the percent part of the general rate; NaN where it is no sum of percents and amounts a unit."""
    slope: NDArray[np.float64]
    """By class: percent for each unit of quantity ÷ value, from the specific part of the general rate."""
    reasons: tuple[Reason, ...]
    runs: int
    """How often the rules were run."""


@dataclass(frozen=True, slots=True)
class _Group:
    """What the goods of a group owe besides column 1, in a shape of the law."""

    worlds: tuple[Formula, ...]
    told: str
    """A digest of every line's status, rate, act and reason."""
    rates: tuple[int, ...]
    """The events of the country rates that stand in those lines."""


def fill(law: Law, importer: str, given: tuple[Mapping[str, Answer], Mapping[str, Fact]], products: Products, states: States) -> Filled:
    """Run the rules over classes × states; ``given`` are the answers as stated and as the law reads them."""
    return _Run(law, importer, given, products, states).filled()


class _Run:
    """One compilation."""

    def __init__(
        self,
        law: Law,
        importer: str,
        given: tuple[Mapping[str, Answer], Mapping[str, Fact]],
        products: Products,
        states: States,
    ) -> None:
        self.importer, (self.answers, self.facts) = importer, given
        self.products, self.states = products, states
        size, width = products.size, len(states.states)
        self.low = np.zeros((size, width))
        self.high = np.zeros((size, width))
        self.kind = np.zeros((size, width), dtype=np.uint8)
        self.reason = np.full((size, width), -1, dtype=np.int32)
        self.reasons: list[Reason] = []
        self.ids: dict[str, int] = {}
        self.runs = 0
        self.index = law.index(importer)
        measures = [measure for measure in law.measures.values() if measure.importer == importer]
        general = {measure.table for measure in measures if measure.authority == "mfn"}
        self.general = [place for place, column in enumerate(products.columns) if column in general]
        short = [self.index.line_of(code) is None for code in products.examples]
        self.ceilings = _ceilings_of(measures)
        self.shape = np.zeros(size, dtype=np.int32)
        self.alone = (products.coverage == 2).any(axis=1) | np.array(short, dtype=np.bool_)
        self.presuming = sorted({number for held in self.index.presumptions.values() for number, _ in held})
        self.base: Ints = np.zeros(size, dtype=np.int64)
        self.top: Ints = np.zeros(size, dtype=np.int64)
        self.slope = np.zeros(size)
        self.known = np.zeros(size, dtype=np.bool_)
        self._column_1()
        self.sums = self.known.copy()
        self.texts = _numbered(products.rates, len(products.columns))
        self.groupings: dict[object, tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]] = {}
        self.exact: dict[object, tuple[float, float, int]] = {}
        self.groups: dict[object, _Group | None] = {}

    def _column_1(self) -> None:
        """The general rate of each class, by itself: least and most in millionths of a percent, and its slope."""
        stated = AVE in self.answers
        for row, rates in enumerate(self.products.rates):
            spoken = [rates[place] for place in self.general if rates[place]]
            parts = _sum(parse_duty(spoken[0])) if len(spoken) == 1 and not self.alone[row] else None
            if self.products.equivalents[row] != NONE and not self.alone[row]:
                self.known[row] = True
                self.base[row] = self.top[row] = self.products.equivalents[row]
            elif parts is not None and not (stated and parts[1]):
                self.known[row] = True
                self.base[row], self.slope[row] = in_millionths(parts[0]), float(parts[1] * 100)
                self.top[row] = NO_BOUND if parts[1] else self.base[row]

    def filled(self) -> Filled:
        """Every shape of the law in turn, with all the states that have it."""
        if self.states.states:
            self._learn(self.states.states[0])
        ceilings = np.array(self.ceilings, dtype=np.int64)
        plain = np.where(self.top == NO_BOUND, SPECIFIC, np.where(self.sums, np.where(self.top > 0, DUTIABLE, FREE), OTHER))
        reached = np.searchsorted(ceilings, self.base, side="right")
        self.shape = np.where(self.known, plain + BELOW * reached, OTHER).astype(np.int32)
        shapes: dict[object, list[int]] = {}
        for number, state in enumerate(self.states.states):
            shapes.setdefault((state.shapes, state.compiled.ceiling), []).append(number)
        for numbers in shapes.values():
            self._shape([self.states.states[number] for number in numbers], np.array(numbers, dtype=np.intp))
        column_1 = np.where(self.sums, self.base / SCALE, np.nan)
        return Filled(self.low, self.high, self.kind, self.reason, column_1, self.slope, tuple(self.reasons), self.runs)

    def _shape(self, states: Sequence[State], numbers: NDArray[np.intp]) -> None:
        order, edges, firsts = self._grouping(states[0])
        for place, example in enumerate(firsts.tolist()):
            members = order[edges[place] : edges[place + 1]]
            group = self._group(states[0], example)
            if group is not None:
                self._formula(group, example, members, states, numbers)
                continue
            for number, state in zip(numbers.tolist(), states, strict=True):
                for member in members.tolist():
                    self._one(number, state, member)

    def _grouping(self, state: State) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Classes sorted by what the state's items can tell apart besides the general rate; where each group starts; its first class."""
        scopes: set[int] = set(self.presuming)
        columns: set[int] = set()
        for item in state.compiled.items:
            scopes.add(item.scope)
            events = [rung.event for rung in item.rungs] + [exemption.event for exemption in item.exemptions]
            scopes |= {self.index.event_scope[id(event)] for event in events if id(event) in self.index.event_scope}
            if item.measure.table in self.products.columns:
                columns.add(self.products.columns.index(item.measure.table))
        key = (tuple(sorted(scopes)), tuple(sorted(columns - set(self.general))))
        if key not in self.groupings:
            numbers = np.arange(1, self.products.size + 1)
            single = np.where(self.alone, numbers, 0).astype(np.int32)
            told = (self.products.coverage[:, list(key[0])].astype(np.int32), self.texts[:, list(key[1])], single, self.shape)
            packed = np.ascontiguousarray(np.column_stack(told))
            view = packed.view(np.dtype((np.void, packed.dtype.itemsize * packed.shape[1]))).ravel()
            _, firsts, groups = np.unique(view, return_index=True, return_inverse=True)
            order = np.argsort(groups, kind="stable")
            self.groupings[key] = (order, np.searchsorted(groups[order], np.arange(len(firsts) + 1)), firsts)
        return self.groupings[key]

    def _group(self, state: State, member: int) -> _Group | None:
        """The formulas of the group of ``member``; a general rate that is no percent is taken at its least to see them."""
        if self.alone[member] or AVE in self.answers or not self.known[member]:
            return None
        key = self._key(state, member, exact=False)
        if key not in self.groups:
            kind = self.shape[member] % BELOW
            facts = {**self.facts, AVE: Decimal(int(self.base[member])) / (100 * SCALE)} if kind == SPECIFIC else self.facts
            found = self._worlds(state, member, facts)
            made = formulas(state, found)
            if made is not None and kind == OTHER and any(world.ceilings for world in made):
                made = None
            self.groups[key] = None if made is None else _Group(made, self._told(state, found, general=True), self._rates(state, found))
        return self.groups[key]

    def _formula(self, group: _Group, example: int, members: NDArray[np.intp], states: Sequence[State], numbers: NDArray[np.intp]) -> None:
        least, most = self.base[members][:, None], np.where(self.top[members] == NO_BOUND, self.base[members], self.top[members])[:, None]
        low = high = np.zeros((0, 0), dtype=np.int64)
        for place, world in enumerate(group.worlds):
            rates = np.array([_by_country(world, state) for state in states], dtype=np.int64)[None, :]
            mine = least * world.general + world.low + rates + _ceilings(world, least)
            top = most * world.general + (world.high or 0) + rates + _ceilings(world, most)
            low = mine if place == 0 else np.minimum(low, mine)
            high = top if place == 0 else np.maximum(high, top)
        anywhere = any(world.general for world in group.worlds)
        unknown = any(world.high is None for world in group.worlds)
        open_ended = ((self.top[members] == NO_BOUND) & anywhere)[:, None] | np.bool_(unknown)
        plain = all(world.general and not world.ceilings for world in group.worlds)
        straight = (self.slope[members] > 0)[:, None] & np.bool_(plain and not unknown)
        at = np.ix_(members, numbers)
        self.low[at] = low / SCALE
        self.high[at] = np.where(open_ended & ~straight, np.nan, high / SCALE)
        self.kind[at] = np.where(straight, LINEAR, np.where(open_ended, BY_LINE, FIXED))
        reasons = [
            self._named(f"{group.told} {[str(state.country_rates[event]) for event in group.rates]}", state, example, general=True)
            for state in states
        ]
        self.reason[at] = np.array(reasons, dtype=np.int32)[None, :]

    def _one(self, number: int, state: State, member: int) -> None:
        """A class by itself, the rules as they are."""
        key = self._key(state, member, exact=True)
        if key not in self.exact:
            found = self._worlds(state, member, self.facts)
            totals = [total(state, world) for world in found]
            highs = [high for _, high in totals if high is not None]
            low = float(min(low for low, _ in totals))
            high = float(max(highs)) if len(highs) == len(totals) else float("nan")
            self.exact[key] = (low, high, self._named(self._told(state, found, general=False), state, member, general=False))
        low, high, reason = self.exact[key]
        self.low[member, number], self.high[member, number], self.reason[member, number] = low, high, reason
        self.kind[member, number] = BY_LINE if np.isnan(high) else FIXED

    def _worlds(self, state: State, member: int, facts: Mapping[str, Fact]) -> list[World]:
        self.runs += 1
        if self.products.equivalents[member] != NONE:
            facts = {**facts, AVE: Decimal(int(self.products.equivalents[member])) / (100 * SCALE)}
        leaves = self.index.leaves(self.products.examples[member])
        return [world for code, profile in leaves for _, world in worlds(state.compiled, Good(code, profile), facts, {})]

    def _learn(self, state: State) -> None:
        """Least and most of general rates that are no sums, from the rules, in whatever state: they do not change with it."""
        places = [place for place, item in enumerate(state.compiled.items) if item.measure.authority == "mfn"]
        for member in np.flatnonzero(~self.known & ~self.alone).tolist():
            found = self._worlds(state, member, self.facts)
            spoken = [one.percent for world in found for place in places if (one := world[place]) is not None and one.status == "applied"]
            if spoken:
                highs = [percent.high for percent in spoken if percent.high is not None]
                self.base[member] = in_millionths(min(percent.low for percent in spoken))
                self.top[member] = in_millionths(max(highs)) if len(highs) == len(spoken) else NO_BOUND
                self.known[member] = True

    def _key(self, state: State, member: int, *, exact: bool) -> object:
        """What decides an assessment: items whose scope covers the good, those of their events that do, and its rates."""
        coverage = self.products.coverage[member].tolist()
        numbers = self.index.event_scope
        seen: list[object] = [tuple(coverage[number] for number in self.presuming)]
        columns: list[int] = []
        names: dict[int, str] = {}
        for place, (item, part) in enumerate(zip(state.compiled.items, state.parts if exact else state.shapes, strict=True)):
            if part is None or coverage[item.scope] == 0:
                continue
            names[place] = item.measure.id
            rungs: list[object] = []
            for event, duty in part.rungs:
                bit = coverage[numbers[event]] if event in numbers else 1
                if bit:
                    rungs.append((event, duty, bit))
                if bit == 1:
                    break
            exemptions = tuple((event, bit) for event in part.exemptions if (bit := coverage[numbers[event]] if event in numbers else 1))
            gives = tuple((names[first], *rule) for first, *rule in part.gives if first in names)
            seen.append((part.core, coverage[item.scope], tuple(rungs), exemptions, gives))
            if item.measure.table in self.products.columns:
                columns.append(self.products.columns.index(item.measure.table))
        rates = tuple(self.products.rates[member][place] for place in columns if exact or place not in self.general)
        single = member if self.alone[member] else -1
        equivalent = int(self.products.equivalents[member]) if exact else NONE
        return tuple(seen), state.compiled.ceiling, rates, single, equivalent, -1 if exact else int(self.shape[member])

    def _told(self, state: State, found: Sequence[World], *, general: bool) -> str:
        items = state.compiled.items
        told = [
            [
                (item.measure.id, outcome.status, outcome.act, outcome.pinpoint, outcome.reason.en, str(outcome.share))
                + (() if id(outcome.event) in state.country_rates else (outcome.rate, str(outcome.percent)))
                for item, outcome in zip(items, world, strict=True)
                if outcome is not None and outcome.status != "not_in_force" and not (general and item.measure.authority == "mfn")
            ]
            for world in found
        ]
        return blake2b(repr((general, told)).encode(), digest_size=6).hexdigest()

    @staticmethod
    def _rates(state: State, found: Sequence[World]) -> tuple[int, ...]:
        """The country rates that any line states, applied or not."""
        places: set[int] = set()
        for world in found:
            for item, outcome in zip(state.compiled.items, world, strict=True):
                if outcome is not None and outcome.status != "not_in_force":
                    places |= {id(rung.event) for rung in item.rungs if id(rung.event) in state.country_rates}
        return tuple(sorted(places))

    def _named(self, told: str, state: State, member: int, *, general: bool) -> int:
        if told not in self.ids:
            self.ids[told] = len(self.reasons)
            name = blake2b(told.encode(), digest_size=6).hexdigest()
            entry = Entry(self.products.examples[member], state.origin, self.importer, state.clock, self.answers)
            self.reasons.append(Reason(name, entry, general))
        return self.ids[told]


def _ceilings_of(measures: Sequence[Measure]) -> list[int]:
    """The percents that some duty makes together with column 1, in millionths, in order."""
    texts = {text for measure in measures for event in measure.event for text in (event.duty, *event.rates.values()) if text}
    found: set[int] = set()
    for text in texts:
        duty = parse_duty(text)
        if isinstance(duty, AllIn) and isinstance(duty.ceiling, AdValorem):
            found.add(in_millionths(duty.ceiling.rate))
    return sorted(found)


def _by_country(world: Formula, state: State) -> int:
    return sum(in_millionths(state.country_rates[event] * share) for event, share in world.by_country)


def _ceilings(world: Formula, general: Ints) -> Ints:
    """Σ share · max(0, ceiling − t), in millionths."""
    added = np.zeros_like(general)
    for ceiling, share in world.ceilings:
        left = np.maximum(0, ceiling - general)
        added += left if share == 1 else np.rint(left * float(share)).astype(np.int64)
    return added


def _numbered(rates: Sequence[tuple[str, ...]], width: int) -> NDArray[np.int32]:
    numbers: dict[str, int] = {"": 0}
    rows = [[numbers.setdefault(text, len(numbers)) for text in row] for row in rates]
    return np.array(rows, dtype=np.int32).reshape(len(rates), width)


def _sum(duty: Duty) -> tuple[Decimal, Decimal] | None:
    """A rate as percent + amount a unit where it is such a sum; None otherwise."""
    if isinstance(duty, Free):
        return Decimal(0), Decimal(0)
    if isinstance(duty, AdValorem):
        return (duty.rate, Decimal(0)) if duty.base == "customs value" else None
    if isinstance(duty, Specific):
        return (Decimal(0), duty.amount) if duty.base == "customs value" else None
    if isinstance(duty, Combination) and duty.kind == "sum":
        parts = [part for term in duty.terms if (part := _sum(term)) is not None]
        if len(parts) == len(duty.terms):
            return sum((part[0] for part in parts), Decimal(0)), sum((part[1] for part in parts), Decimal(0))
    return None

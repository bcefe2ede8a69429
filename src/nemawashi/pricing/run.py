"""Running the rules, once for each distinct meeting of a class of goods with a state of the law.

Most cells differ only in the general rate of the line. Where no other duty refers to column 1, the sum is that rate plus what the rest
comes to: the rules run on one good of a group and the others are addition, in millionths of a percent, so that the sum is the same number
as the decimal one. Where a duty does refer to column 1 (a floor, a preference), the rules run for each rate.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.products import Products
from nemawashi.pricing.states import State, States
from nemawashi.tariffs import Entry, Law, parse_duty
from nemawashi.tariffs.assess import Answer
from nemawashi.tariffs.charge import Good, Outcome, worlds
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import AdValorem, Combination, Duty, Free, Specific

__all__ = ["BY_LINE", "FIXED", "LINEAR", "Filled", "Reason", "fill"]

FIXED, LINEAR, BY_LINE = 0, 1, 2
"""A cell's kind: a percent; a percent plus a slope on quantity ÷ value; to be assessed by itself when value and quantity are given."""

SCALE = 1_000_000
AVE = "column_1_ave"
NO_BOUND = -1


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
class _Rest:
    """What a group owes besides column 1, in millionths of a percent; ``additive`` only where column 1 does not touch it."""

    additive: bool
    low: int = 0
    high: int = 0
    reason: int = -1


World = tuple[Outcome | None, ...]


def fill(law: Law, importer: str, answers: Mapping[str, Answer], facts: Mapping[str, Fact], products: Products, states: States) -> Filled:
    """Run the rules over classes × states; ``facts`` are the answers as the law reads them."""
    return _Run(law, importer, (answers, facts), products, states).filled()


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
        self.alone = (products.coverage == 2).any(axis=1) | np.array(short, dtype=np.bool_)
        self.presuming = sorted({number for held in self.index.presumptions.values() for number, _ in held})
        self.base = np.zeros(size, dtype=np.int64)
        self.top = np.zeros(size, dtype=np.int64)
        self.slope = np.zeros(size)
        self.sums = np.zeros(size, dtype=np.bool_)
        self.learned = np.zeros(size, dtype=np.bool_)
        self._column_1()
        known = np.where(self.top > 0, 1, 0)
        self.shape = np.where(~self.sums & ~self.alone, 3, np.where(self.top == NO_BOUND, 2, known)).astype(np.int32)
        self.texts = _numbered(products.rates, len(products.columns))
        self.groupings: dict[object, tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]] = {}
        self.exact: dict[object, tuple[float, float, int]] = {}
        self.rests: dict[object, _Rest] = {}

    def _column_1(self) -> None:
        """The general rate of each class, by itself: least and most in millionths of a percent, and its slope."""
        stated = AVE in self.answers
        for row, rates in enumerate(self.products.rates):
            spoken = [rates[place] for place in self.general if rates[place]]
            if len(spoken) != 1 or self.alone[row]:
                continue
            parts = _sum(parse_duty(spoken[0]))
            if parts is not None and not (stated and parts[1]):
                self.sums[row] = True
                self.base[row], self.slope[row] = int(parts[0] * SCALE), float(parts[1] * 100)
                self.top[row] = NO_BOUND if parts[1] else self.base[row]

    def filled(self) -> Filled:
        """Every state in turn."""
        for number, state in enumerate(self.states.states):
            order, edges, firsts = self._grouping(state)
            for group, example in enumerate(firsts.tolist()):
                members = order[edges[group] : edges[group + 1]]
                rest = self._rest(state, example)
                if rest.additive:
                    if not self.sums[example]:
                        self._learn(state, members)
                    self._add(number, members, rest)
                else:
                    for member in members.tolist():
                        self._one(number, state, member)
        column_1 = np.where(self.sums, self.base / SCALE, np.nan)
        return Filled(self.low, self.high, self.kind, self.reason, column_1, self.slope, tuple(self.reasons), self.runs)

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

    def _add(self, number: int, members: NDArray[np.intp], rest: _Rest) -> None:
        top = np.where(self.slope[members] > 0, self.base[members], self.top[members])
        unbounded = (top == NO_BOUND) | (rest.high == NO_BOUND)
        self.low[members, number] = (self.base[members] + rest.low) / SCALE
        self.high[members, number] = np.where(unbounded, np.nan, (top + rest.high) / SCALE)
        self.kind[members, number] = np.where(self.slope[members] > 0, LINEAR, np.where(unbounded, BY_LINE, FIXED))
        self.reason[members, number] = rest.reason

    def _one(self, number: int, state: State, member: int) -> None:
        """A class by itself, the rules as they are."""
        key = self._key(state, member, exact=True)
        if key not in self.exact:
            found = self._worlds(state, member, self.facts)
            totals = [_total(state, world) for world in found]
            highs = [high for _, high in totals if high is not None]
            low = float(min(low for low, _ in totals))
            high = float(max(highs)) if len(highs) == len(totals) else float("nan")
            self.exact[key] = (low, high, self._reason(state, member, found, general=False))
        low, high, reason = self.exact[key]
        self.low[member, number], self.high[member, number], self.reason[member, number] = low, high, reason
        self.kind[member, number] = BY_LINE if np.isnan(high) else FIXED

    def _worlds(self, state: State, member: int, facts: Mapping[str, Fact]) -> list[World]:
        self.runs += 1
        leaves = self.index.leaves(self.products.examples[member])
        return [world for code, profile in leaves for _, world in worlds(state.compiled, Good(code, profile), facts, {})]

    def _rest(self, state: State, member: int) -> _Rest:
        """What the group of ``member`` owes besides column 1; a specific general rate is taken as 100 % to see it."""
        if self.alone[member] or AVE in self.answers:
            return _Rest(additive=False)
        key = self._key(state, member, exact=False)
        if key not in self.rests:
            facts = {**self.facts, AVE: Decimal(1)} if self.shape[member] != 0 else self.facts
            self.rests[key] = self._split(state, member, self._worlds(state, member, facts))
        return self.rests[key]

    def _split(self, state: State, member: int, found: Sequence[World]) -> _Rest:
        lows: list[Decimal] = []
        highs: list[Decimal | None] = []
        generals: list[tuple[Decimal, Decimal | None]] = []
        for world in found:
            low, high = _total(state, world)
            mine: Outcome | None = None
            for item, outcome in zip(state.compiled.items, world, strict=True):
                if outcome is None:
                    continue
                if item.measure.authority == "mfn" and outcome.status != "displaced":
                    if mine is not None or outcome.status != "applied":
                        return _Rest(additive=False)
                    mine = outcome
                elif outcome.status == "applied" and ("column 1" in outcome.rate or item.measure.authority == "preference"):
                    return _Rest(additive=False)
            if mine is None or mine.percent.high is None:
                return _Rest(additive=False)
            generals.append((mine.percent.low, mine.percent.high))
            lows.append(low - mine.percent.low)
            highs.append(None if high is None else high - mine.percent.high)
        bounded = [high for high in highs if high is not None]
        if self.sums[member] and len(set(generals)) > 1:
            return _Rest(additive=False)
        most = int(max(bounded) * SCALE) if len(bounded) == len(highs) else NO_BOUND
        return _Rest(additive=True, low=int(min(lows) * SCALE), high=most, reason=self._reason(state, member, found, general=True))

    def _learn(self, state: State, members: NDArray[np.intp]) -> None:
        """Least and most of general rates that are no sums, from the rules, once."""
        places = [place for place, item in enumerate(state.compiled.items) if item.measure.authority == "mfn"]
        for member in members[~self.learned[members]].tolist():
            found = self._worlds(state, member, self.facts)
            spoken = [one.percent for world in found for place in places if (one := world[place]) is not None and one.status == "applied"]
            highs = [percent.high for percent in spoken if percent.high is not None]
            self.base[member] = int(min(percent.low for percent in spoken) * SCALE)
            self.top[member] = int(max(highs) * SCALE) if len(highs) == len(spoken) else NO_BOUND
            self.learned[member] = True

    def _key(self, state: State, member: int, *, exact: bool) -> object:
        """What decides an assessment: items whose scope covers the good, which of their events do, and its rates."""
        coverage = self.products.coverage[member]
        numbers = self.index.event_scope
        seen: list[object] = [coverage[self.presuming].tobytes()]
        columns: list[int] = []
        for item, part in zip(state.compiled.items, state.parts, strict=True):
            if coverage[item.scope] == 0:
                seen.append(None)
                continue
            events = [rung.event for rung in item.rungs] + [exemption.event for exemption in item.exemptions]
            seen.append((part, int(coverage[item.scope]), tuple(int(coverage[numbers[id(e)]]) if id(e) in numbers else 1 for e in events)))
            if item.measure.table in self.products.columns:
                columns.append(self.products.columns.index(item.measure.table))
        rates = tuple(self.products.rates[member][place] for place in columns if exact or place not in self.general)
        single = member if self.alone[member] else -1
        return tuple(seen), state.flags, state.compiled.ceiling, rates, single, -1 if exact else int(self.shape[member])

    def _reason(self, state: State, member: int, found: Sequence[World], *, general: bool) -> int:
        items = state.compiled.items
        told = [
            [
                (item.measure.id, outcome.status, outcome.rate, outcome.act, outcome.pinpoint, str(outcome.percent), outcome.reason.en)
                for item, outcome in zip(items, world, strict=True)
                if outcome is not None and not (general and item.measure.authority == "mfn")
            ]
            for world in found
        ]
        name = blake2b(repr((general, told)).encode(), digest_size=6).hexdigest()
        if name not in self.ids:
            self.ids[name] = len(self.reasons)
            entry = Entry(self.products.examples[member], state.origin, self.importer, state.clock, self.answers)
            self.reasons.append(Reason(name, entry, general))
        return self.ids[name]


def _total(state: State, world: World) -> tuple[Decimal, Decimal | None]:
    """The sum of the world's duties, fees apart."""
    low, high = Decimal(0), Decimal(0)
    bounded = True
    for item, outcome in zip(state.compiled.items, world, strict=True):
        if outcome is None or item.measure.authority == "fee":
            continue
        low += outcome.percent.low
        bounded = bounded and outcome.percent.high is not None
        high += outcome.percent.high or 0
    return low, high if bounded else None


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

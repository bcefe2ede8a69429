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
from nemawashi.tariffs import Assessment, Entry, Law, assess, parse_duty
from nemawashi.tariffs.assess import Answer
from nemawashi.tariffs.duty import AdValorem, Combination, Duty, Free, Specific

__all__ = ["BY_LINE", "FIXED", "LINEAR", "Filled", "Reason", "fill"]

FIXED, LINEAR, BY_LINE = 0, 1, 2
"""A cell's kind: a percent; a percent plus a slope on quantity ÷ value; to be assessed by itself when value and quantity are given."""

SCALE = 1_000_000
AVE = "column_1_ave"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the cells of a group pay what they pay: the assessment of one of them."""

    id: str
    example: Assessment
    general: bool
    """Whether the example's column 1 line stands for that of every line of the group, whatever its rate."""


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
    high: int | None = 0
    reason: int = -1


def fill(law: Law, importer: str, answers: Mapping[str, Answer], products: Products, states: States) -> Filled:
    """Run the rules over classes × states."""
    return _Run(law, importer, answers, products, states).filled()


class _Run:
    """One compilation."""

    def __init__(self, law: Law, importer: str, answers: Mapping[str, Answer], products: Products, states: States) -> None:
        self.law, self.importer, self.answers = law, importer, answers
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
        self.base, self.slope, self.linear = self._column_1()
        self.shape = np.where(~self.linear, 3, np.where(self.slope > 0, 2, np.where(self.base > 0, 1, 0))).astype(np.int32)
        self.texts = _numbered(products.rates, len(products.columns))
        self.groupings: dict[object, tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]] = {}
        self.found: dict[object, Assessment] = {}
        self.rests: dict[object, _Rest] = {}

    def _column_1(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.bool_]]:
        """The general rate of each class: percent in millionths, slope, and whether it is such a sum."""
        size = self.products.size
        base, slope, linear = np.zeros(size, dtype=np.int64), np.zeros(size), np.zeros(size, dtype=np.bool_)
        if AVE in self.answers:
            return base, slope, linear
        for row, rates in enumerate(self.products.rates):
            spoken = [rates[place] for place in self.general if rates[place]]
            parts = _sum(parse_duty(spoken[0])) if len(spoken) == 1 else None
            if parts is not None and not self.alone[row]:
                linear[row] = True
                base[row], slope[row] = int(parts[0] * SCALE), float(parts[1] * 100)
        return base, slope, linear

    def filled(self) -> Filled:
        """Every state in turn."""
        for number, state in enumerate(self.states.states):
            order, edges, firsts = self._grouping(state)
            for group, example in enumerate(firsts.tolist()):
                members = order[edges[group] : edges[group + 1]]
                rest = self._rest(state, example)
                if rest.additive:
                    self._add(number, members, rest)
                else:
                    for member in members.tolist():
                        self._one(number, state, member)
        column_1 = np.where(self.linear, self.base / SCALE, np.nan)
        return Filled(self.low, self.high, self.kind, self.reason, column_1, self.slope, tuple(self.reasons), self.runs)

    def _grouping(self, state: State) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
        """Classes sorted by what the state's items can tell apart besides the general rate; where each group starts; its first class."""
        scopes: set[int] = set()
        columns: set[int] = set()
        for item in state.compiled.items:
            scopes.add(item.scope)
            events = [rung.event for rung in item.rungs] + [exemption.event for exemption in item.exemptions]
            scopes |= {self.index.event_scope[id(event)] for event in events if id(event) in self.index.event_scope}
            if item.measure.table in self.products.columns:
                columns.add(self.products.columns.index(item.measure.table))
        key = (tuple(sorted(scopes)), tuple(sorted(columns - set(self.general))))
        if key not in self.groupings:
            single = np.where(self.alone, np.arange(1, self.products.size + 1), 0).astype(np.int32)
            told = (self.products.coverage[:, list(key[0])].astype(np.int32), self.texts[:, list(key[1])], single, self.shape)
            packed = np.ascontiguousarray(np.column_stack(told))
            view = packed.view(np.dtype((np.void, packed.dtype.itemsize * packed.shape[1]))).ravel()
            _, firsts, groups = np.unique(view, return_index=True, return_inverse=True)
            order = np.argsort(groups, kind="stable")
            self.groupings[key] = (order, np.searchsorted(groups[order], np.arange(len(firsts) + 1)), firsts)
        return self.groupings[key]

    def _add(self, number: int, members: NDArray[np.intp], rest: _Rest) -> None:
        self.low[members, number] = (self.base[members] + rest.low) / SCALE
        self.high[members, number] = np.nan if rest.high is None else (self.base[members] + rest.high) / SCALE
        self.kind[members, number] = np.where(self.slope[members] > 0, LINEAR, FIXED)
        self.reason[members, number] = rest.reason

    def _one(self, number: int, state: State, member: int) -> None:
        found = self._assessed(state, member, self._key(state, member, exact=True), self.answers)
        self.low[member, number] = float(found.low)
        self.high[member, number] = np.nan if found.high is None else float(found.high)
        self.kind[member, number] = BY_LINE if found.high is None else FIXED
        self.reason[member, number] = self._reason(found.signature, found, general=False)

    def _assessed(self, state: State, member: int, key: object, answers: Mapping[str, Answer]) -> Assessment:
        if key not in self.found:
            self.runs += 1
            self.found[key] = assess(self.law, Entry(self.products.examples[member], state.origin, self.importer, state.clock, answers))
        return self.found[key]

    def _rest(self, state: State, member: int) -> _Rest:
        """What the group of ``member`` owes besides column 1; a specific general rate is taken as 100 % to see it."""
        if not self.linear[member]:
            return _Rest(additive=False)
        key = self._key(state, member, exact=False)
        if key not in self.rests:
            specific = bool(self.slope[member] > 0)
            answers = {**self.answers, AVE: "100 %"} if specific else self.answers
            found = self._assessed(state, member, (key, "rest"), answers)
            base = 100 * SCALE if specific else int(self.base[member])
            self.rests[key] = self._split(found, base)
        return self.rests[key]

    def _split(self, found: Assessment, base: int) -> _Rest:
        general = [line for line in found.lines if line.authority == "mfn"]
        others = [line for line in found.lines if line.authority != "mfn"]
        owed = [line for line in others if line.status == "applied" or line.high != 0]
        touched = any("column 1" in line.rate or line.authority == "preference" for line in owed)
        if len(general) != 1 or general[0].status != "applied" or general[0].depends_on or touched:
            return _Rest(additive=False)
        told = [(line.measure, line.status, line.rate, line.reason, str(line.low), str(line.high)) for line in others]
        name = blake2b(repr(told).encode(), digest_size=6).hexdigest()
        high = None if found.high is None else int(found.high * SCALE) - base
        return _Rest(additive=True, low=int(found.low * SCALE) - base, high=high, reason=self._reason(name, found, general=True))

    def _key(self, state: State, member: int, *, exact: bool) -> object:
        """What decides an assessment: items whose scope covers the good, which of their events do, and its rates."""
        coverage = self.products.coverage[member]
        numbers = self.index.event_scope
        seen: list[object] = []
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

    def _reason(self, name: str, found: Assessment, *, general: bool) -> int:
        if name not in self.ids:
            self.ids[name] = len(self.reasons)
            self.reasons.append(Reason(name, found, general))
        return self.ids[name]


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

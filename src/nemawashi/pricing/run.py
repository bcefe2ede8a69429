"""Running the rules, once for each distinct meeting of a group of leaves with a shape of the law, and filling the cells from it.

Cells that differ only in the general rate of the line, or in a rate the law sets by country, are one formula (``rest``); all cells of one
formula are filled at once. Sums are made in millionths of a percent, so that they are the same number as the decimal ones.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.facets import Facets, Group
from nemawashi.pricing.general import AVE, NO_BOUND, General, general_rates
from nemawashi.pricing.hull import BY_LINE, FIXED, LINEAR, Filled, Reason, hull
from nemawashi.pricing.products import NONE, Products
from nemawashi.pricing.rest import SCALE, Formula, World, formulas, in_millionths, total
from nemawashi.pricing.states import State, States
from nemawashi.tariffs import Entry, Law, Measure, parse_condition, parse_duty
from nemawashi.tariffs.charge import Good, Outcome, worlds
from nemawashi.tariffs.condition import Fact
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.entry import Answer
from nemawashi.tariffs.regime import Compiled, Item

__all__ = ["fill"]

Ints = NDArray[np.int64]
Given = tuple[Mapping[str, Answer], Mapping[str, Fact]]
"""Answers as stated, and as the law reads them."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """What the leaves of a group owe besides column 1, in a shape of the law."""

    worlds: tuple[Formula, ...]
    told: str
    """A digest of every line's status, rate, act and reason."""
    rates: tuple[int, ...]
    """The events of the country rates that stand in those lines."""
    example: int
    """A leaf of the group."""
    general: bool
    """Whether a general rate of the line is owed, or displaced, in any world."""


def fill(law: Law, importer: str, given: Given, products: Products, states: States) -> Filled:
    """Run the rules over classes × states."""
    run = _Run(law, importer, given, products, states)
    return hull(run.leaves(), products, states, importer, given[0])


class _Run:
    """One compilation."""

    def __init__(self, law: Law, importer: str, given: Given, products: Products, states: States) -> None:
        self.importer, (self.answers, self.facts) = importer, given
        self.products, self.states = products.leaves, states
        size, width = self.products.size, len(states.states)
        self.low, self.high = np.zeros((size, width)), np.zeros((size, width))
        self.kind = np.full((size, width), FIXED, dtype=np.uint8)
        self.reason = np.full((size, width), -1, dtype=np.int32)
        self.reasons: list[Reason] = []
        self.numbers: dict[object, int] = {}
        self.runs = 0
        self.index = law.index(importer)
        self.general = general_rates(self.index.measures, self.products, self.facts, _asked(law, self.index.measures))
        self.columns = {one.column: one for one in self.general}
        self.slope = np.max([one.slope for one in self.general], axis=0) if self.general else np.zeros(size)
        self.rules: dict[object, _Rule | None] = {}
        self.exact: dict[object, tuple[float, float, int]] = {}
        self.filling: dict[tuple[Formula, ...], list[tuple[NDArray[np.intp], NDArray[np.intp]]]] = {}

    def leaves(self) -> Filled:
        """Every shape of the law in turn, with all the states that have it."""
        facets = Facets(self.index, self.products, self.general)
        having: dict[int, list[int]] = {}
        for number, state in enumerate(self.states.states):
            having.setdefault(state.shape, []).append(number)
        for shape, held in having.items():
            numbers = np.array(held, dtype=np.intp)
            for group in facets.groups(self.states.shapes[shape]):
                rule = self._rule(group, self.states.states[held[0]])
                if rule is not None:
                    self._reasons(rule, group, numbers)
                    self.filling.setdefault(rule.worlds, []).append((group.leaves, numbers))
                    continue
                for number in held:
                    for leaf in group.leaves.tolist():
                        self._one(group.key, number, leaf)
        for found, places in self.filling.items():
            leaves = np.concatenate([np.repeat(rows, len(columns)) for rows, columns in places])
            columns = np.concatenate([np.tile(columns, len(rows)) for rows, columns in places])
            self._formula(found, leaves, columns)
        return Filled(self.low, self.high, self.kind, self.reason, self.slope, tuple(self.reasons), self.runs)

    def _rule(self, group: Group, state: State) -> _Rule | None:
        """The formulas of a group; a general rate that is no percent is taken at its least to see them."""
        if group.key not in self.rules:
            self.rules[group.key] = self._ruled(int(group.leaves[0]), state)
        return self.rules[group.key]

    def _ruled(self, leaf: int, state: State) -> _Rule | None:
        if AVE in self.answers or not all(one.known[leaf] for one in self.general):
            return None
        open_ended = [one for one in self.general if one.top[leaf] == NO_BOUND]
        facts = {**self.facts, AVE: Decimal(int(open_ended[0].base[leaf])) / (100 * SCALE)} if len(open_ended) == 1 else self.facts
        compiled = state.compiled
        found = self._worlds(compiled, leaf, facts)
        made = formulas(compiled.items, state.country_rates, found)
        if made is None or not all(self._settled(world, leaf) for world in made):
            return None
        rows = [zip(compiled.items, world, strict=True) for world in found]
        own = any(outcome is not None and _of_the_line(item, outcome) for row in rows for item, outcome in row)
        return _Rule(made, _told(state, compiled, found, general=True), _rates(state, compiled, found), leaf, own)

    def _settled(self, world: Formula, leaf: int) -> bool:
        """Whether a floor can be put in a formula: the general rate does not lie in a range; above a preference, it has bounds too."""
        if world.floored:
            return all(not one.there[leaf] or (bool(one.sums[leaf]) and one.top[leaf] != NO_BOUND) for one in self.general)
        if not world.ceilings:
            return True
        rate = self.columns[world.general]
        return bool(rate.sums[leaf]) or rate.top[leaf] == NO_BOUND

    def _reasons(self, rule: _Rule, group: Group, numbers: NDArray[np.intp]) -> None:
        states = [self.states.states[number] for number in numbers.tolist()]
        found = [
            self._named((rule.told, *(str(state.country_rates[event]) for event in rule.rates)), state, rule.example, general=rule.general)
            for state in states
        ]
        self.reason[np.ix_(group.leaves, numbers)] = np.array(found, dtype=np.int32)[None, :]

    def _formula(self, found: Sequence[Formula], leaves: NDArray[np.intp], columns: NDArray[np.intp]) -> None:
        """Low, high and kind of the cells (leaf, column) that share the formulas of their worlds."""
        low = high = np.zeros(0, dtype=np.int64)
        open_ended = np.full(len(leaves), fill_value=any(world.high is None for world in found))
        measured = np.full(len(leaves), fill_value=any(world.measured for world in found))
        straight = np.ones(len(leaves), dtype=np.bool_)
        for place, world in enumerate(found):
            least, most, unbounded, turning = self._column_1(world, leaves)
            rates = self._by_country(world)[columns]
            mine = least + world.low + rates + _ceilings(world, least)
            top = most + (world.high or 0) + rates + _ceilings(world, most)
            low = mine if place == 0 else np.minimum(low, mine)
            high = top if place == 0 else np.maximum(high, top)
            open_ended |= unbounded
            measured |= turning
            rate = self.columns.get(world.general)
            fit = rate is not None and world.high is not None and not world.ceilings
            straight &= ((rate.slope > 0) & (rate.slope == self.slope))[leaves] if fit and rate is not None else np.False_
        straight &= ~measured
        self.low[leaves, columns] = low / SCALE
        self.high[leaves, columns] = np.where(open_ended & ~straight, np.nan, high / SCALE)
        self.kind[leaves, columns] = np.where(straight, LINEAR, np.where(open_ended | measured, BY_LINE, FIXED))

    def _column_1(self, world: Formula, leaves: NDArray[np.intp]) -> tuple[Ints, Ints, NDArray[np.bool_], NDArray[np.bool_]]:
        """Least and most of the general rate that a world owes, whether it is unbounded, and whether quantity settles it further."""
        if not world.general:
            nothing = np.zeros(len(leaves), dtype=np.int64)
            return nothing, nothing, nothing > 0, nothing > 0
        rate: General = self.columns[world.general]
        least, top = rate.base[leaves], rate.top[leaves]
        unbounded = top == NO_BOUND
        return least, np.where(unbounded, least, top), unbounded, rate.measured[leaves]

    def _by_country(self, world: Formula) -> Ints:
        """By state: the sum of the rates set by country."""
        states = self.states.states
        if not world.by_country:
            return np.zeros(len(states), dtype=np.int64)
        found = [sum(in_millionths(state.country_rates.get(event, 0) * share) for event, share in world.by_country) for state in states]
        return np.array(found, dtype=np.int64)

    def _one(self, group: object, number: int, leaf: int) -> None:
        """A leaf by itself, the rules as they are."""
        state = self.states.states[number]
        rates = tuple(sorted(state.country_rates.items()))
        key = (group, rates, tuple(self.products.texts[leaf].tolist()), int(self.products.equivalents[leaf]))
        if key not in self.exact:
            compiled = state.compiled
            found = self._worlds(compiled, leaf, self.facts)
            totals = [total(compiled.items, world) for world in found]
            highs = [high for _, high in totals if high is not None]
            low = float(min(low for low, _ in totals))
            high = float(max(highs)) if len(highs) == len(totals) else float("nan")
            told = _told(state, compiled, found, general=False)
            self.exact[key] = (low, high, self._named((told, *(str(rate) for _, rate in rates)), state, leaf, general=False))
        low, high, reason = self.exact[key]
        self.low[leaf, number], self.high[leaf, number], self.reason[leaf, number] = low, high, reason
        measured = any(one.measured[leaf] for one in self.general)
        self.kind[leaf, number] = BY_LINE if np.isnan(high) or measured else FIXED

    def _worlds(self, compiled: Compiled, leaf: int, facts: Mapping[str, Fact]) -> list[World]:
        self.runs += 1
        if self.products.equivalents[leaf] != NONE:
            facts = {**facts, AVE: Decimal(int(self.products.equivalents[leaf])) / (100 * SCALE)}
        good = Good(self.products.examples[leaf][1], self.products.coverage[leaf].tobytes(), acting=True)
        return [world for _, world in worlds(compiled, good, facts, {})]

    def _named(self, told: tuple[str, ...], state: State, leaf: int, *, general: bool) -> int:
        key = (general, *told)
        if key not in self.numbers:
            self.numbers[key] = len(self.reasons)
            heading, code = self.products.examples[leaf]
            answers = self.answers if heading == code else {**self.answers, "code": code}
            entry = Entry(heading, state.origin, self.importer, state.clock, answers)
            self.reasons.append(Reason(blake2b(repr(key).encode(), digest_size=6).hexdigest(), entry, general))
        return self.numbers[key]


def _told(state: State, compiled: Compiled, found: Sequence[World], *, general: bool) -> str:
    """A digest of what every line says; of column 1 nothing where the group has many general rates."""
    told = {
        tuple(
            (item.measure.id, outcome.status, outcome.act, outcome.pinpoint, outcome.reason.en, outcome.share)
            + (() if id(outcome.event) in state.country_rates else (outcome.rate, outcome.percent.low, outcome.percent.high))
            for item, outcome in zip(compiled.items, world, strict=True)
            if outcome is not None and outcome.status != "not_in_force" and not (general and _of_the_line(item, outcome))
        ): None
        for world in found
    }
    return blake2b(repr((general, list(told))).encode(), digest_size=6).hexdigest()


def _of_the_line(item: Item, outcome: Outcome) -> bool:
    """Whether it is a general rate that a schedule gives the line."""
    return item.measure.authority == "mfn" and any(rung.event is outcome.event and rung.duty is None for rung in item.rungs)


def _rates(state: State, compiled: Compiled, found: Sequence[World]) -> tuple[int, ...]:
    """The country rates that any line states, applied or not."""
    events: set[int] = set()
    for place, item in enumerate(compiled.items):
        by_country = [id(rung.event) for rung in item.rungs if id(rung.event) in state.country_rates]
        if by_country and any((outcome := world[place]) is not None and outcome.status != "not_in_force" for world in found):
            events.update(by_country)
    return tuple(sorted(events))


def _asked(law: Law, measures: Sequence[Measure]) -> frozenset[str]:
    """Parts of the value of which the law says more than that a schedule charges them: no formula may take them for free."""
    bases = {
        base
        for measure in measures
        for base in (measure.base, *(one for text in _duties(measure) for one in bases_named(parse_duty(text))))
    }
    texts = {text for measure in measures for text in (measure.when, *(event.when for event in measure.event)) if text}
    return frozenset(bases | law.bases.keys() | law.questions.keys()).union(*(parse_condition(text).keys() for text in texts))


def _duties(measure: Measure) -> Iterator[str]:
    for event in measure.event:
        yield from (text for text in (event.duty, *event.rates.values()) if text)


def _ceilings(world: Formula, general: Ints) -> Ints:
    """Σ share · max(0, ceiling − t), in millionths."""
    added = np.zeros_like(general)
    for ceiling, share in world.ceilings:
        left = np.maximum(0, ceiling - general)
        added += left if share == 1 else np.rint(left * float(share)).astype(np.int64)
    return added

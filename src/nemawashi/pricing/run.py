"""Filling the cells: one run of the rules for each strand of the law that goods meet.

Cells that differ only in the general rate of the line, or in a rate the law sets by country, are one formula (``rest``); all cells of one
formula are filled at once. Sums are made in millionths of a percent, so that they are the same number as the decimal ones.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.general import NO_BOUND
from nemawashi.pricing.hull import BY_LINE, FIXED, LINEAR, Filled
from nemawashi.pricing.rest import SCALE, Formula, in_millionths, total
from nemawashi.pricing.rules import Rules
from nemawashi.pricing.states import State, States
from nemawashi.pricing.strands import Strand
from nemawashi.tariffs.duty import ZERO

__all__ = ["fill"]

Ints = NDArray[np.int64]
_SHORT = 1 << 16
"""Short numbers are sorted by their digits."""
_Formulas = tuple[Formula, ...]
"""The formulas of a strand, one for each world."""


def fill(rules: Rules, states: States) -> Filled:
    """Low, high and kind of leaves × states."""
    return _Run(rules, states).leaves()


class _Run:
    """One compilation."""

    def __init__(self, rules: Rules, states: States) -> None:
        self.rules, self.states = rules, states
        size, width = rules.leaves.size, len(states.states)
        self.low, self.high = np.zeros((size, width)), np.zeros((size, width))
        self.kind = np.full((size, width), FIXED, dtype=np.uint8)
        self.slope = np.max([one.slope for one in rules.general], axis=0) if rules.general else np.zeros(size)
        self.ruled: dict[Strand, _Formulas | None] = {}
        self.found: dict[tuple[Strand, ...], tuple[_Formulas, ...] | None] = {}
        self.exact: dict[object, tuple[float, float]] = {}
        self.rates: dict[object, Ints] = {}

    def leaves(self) -> Filled:
        """Every shape of the law in turn, with all the states that have it."""
        which = np.full(self.low.shape, -1, dtype=np.int32)
        made: dict[tuple[_Formulas, ...], int] = {}
        for shape, held in self.states.having().items():
            groups = self.rules.facets.groups(self.states.shapes[shape])
            state = self.states.states[held[0]]
            found = [self._formulas(strands, leaf, state) for strands, leaf in zip(groups.strands, groups.example, strict=True)]
            numbers = np.array([-1 if one is None else made.setdefault(one, len(made)) for one in found], dtype=np.int32)
            which[:, held] = numbers[groups.of_leaf][:, None]
            for leaf in np.flatnonzero(numbers[groups.of_leaf] < 0).tolist():
                for number in held:
                    self._one(groups.strands[groups.of_leaf[leaf]], number, leaf)
        flat = (which.ravel() + 1).astype(np.uint16 if len(made) < _SHORT else np.int32)
        order = np.argsort(flat, kind="stable")
        edges = np.searchsorted(flat[order], np.arange(1, len(made) + 2))
        for number, formulas in enumerate(made):
            leaves, columns = np.divmod(order[edges[number] : edges[number + 1]], which.shape[1])
            self._formula(formulas, leaves, columns)
        return Filled(self.low, self.high, self.kind, self.slope)

    def _formulas(self, strands: tuple[Strand, ...], leaf: int, state: State) -> tuple[_Formulas, ...] | None:
        """The formulas of each strand; None where one has none."""
        if strands not in self.found:
            for strand in strands:
                if strand not in self.ruled:
                    self.ruled[strand] = self.rules.formulas(strand, leaf, state)[1]
            found = tuple(made for strand in strands if (made := self.ruled[strand]) is not None)
            self.found[strands] = found if len(found) == len(strands) else None
        return self.found[strands]

    def _formula(self, found: Sequence[_Formulas], leaves: NDArray[np.intp], columns: NDArray[np.intp]) -> None:
        """Low, high and kind of the cells (leaf, column) whose strands have these formulas: sums of the least and of the most of each."""
        low, high = np.zeros(len(leaves), dtype=np.int64), np.zeros(len(leaves), dtype=np.int64)
        open_ended, measured = np.zeros(len(leaves), dtype=np.bool_), np.zeros(len(leaves), dtype=np.bool_)
        straight = np.full(len(leaves), fill_value=any(world.general for strand in found for world in strand))
        for strand in found:
            least = most = np.zeros(0, dtype=np.int64)
            sloped = any(world.general for world in strand)
            for place, world in enumerate(strand):
                lower, upper, unbounded, turning = self._column_1(world, leaves)
                rates = self._by_country(world)[columns]
                mine = lower + world.low + rates + _ceilings(world, lower)
                top = upper + (world.high or 0) + rates + _ceilings(world, upper)
                least = mine if place == 0 else np.minimum(least, mine)
                most = top if place == 0 else np.maximum(most, top)
                open_ended |= unbounded | (world.high is None)
                measured |= turning | world.measured
                rate = self.rules.columns.get(world.general)
                if world.high is None or world.ceilings or (sloped and rate is None):
                    straight[:] = False
                elif rate is not None:
                    straight &= ((rate.slope > 0) & (rate.slope == self.slope))[leaves]
            low += least
            high += most
        straight &= ~measured
        self.low[leaves, columns] = low / SCALE
        self.high[leaves, columns] = np.where(open_ended & ~straight, np.nan, high / SCALE)
        self.kind[leaves, columns] = np.where(straight, LINEAR, np.where(open_ended | measured, BY_LINE, FIXED))

    def _column_1(self, world: Formula, leaves: NDArray[np.intp]) -> tuple[Ints, Ints, NDArray[np.bool_], NDArray[np.bool_]]:
        """Least and most of the general rate that a world owes, whether it is unbounded, and whether quantity settles it further."""
        if not world.general:
            nothing = np.zeros(len(leaves), dtype=np.int64)
            return nothing, nothing, nothing > 0, nothing > 0
        rate = self.rules.columns[world.general]
        least, top = rate.base[leaves], rate.top[leaves]
        unbounded = top == NO_BOUND
        return least, np.where(unbounded, least, top), unbounded, rate.measured[leaves]

    def _by_country(self, world: Formula) -> Ints:
        """By state: the sum of the rates set by country."""
        if world.by_country not in self.rates:
            rates = np.zeros(len(self.states.states), dtype=np.int64)
            for number, state in enumerate(self.states.states if world.by_country else ()):
                rates[number] = sum(in_millionths(state.country_rates.get(event, ZERO) * share) for event, share in world.by_country)
            self.rates[world.by_country] = rates
        return self.rates[world.by_country]

    def _one(self, group: object, number: int, leaf: int) -> None:
        """A leaf by itself, the rules as they are."""
        state = self.states.states[number]
        key = self.rules.alone(group, leaf, state)
        if key not in self.exact:
            totals = [total(state.compiled.items, world) for _, world in self.rules.worlds(leaf, state)]
            highs = [high for _, high in totals if high is not None]
            self.exact[key] = float(min(low for low, _ in totals)), float(max(highs)) if len(highs) == len(totals) else float("nan")
        low, high = self.exact[key]
        self.low[leaf, number], self.high[leaf, number] = low, high
        measured = any(one.measured[leaf] for one in self.rules.columns.values())
        self.kind[leaf, number] = BY_LINE if np.isnan(high) or measured else FIXED


def _ceilings(world: Formula, general: Ints) -> Ints:
    """Σ share · max(0, ceiling − t), in millionths."""
    added = np.zeros_like(general)
    for ceiling, share in world.ceilings:
        left = np.maximum(0, ceiling - general)
        added += left if share == 1 else np.rint(left * float(share)).astype(np.int64)
    return added

"""Which weight flips the answer: is one package better for a party than another whatever the admissible weights, and if not, what decides it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.screen import VALUE, Screen
from nemawashi.stakes.value import POINTS

__all__ = ["Comparison", "Flip", "compare"]


@dataclass(frozen=True, slots=True)
class Flip:
    """A weight at which the better of two packages changes, moving from the centre towards the admissible point with the most or least of it."""

    attribute: str
    weight: float
    """The weight at the turn."""
    centre: float
    towards: float
    """The end of the move: the greatest or least admissible weight."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """``first`` less ``second`` for a party, in points: over all admissible weights at central sizes, and over all sizes too."""

    party: str
    low: float
    value: float
    high: float
    low_of_all: float
    high_of_all: float
    flips: tuple[Flip, ...]

    @property
    def necessary(self) -> bool:
        """Better, or worse, whatever the admissible weights (sizes at their central values)."""
        return self.low > 0 or self.high < 0

    @property
    def robust(self) -> bool:
        """The same with every size wherever in its range it is least favourable, the sizes of one attribute moving together as in the draws."""
        return self.low_of_all > 0 or self.high_of_all < 0


def compare(screen: Screen, party: str, first: Mapping[str, str], second: Mapping[str, str], weights: Polytope) -> Comparison:
    """Compare two packages for a party. The difference is linear in the weights, so its ends stand at vertices and it turns at most once on a line."""
    here = screen.of(party)
    a, b = screen.change(first)[:, here], screen.change(second)[:, here]
    worth = a[VALUE] - b[VALUE]
    middle = float(worth @ weights.centre)
    flips: list[Flip] = []
    for k, name in enumerate(weights.names):
        for end in _ends(weights, k):
            there = float(worth @ end)
            if middle * there < 0:
                at = middle / (middle - there)
                held = float(weights.centre[k] + at * (end[k] - weights.centre[k]))
                flips.append(Flip(name, held, float(weights.centre[k]), float(end[k])))
    return Comparison(
        party,
        POINTS * weights.least(worth),
        POINTS * middle,
        POINTS * weights.most(worth),
        POINTS * weights.least((a - b).min(axis=0)),
        POINTS * weights.most((a - b).max(axis=0)),
        tuple(sorted(flips, key=lambda flip: abs(flip.weight - flip.centre))),
    )


def _ends(weights: Polytope, k: int) -> Sequence[np.ndarray[tuple[int], np.dtype[np.float64]]]:
    """The mean of the vertices with the most, and of those with the least, of attribute ``k``."""
    column = weights.vertices[:, k]
    return [weights.vertices[np.isclose(column, end)].mean(axis=0) for end in (column.max(), column.min())]

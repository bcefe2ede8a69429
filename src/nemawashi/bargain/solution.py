"""What every solution answers with, and the packages it may choose among.

Solutions choose among the efficient packages that no party would refuse: at least its breakdown value d and its walk-away, where known.
d is never clipped to what packages offer; a d below every package moves the split (Binmore, Rubinstein & Wolinsky 1986).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.frontier.answer import Frontier, Point
from nemawashi.bargain.scale import Ints

__all__ = ["Solution", "acceptable", "best", "none", "solved"]

Payoff = tuple[Fraction, ...]
NEAR = 1e-7
"""Relative width within which floats only propose; the choice among those is made exactly."""


@dataclass(frozen=True, slots=True)
class Solution:
    """The points a rule picks; several when they tie, none when the rule has no answer (``note`` says why)."""

    rule: str
    points: tuple[Point, ...]
    """One package for each distinct payoff that ties."""
    packages: tuple[dict[str, str], ...]
    """Every package that gives one of these payoffs (at most 1,000 a point)."""
    score: Fraction | float | None
    note: str
    disagreement: Payoff | None = None
    ideal: Payoff | None = None
    indices: tuple[int, ...] = ()
    """Positions of the points on the frontier."""

    @property
    def point(self) -> Point | None:
        """The first of the points, or None."""
        return self.points[0] if self.points else None


def acceptable(frontier: Frontier) -> Ints:
    """Indices of the efficient points nobody would refuse; all of them when no floor is known."""
    return np.arange(len(frontier)) if frontier.zopa is None else frontier.zopa


def gains(frontier: Frontier, at: Ints, d: Payoff) -> npt.NDArray[np.float64]:
    """Gains u − d as floats (point, party)."""
    over: npt.NDArray[np.float64] = frontier.values[at] - np.array([float(value) for value in d])
    return over


def best(
    frontier: Frontier, at: Ints, rough: npt.NDArray[np.float64], exactly: Callable[[Payoff], Fraction | tuple[Fraction, ...]]
) -> tuple[Ints, Fraction | tuple[Fraction, ...]]:
    """The points of ``at`` with the largest exact score, looked for among those whose rough score is near the largest."""
    top = float(rough.max())
    near = at[rough >= top - NEAR * max(1.0, abs(top))]
    scores = [exactly(tuple(u)) for u in frontier.payoffs(near)]
    first = max(scores)
    return near[[score == first for score in scores]], first


def solved(
    frontier: Frontier, rule: str, at: Sequence[int] | Ints, score: Fraction | float, *, note: str, ideal: Payoff | None = None
) -> Solution:
    """The solution at these indices."""
    chosen = [int(i) for i in at]
    packages = tuple(package for i in chosen for package in frontier.ties(i))
    points = frontier.some(chosen)
    if frontier.method == "bound":
        loss = ", ".join(f"{float(value):.3g}" for value in frontier.bound)
        note += f"; the frontier it was chosen from is known to within ({loss})"
    packages = packages or tuple(point.package for point in points)
    return Solution(rule, points, packages, score, note, frontier.domain.disagreement, ideal, tuple(chosen))


def none(frontier: Frontier, rule: str, why: str) -> Solution:
    """No point, and why."""
    return Solution(rule, (), (), None, why, frontier.domain.disagreement)


NO_D = "the breakdown point is not known"
EMPTY = "no package gives every party at least what it has without a deal: the zone of possible agreement is empty"

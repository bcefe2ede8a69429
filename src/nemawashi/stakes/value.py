"""Payoffs: weights times changes, and what each payoff difference rests on.

u_p(x) = 100 · Σ_a w_a · Δ_a(x)     points; 100 = one whole swing of everything;  u_p(status quo) = 0 exactly
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Package
from nemawashi.stakes.attribute import Effects, Origin
from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.screen import HIGH, LOW, VALUE, Evaluate, Screen, changes

__all__ = ["POINTS", "Gap", "Part", "Payoff", "gap", "payoff", "payoff_of"]

POINTS = 100.0
Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Part:
    """One attribute's part of a payoff difference, points."""

    attribute: str
    low: float
    value: float
    high: float
    weight: tuple[float, float]
    """Least and greatest admissible weight."""


@dataclass(frozen=True, slots=True)
class Payoff:
    """A party's payoff of a package against the status quo, in points.

    ``value`` stands at the centre of the admissible weights; ``low`` and ``high`` are the ends over all admissible weights and all ranges of
    what was computed or judged. ``shares`` are of the absolute contributions at the centre and sum to one where there is any.
    """

    party: str
    package: Package | None
    low: float
    value: float
    high: float
    parts: tuple[Part, ...]
    shares: Mapping[Origin, float]
    solved: bool = False
    """Whether the value is the full model's and not the screen's."""

    @property
    def mostly_judged(self) -> bool:
        """Whether more than half of it rests on judgement; the headline then says so."""
        return self.shares.get("judgement", 0.0) > 0.5

    @property
    def sign(self) -> int:
        """+1 or −1 where the whole range agrees, else 0: not told apart from the status quo."""
        return 1 if self.low > 0 else -1 if self.high < 0 else 0


@dataclass(frozen=True, slots=True)
class Gap:
    """How far the screen lies from the full model for a package: the largest absolute difference in points, a party."""

    package: Package
    points: Mapping[str, float]

    @property
    def largest(self) -> float:
        """The largest over parties."""
        return max(self.points.values(), default=0.0)


def payoff_of(
    screen: Screen, party: str, weights: Polytope, change: Array, *, shares: Mapping[Origin, float], package: Package | None = None
) -> Payoff:
    """A payoff from a party's changes, (3, attributes of the party) in swings."""
    centre, span = weights.centre, (weights.vertices.min(axis=0), weights.vertices.max(axis=0))
    names = [a.id for a in screen.attributes[screen.of(party)]]
    parts = tuple(
        Part(
            name,
            low=float(POINTS * centre[k] * change[LOW, k]) + 0.0,
            value=float(POINTS * centre[k] * change[VALUE, k]) + 0.0,
            high=float(POINTS * centre[k] * change[HIGH, k]) + 0.0,
            weight=(float(span[0][k]), float(span[1][k])),
        )
        for k, name in enumerate(names)
    )
    return Payoff(
        party=party,
        package=package,
        low=POINTS * weights.least(change[LOW]) + 0.0,
        value=POINTS * float(centre @ change[VALUE]) + 0.0,
        high=POINTS * weights.most(change[HIGH]) + 0.0,
        parts=parts,
        shares=shares,
    )


def payoff(screen: Screen, party: str, package: Package, weights: Polytope, *, solved: Array | None = None) -> Payoff:
    """A party's payoff of a package, with its shares from law, model and judgement.

    By the screen; or, where ``solved`` holds every attribute's change in the full model, by that, the screen's ranges laid around it.
    """
    here = screen.of(party)
    shares = _shares(screen, here, package, weights.centre)
    change = screen.change(package)
    if solved is not None:
        change = change + (solved - change[VALUE])
    found = payoff_of(screen, party, weights, change[:, here], shares=shares, package=package)
    return replace(found, solved=solved is not None)


def _shares(screen: Screen, here: slice, package: Mapping[str, str], centre: Array) -> dict[Origin, float]:
    held: dict[Origin, float] = {"law": 0.0, "model": 0.0, "judgement": 0.0}
    for issue in screen.agenda.ids:
        key = (issue, package[issue])
        for k, (part, origin) in enumerate(zip(screen.main[key][VALUE, here], screen.origin[key][here], strict=True)):
            held[origin] += abs(float(part) * float(centre[k]))
    for (first, second), table in screen.pairs.items():
        beyond = table.get((package[first], package[second]))
        if beyond is not None:
            held["model"] += float(np.abs(beyond[here] * centre).sum())
    total = sum(held.values())
    return {origin: part / total for origin, part in held.items()} if total else held


def gap(screen: Screen, packages: Sequence[Package], evaluate: Evaluate, weights: Mapping[str, Polytope]) -> tuple[Gap, ...]:
    """Solve packages in the full model and compare with the screen, at the centre of each party's weights."""
    found = []
    for package in packages:
        solved, missing = changes(screen.preferences, screen.agenda.moved(package), _evaluated(screen, package, evaluate))
        screened = screen.change(package)
        points: dict[str, float] = {}
        off = solved[VALUE] - screened[VALUE]
        off[list(missing)] = 0.0
        for party, polytope in weights.items():
            points[party] = POINTS * abs(float(polytope.centre @ off[screen.of(party)]))
        found.append(Gap(package, points))
    return tuple(found)


def _evaluated(screen: Screen, package: Package, evaluate: Evaluate) -> Effects | None:
    return evaluate(package) if package != screen.agenda.status_quo() else None

"""Where a package stands whatever the admissible weights: dominated in all of them, and how much a party may come to miss with it.

A difference of payoffs is linear in the weights, so what holds at every vertex of both polytopes holds everywhere (sizes at their central values).
Regret: max over w ∈ W and y of u_w(y) − u_w(x); the package whose largest regret is smallest is the safest (Savage 1951, J. Am. Stat. Assoc. 46:55).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nemawashi.agenda import Package
from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.screen import VALUE, Screen
from nemawashi.stakes.value import POINTS

__all__ = ["Regret", "dominator", "regrets"]

NEAR = 1e-9


@dataclass(frozen=True, slots=True)
class Regret:
    """The most a party may come to miss with a package, points, and the package it would then rather have."""

    package: Package
    regret: float
    against: Package


def dominator(screen: Screen, package: Package, others: Sequence[Package], weights: Mapping[str, Polytope]) -> Package | None:
    """One of ``others`` that is at least as good for every party at all admissible weights, and better for one at all of them; None: none of them is."""
    here = screen.change(package)[VALUE]
    for other in others:
        beyond = screen.change(other)[VALUE] - here
        ends = [weights[party].vertices @ beyond[screen.of(party)] for party in weights]
        if all(end.min() >= -NEAR for end in ends) and any(end.min() > NEAR for end in ends):
            return other
    return None


def regrets(screen: Screen, party: str, packages: Sequence[Package], weights: Polytope) -> tuple[Regret, ...]:
    """Each package's largest regret for a party among ``packages``, the smallest first."""
    here = screen.of(party)
    worth = np.array([weights.vertices @ screen.change(package)[VALUE, here] for package in packages])
    missed = worth.max(axis=0) - worth
    found = []
    for k, package in enumerate(packages):
        vertex = int(missed[k].argmax())
        found.append(Regret(package, float(POINTS * missed[k, vertex]) + 0.0, packages[int(worth[:, vertex].argmax())]))
    return tuple(sorted(found, key=lambda one: one.regret))

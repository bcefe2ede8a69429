"""The frontier solved again: each package the screen calls efficient, in the full trade model, and what remains efficient then.

The screen finds candidates among millions; what is shown of them is solved. u_p(x) = 100 · Σ_a w_a · Δ_a(x) with Δ_a of the full model. Candidates that another
one dominates once both are solved are left out and counted. A package the screen did not call efficient is not solved: it may lie above the
line shown by no more than the gap.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Package
from nemawashi.bargain.frontier import Frontier
from nemawashi.stakes.attribute import Effects
from nemawashi.stakes.problem import RESOLUTION, Draw
from nemawashi.stakes.screen import VALUE, Screen, changes, heard
from nemawashi.stakes.value import POINTS, Gap

__all__ = ["Again", "again", "modelled_part", "solved_change"]

Array = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Again:
    """The frontier of solved payoffs, each package's gap to the screen, and the candidates overtaken once all were solved."""

    frontier: Frontier
    gaps: tuple[Gap, ...]
    overtaken: tuple[Package, ...]
    change: Mapping[Package, Array] = field(repr=False)
    """Solved changes of every attribute, in swings."""

    @property
    def largest(self) -> float:
        """The largest gap, points."""
        return max((gap.largest for gap in self.gaps), default=0.0)


def modelled_part(screen: Screen, package: Package) -> Package:
    """The package with everything the trade model is silent on left at the status quo: packages that share it share one solve."""
    agenda = screen.agenda
    kept = {issue.id: option.id for issue, option in agenda.moved(package) if heard(option)}
    return agenda.package(kept)


def solved_change(screen: Screen, package: Package, effects: Effects | None) -> Array:
    """Changes of every attribute under a package, (attributes) in swings, the model's answer given; where the model is silent the screen's stands."""
    solved, missing = changes(screen.preferences, screen.agenda.moved(package), effects)
    value: Array = solved[VALUE]
    silent = list(missing)
    value[silent] = screen.change(package)[VALUE][silent]
    return value


def again(screen: Screen, found: Frontier, draw: Draw, solve: Callable[[Sequence[Package]], Mapping[Package, Array]]) -> Again:
    """Solve every package of ``found``, at the weights and positions of ``draw``; parties are those of its domain."""
    domain = found.domain
    packages = [screen.agenda.package(point.package) for point in found.points]
    held = solve(packages)
    payoffs = [tuple(_points(screen, draw, party, held[package]) for party in domain.parties) for package in packages]
    screened = found.payoffs(range(len(packages)))
    gaps = tuple(
        Gap(package, {party: float(abs(a - b)) for party, a, b in zip(domain.parties, u, v, strict=True)})
        for package, u, v in zip(packages, payoffs, screened, strict=True)
    )
    kept = _efficient(payoffs)
    order = sorted(kept, key=lambda k: tuple(-u for u in payoffs[k]))
    out = set(range(len(packages))) - set(kept)
    exact = [payoffs[k] for k in order]
    places = np.array([domain.indices(packages[k]) for k in order], dtype=np.int64).reshape(len(order), len(domain.issues))

    def tied(index: int) -> Iterator[tuple[int, ...]]:
        yield from _tied(screen, found, order[index], packages[order[index]])

    return Again(
        Frontier(
            domain=domain,
            method=found.method,
            values=np.array([[float(u) for u in row] for row in exact]).reshape(len(order), len(domain.parties)),
            candidates=found.candidates,
            bound=found.bound,
            ticks=found.ticks,
            exactly=lambda at: [exact[int(k)] for k in at],
            unfold=lambda at: places[at],
            tied=tied,
        ),
        gaps,
        tuple(packages[k] for k in sorted(out)),
        held,
    )


def _points(screen: Screen, draw: Draw, party: str, change: Array) -> Fraction:
    worth = float(draw.weights[party] @ change[screen.of(party)])
    return Fraction(round(POINTS * worth * RESOLUTION), RESOLUTION)


def _efficient(payoffs: Sequence[tuple[Fraction, ...]]) -> list[int]:
    """Places of the payoffs no other dominates; the first of equals stands for all of them."""
    ticks = np.array([[int(u * RESOLUTION) for u in row] for row in payoffs], dtype=np.int64).reshape(len(payoffs), -1)
    _, first = np.unique(ticks, axis=0, return_index=True)
    rows = ticks[first]
    return [int(k) for k, row in zip(first, rows, strict=True) if not np.any(np.all(rows >= row, axis=1) & np.any(rows > row, axis=1))]


def _tied(screen: Screen, found: Frontier, place: int, package: Package) -> Iterator[tuple[int, ...]]:
    """Packages that equal this one: the same by the screen, and the same in what the model hears."""
    part = modelled_part(screen, package)
    for indices in found.tied(place):
        if modelled_part(screen, screen.agenda.package(found.domain.package(indices))) == part:
            yield indices

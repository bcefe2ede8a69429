"""The admissible weights of a party: a polytope, its vertices, its centre and draws from it.

    W = { w ≥ 0 : Σ_a w_a = 1,  low_a ≤ w_a ≤ high_a,  w_more ≥ w_less for every ordering }

Statements and bounds only ever cut W; no statement picks a point of it. Answers that hold at every vertex hold everywhere for whatever is linear
in w (payoff differences are). Sources: Charnetski & Soland 1978 (comparative hypervolume); Salo & Hämäläinen 1992 (vertices under ratios);
Smith 1984 (hit-and-run).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault, Refused
from nemawashi.stakes.preferences import Preferences

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Constraint", "Polytope", "weights_of"]

Array = NDArray[np.float64]
FLAT = 1e-9


@dataclass(frozen=True, slots=True)
class Constraint:
    """``row · w ≤ bound``, with the words a person reads and the place it comes from."""

    row: tuple[float, ...]
    bound: float
    says: str
    where: str = ""


@dataclass(frozen=True)
class Polytope:
    """Weights over ``names`` that keep every constraint and sum to one; refused when there are none, with a smallest set to blame."""

    names: tuple[str, ...]
    constraints: tuple[Constraint, ...]

    def __post_init__(self) -> None:
        if not self.names:
            raise Refused(Fault("weights", "no attribute", "a party values at least one attribute", "add an attribute for it"))
        if self._inside(self.constraints) is None:
            raise Refused(
                [
                    Fault(c.where or "weights", c.says, "these cannot hold together with weights that sum to 1", "relax one of them")
                    for c in self._to_blame()
                ]
            )

    @property
    def _system(self) -> tuple[Array, Array]:
        return _stack(self.constraints, len(self.names))

    def _inside(self, constraints: "Iterable[Constraint]") -> tuple[Array, float] | None:
        """The centre of the largest ball inside and its radius within Σ w = 1; None when nothing is inside."""
        from scipy.optimize import linprog  # noqa: PLC0415 - heavy; only when weights are asked for

        n = len(self.names)
        rows, bounds = _stack(tuple(constraints), n)
        flat = rows - rows.mean(axis=1, keepdims=True)
        room = np.linalg.norm(flat, axis=1)
        solved = linprog(
            c=np.r_[np.zeros(n), -1.0],
            A_ub=np.c_[rows, room],
            b_ub=bounds,
            A_eq=np.r_[np.ones(n), 0.0][None, :],
            b_eq=[1.0],
            bounds=[(0, 1)] * n + [(0, 1)],
            method="highs",
        )
        return (solved.x[:-1], float(solved.x[-1])) if solved.x is not None and solved.status == 0 else None

    def _to_blame(self) -> tuple[Constraint, ...]:
        """A smallest set that clashes, by deletion: what can be dropped while the rest still clashes is dropped."""
        kept = list(self.constraints)
        for constraint in self.constraints:
            without = [c for c in kept if c is not constraint]
            if self._inside(without) is None:
                kept = without
        return tuple(kept)

    @cached_property
    def vertices(self) -> Array:
        """Every vertex, (vertex, attribute), sorted; one row where the weights are fixed."""
        n = len(self.names)
        inside = self._inside(self.constraints)
        assert inside is not None
        centre, radius = inside
        if n == 1:
            return np.ones((1, 1))
        rows, bounds = self._system
        rows, bounds = np.r_[rows, -np.eye(n)], np.r_[bounds, np.zeros(n)]
        if n == 2 or radius <= FLAT:
            return _flat_vertices(rows, bounds, centre)
        from scipy.spatial import HalfspaceIntersection  # noqa: PLC0415

        free, rest = rows[:, :-1] - rows[:, -1:], bounds - rows[:, -1]
        keep = np.abs(free).max(axis=1) > FLAT
        corners = HalfspaceIntersection(np.c_[free[keep], -rest[keep]], centre[:-1]).intersections
        whole = np.c_[corners, 1 - corners.sum(axis=1)]
        return _tidy(whole)

    @cached_property
    def centre(self) -> Array:
        """The mean of the vertices: a convention for showing one point, never a finding."""
        mean: Array = self.vertices.mean(axis=0)
        return mean

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """``count`` nearly independent points, uniform on the polytope by hit-and-run; (draw, attribute)."""
        corners = self.vertices
        if len(corners) == 1:
            return np.repeat(corners, count, axis=0)
        rows, bounds = self._system
        rows, bounds = np.r_[rows, -np.eye(len(self.names))], np.r_[bounds, np.zeros(len(self.names))]
        spread = corners - self.centre
        point, points = self.centre.copy(), np.empty((count, len(self.names)))
        thin = 2 * len(self.names)
        for index in range(count):
            for _ in range(thin):
                way = rng.standard_normal(len(corners)) @ spread
                speed, slack = rows @ way, bounds - rows @ point
                with np.errstate(divide="ignore", invalid="ignore"):
                    steps = np.maximum(slack, 0.0) / speed
                most, least = np.min(steps[speed > FLAT], initial=1e9), np.max(steps[speed < -FLAT], initial=-1e9)
                if least < most:
                    point = point + rng.uniform(least, most) * way
            points[index] = point
        return np.clip(points, 0.0, 1.0)

    def most(self, worth: Sequence[float] | Array) -> float:
        """The greatest ``worth · w`` over the polytope."""
        return float((self.vertices @ np.asarray(worth, dtype=float)).max())

    def least(self, worth: Sequence[float] | Array) -> float:
        """The least ``worth · w`` over the polytope."""
        return float((self.vertices @ np.asarray(worth, dtype=float)).min())

    def named(self, weights: Array) -> dict[str, float]:
        """Weights by attribute."""
        return {name: float(w) for name, w in zip(self.names, weights, strict=True)}


def weights_of(preferences: Preferences) -> Polytope:
    """The admissible weights of a party's preferences: its bounds and orderings."""
    if not preferences.attributes:
        raise Refused(
            Fault(
                "stakes",
                f"nothing is known of what {preferences.party} values",
                "preferences are read from the day on which they are known",
                "move the known date forward, or add attributes that were known earlier",
            )
        )
    names = tuple(a.id for a in preferences.attributes)
    place = {name: index for index, name in enumerate(names)}
    constraints: list[Constraint] = []
    for a in preferences.attributes:
        unit = [0.0] * len(names)
        unit[place[a.id]] = 1.0
        constraints.append(Constraint(tuple(unit), a.high, f"{a.id} weighs at most {a.high:.4g}", a.where))
        constraints.append(Constraint(tuple(-u for u in unit), -a.low, f"{a.id} weighs at least {a.low:.4g}", a.where))
    for o in preferences.orderings:
        row = [0.0] * len(names)
        row[place[o.more]], row[place[o.less]] = -1.0, 1.0
        constraints.append(Constraint(tuple(row), 0.0, f"{o.more} weighs at least as much as {o.less} ({o.rule})", o.where))
    return Polytope(names, tuple(constraints))


def _stack(constraints: Sequence[Constraint], n: int) -> tuple[Array, Array]:
    return np.array([c.row for c in constraints], dtype=float).reshape(-1, n), np.array([c.bound for c in constraints], dtype=float)


def _tidy(points: Array) -> Array:
    rounded = np.clip(np.round(points, 12), 0.0, 1.0)
    unique: Array = np.unique(np.round(rounded, 9), axis=0)
    scaled: Array = unique / unique.sum(axis=1, keepdims=True)
    return scaled


def _flat_vertices(rows: Array, bounds: Array, centre: Array) -> Array:
    """Vertices of a polytope that has no room in some direction, or is an interval: the extremes of each weight and each difference of two.

    With two weights these are all; without room they may be fewer than all, and the ends of every single weight are still exact.
    """
    from scipy.optimize import linprog  # noqa: PLC0415

    n = len(centre)
    unit = np.eye(n)
    ways = [*unit, *-unit, *(unit[i] - unit[j] for i in range(n) for j in range(n) if i != j)]
    found = []
    for way in ways:
        solved = linprog(c=way, A_ub=rows, b_ub=bounds, A_eq=np.ones((1, n)), b_eq=[1.0], bounds=[(0, 1)] * n, method="highs-ds")
        if solved.x is not None and solved.status == 0:
            found.append(solved.x)
    return _tidy(np.array(found or [centre]))

"""Newton's method on log wages: an analytic Jacobian where needed, Broyden's update between, a line search always, homotopy if all else fails.

N − 1 labour markets in N − 1 relative wages, the numéraire (world value added) closing the system. Broyden (1965); Dennis and Schnabel (1983),
algorithm A8.3.1. Homotopy runs along the parts of a payment that sellers receive, 1/τ, so that prohibitive duties have an ordinary end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.derivative import Inverses, Tangents
from nemawashi.economy.equilibrium import Conditions, Point, System, point, residual_of
from nemawashi.economy.linearised import Cell, Linearised

__all__ = ["ACCURACY", "Around", "Held", "Solution", "follow", "newton", "wedged"]

Array = NDArray[np.float64]

ACCURACY = 1e-10
"""A residual above this is not a solution."""
GOAL = 5e-12
"""Excess demand (log) at which Newton stops."""
FLOOR = 3e-14
"""Accuracy of the innermost solves."""
AMPLIFIED = 3000.0
"""How much larger than the innermost accuracy the noise in the excess may be, with elasticities up to 65."""
MOST_STEPS = 30
LONGEST = 2.0
"""Largest step of a log wage or a log wedge."""
SLOW = 0.15
"""A step that leaves more than this part of the excess asks for a fresh Jacobian."""
FRESH_ABOVE = 1e-8
"""Excess above which every step takes a fresh Jacobian; below, Broyden's update finishes."""
ROUGHEST, FINEST = 1e-3, 1e-7
"""Accuracy of an iterated Jacobian: the excess itself, within these."""


@dataclass(frozen=True, eq=False)
class Around:
    """What is known near a solved point and helps to solve close by."""

    point: Point
    tangents: Tangents
    inverses: Inverses | None = None
    """Dense inverses of the price and spending systems, where they are small."""
    scaled: Array | None = None
    """The spending inverse for expenditure as a ratio to the system's scale."""

    @classmethod
    def of(cls, s: System, conditions: Conditions, p: Point, *, near: Tangents | None = None) -> "Around":
        """Linearise at ``p``."""
        at = Linearised(s, conditions, p, loose=FINEST, near=near)
        tangents = near
        if near is None or at.dense:
            at.jacobian  # noqa: B018 - computing it leaves the tangents
            tangents = at.tangents
        assert tangents is not None
        if not (s.linked and at.dense):
            return cls(p, tangents)
        scale = s.scale.reshape(-1)
        return cls(
            p, tangents, Inverses(at.price_inverse, at.expenditure_inverse), at.expenditure_inverse * scale[None, :] / scale[:, None]
        )


@dataclass(frozen=True, eq=False)
class Solution:
    """Where Newton stopped."""

    point: Point
    residual: float
    steps: int
    """Newton steps, quasi-Newton ones counted too."""
    jacobians: int
    evaluations: int
    """Inner evaluations of the price and expenditure maps."""
    tangents: Tangents | None = None
    """Left by the last Jacobian, for a warm start."""
    wedge: Array | None = None
    """Log wedges of held cells."""

    @property
    def solved(self) -> bool:
        """Whether the residual is good enough to show numbers."""
        return self.residual <= ACCURACY


def normalised(s: System, wage: Array) -> Array:
    """Shift log wages so that world value added is the benchmark's."""
    shifted: Array = wage - np.log((s.labour * np.exp(wage)).sum() / s.world)
    return shifted


@dataclass(frozen=True, slots=True)
class Held:
    """A cell whose flow is given: a wedge on it is solved for."""

    cell: Cell
    target: float
    by_volume: bool = False
    """The target is a volume (flow over unit cost), not money."""

    def gap(self, p: Point) -> float:
        """Log flow over target."""
        n, i, j = self.cell
        flow = float(p.received[j, n, i] * p.expenditure[n, j])
        return float(np.log(flow) - np.log(self.target) - (p.cost[i, j] if self.by_volume else 0.0))


def wedged(s: System, conditions: Conditions, held: Sequence[Held], wedge: Array) -> Conditions:
    """Put a duty-like wedge, in logs, on each held cell."""
    if not held:
        return conditions
    weight, kept = conditions.weight.copy(), conditions.kept.copy()
    for one, v in zip(held, wedge, strict=True):
        n, i, j = one.cell
        weight[j, n, i] *= np.exp(-s.theta[j] * v)
        kept[j, n, i] *= np.exp(-v)
    return replace(conditions, weight=weight, kept=kept)


def newton(
    s: System,
    conditions: Conditions,
    *,
    around: Around | None = None,
    start: Point | None = None,
    tangents: Tangents | None = None,
    held: Sequence[Held] = (),
    wedge: Array | None = None,
) -> Solution:
    """Solve the labour markets, and the wedges of ``held`` cells, from ``start`` (else the point of ``around``, else unchanged wages)."""
    guess = start if start is not None else (around.point if around is not None else None)
    near = tangents if tangents is not None else (around.tangents if around is not None else None)
    n = s.shape[0]
    inverses = around.inverses if around is not None else None
    evaluations = 0
    dropped = int(np.argmax(s.labour))
    cells, volumes = [one.cell for one in held], [one.by_volume for one in held]

    def at(unknowns: Array, close: Point | None, accuracy: float, moved: Array | None = None) -> tuple[Point, Array, float]:
        """The point, the vector to make zero, and the largest gap, the dropped market's included; ``moved`` predicts along the tangents."""
        nonlocal evaluations
        price = None if close is None else close.price
        spent = None if close is None else close.expenditure
        if close is not None and moved is not None and near is not None and near.price.shape[2] == len(moved):
            price = close.price + near.price @ moved
            spent = np.maximum(close.expenditure + near.spending @ moved, 0.1 * close.expenditure)
        found, count = point(
            s,
            wedged(s, conditions, held, unknowns[n:]),
            unknowns[:n],
            price=price,
            expenditure=spent,
            price_inverse=None if inverses is None else inverses.price,
            expenditure_inverse=None if around is None else around.scaled,
            tolerance=accuracy,
        )
        evaluations += count
        excess = np.concatenate([found.excess, [one.gap(found) for one in held]]) if held else found.excess.copy()
        worst = float(np.abs(excess).max())
        excess[dropped] = 0.0
        return found, excess, worst if np.isfinite(worst) else np.inf

    tolerance = 1e-7 if around is None else 1e-8
    wage = normalised(s, guess.wage if guess is not None else np.zeros(n))
    u = np.concatenate([wage, np.zeros(len(held)) if wedge is None else wedge])
    p, excess, gap = at(u, guess, tolerance)
    steps = jacobians = 0
    h: Array | None = None
    fresh = False
    while steps < MOST_STEPS and np.isfinite(gap):
        if gap <= (GOAL if tolerance <= FLOOR else max(GOAL, AMPLIFIED * tolerance)):
            if tolerance <= FLOOR:
                break
            tolerance = max(FLOOR, min(tolerance * 1e-4, gap * 1e-7))
            p, excess, gap = at(u, p, tolerance)
            continue
        if h is None or (gap > FRESH_ABOVE and not fresh):
            now = wedged(s, conditions, held, u[n:])
            linear = Linearised(s, now, p, loose=float(np.clip(0.1 * gap, FINEST, ROUGHEST)), near=near, inverses=inverses)
            matrix = linear.extended(cells, volumes) if held else linear.bordered
            try:
                h = np.asarray(np.linalg.inv(matrix), dtype=np.float64)
            except np.linalg.LinAlgError:  # far from any equilibrium; a shorter way may lead round
                break
            near = linear.tangents
            jacobians += 1
            fresh = True
        direction = -h @ excess
        length = float(np.abs(direction).max())
        rate = min(1.0, LONGEST / length) if length > 0 else 1.0
        trial, trial_excess, trial_gap, new = p, excess, np.inf, u
        tolerance = max(FLOOR, min(tolerance, gap * 1e-7))
        for _ in range(12):
            new = u + rate * direction
            new[:n] = normalised(s, new[:n])
            trial, trial_excess, trial_gap = at(new, p, tolerance, new - u)
            if trial_gap < (1.0 - 0.1 * rate) * gap or trial_gap <= GOAL:
                break
            rate *= 0.4
        steps += 1
        if not trial_gap < gap:
            if fresh or gap <= 1e-11:
                break
            h = None
            continue
        moved, changed = new - u, trial_excess - excess
        changed[dropped] = moved[:n] @ (s.labour * np.exp(p.wage)) / s.world
        slow = trial_gap > SLOW * gap
        u, p, excess, gap, fresh = new, trial, trial_excess, trial_gap, False
        if slow:
            h = None
            continue
        along = h @ changed
        weight = float(moved @ along)
        if abs(weight) > 1e-12 * float(moved @ moved):
            h = h + np.outer(moved - along, moved @ h) / weight
    residual = np.inf
    if np.isfinite(gap):
        residual = max([residual_of(s, wedged(s, conditions, held, u[n:]), p), *(abs(one.gap(p)) for one in held)])
    return Solution(p, residual, steps, jacobians, evaluations, near, u[n:])


def follow(s: System, first: Conditions, last: Conditions, *, around: Around) -> Solution:
    """Walk from the solved ``first`` to ``last``, halving the step where Newton fails."""
    done, step = 0.0, 0.5
    current = replace(around, inverses=None, scaled=None)
    steps = jacobians = evaluations = 0
    while step > 1.0 / 64:
        target = min(1.0, done + step)
        conditions = last if target >= 1.0 else _between(s, first, last, target)
        found = newton(s, conditions, around=current)
        steps, jacobians, evaluations = steps + found.steps, jacobians + found.jacobians, evaluations + found.evaluations
        if found.solved:
            if target >= 1.0:
                return replace(found, steps=steps, jacobians=jacobians, evaluations=evaluations)
            done = target
            current = replace(current, point=found.point, tangents=found.tangents or current.tangents)
            step *= 1.5
        else:
            step /= 2
    return Solution(current.point, np.inf, steps, jacobians, evaluations)


def _between(s: System, first: Conditions, last: Conditions, part: float) -> Conditions:
    """Conditions a ``part`` of the way: linear in 1/τ, and in the −1/θ power of the weights."""
    theta = s.theta[:, None, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(first.weight > 0, (last.weight / np.where(first.weight > 0, first.weight, 1.0)) ** (1.0 / theta), 1.0)
    return Conditions(
        weight=first.weight * ((1 - part) + part * ratio) ** theta,
        kept=(1 - part) * first.kept + part * last.kept,
        closure=last.closure,
        transfer=(1 - part) * first.transfer + part * last.transfer,
    )

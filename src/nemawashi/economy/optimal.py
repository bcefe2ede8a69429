"""Optimal, Nash and cooperative tariffs: quasi-Newton on adjoint gradients, for any model that gives welfare and its gradient.

Choice variables are log(1 + t) of a region's own duties. A best response maximises the region's log welfare (L-BFGS-B); a Nash point is a fixed
point of best responses, and its residual is the largest change of any tariff if everybody answered once more; cooperation maximises the common
gain from a starting point, every region gaining alike (Ossa 2014, §III.C), by an augmented Lagrangian.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.counterfactual import Counterfactual
from nemawashi.economy.gradient import Tangent
from nemawashi.economy.ossa import OssaModel, OssaState
from nemawashi.economy.solve import solve
from nemawashi.errors import Unsolved

__all__ = ["Best", "Cooperation", "Game", "ModelGame", "Nash", "OssaGame", "State", "best_response", "cooperate", "nash"]

Array = NDArray[np.float64]


class State(Protocol):
    """A solved point of a game."""

    @property
    def welfare(self) -> Array:
        """Log welfare by region against the benchmark."""
        ...

    @property
    def flow(self) -> Array:
        """Trade net of duties, [importer, exporter, sector]."""
        ...

    def gradient(self, seed: Array) -> Array:
        """d(seed·welfare) by log(1 + t), [importer, exporter, sector]."""
        ...


class Game(Protocol):
    """A model in which regions choose tariffs."""

    @property
    def tariff(self) -> Array:
        """Tariffs of the benchmark [importer, exporter, sector]."""
        ...

    @property
    def free(self) -> NDArray[np.bool_]:
        """Cells that may be chosen."""
        ...

    def at(self, tariff: Array) -> State:
        """Solve under ``tariff``; raises Unsolved where there is no equilibrium."""
        ...


class OssaGame:
    """Ossa's model as a game; every foreign cell is free."""

    def __init__(self, model: OssaModel) -> None:
        self.model = model
        self.tariff = model.tariff
        self.free = (model.trade > 0) & ~np.eye(len(model.regions), dtype=bool)[:, :, None]
        self._last: OssaState | None = None
        self.solves = 0

    def at(self, tariff: Array) -> OssaState:
        """Solve, warm."""
        self.solves += 1
        try:
            self._last = self.model.solve(tariff, self._last)
        except Unsolved:
            self._last = self.model.solve(tariff)
        return self._last


class _ModelState:
    def __init__(self, found: Counterfactual) -> None:
        self.found = found
        self.welfare: Array = np.log(found.real_income)
        self.flow: Array = found.flow
        self._tangent: Tangent | None = None

    def gradient(self, seed: Array) -> Array:
        """Pull weighted log real incomes back to log(1 + t)."""
        from nemawashi.economy.linearised import Seed  # noqa: PLC0415 - a detail of the sector model only

        if self._tangent is None:
            self._tangent = Tangent(self.found)
        back = self._tangent.linear.adjoint(
            Seed(price=-seed[:, None] * self.found.baseline.final_share, income=seed / self.found.after.income)
        )
        return back.cost + back.duty


class ModelGame:
    """The sector model as a game over the tariffs of traded goods.

    ``sectors`` limits the choice (all when None).
    """

    def __init__(self, baseline: Baseline, *, closure: str = "deficits held", sectors: Sequence[str] | None = None) -> None:
        self.baseline, self.closure = baseline, closure
        self.tariff = baseline.tariff
        chosen = np.zeros(len(baseline.sectors), dtype=bool)
        names = [s for s in baseline.sectors if s not in baseline.services] if sectors is None else sectors
        chosen[[baseline.sector(name) for name in names]] = True
        self.free = (baseline.flow > 0) & ~np.eye(len(baseline.regions), dtype=bool)[:, :, None] & chosen
        self._last: Counterfactual | None = None
        self.solves = 0

    def at(self, tariff: Array) -> _ModelState:
        """Solve, warm."""
        self.solves += 1
        found = solve(self.baseline, tariff=tariff, closure=self.closure, start=self._last)
        if not found.ok:
            raise Unsolved(found.message, residual=found.residual)
        self._last = found
        return _ModelState(found)


@dataclass(frozen=True, eq=False)
class Best:
    """A region's best tariffs given the others'."""

    region: int
    tariff: Array = field(repr=False)
    """All tariffs, the region's own replaced."""
    welfare: Array
    """Log welfare of all."""
    gain: float
    """Of the region, in logs, against the tariffs given."""
    slope: float
    """Largest remaining |d log W/d log τ| of a free cell."""
    evaluations: int


def best_response(
    game: Game, region: int, tariff: Array | None = None, *, bounds: tuple[float, float] = (-0.6, 6.0), precision: float = 1e-10
) -> Best:
    """Maximise one region's welfare over its own duties.

    ``bounds`` of each tariff are fractions; ``precision`` is the slope of log welfare by log(1 + t) at which to stop.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    given = np.array(game.tariff if tariff is None else tariff)
    mask = np.zeros(given.shape, dtype=bool)
    mask[region] = game.free[region]
    seed = np.zeros(len(given))
    seed[region] = 1.0
    start = game.at(given)
    before = float(start.welfare[region])
    count = 0
    # curvature differs by orders of magnitude among cells: scale each by the square root of the trade it moves
    scale = 1.0 / np.sqrt(np.maximum(np.abs(_size(game)[mask]), 1e-9))
    scale /= scale.min()

    def value(x: Array) -> tuple[float, Array]:
        nonlocal count
        count += 1
        trial = given.copy()
        trial[mask] = np.expm1(x * scale)
        try:
            state = game.at(trial)
        except Unsolved:
            return 1e3, np.zeros_like(x)
        return SCALE * (before - float(state.welfare[region])), -SCALE * state.gradient(seed)[mask] * scale

    low, high = np.log1p(bounds[0]), np.log1p(bounds[1])
    found = minimize(
        value,
        np.log1p(given[mask]) / scale,
        jac=True,
        method="L-BFGS-B",
        bounds=list(zip(low / scale, high / scale, strict=True)),
        options={"maxiter": 3000, "maxfun": 6000, "ftol": 1e-15, "gtol": SCALE * precision, "maxcor": 30},
    )
    best = given.copy()
    best[mask] = np.expm1(found.x * scale)
    end = game.at(best)
    slope = float(np.abs(end.gradient(seed)[mask]).max(initial=0.0))
    return Best(region, best, end.welfare, float(end.welfare[region]) - before, slope, count)


SCALE = 100.0
"""Welfare is optimised in per cent, to keep the numbers of the optimiser near one."""


def _size(game: Game) -> Array:
    """Each flow as a part of its importer's purchases."""
    flow = game.at(game.tariff).flow
    sizes: Array = flow / flow.sum((1, 2), keepdims=True)
    return sizes


@dataclass(frozen=True, eq=False)
class Nash:
    """Tariffs at which nobody gains by changing its own alone."""

    tariff: Array = field(repr=False)
    welfare: Array
    """Log welfare against the benchmark."""
    residual: float
    """Largest change of a tariff if every region answered once more."""
    rounds: int
    evaluations: int


def nash(
    game: Game, *, start: Array | None = None, tolerance: float = 1e-4, most: int = 60, bounds: tuple[float, float] = (-0.6, 6.0)
) -> Nash:
    """Iterate best responses until nobody's tariffs change by more than ``tolerance``.

    Raises:
        Unsolved: when ``most`` rounds do not settle.

    """
    tariff = np.array(game.tariff if start is None else start)
    evaluations, residual = 0, np.inf
    for rounds in range(1, most + 1):
        before = tariff.copy()
        for region in range(len(tariff)):
            best = best_response(game, region, tariff, bounds=bounds)
            tariff = best.tariff
            evaluations += best.evaluations
        moved = float(np.abs(tariff - before).max())
        if moved <= tolerance:
            residual = max(
                float(np.abs(best_response(game, region, tariff, bounds=bounds).tariff - tariff).max()) for region in range(len(tariff))
            )
            if residual <= tolerance:
                return Nash(tariff, game.at(tariff).welfare, residual, rounds, evaluations)
    raise Unsolved(f"best responses still move a tariff by {moved:.2g} after {most} rounds", residual=moved)


@dataclass(frozen=True, eq=False)
class Cooperation:
    """Tariffs that raise every region's welfare alike, as far as possible."""

    tariff: Array = field(repr=False)
    welfare: Array
    """Log welfare against the benchmark."""
    gain: float
    """Common gain in logs from the starting point; the least of the regions'."""
    spread: float
    """Largest less least gain."""
    evaluations: int


def cooperate(game: Game, start: Array, *, most: int = 30, bounds: tuple[float, float] = (-0.6, 6.0)) -> Cooperation:
    """Maximise the common log gain over ``start``, all duties free: max g subject to log W_n − log W_n(start) = g for every n."""
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    mask = game.free
    origin = game.at(start).welfare
    n = len(origin)
    multiplier = np.zeros(n)
    penalty = 50.0
    x = np.log1p(start[mask])
    scale = 1.0 / np.sqrt(np.maximum(_size(game)[mask], 1e-6))
    scale /= scale.min()
    x = x / scale
    count = 0

    def value(x: Array) -> tuple[float, Array]:
        nonlocal count
        count += 1
        trial = np.array(start)
        trial[mask] = np.expm1(x * scale)
        try:
            state = game.at(trial)
        except Unsolved:
            return 1e3, np.zeros_like(x)
        gain = state.welfare - origin
        apart = gain - gain.mean()
        seed = np.full(n, 1.0 / n)
        pull = multiplier + penalty * apart
        seed = seed - (pull - pull.mean())
        worth = gain.mean() - float(multiplier @ apart) - 0.5 * penalty * float(apart @ apart)
        return -SCALE * worth, -SCALE * state.gradient(seed)[mask] * scale

    low, high = np.log1p(bounds[0]), np.log1p(bounds[1])
    limits = list(zip(low / scale, high / scale, strict=True))
    apart = np.zeros(n)
    for _ in range(most):
        found = minimize(
            value, x, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 600, "ftol": 1e-13, "gtol": 1e-7, "maxcor": 40}
        )
        x = found.x
        best = np.array(start)
        best[mask] = np.expm1(x * scale)
        gain = game.at(best).welfare - origin
        apart = gain - gain.mean()
        multiplier = multiplier + penalty * apart
        if float(np.abs(apart).max()) <= 1e-6:
            break
    return Cooperation(best, gain + origin, float(gain.min()), float(gain.max() - gain.min()), count)

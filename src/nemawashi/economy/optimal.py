"""Optimal, Nash and cooperative tariffs: quasi-Newton on adjoint gradients, for any model that gives welfare and its gradient.

Choice variables are log(1 + t) of a region's own duties. A best response maximises the region's log welfare (L-BFGS-B); a Nash point is a fixed
point of best responses, and its residual is the largest change of any tariff if everybody answered once more; cooperation maximises the common
gain from a starting point, every region gaining alike (Ossa 2014, §III.C), by an augmented Lagrangian.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.game import Game, ModelGame, OssaGame, State
from nemawashi.errors import Unsolved

__all__ = ["Best", "Cooperation", "Game", "ModelGame", "Nash", "OssaGame", "State", "best_response", "cooperate", "nash"]

Array = NDArray[np.float64]


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
    players = [region for region in range(len(tariff)) if game.free[region].any()]
    evaluations, residual = 0, np.inf
    for rounds in range(1, most + 1):
        before = tariff.copy()
        for region in players:
            best = best_response(game, region, tariff, bounds=bounds)
            tariff = best.tariff
            evaluations += best.evaluations
        moved = float(np.abs(tariff - before).max())
        if moved <= tolerance:
            residual = max(float(np.abs(best_response(game, region, tariff, bounds=bounds).tariff - tariff).max()) for region in players)
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
    """Common gain in logs from the starting point; the least among the regions that choose."""
    spread: float
    """Largest less least gain."""
    evaluations: int


def cooperate(game: Game, start: Array, *, most: int = 30, bounds: tuple[float, float] = (-0.6, 6.0)) -> Cooperation:
    """Maximise the common log gain over ``start``: max g subject to log W_n − log W_n(start) = g for every region n that has a duty to choose.

    Regions without one are bystanders: their gains are whatever follows.
    """
    from scipy.optimize import minimize  # noqa: PLC0415 - heavy

    mask = game.free
    origin = game.at(start).welfare
    players = np.flatnonzero([mask[region].any() for region in range(len(origin))])
    n = len(players)
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
        gain = (state.welfare - origin)[players]
        apart = gain - gain.mean()
        pull = multiplier + penalty * apart
        seed = np.zeros(len(origin))
        seed[players] = 1.0 / n - (pull - pull.mean())
        worth = gain.mean() - float(multiplier @ apart) - 0.5 * penalty * float(apart @ apart)
        return -SCALE * worth, -SCALE * state.gradient(seed)[mask] * scale

    low, high = np.log1p(bounds[0]), np.log1p(bounds[1])
    limits = list(zip(low / scale, high / scale, strict=True))
    apart, gain, welfare = np.zeros(n), np.zeros(n), origin
    for _ in range(most):
        found = minimize(
            value, x, jac=True, method="L-BFGS-B", bounds=limits, options={"maxiter": 600, "ftol": 1e-13, "gtol": 1e-7, "maxcor": 40}
        )
        x = found.x
        best = np.array(start)
        best[mask] = np.expm1(x * scale)
        welfare = game.at(best).welfare
        gain = (welfare - origin)[players]
        apart = gain - gain.mean()
        multiplier = multiplier + penalty * apart
        if float(np.abs(apart).max()) <= 1e-6:
            break
    return Cooperation(best, welfare, float(gain.min()), float(gain.max() - gain.min()), count)

"""The equations of an equilibrium in changes from the benchmark, at given wages; and how far a point is from satisfying them.

    log ĉ_ij = β_ij ω_i + Σ_k γ_ijk ρ_ik                      (unit cost;  ω = log ŵ, ρ = log P̂)
    ρ_nj = −1/θ_j · log Σ_i π_nij (τ̂_nij ĉ_ij)^{−θ_j}          (price index)
    π'_nij = π_nij (τ̂_nij ĉ_ij / P̂_nj)^{−θ_j}                  (share)
    X_nj = Σ_k γ_nkj Y_nk + α_nj I_n,  Y_ik = Σ_m π'_mik X_mk / τ'_mik
    I_n = w_nL_n ŵ_n + R_n + D_n,      R_n = Σ_j X_nj Σ_i π'_nij t'_nij / τ'_nij
    Σ_j β_nj Y_nj = w_nL_n ŵ_n                                  (labour market; with income above, the trade balance)

Caliendo and Parro (2015), equations (10)–(14). World value added is the numéraire. Arrays with a sector axis first, [j, n, i], feed matrix products.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.closure import Closure
from nemawashi.economy.fixed_point import anderson

__all__ = ["Conditions", "Point", "System", "residual_of", "system"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class System:
    """The benchmark arranged for computing."""

    share: Array
    """π[j, n, i]"""
    cost_share: Array
    """γ[i, k, j]: region, using sector, input."""
    value_share: Array
    final_share: Array
    theta: Array
    labour: Array
    deficit: Array
    scale: Array
    """A first guess of expenditure; expenditure is solved as a ratio to it, so that small cells are as exact as large ones."""
    linked: bool

    @property
    def world(self) -> float:
        """World value added."""
        return float(self.labour.sum())

    @property
    def shape(self) -> tuple[int, int]:
        """Regions, sectors."""
        return self.value_share.shape[0], self.value_share.shape[1]

    @cached_property
    def uses(self) -> Array:
        """γ with input before using sector, [n, j, k]."""
        return np.ascontiguousarray(self.cost_share.transpose(0, 2, 1))


def system(baseline: Baseline) -> System:
    """Arrange a baseline for computing."""
    used = baseline.final + (baseline.intermediate.sum(1) if baseline.intermediate is not None else 0.0)
    used = np.where(used > 0, used, baseline.expenditure)
    return System(
        share=np.ascontiguousarray(baseline.share.transpose(2, 0, 1)),
        cost_share=baseline.cost_share,
        value_share=baseline.value_share,
        final_share=baseline.final_share,
        theta=baseline.theta,
        labour=baseline.labour,
        deficit=baseline.deficit,
        scale=np.where(used > 0, used, 1.0),
        linked=baseline.linked,
    )


@dataclass(frozen=True, eq=False)
class Conditions:
    """The exogenous side of a scenario, sector axis first."""

    weight: Array
    """π (τ̂ κ̂)^{−θ}[j, n, i]: what the shares would be at unchanged unit costs, before they are made to sum to one."""
    kept: Array
    """1/τ' [j, n, i]: the part of what a buyer pays that the seller receives; zero where a duty is prohibitive."""
    closure: Closure
    transfer: Array
    """Money received by region, in the units of the baseline."""


@dataclass(frozen=True, eq=False)
class Point:
    """Everything at given log wages."""

    wage: Array
    """ω_n = log ŵ_n"""
    price: Array
    """ρ_nj = log P̂_nj"""
    cost: Array
    """log ĉ_ij"""
    share: Array
    """π'[j, n, i]"""
    expenditure: Array
    """X_nj"""
    received: Array
    """M[j, n, i] = π'/τ'"""
    output: Array
    """Y_ij"""
    income: Array
    """I_n"""
    deficit: Array
    """D_n, transfers included"""
    excess: Array
    """log of labour demand over wage income, by region; zero at an equilibrium."""

    @property
    def flow(self) -> Array:
        """Net-of-tariff flows [n, i, j]."""
        return (self.received * self.expenditure.T[:, :, None]).transpose(1, 2, 0)


def unit_costs(s: System, wage: Array, price: Array) -> Array:
    """Log ĉ_ij."""
    direct: Array = s.value_share * wage[:, None]
    return direct + np.matmul(s.cost_share, price[:, :, None])[:, :, 0] if s.linked else direct


def index(s: System, weight: Array, cost: Array) -> tuple[Array, Array]:
    """Log price index (n, j), and the sellers' terms ĉ^{−θ} [j, i] up to a factor a sector that leaves shares unchanged."""
    exponent = -s.theta[:, None] * cost.T
    top = exponent.max(1, keepdims=True)
    terms = np.exp(exponent - top)
    sums = np.matmul(weight, terms[:, :, None])[:, :, 0]
    with np.errstate(divide="ignore"):
        price = -(np.log(sums) + top) / s.theta[:, None]
    return price.T, terms


def solve_prices(s: System, weight: Array, wage: Array, start: Array, precondition: Array | None, tolerance: float) -> tuple[Array, int]:
    """ρ at given wages, and the evaluations it took."""
    if not s.linked:
        return index(s, weight, unit_costs(s, wage, start))[0], 1
    shape = start.shape

    def step(flat: Array) -> Array:
        price = flat.reshape(shape)
        new = index(s, weight, unit_costs(s, wage, price))[0].reshape(-1)
        return new if precondition is None else flat + precondition @ (new - flat)

    found, _, count = anderson(step, start.reshape(-1), tolerance=tolerance)
    return found.reshape(shape), count


def point(
    s: System,
    conditions: Conditions,
    wage: Array,
    *,
    price: Array | None = None,
    expenditure: Array | None = None,
    price_inverse: Array | None = None,
    expenditure_inverse: Array | None = None,
    tolerance: float = 1e-14,
) -> tuple[Point, int]:
    """Solve prices and expenditure at log wages ``wage``; give the point and the inner evaluations."""
    guess = np.zeros(s.shape) if price is None else price
    rho, count = solve_prices(s, conditions.weight, wage, guess, price_inverse, tolerance)
    cost = unit_costs(s, wage, rho)
    _, terms = index(s, conditions.weight, cost)
    share = conditions.weight * terms[:, None, :]
    share /= share.sum(2, keepdims=True)
    received = share * conditions.kept
    earned = s.labour * np.exp(wage)
    deficit = conditions.closure.deficit(earned, s.deficit) + conditions.transfer
    kept = received.sum(2).T
    transposed = received.transpose(0, 2, 1)

    def output(x: Array) -> Array:
        found: Array = np.matmul(transposed, x.T[:, :, None])[:, :, 0].T
        return found

    def income(x: Array) -> Array:
        found: Array = earned + deficit + (x * (1.0 - kept)).sum(1)
        return found

    if not s.linked:
        total = (earned + deficit) / (1.0 - (s.final_share * (1.0 - kept)).sum(1))
        x = s.final_share * total[:, None]
    else:

        def step(flat: Array) -> Array:
            x = flat.reshape(s.shape) * s.scale
            new = np.matmul(s.uses, output(x)[:, :, None])[:, :, 0] + s.final_share * income(x)[:, None]
            ratio: Array = (new / s.scale).reshape(-1)
            return ratio if expenditure_inverse is None else flat + expenditure_inverse @ (ratio - flat)

        start = np.ones(s.shape) if expenditure is None else expenditure / s.scale
        flat, _, more = anderson(step, start.reshape(-1), tolerance=tolerance * 10)
        count += more
        x = flat.reshape(s.shape) * s.scale
    made = output(x)
    demand = (s.value_share * made).sum(1)
    with np.errstate(invalid="ignore", divide="ignore"):
        excess = np.log(demand) - np.log(earned)
    return (
        Point(
            wage=wage,
            price=rho,
            cost=cost,
            share=share,
            expenditure=x,
            received=received,
            output=made,
            income=income(x),
            deficit=deficit,
            excess=excess,
        ),
        count,
    )


def residual_of(s: System, conditions: Conditions, p: Point) -> float:
    """Relative max-norm over every equation: prices, shares, expenditure, every region's labour market and trade balance, the numéraire."""
    cost = unit_costs(s, p.wage, p.price)
    prices, _ = index(s, conditions.weight, cost)
    x = (
        np.matmul(s.uses, p.output[:, :, None])[:, :, 0] + s.final_share * p.income[:, None]
        if s.linked
        else s.final_share * p.income[:, None]
    )
    earned = s.labour * np.exp(p.wage)
    kept = p.received.sum(2).T
    income = earned + (p.expenditure * (1.0 - kept)).sum(1) + conditions.closure.deficit(earned, s.deficit) + conditions.transfer
    output = np.matmul(p.received.transpose(0, 2, 1), p.expenditure.T[:, :, None])[:, :, 0].T
    total = p.expenditure.sum(1)
    floor = 1e-13 * total[:, None]
    gaps = (
        np.abs(p.price - prices),
        np.abs(p.share.sum(2) - 1.0),
        np.abs(x - p.expenditure) / np.maximum(np.abs(p.expenditure), floor),
        np.abs(income - p.income) / np.abs(p.income),
        np.abs((s.value_share * output).sum(1) / earned - 1.0),
        np.abs((kept * p.expenditure).sum(1) - output.sum(1) - p.deficit) / total,
        np.abs(earned.sum() / s.world - 1.0),
    )
    worst = max(float(np.max(gap)) for gap in gaps)
    return worst if np.isfinite(worst) else np.inf

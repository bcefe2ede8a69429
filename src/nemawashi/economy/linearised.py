"""The equations linearised at a point: the analytic Jacobian of the labour markets and the transposed (adjoint) pass.

With c = β ω + Γ ρ,  ρ = Σ_i π' (τ + c),  M = π'/τ',  X = Γᵀ Y + α I,  Y = Mᵀ X (log changes, notation of ``equilibrium``):

    (1 − A) dρ = Σ_i π' (dτ + β dω),          A[(n,j),(i,k)] = π'_nij γ_ijk
    (1 − B) dX = what enters from M and y,     B[(n,j),(m,k)] = γ_nkj M_mnk + α_nj δ_nm (1 − Σ_i M_mik)
    df_n = d log Σ_j β_nj Y_nj − dω_n

Small systems (N·J ≤ DENSE) are inverted, larger ones iterated, both ways round; near a solved point its inverses and tangents speed the iteration.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.derivative import Adjoint, Inverses, Seed, Tangents
from nemawashi.economy.equilibrium import Conditions, Point, System
from nemawashi.economy.series import richardson

__all__ = ["DENSE", "Cell", "Linearised"]

Array = NDArray[np.float64]

DENSE = 700
"""Largest N·J for which (1 − A) and (1 − B) are inverted rather than iterated."""

Cell = tuple[int, int, int]
"""Importer, exporter, sector."""


def _start(near: Array | None, rhs: Array) -> Array | None:
    """A nearby response as a start, with zeros for the columns it does not have."""
    if near is None or near.shape[2] > rhs.shape[2]:
        return None if near is None else near[:, :, : rhs.shape[2]]
    if near.shape == rhs.shape:
        return near
    wider = np.zeros(rhs.shape)
    wider[:, :, : near.shape[2]] = near
    return wider


class Linearised:
    """The linear equations at a point. ``loose`` is the accuracy of iterated solves, which start from the tangents of a point close by."""

    def __init__(
        self,
        s: System,
        conditions: Conditions,
        p: Point,
        *,
        loose: float = 1e-13,
        near: Tangents | None = None,
        inverses: Inverses | None = None,
    ) -> None:
        self.s, self.conditions, self.p, self.loose = s, conditions, p, loose
        self.near, self.inverses = near, inverses
        self.kept = p.received.sum(2).T
        self.earned = s.labour * np.exp(p.wage)
        self.demand = (s.value_share * p.output).sum(1)
        self.slope = conditions.closure.slope(self.earned, s.deficit)
        self.size = s.value_share.size
        self.tangents: Tangents | None = None

    @property
    def dense(self) -> bool:
        """Whether the blocks are inverted here: small, and no inverses from close by."""
        return self.size <= DENSE and self.inverses is None

    @cached_property
    def price_inverse(self) -> Array:
        """(1 − A)⁻¹."""
        a = np.einsum("jni,ijk->njik", self.p.share, self.s.cost_share, optimize=True).reshape(self.size, self.size)
        return np.linalg.inv(np.eye(self.size) - a)

    @cached_property
    def expenditure_inverse(self) -> Array:
        """(1 − B)⁻¹."""
        n, j = self.s.shape
        b = np.einsum("nkj,kmn->njmk", self.s.cost_share, self.p.received, optimize=True)
        own = np.arange(n)
        b[own, :, own, :] += self.s.final_share[:, :, None] * (1.0 - self.kept)[:, None, :]
        return np.linalg.inv(np.eye(self.size) - b.reshape(n * j, n * j))

    # Blocks: x is (N, J, R).

    def _sell(self, x: Array, weight: Array) -> Array:
        """Σ_n weight[j, n, i] x[n, j]."""
        found: Array = np.matmul(weight.transpose(0, 2, 1), x.transpose(1, 0, 2)).transpose(1, 0, 2)
        return found

    def _buy(self, x: Array, weight: Array) -> Array:
        """Σ_i weight[j, n, i] x[i, j]."""
        found: Array = np.matmul(weight, x.transpose(1, 0, 2)).transpose(1, 0, 2)
        return found

    @cached_property
    def _shares_transposed(self) -> tuple[Array, Array]:
        return self.p.share.transpose(0, 2, 1), self.p.received.transpose(0, 2, 1)

    def prices(self, rhs: Array, start: Array | None = None) -> Array:
        """Solve (1 − A) x = rhs."""
        if not self.s.linked:
            return rhs
        if self.dense:
            return (self.price_inverse @ rhs.reshape(self.size, -1)).reshape(rhs.shape)
        near = self.inverses.price if self.inverses else None
        return richardson(rhs, ("links", self.s.cost_share), ("trade", self.p.share), start=start, inverse=near, loose=self.loose)

    def prices_transposed(self, rhs: Array) -> Array:
        """Solve (1 − A)ᵀ x = rhs."""
        if not self.s.linked:
            return rhs
        if self.dense:
            return (self.price_inverse.T @ rhs.reshape(self.size, -1)).reshape(rhs.shape)
        near = self.inverses.price.T if self.inverses else None
        return richardson(rhs, ("trade", self._shares_transposed[0]), ("links", self.s.uses), inverse=near, loose=self.loose)

    def spending(self, rhs: Array, start: Array | None = None) -> Array:
        """Solve (1 − B) x = rhs."""
        s, leak = self.s, 1.0 - self.kept
        if not s.linked:
            extra = np.matmul(leak[:, None, :], rhs) / (1.0 - (s.final_share * leak).sum(1))[:, None, None]
            found: Array = rhs + s.final_share[:, :, None] * extra
            return found
        if self.dense:
            return (self.expenditure_inverse @ rhs.reshape(self.size, -1)).reshape(rhs.shape)
        near = self.inverses.spending if self.inverses else None
        ways = ("trade", self._shares_transposed[1]), ("links", s.uses)
        return richardson(rhs, *ways, extra=(s.final_share, leak), start=start, inverse=near, loose=self.loose)

    def spending_transposed(self, rhs: Array) -> Array:
        """Solve (1 − B)ᵀ x = rhs."""
        s, leak = self.s, 1.0 - self.kept
        if not s.linked:
            extra = np.matmul(s.final_share[:, None, :], rhs) / (1.0 - (s.final_share * leak).sum(1))[:, None, None]
            found: Array = rhs + leak[:, :, None] * extra
            return found
        if self.dense:
            return (self.expenditure_inverse.T @ rhs.reshape(self.size, -1)).reshape(rhs.shape)
        near = self.inverses.spending.T if self.inverses else None
        return richardson(
            rhs, ("links", s.cost_share), ("trade", self.p.received), extra=(leak, s.final_share), inverse=near, loose=self.loose
        )

    def _respond(self, cells: Sequence[Cell]) -> tuple[Array, Array, Array, Array]:
        """Responses to each log wage, then to a duty-like wedge on each cell: of log labour demand less ω, unit costs, prices, expenditure."""
        s, p = self.s, self.p
        n, j = s.shape
        own = np.arange(n)
        # Σ_i π_nij β_ij δ_im, and π at the cell of a wedge
        rhs = np.zeros((n, j, n + len(cells)))
        rhs[:, :, :n] = (p.share * s.value_share.T[:, None, :]).transpose(1, 0, 2)
        for place, (m, i, k) in enumerate(cells, start=n):
            rhs[m, k, place] = p.share[k, m, i]
        price = self.prices(rhs, _start(None if self.near is None else self.near.price, rhs))
        cost = np.matmul(s.cost_share, price) if s.linked else np.zeros(price.shape)
        cost[own, :, own] += s.value_share
        theta = s.theta[None, :, None]
        paid = p.expenditure[:, :, None]
        # through the shares, expenditure fixed:  dY_ij = −θ (Y_ij dc_ij − Σ_n M X dρ_nj),  d(ΣM)_nj = −θ (Σ_i M dc_ij − kept dρ_nj)
        made = -theta * (p.output[:, :, None] * cost - self._sell(paid * price, p.received))
        kept = -theta * (self._buy(cost, p.received) - self.kept[:, :, None] * price)
        for place, (m, i, k) in enumerate(cells, start=n):
            lost = (1.0 + s.theta[k]) * p.received[k, m, i]
            made[i, k, place] -= lost * p.expenditure[m, k]
            kept[m, k, place] -= lost
        money = np.zeros((n, n + len(cells)))
        money[:, :n] = np.diag(self.earned) + self.slope * self.earned[None, :]
        rhs = s.final_share[:, :, None] * (money - (paid * kept).sum(1))[:, None, :]
        if s.linked:
            rhs = rhs + np.matmul(s.uses, made)
        spending = self.spending(rhs, _start(None if self.near is None else self.near.spending, rhs))
        self.tangents = Tangents(price, spending)
        made = made + self._sell(spending, p.received)
        labour: Array = (s.value_share[:, :, None] * made).sum(1) / self.demand[:, None]
        labour[own, own] -= 1.0
        return labour, cost, price, spending

    @cached_property
    def jacobian(self) -> Array:
        """∂f_n/∂ω_m, analytic."""
        return self._respond(())[0]

    @cached_property
    def bordered(self) -> Array:
        """The Jacobian with the largest region's row replaced by the numéraire Σ_n y_n dω_n / W = 0."""
        return self._border(self.jacobian.copy())

    def _border(self, matrix: Array) -> Array:
        n = len(self.earned)
        matrix[self.dropped] = 0.0
        matrix[self.dropped, :n] = self.earned / self.s.world
        return matrix

    def extended(self, cells: Sequence[Cell], by_volume: Sequence[bool]) -> Array:
        """The bordered Jacobian with a column for a wedge on each cell and a row for the log of its flow (of its volume, F/ĉ)."""
        s, p = self.s, self.p
        n = len(self.earned)
        labour, cost, price, spending = self._respond(cells)
        rows = np.zeros((len(cells), labour.shape[1]))
        for place, ((m, i, k), volume) in enumerate(zip(cells, by_volume, strict=True)):
            rows[place] = -s.theta[k] * (cost[i, k] - price[m, k]) + spending[m, k] / p.expenditure[m, k]
            rows[place, n + place] -= 1.0 + s.theta[k]
            if volume:
                rows[place] -= cost[i, k]
        return np.concatenate([self._border(labour), rows])

    @property
    def dropped(self) -> int:
        """The region whose labour market follows from the others."""
        return int(np.argmax(self.s.labour))

    def transpose(self, seed: Seed, market: Array | None = None) -> Adjoint:
        """Pull ∂h (and ``market``·f, multipliers of the labour markets) back to wages and trade costs; wages are held here."""
        s, p = self.s, self.p
        n, j = s.shape
        x = p.expenditure
        wage = np.zeros(n) if seed.wage is None else seed.wage.copy()
        price = np.zeros((n, j)) if seed.price is None else seed.price
        paid = np.zeros((n, j)) if seed.paid is None else seed.paid
        income = np.zeros(n) if seed.income is None else seed.income
        by_flow = np.zeros((j, n, n)) if seed.flow is None else np.ascontiguousarray(seed.flow.transpose(2, 0, 1))
        if market is not None:
            wage = wage - market
            by_flow = by_flow + ((market / self.demand)[:, None] * s.value_share).T[:, None, :]
        paid = paid + (by_flow * p.received).sum(2).T + income[:, None] * (1.0 - self.kept)
        multiplier = self.spending_transposed(paid[:, :, None])[:, :, 0]
        if s.linked:
            by_flow = by_flow + np.matmul(s.cost_share, multiplier[:, :, None])[:, :, 0].T[:, None, :]
        income = income + (s.final_share * multiplier).sum(1)
        by_received = by_flow * x.T[:, :, None] - (income[:, None] * x).T[:, :, None]
        by_log = by_received * p.received
        weighted = s.theta[:, None, None] * by_log
        by_cost = -weighted.sum(1).T
        price = price + weighted.sum(2).T
        if s.linked:
            price = price + np.matmul(s.uses, by_cost[:, :, None])[:, :, 0]
        multiplier = self.prices_transposed(price[:, :, None])[:, :, 0]
        through = multiplier.T[:, :, None] * p.share
        by_cost = by_cost + through.sum(1).T
        wage = wage + (s.value_share * by_cost).sum(1) + self.earned * (income + self.slope.T @ income)
        return Adjoint(
            wage=wage,
            cost=(through - weighted).transpose(1, 2, 0),
            duty=(-by_log).transpose(1, 2, 0),
            money=income,
        )

    def adjoint(self, seed: Seed) -> Adjoint:
        """One solve of the whole transposed system: d h by trade costs and money, wages, prices and expenditure all following."""
        first = self.transpose(seed)
        market: Array = np.asarray(np.linalg.solve(self.bordered.T, -first.wage), dtype=np.float64)
        market[self.dropped] = 0.0
        second = self.transpose(Seed(), market)
        return Adjoint(wage=first.wage, cost=first.cost + second.cost, duty=first.duty + second.duty, money=first.money + second.money)

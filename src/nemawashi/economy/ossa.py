"""Ossa's (2014) model of trade wars and trade talks: differentiated firms, fixed in number, with profits that tariffs can shift.

n importer, i exporter, s sector (his j, i, s). V_nis is trade at producer prices, τ = 1 + t, σ_s the elasticity of substitution:

    V'_nis = V_nis τ̂_nis^{−σ_s} ŵ_i^{1−σ_s} P̂_ns^{σ_s−1} Ê_n            (his eq. 9, with the profit equation 8)
    P̂_ns = [Σ_i γ_nis (ŵ_i τ̂_nis)^{1−σ_s}]^{1/(1−σ_s)}                   (price index)
    w_iL_i ŵ_i = Σ_s (1 − 1/σ_s) Σ_n V'_nis                             (wages take the variable cost)
    E_n Ê_n = w_nL_n ŵ_n + Σ_s (1/σ_s) Σ_m V'_mns + Σ_is t'_nis V'_nis    (budget: wages, profits, revenue)
    Ŵ_n = Ê_n / Π_s P̂_ns^{μ_ns}

Ossa, R. (2014), Trade Wars and Trade Talks with Data, American Economic Review 104(12). World variable cost is the numéraire. Governments value
real income alone here (his baseline without lobbying).
"""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import ArrayLike, NDArray

from nemawashi.errors import Fault, Refused, Unsolved

__all__ = ["OssaModel", "OssaState"]

Array = NDArray[np.float64]
GOAL = 1e-12


@dataclass(frozen=True, eq=False)
class OssaModel:
    """A benchmark with balanced trade."""

    trade: Array = field(repr=False)
    """V_nis at producer prices, [importer, exporter, sector]."""
    tariff: Array = field(repr=False)
    sigma: Array = field(repr=False)
    regions: tuple[str, ...]

    @classmethod
    def from_arrays(cls, *, trade: ArrayLike, tariff: ArrayLike, sigma: ArrayLike, regions: tuple[str, ...]) -> "OssaModel":
        """Check and freeze; ``trade`` and ``tariff`` are (importer, exporter, sector).

        Raises:
            Refused: for a negative or missing cell, σ ≤ 1, or trade that is not balanced to one part in 10⁶.

        """
        v, t, s = (np.array(x, dtype=np.float64) for x in (trade, tariff, sigma))
        faults: list[Fault] = []
        if not (np.isfinite(v).all() and (v >= 0).all()):
            faults.append(Fault("trade", "a cell is negative or not a number", "trade is zero or more", "correct the cell"))
        if not (np.isfinite(t).all() and (t > -1).all()):
            faults.append(
                Fault("tariff", "a cell is at or below −1, or not a number", "a tariff is a fraction above −1", "correct the cell")
            )
        if not (s > 1).all():
            faults.append(Fault("sigma", f"smallest is {s.min():.3g}", "σ is above 1", "correct the elasticity"))
        gap = v.sum((0, 2)) - v.sum((1, 2))
        if not faults and float(np.abs(gap).max()) > 1e-6 * float(v.sum()):
            faults.append(Fault("trade", f"imbalance of {np.abs(gap).max():.3g}", "trade is balanced", "take the imbalances out first"))
        if faults:
            raise Refused(faults)
        for array in (v, t, s):
            array.setflags(write=False)
        return cls(v, t, s, regions)

    @cached_property
    def paid(self) -> Array:
        """Duty-paid trade τV."""
        return self.trade * (1 + self.tariff)

    @cached_property
    def share(self) -> Array:
        """γ_nis, in importer n's expenditure on s."""
        total = self.paid.sum(1, keepdims=True)
        return self.paid / np.where(total > 0, total, 1.0)

    @cached_property
    def spending_share(self) -> Array:
        """μ_ns, sector s in n's expenditure."""
        by_sector = self.paid.sum(1)
        found: Array = by_sector / by_sector.sum(1, keepdims=True)
        return found

    @cached_property
    def wages(self) -> Array:
        """w_iL_i."""
        found: Array = (self.trade.sum(0) * (1 - 1 / self.sigma)).sum(1)
        return found

    @cached_property
    def expenditure(self) -> Array:
        """E_n."""
        found: Array = self.paid.sum((1, 2))
        return found

    @property
    def dropped(self) -> int:
        """The region whose labour market follows from the rest."""
        return int(np.argmax(self.wages))

    def solve(self, tariff: Array, start: "OssaState | None" = None) -> "OssaState":
        """Solve the equilibrium under ``tariff`` (importer, exporter, sector) by Newton on log wages and log expenditure.

        Raises:
            Unsolved: when Newton does not converge.

        """
        n = len(self.regions)
        raised = np.log((1 + tariff) / (1 + self.tariff))
        y = np.zeros(2 * n) if start is None else np.concatenate([start.wage, start.expenditure])
        state = self._at(y, tariff, raised)
        for _ in range(60):
            gap = float(np.abs(state.closed).max())
            if gap <= GOAL and float(np.abs(state.excess).max()) <= 1e-11:
                return state
            step = np.linalg.solve(state.jacobian, -state.closed)
            rate = min(1.0, 1.5 / max(1e-300, float(np.abs(step).max())))
            better = state
            for _ in range(30):
                better = self._at(y + rate * step, tariff, raised)
                worst = float(np.abs(better.closed).max())
                if worst < gap or worst <= GOAL:
                    break
                rate /= 2
            else:
                break
            y, state = y + rate * step, better
        worst = float(np.abs(state.excess).max())
        if worst <= 1e-10:
            return state
        raise Unsolved(f"Newton stopped at residual {worst:.2g}", residual=worst)

    def _at(self, y: Array, tariff: Array, raised: Array) -> "OssaState":
        n = len(self.regions)
        wage = y[:n] - np.log((self.wages * np.exp(y[:n])).sum() / self.wages.sum())
        spent = y[n:] - (y[:n] - wage)[0]
        power = (1 - self.sigma) * (wage[None, :, None] + raised)
        priced = self.share * np.exp(power)
        total = priced.sum(1)
        price = np.log(np.where(total > 0, total, 1.0)) / (1 - self.sigma)
        # τ̂^{−σ} ŵ^{1−σ} P̂^{σ−1} Ê = (ŵ τ̂ / P̂)^{1−σ} Ê / τ̂
        flow = self.trade * np.exp(power - raised + ((self.sigma - 1) * price + spent[:, None])[:, None, :])
        return OssaState(self, tariff, wage, spent, price, priced / np.where(total > 0, total, 1.0)[:, None, :], flow)


@dataclass(frozen=True, eq=False)
class OssaState:
    """A point of the model; an equilibrium when ``excess`` is zero."""

    model: OssaModel = field(repr=False)
    tariff: Array = field(repr=False)
    wage: Array
    """log ŵ"""
    expenditure: Array
    """log Ê"""
    price: Array = field(repr=False)
    """log P̂_ns"""
    share: Array = field(repr=False)
    """γ'_nis"""
    flow: Array = field(repr=False)
    """V'_nis"""

    @cached_property
    def excess(self) -> Array:
        """Labour markets, then budgets, relative; zero at an equilibrium."""
        m = self.model
        labour = (self.flow.sum(0) * (1 - 1 / m.sigma)).sum(1) / (m.wages * np.exp(self.wage)) - 1
        income = m.wages * np.exp(self.wage) + (self.flow.sum(0) / m.sigma).sum(1) + (self.tariff * self.flow).sum((1, 2))
        return np.concatenate([labour, income / (m.expenditure * np.exp(self.expenditure)) - 1])

    @property
    def closed(self) -> Array:
        """The same with the largest region's labour market replaced by the numéraire, which always holds."""
        gaps = self.excess.copy()
        gaps[self.model.dropped] = 0.0
        return gaps

    @cached_property
    def welfare(self) -> Array:
        """Log Ŵ_n"""
        found: Array = self.expenditure - (self.model.spending_share * self.price).sum(1)
        return found

    @cached_property
    def jacobian(self) -> Array:
        """d(closed)/d(log ŵ, log Ê)."""
        m = self.model
        n = len(self.wage)
        less = m.sigma - 1
        earned, spent = m.wages * np.exp(self.wage), m.expenditure * np.exp(self.expenditure)
        # d log V_nis = −(σ−1) dω_i + (σ−1) Σ_k γ'_nks dω_k + de_n
        cost, profit = self.flow * (1 - 1 / m.sigma), self.flow / m.sigma
        duty = self.tariff * self.flow
        jac = np.zeros((2 * n, 2 * n))

        def through(weight: Array) -> tuple[Array, Array, Array]:
            """Derivative of Σ_s weight_nis by own wage (n, i), by all wages via prices (n, i, k), by e_n (n, i)."""
            return -(weight * less).sum(2), np.einsum("nis,nks->nik", weight * less, self.share), weight.sum(2)

        own, via, by = through(cost)
        jac[:n, :n] = (via.sum(0) + np.diag(own.sum(0))) / earned[:, None] - np.diag(cost.sum((0, 2)) / earned)
        jac[:n, n:] = by.T / earned[:, None]
        own, via, by = through(profit)
        jac[n:, :n] = via.sum(0) + np.diag(own.sum(0) + earned)
        jac[n:, n:] = by.T
        own, via, by = through(duty)
        jac[n:, :n] += own + via.sum(1)
        jac[n:, n:] += np.diag(by.sum(1))
        jac[n:] /= spent[:, None]
        jac[n:, n:] -= np.diag(jac_income(self) / spent)
        jac[m.dropped] = 0.0
        jac[m.dropped, :n] = earned / earned.sum()
        return jac

    def gradient(self, seed: Array) -> Array:
        """d(seed · log Ŵ)/d log τ by every duty (importer, exporter, sector), by one transposed solve."""
        m = self.model
        n = len(self.wage)
        by_price = -seed[:, None] * m.spending_share
        direct = np.concatenate([np.einsum("ns,nis->i", by_price, self.share), seed])
        market = np.linalg.solve(self.jacobian.T, -direct)
        market[m.dropped] = 0.0
        earned, spent = m.wages * np.exp(self.wage), m.expenditure * np.exp(self.expenditure)
        a, b = market[:n] / earned, market[n:] / spent
        # weight of V_nis in the equations, and the direct effect of τ on revenue: d(tV) = τ V dlogτ
        weight = a[None, :, None] * (1 - 1 / m.sigma) + b[None, :, None] / m.sigma + b[:, None, None] * self.tariff
        value = weight * self.flow
        price = by_price + (value.sum(1) * (m.sigma - 1))
        found: Array = price[:, None, :] * self.share - m.sigma * value + b[:, None, None] * (1 + self.tariff) * self.flow
        return found


def jac_income(state: OssaState) -> Array:
    """The right-hand side of the budgets."""
    m = state.model
    found: Array = m.wages * np.exp(state.wage) + (state.flow.sum(0) / m.sigma).sum(1) + (state.tariff * state.flow).sum((1, 2))
    return found

"""The answer to a shock: an equilibrium beside the benchmark's own, and what can be said of the difference."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.baseline import Baseline
from nemawashi.economy.derivative import Tangents
from nemawashi.economy.equilibrium import Point

__all__ = ["Commitment", "Counterfactual", "Status"]

Array = NDArray[np.float64]


class Status(StrEnum):
    """How a solve ended."""

    SOLVED = "solved"
    UNSOLVED = "unsolved"
    IMPOSSIBLE = "impossible"


@dataclass(frozen=True, slots=True)
class Commitment:
    """What became of a purchase commitment or a quota; money a year in the unit of the baseline."""

    kind: str
    buyer: str
    seller: str
    sector: str
    before: float
    """Flow without the commitment; for a quota, in the benchmark."""
    after: float
    wedge: float
    """Duty-equivalent on top of the tariff: −0.1 is a tenth of the duty-paid price borne by the buyer's treasury."""
    cost: float
    """What the buyer's treasury pays for it."""
    rent: float
    """What the holders of a filled quota earn."""
    regime: str
    diverted: Mapping[str, float]
    """Change of the buyer's purchases from each other supplier, its own producers among them."""


@dataclass(frozen=True, eq=False)
class Counterfactual:
    """An equilibrium under a shock, compared with the no-shock equilibrium under the same closure.

    Ratios are counterfactual over benchmark; levels are in the money of the baseline, world value added being the numéraire. When ``status`` is
    not ``solved`` every array is NaN.
    """

    baseline: Baseline = field(repr=False)
    closure: str
    status: Status
    message: str
    residual: float
    """Relative max-norm over every equation, the dropped one too; the larger of the two equilibria's."""
    steps: int
    """Newton steps of the counterfactual."""
    evaluations: int
    tariff: Array = field(repr=False)
    """The tariffs of the scenario (n, i, j)."""
    before: Point = field(repr=False)
    after: Point = field(repr=False)
    guess: Tangents | None = field(default=None, repr=False)
    """Tangents left by the solve, for a warm start."""
    wedge: Array | None = field(default=None, repr=False)
    """Duty-equivalent factors by purchases and quotas on top of the tariff (n, i, j); None where there are none."""
    commitments: tuple[Commitment, ...] = ()
    without: "Counterfactual | None" = field(default=None, repr=False)
    """The same shock without its purchase commitments."""

    @property
    def ok(self) -> bool:
        """Whether there are numbers."""
        return self.status is Status.SOLVED

    def _ratio(self, log_before: Array, log_after: Array) -> Array:
        return np.exp(log_after - log_before)

    @cached_property
    def wage(self) -> Array:
        """ŵ_n."""
        return self._ratio(self.before.wage, self.after.wage)

    @cached_property
    def prices(self) -> Array:
        """P̂_nj: sectoral price indices."""
        return self._ratio(self.before.price, self.after.price)

    @cached_property
    def cost(self) -> Array:
        """ĉ_ij: unit costs of sellers."""
        return self._ratio(self.before.cost, self.after.cost)

    @cached_property
    def consumer_price(self) -> Array:
        """Π_j P̂_nj^α_nj."""
        alpha = self.baseline.final_share
        return self._ratio((alpha * self.before.price).sum(1), (alpha * self.after.price).sum(1))

    @cached_property
    def real_income(self) -> Array:
        """(I'/I)/P̂ by region: exact, revenue and deficit included."""
        return self.after.income / self.before.income / self.consumer_price

    @cached_property
    def real_wage(self) -> Array:
        """ŵ/P̂ by region."""
        return self.wage / self.consumer_price

    @cached_property
    def flow(self) -> Array:
        """F'_nij, net of tariff."""
        return self.after.flow

    @cached_property
    def flow_before(self) -> Array:
        """F_nij of the benchmark equilibrium."""
        return self.before.flow

    @property
    def output(self) -> Array:
        """Y'_ij in money."""
        return self.after.output

    @property
    def output_before(self) -> Array:
        """Y_ij of the benchmark equilibrium."""
        return self.before.output

    @cached_property
    def output_volume(self) -> Array:
        """Ŷ_ij/ĉ_ij: output at benchmark prices, a ratio; 1 where nothing is produced."""
        made = self.before.output
        return np.where(made > 0, self.after.output / np.where(made > 0, made, 1.0), 1.0) / self.cost

    @property
    def expenditure(self) -> Array:
        """X'_nj, tariff included."""
        return self.after.expenditure

    @property
    def income(self) -> Array:
        """I'_n."""
        return self.after.income

    @cached_property
    def revenue(self) -> Array:
        """Tariff revenue R'_n = Σ F' t', net of what purchase commitments cost the treasury."""
        return _revenue(self.after)

    @cached_property
    def revenue_before(self) -> Array:
        """R_n of the benchmark equilibrium."""
        return _revenue(self.before)

    @cached_property
    def duty(self) -> Array:
        """Duty paid on each flow [n, i, j], net of what purchase commitments cost the treasury; sums to the revenue."""
        return _duty(self.after)

    @cached_property
    def duty_before(self) -> Array:
        """The same in the benchmark equilibrium."""
        return _duty(self.before)

    @property
    def deficit(self) -> Array:
        """D'_n, transfers included."""
        return self.after.deficit

    @cached_property
    def balance(self) -> Array:
        """Exports less imports of n with i, net of tariff [n, i], goods and services of the model."""
        return _balance(self.flow)

    @cached_property
    def balance_before(self) -> Array:
        """The same in the benchmark equilibrium."""
        return _balance(self.flow_before)

    @cached_property
    def terms_of_trade(self) -> Array:
        """Caliendo and Parro's (2015) first-order terms of trade, by region: fractions (eq. 17 and 18).

        (1/I_n) Σ_ji (E_in^j dc_n^j/c_n^j − M_ni^j dc_i^j/c_i^j), E exports of n to i, M imports of n from i. Changes are proportional, x̂ − 1, as
        in the published table; logs would give other numbers.
        """
        flow = self.flow_before
        change = self.cost - 1.0
        exports = (flow.sum(0) * change).sum(1)
        imports = (flow * change[None]).sum((1, 2))
        found: Array = (exports - imports) / self.before.income
        return found

    @cached_property
    def volume_of_trade(self) -> Array:
        """Their first-order volume of trade, by region: (1/I_n) Σ_ji t_ni M_ni (dM_ni/M_ni − dc_i/c_i), proportional changes."""
        flow = self.flow_before
        change = np.where(flow > 0, self.flow / np.where(flow > 0, flow, 1.0) - 1.0, 0.0) - (self.cost - 1.0)[None]
        rate = np.where(flow > 0, self.baseline.tariff, 0.0)
        found: Array = np.where(flow > 0, rate * flow * change, 0.0).sum((1, 2)) / self.before.income
        return found

    @property
    def first_order_welfare(self) -> Array:
        """Terms of trade plus volume of trade: what Caliendo and Parro report as welfare; not the exact real income."""
        return self.terms_of_trade + self.volume_of_trade


def _revenue(p: Point) -> Array:
    found: Array = (p.expenditure * (1.0 - p.received.sum(2).T)).sum(1)
    return found


def _duty(p: Point) -> Array:
    paid: Array = ((p.share - p.received) * p.expenditure.T[:, :, None]).transpose(1, 2, 0)
    return paid


def _balance(flow: Array) -> Array:
    trade = flow.sum(2)
    balance: Array = trade.T - trade
    return balance

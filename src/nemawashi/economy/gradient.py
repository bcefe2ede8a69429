"""The derivative of any outcome by every tariff, trade cost and transfer, for the price of one solve of the transposed system.

At an equilibrium G(y, t) = 0 an outcome h(y, t) has dh/dt = ∂h/∂t − λᵀ ∂G/∂t with Gᵀ_y λ = h_y: the adjoint. Its largest entries say which
concession buys most; times a small change it previews a slider.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy.counterfactual import Counterfactual
from nemawashi.economy.derivative import Seed
from nemawashi.economy.linearised import Linearised
from nemawashi.economy.shock import Shock
from nemawashi.economy.solve import benchmark, conditions_of
from nemawashi.errors import Unknown, Unsolved

__all__ = ["DIFFERENTIABLE", "Gradient", "Tangent", "gradient"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Gradient:
    """d(outcome) by exogenous quantities, at a solved counterfactual."""

    outcome: str
    unit: str
    tariff: Array = field(repr=False)
    """by t_nij, per unit (1.00 = 100 percentage points), zero where nothing flows; [n, i, j]"""
    cost: Array = field(repr=False)
    """by the log of iceberg or non-tariff cost, [n, i, j]"""
    transfer: Array = field(repr=False)
    """by money received, (n)"""

    def change(self, tariff: Array) -> float:
        """First-order change of the outcome for tariff changes [n, i, j]."""
        return float((self.tariff * np.where(np.isfinite(tariff), tariff, 0.0)).sum())


class Tangent:
    """Linearisation of a solved counterfactual, made once and asked for many outcomes; wedges of commitments stay as they are."""

    def __init__(self, found: Counterfactual) -> None:
        if not found.ok:
            raise Unsolved(found.message, residual=found.residual)
        self.found = found
        base = benchmark(found.baseline, found.closure)
        self.system = base.system
        conditions = conditions_of(found.baseline, base, Shock(tariff=found.tariff), found.wedge)
        self.linear = Linearised(base.system, conditions, found.after, near=found.guess, inverses=base.around.inverses)
        self.transposed_solves = 0

    def of(self, outcome: str, region: str, *, partner: str = "", sector: str = "") -> Gradient:
        """Differentiate one outcome of a region; money against a partner, output of a sector.

        Raises:
            Unknown: for an outcome that has no derivative here, or a name that is not known.

        """
        if outcome not in DIFFERENTIABLE:
            raise Unknown("outcome", outcome, DIFFERENTIABLE)
        unit, seed = DIFFERENTIABLE[outcome]
        b = self.found.baseline
        n = b.region(region)
        return self.pull(outcome, unit, seed(self.found, n, b.region(partner) if partner else None, b.sector(sector) if sector else None))

    def pull(self, outcome: str, unit: str, seed: Seed) -> Gradient:
        """Differentiate an outcome given by its own derivatives by the quantities of a point."""
        back = self.linear.adjoint(seed)
        self.transposed_solves += 1
        factor = np.where(self.found.baseline.flow > 0, 1.0 + self.found.tariff, np.inf)
        return Gradient(outcome, unit, (back.cost + back.duty) / factor, back.cost, back.money)


def gradient(found: Counterfactual, outcome: str, region: str, *, partner: str = "", sector: str = "") -> Gradient:
    """Differentiate one outcome by every tariff line; use :class:`Tangent` for several."""
    return Tangent(found).of(outcome, region, partner=partner, sector=sector)


Seeder = Callable[[Counterfactual, int, int | None, int | None], Seed]


def _zeros(c: Counterfactual) -> tuple[Array, Array, Array, Array]:
    n, j = c.before.price.shape
    return np.zeros(n), np.zeros((n, j)), np.zeros((n, n, j)), np.zeros(n)


def _real_income(c: Counterfactual, n: int, _i: int | None, _j: int | None) -> Seed:
    _, price, _, income = _zeros(c)
    level = 100.0 * float(c.real_income[n])
    income[n] = level / c.after.income[n]
    price[n] = -level * c.baseline.final_share[n]
    return Seed(price=price, income=income)


def _real_wage(c: Counterfactual, n: int, _i: int | None, _j: int | None) -> Seed:
    wage, price, _, _ = _zeros(c)
    level = 100.0 * float(c.real_wage[n])
    wage[n] = level
    price[n] = -level * c.baseline.final_share[n]
    return Seed(wage=wage, price=price)


def _goods(by: Array, j: int | None, sign: float) -> None:
    by[..., slice(None) if j is None else j] += sign


def _imports(c: Counterfactual, n: int, i: int | None, j: int | None) -> Seed:
    flow = _zeros(c)[2]
    for other in range(len(flow)) if i is None else (i,):
        if other != n:
            _goods(flow[n, other], j, 1.0)
    return Seed(flow=flow)


def _exports(c: Counterfactual, n: int, i: int | None, j: int | None) -> Seed:
    flow = _zeros(c)[2]
    for other in range(len(flow)) if i is None else (i,):
        if other != n:
            _goods(flow[other, n], j, 1.0)
    return Seed(flow=flow)


def _balance(c: Counterfactual, n: int, i: int | None, j: int | None) -> Seed:
    sold, bought = _exports(c, n, i, j).flow, _imports(c, n, i, j).flow
    assert sold is not None
    assert bought is not None
    return Seed(flow=sold - bought)


def _goods_balance(c: Counterfactual, n: int, i: int | None, _j: int | None) -> Seed:
    flow = _balance(c, n, i, None).flow
    assert flow is not None
    return Seed(flow=flow * c.baseline.goods)


def _output_value(c: Counterfactual, n: int, _i: int | None, j: int | None) -> Seed:
    flow = _zeros(c)[2]
    _goods(flow[:, n], j, 1.0)
    return Seed(flow=flow)


def _revenue(c: Counterfactual, n: int, _i: int | None, _j: int | None) -> Seed:
    # R_n = Σ_j (X_nj − Σ_i F_nij)
    _, paid, flow, _ = _zeros(c)
    paid[n] = 1.0
    flow[n] = -1.0
    return Seed(paid=paid, flow=flow)


DIFFERENTIABLE: Mapping[str, tuple[str, Seeder]] = MappingProxyType(
    {
        "real_income": ("%", _real_income),
        "real_wage": ("%", _real_wage),
        "imports": ("USD million", _imports),
        "exports": ("USD million", _exports),
        "balance": ("USD million", _balance),
        "goods_balance": ("USD million", _goods_balance),
        "output_value": ("USD million", _output_value),
        "revenue": ("USD million", _revenue),
    }
)
"""Outcome → unit and how its derivative by the quantities of a point is written."""

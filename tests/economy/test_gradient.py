import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi import economy
from nemawashi.economy import CLOSURES, Baseline, Effects, Shock, Tangent, linearised
from nemawashi.economy.gradient import DIFFERENTIABLE
from nemawashi.economy.linearised import Linearised
from nemawashi.economy.solve import benchmark
from nemawashi.errors import Unknown
from tests.economy.small import world


def level(b: Baseline, tariff: np.ndarray, closure: str, outcome: str, cost: np.ndarray | None = None) -> float:
    found = economy.solve(b, shock=Shock(tariff=tariff, cost=cost), closure=closure)
    row = Effects((found,), ("x",), {}).row(outcome, "R0", **ASKED.get(outcome, {}))
    assert row is not None
    return row.value


ASKED = {"imports": {"partner": "R1"}, "balance": {"partner": "R2"}, "output_value": {"sector": "s1"}, "exports": {"sector": "s0"}}


@settings(max_examples=14, derandomize=True, deadline=None)
@given(st.integers(0, 999), st.booleans(), st.sampled_from(sorted(CLOSURES)), st.sampled_from(sorted(DIFFERENTIABLE)))
def test_the_adjoint_agrees_with_differences(seed, linked, closure, outcome):
    b = world(seed, linked=linked)
    rng = np.random.default_rng(seed)
    tariff = b.tariff + 0.1 * rng.uniform(size=b.tariff.shape) * (1 - np.eye(4))[:, :, None]
    way = rng.normal(size=b.tariff.shape) * (1 - np.eye(4))[:, :, None]
    h = 1e-5
    asked = ASKED.get(outcome, {})
    gradient = economy.gradient(economy.solve(b, tariff=tariff, closure=closure), outcome, "R0", **asked)
    numeric = (level(b, tariff + h * way, closure, outcome) - level(b, tariff - h * way, closure, outcome)) / (2 * h)
    assert gradient.change(way) == pytest.approx(numeric, rel=1e-5, abs=1e-5)


def test_by_trade_cost_and_by_money_too():
    b = world(8)
    found = economy.solve(b)
    gradient = economy.gradient(found, "real_income", "R0")
    h = 1e-6
    cost = np.ones(b.flow.shape)
    cost[0, 1, 0] = np.exp(h)
    up = economy.solve(b, shock=Shock(cost=cost)).real_income[0]
    assert gradient.cost[0, 1, 0] == pytest.approx(100 * (up - 1) / h, rel=1e-4)
    money = np.array([1.0, -1.0, 0, 0]) * 1e-3
    up = economy.solve(b, shock=Shock(transfer=money)).real_income[0]
    assert (gradient.transfer * money).sum() == pytest.approx(100 * (up - 1), rel=1e-3)


def test_one_transposed_solve_an_outcome():
    tangent = Tangent(economy.solve(world(1)))
    tangent.of("real_income", "R0")
    tangent.of("balance", "R0", partner="R1")
    assert tangent.transposed_solves == 2


def test_iterated_and_factored_blocks_agree(monkeypatch):
    b = world(2, n=5, j=4)
    base = benchmark(b)
    dense = Linearised(base.system, base.conditions, base.point)
    jacobian = dense.jacobian
    dense_gradient = economy.gradient(economy.solve(b), "real_income", "R1").tariff
    monkeypatch.setattr(linearised, "DENSE", 0)
    sparse = Linearised(base.system, base.conditions, base.point)
    assert np.allclose(sparse.jacobian, jacobian, rtol=1e-10, atol=1e-12)
    assert np.allclose(economy.gradient(economy.solve(b), "real_income", "R1").tariff, dense_gradient, atol=1e-9)


def test_an_outcome_without_a_derivative_lists_those_that_have_one():
    with pytest.raises(Unknown, match="real_income"):
        economy.gradient(economy.solve(world()), "real_incom", "R0")


def test_the_ideal_tariff_change_of_ones_own_is_a_gain():
    b = world(3, duty=0.0)
    gradient = economy.gradient(economy.solve(b), "real_income", "R0")
    assert gradient.tariff[0, 1:].sum() > 0
    assert gradient.tariff[1:, 0].sum() < 0

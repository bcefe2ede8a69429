"""Ossa (2014), 7 regions × 33 sectors, without lobbying. Tariffs and gains in per cent."""

from pathlib import Path

import numpy as np
import pytest

from nemawashi.economy.optimal import Nash, OssaGame, best_response, cooperate, nash
from nemawashi.economy.ossa import OssaModel
from nemawashi.errors import Refused

MEDIAN = {"Brazil": 56.1, "China": 59.3, "EU": 61.3, "India": 54.0, "Japan": 59.6, "ROW": 61.5, "US": 60.3}


@pytest.fixture(scope="module")
def table(shared: Path) -> dict[str, np.ndarray]:
    with np.load(shared / "data/economy/ossa2014/ossa2014.npz") as arrays:
        return dict(arrays)


def importer_first(array: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(array.transpose(1, 0, 2))


@pytest.fixture(scope="module")
def model(table) -> OssaModel:
    return OssaModel.from_arrays(
        trade=importer_first(table["trade"]),
        tariff=importer_first(table["tariff"]),
        sigma=table["sigma"],
        regions=tuple(str(x) for x in table["regions"]),
    )


@pytest.fixture(scope="module")
def war(model) -> Nash:
    return nash(OssaGame(model))


def percent(logs: np.ndarray | float) -> np.ndarray:
    return 100 * np.expm1(np.asarray(logs))


def others(j: int) -> list[int]:
    return [i for i in range(7) if i != j]


def stored_optimum(model: OssaModel, table: dict[str, np.ndarray], j: int) -> np.ndarray:
    tariff = np.array(model.tariff)
    tariff[j, others(j)] = table["opt_bas"][:, j].reshape(6, 33, order="F")
    return tariff


def test_without_a_shock_nothing_changes(model):
    assert np.abs(percent(model.solve(model.tariff).welfare)).max() < 1e-7


def test_the_stored_nash_tariffs_give_the_printed_welfare(model, table):
    found = percent(model.solve(importer_first(table["nash_bas"])).welfare)
    assert found[4] == pytest.approx(-0.76, abs=0.01)
    assert found[6] == pytest.approx(-2.17, abs=0.01)
    assert found.mean() == pytest.approx(-2.40, abs=0.01)


@pytest.mark.parametrize(("region", "gain"), [("Japan", 4.0), ("US", 2.3)])
def test_the_stored_optimal_tariffs_give_the_printed_gain(model, table, region, gain):
    j = model.regions.index(region)
    assert percent(model.solve(stored_optimum(model, table, j)).welfare[j]) == pytest.approx(gain, abs=0.05)


@pytest.mark.parametrize("region", MEDIAN)
def test_optimal_tariffs(model, table, region):
    """At least the stored gain, and the median of the paper within half a point."""
    j = model.regions.index(region)
    best = best_response(OssaGame(model), j)
    stored = model.solve(stored_optimum(model, table, j)).welfare[j]
    assert best.gain >= stored - 1e-8
    assert best.slope < 1e-7
    assert 100 * np.median(best.tariff[j, others(j)]) == pytest.approx(MEDIAN[region], abs=0.5)


def test_the_nash_point_is_one(war):
    assert war.residual <= 1e-4
    found = percent(war.welfare)
    assert found[4] == pytest.approx(-0.76, abs=0.02)
    assert found[6] == pytest.approx(-2.17, abs=0.02)
    assert found.mean() == pytest.approx(-2.40, abs=0.02)


def test_cooperation_from_nash(model, war):
    """The paper prints 3.4; a free optimiser finds a little more."""
    found = cooperate(OssaGame(model), war.tariff)
    assert found.spread < 1e-5
    assert 3.35 <= percent(found.gain) <= 3.6


def test_the_adjoint_agrees_with_differences(model, table):
    tariff = importer_first(table["nash_bas"])
    rng = np.random.default_rng(0)
    way = rng.normal(size=tariff.shape) * (1 - np.eye(7))[:, :, None]
    seed = rng.normal(size=7)
    h = 1e-6
    up, down = (seed @ model.solve((1 + tariff) * np.exp(e * way) - 1).welfare for e in (h, -h))
    assert (model.solve(tariff).gradient(seed) * way).sum() == pytest.approx((up - down) / (2 * h), rel=1e-6)


def test_unbalanced_trade_is_refused(model):
    trade = np.array(model.trade)
    trade[0, 1] *= 2
    with pytest.raises(Refused, match="balanced"):
        OssaModel.from_arrays(trade=trade, tariff=model.tariff, sigma=model.sigma, regions=model.regions)

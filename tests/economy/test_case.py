"""The built-in 14 × 23 world: what it holds, what the day's tariffs make of it, and what a package then does."""

import shutil
from concurrent.futures import ProcessPoolExecutor
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from nemawashi import economy
from nemawashi.economy import Economy, Shock, effects, load, solve, status_quo
from nemawashi.economy.optimal import ModelGame, best_response
from nemawashi.economy.product import MarketShock
from nemawashi.economy.product_effects import ProductEffects, product_effects
from nemawashi.economy.products import Product, reconcile
from nemawashi.economy.sensitivity import Ask, draw_elasticities, draws, rank
from nemawashi.economy.solve import benchmark
from nemawashi.errors import Fault, Refused, Unknown

CASE = Path(str(files("nemawashi"))) / "cases" / "us-japan-2025"


@pytest.fixture(scope="module")
def world() -> Economy:
    faults: list[Fault] = []
    found = load(CASE / "economy", faults, root=CASE)
    assert not faults
    assert found is not None
    return found


def april(world: Economy, cars: float = 0.275, rest: float = 0.10) -> np.ndarray:
    """Roughly the duties of late April 2025: 10 % on all, 25 % more on cars."""
    tariff = np.array(world.baseline.tariff)
    goods = world.baseline.goods & (world.baseline.flow[0] > 0)
    tariff[0] = np.where(goods, tariff[0] + rest, tariff[0])
    tariff[0, 0] = 0
    tariff[0, 1:, world.baseline.sector("C29")] = cars
    return tariff


@pytest.fixture(scope="module")
def day(world: Economy) -> economy.Baseline:
    return status_quo(world.baseline, april(world))


def test_fourteen_regions_and_twenty_three_sectors_in_two_languages(world):
    assert len(world.regions) == 14
    assert len(world.sectors) == 23
    assert world.region_of["US"] == "USA"
    assert world.region_of["JP"] == "JPN"
    assert all(sector.name.en and sector.name.ja for sector in world.sectors)


@pytest.mark.parametrize(
    ("importer", "exporter", "sector", "usd_million"),
    [("USA", "JPN", "C29", 48036), ("JPN", "USA", "A01_02", 5988), ("USA", "JPN", "C28", 19159), ("JPN", "USA", "SERV", 69233)],
)
def test_flows_of_2022(world, importer, exporter, sector, usd_million):
    b = world.baseline
    assert b.flow[b.region(importer), b.region(exporter), b.sector(sector)] == pytest.approx(usd_million, abs=1)


def test_goods_totals_agree_with_the_published_table(world):
    b = world.baseline
    assert b.flow[0, 1, b.goods].sum() == pytest.approx(109_688, rel=0.01)
    assert b.flow[1, 0, b.goods].sum() == pytest.approx(62_709, rel=0.01)


def test_it_is_an_equilibrium_as_it_stands(world):
    for name in [one.id for one in world.elasticities]:
        found = benchmark(world.baseline_under(name)).solution
        assert found.residual <= 1e-10
        assert np.abs(found.point.wage).max() < 1e-9


def test_seven_published_sets_and_their_median(world):
    assert len(world.elasticities) == 8
    cars = {one.id: one.theta["C29"] for one in world.elasticities}
    assert min(cars.values()) == pytest.approx(1.115)
    assert max(cars.values()) == pytest.approx(8.96, abs=0.01)
    assert cars["central"] == pytest.approx(np.median([value for name, value in cars.items() if name != "central"]))


def test_the_food_tariff_of_ninety_one_per_cent_is_flagged_with_both_values(world):
    (food,) = [s for s in world.suspects if (s.importer, s.exporter, s.sector) == ("USA", "JPN", "C10T12")]
    assert food.used == pytest.approx(0.0352, abs=1e-4)
    assert food.other == pytest.approx(0.9133, abs=1e-3)


def test_dollars_of_2022_and_of_2024_stand_side_by_side(world):
    b = world.baseline
    value, _ = world.imports_2024["JPN", "C28"]
    assert value > 1.5 * b.flow[0, 1, b.sector("C28")]


def test_an_unknown_elasticity_set_names_the_known(world):
    with pytest.raises(Unknown, match="shapiro"):
        world.baseline_under("shapro")


def test_no_package_has_exactly_no_effect(world, day):
    found = effects(day, Shock(tariff=day.tariff), parties=world.region_of)
    for row in found.table(["US", "JP"]):
        assert (row.low, row.value, row.high) == (0, 0, 0), row


def test_fewer_duties_on_cars_help_japan_and_move_the_balance(world, day):
    found = effects(day, Shock(tariff=april(world, cars=0.10)), parties=world.region_of)
    assert found.outcome("real_income", "JP")[1] > 0
    assert found.outcome("output", "JP", sector="C29")[1] > 1
    assert found.outcome("balance", "US", partner="JP")[1] < 0
    assert found.residual <= 1e-10
    assert found.central.steps <= 8


def test_outcomes_add_up(world, day):
    found = effects(day, Shock(tariff=april(world, cars=0.10)), parties=world.region_of)
    exports, imports, balance = (found.row(name, "JP", partner="US") for name in ("exports", "imports", "balance"))
    assert balance.value == pytest.approx(exports.value - imports.value)
    by_sector = sum(found.row("exports", "JP", partner="US", sector=s).value for s in day.sectors)
    assert by_sector == pytest.approx(exports.value)
    revenue = sum(found.row("revenue", "US", partner=other).value for other in world.region_of if other != "US")
    assert revenue == pytest.approx(found.row("revenue", "US").value, abs=1e-6)
    assert sum(found.row("revenue", "US", sector=s).value for s in day.sectors) == pytest.approx(revenue, abs=1e-6)
    total = sum(found.row("balance", "JP", partner=other).value for other in world.region_of if other != "JP")
    assert total == pytest.approx(found.row("balance", "JP").value, abs=1e-6)


def test_ranges_over_the_published_sets_hold_the_central_value(world):
    baselines = {
        one.id: status_quo(world.baseline_under(one.id), april(world)) for one in (world.elasticities[-1], *world.elasticities[:-1])
    }
    found = effects(baselines, Shock(tariff=april(world, cars=0.10)), parties=world.region_of)
    row = found.row("output", "JP", sector="C29")
    assert row.low <= row.value <= row.high
    assert row.high > 2 * row.low
    ranking = rank(
        baselines,
        {"cars": Shock(tariff=april(world, cars=0.10)), "rest": Shock(tariff=april(world, rest=0.05))},
        Ask("real_income", "JPN"),
    )
    assert set(ranking.best) <= {"cars", "rest"}
    assert ranking.flips == (len(set(ranking.order.values())) > 1)


def test_the_same_seed_gives_the_same_draws_with_and_without_processes(world):
    sets, sectors = world.elasticities[:-1], world.baseline.sectors
    theta = draw_elasticities(sets, sectors, 4, np.random.default_rng(7))
    assert (theta == draw_elasticities(sets, sectors, 4, np.random.default_rng(7))).all()
    low = np.min([one.array(sectors) for one in sets], axis=0)
    high = np.max([one.array(sectors) for one in sets], axis=0)
    assert (theta >= low - 1e-12).all()
    assert (theta <= high + 1e-12).all()
    asked = [Ask("real_income", "JPN"), Ask("goods_balance", "USA", partner="JPN")]
    shock = Shock(tariff=april(world, cars=0.10))
    alone = draws(world.baseline, shock, asked, theta, tariff=april(world))
    with ProcessPoolExecutor(2) as pool:
        together = draws(world.baseline, shock, asked, theta, tariff=april(world), executor=pool)
    assert (alone.values == together.values).all()
    assert alone.unsolved == 0
    low, middle, high = alone.interval()[0]
    assert low <= middle <= high


def test_one_concession_can_be_ranked_by_the_gradient(day):
    gradient = economy.gradient(solve(day), "real_income", "JPN")
    worth = np.where(day.goods, -gradient.tariff[0, 1] * 0.01, 0)
    b = day
    assert b.sectors[int(np.argmax(worth))] in {"C29", "C28", "C27"}


def faults_of(folder: Path) -> list[str]:
    faults: list[Fault] = []
    load(folder, faults, root=folder.parent)
    return [str(fault) for fault in faults]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    shutil.copytree(CASE / "economy", tmp_path / "economy")
    return tmp_path / "economy"


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_faults_of_a_case_are_told_together_with_their_lines(broken):
    edit(broken / "elasticities.toml", "C29 = 1.115", "C29 = -1.115")
    edit(broken / "elasticities.toml", "C30 = 1.115\n", "")
    edit(broken / "baseline.toml", 'default_closure = "deficits held"', 'default_closure = "deficits hold"')
    found = faults_of(broken)
    assert len(found) == 3
    assert any("elasticities.toml:" in one and "C29 = -1.115" in one for one in found)
    assert any("no elasticity for C30" in one for one in found)
    assert any("baseline.toml:" in one and "nearest: deficits held" in one for one in found)


def test_a_table_with_a_missing_number_names_the_cell(broken):
    with np.load(broken / "baseline_2022.npz") as table:
        arrays = dict(table)
    arrays["trade_musd"][0, 1, 19] = np.nan
    np.savez_compressed(broken / "baseline_2022.npz", **arrays)
    assert any("flow[USA, JPN, C29]" in one for one in faults_of(broken))


def test_a_table_that_is_no_table_is_a_fault_and_no_crash(broken):
    (broken / "baseline_2022.npz").write_bytes(b"nothing")
    assert any("cannot be read" in one for one in faults_of(broken))


def test_rates_by_party_need_known_parties(world):
    class Pair:
        importer, origin = "US", "XX"
        sectors, low, central, high = ("C29",), (0.1,), (0.1,), (0.1,)

    with pytest.raises(Unknown, match="party"):
        status_quo(world.baseline, [Pair()], region_of=world.region_of)


def test_a_shock_of_another_size_is_refused(day):
    with pytest.raises(Refused, match="shape"):
        solve(day, tariff=np.zeros((2, 2, 2)))


def shocked(product: Product, shock: MarketShock) -> ProductEffects:
    return product_effects(product, MarketShock(), {"central": shock})


def test_rice_inside_minimum_access_diverts_and_hardly_moves_the_price(world):
    """60,000 t more American rice from the shares of Thailand, Australia and China (S3)."""
    answer = shocked(world.product("rice"), MarketShock(allocation={"US": 406_000, "TH": 253_000, "AU": 53_000, "CN": 32_000}))
    assert answer.outcome("quantity", "US")[1:] == pytest.approx((60_000, 60_000, 60_000), rel=1e-8)
    assert max(abs(x) for x in answer.outcome("price")[1:]) < 0.2
    assert abs(answer.outcome("quantity", "JP")[2]) < 0.0005 * 6_233_000


def test_rice_over_the_quota_undercuts_shop_prices_of_april_2025(world):
    """148 + 341 yen a kilogram against 844 in shops."""
    rice = world.product("rice")
    at_home = next(s.price.value for s in rice.suppliers if s.party == rice.importer)
    assert rice.entry_price.value + rice.over_quota < at_home


def test_every_product_solves_at_every_corner_of_its_ranges(world):
    for product in world.products:
        party = "JP" if product.importer == "US" else "US"
        shock = MarketShock(cost={party: 0.95}) if not product.market().suppliers[product.market().index(party)].held else MarketShock()
        answer = shocked(product, shock)
        assert len(answer.changes) == 9, "the centre and eight corners"
        assert all(one.before.solved and one.after.solved for one in answer.changes), product.id


def test_products_without_sourced_trade_are_missing_not_zero(world):
    assert {one.id for one in world.missing_products} == {"car_parts", "fries", "wheat", "pork"}
    assert not {one.id for one in world.missing_products} & {one.id for one in world.products}


@pytest.mark.parametrize(("product", "low", "high"), [("maize", 0.3, 0.8), ("soybeans", 0.1, 0.4), ("cars", 0.5, 1.2)])
def test_products_fit_into_their_sectors(world, product, low, high):
    one = world.product(product)
    money = 142_400.0 if one.money == "thousand JPY" else 1.0
    found = reconcile(one, "US", world.baseline, world.region_of, money_a_usd_million=money)
    assert low < found.share < high


@pytest.mark.parametrize("region", ["USA", "JPN"])
def test_best_tariffs_of_a_region_gain_and_stop_at_a_flat_point(day, region):
    game = ModelGame(day)
    best = best_response(game, day.region(region))
    assert best.gain > 0
    assert best.slope < 1e-6
    tariffs = best.tariff[day.region(region)][game.free[day.region(region)]]
    assert 0.03 < np.median(tariffs) < 0.5


def test_newton_takes_at_most_eight_steps_cold_and_three_warm_under_every_set(world):
    """The built-in world under each published set, every duty of the United States gone or five points higher; residuals at most 1e-10."""
    for one in world.elasticities:
        b = world.baseline_under(one.id)
        free, dearer = np.array(b.tariff), np.array(b.tariff)
        free[0] = 0
        dearer[0, 1:] += 0.05 * b.goods
        for tariff in (free, dearer):
            cold = solve(b, tariff=tariff)
            assert cold.ok, one.id
            assert cold.residual <= 1e-10, one.id
            assert cold.steps <= 8, (one.id, cold.steps)
            warm = solve(b, tariff=np.where(tariff > 0, tariff * 1.02, tariff), start=cold)
            assert warm.residual <= 1e-10, one.id
            assert warm.steps <= 3, (one.id, warm.steps)

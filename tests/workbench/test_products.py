"""Products finer than a sector: what their own markets say of a package, and that the sector model is told the same thing once."""

import pytest

from nemawashi import views
from nemawashi.economy.product_effects import ProductEffects
from nemawashi.errors import Unknown
from nemawashi.workbench import Workbench
from nemawashi.workbench.effects import effects
from nemawashi.workbench.products import allotments, products, share_of_sector, usd_million


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open("us-japan-2025")


def market(bench: Workbench, product: str, **moves: str) -> ProductEffects:
    found = {one.product.id: one.effects for one in products(bench, bench.agenda.package(moves))}
    assert product in found, list(found)
    assert found[product].solved
    assert found[product].residual < 1e-9
    return found[product]


def test_the_status_quo_moves_no_market(bench):
    assert products(bench) == ()
    assert views.effects(bench).products == ()


def test_a_larger_american_share_inside_minimum_access_is_pure_diversion(bench):
    """60,000 t more from the US are 60,000 t less from the others in proportion; imports stay, the price moves by less than a quarter of a per cent."""
    rice = market(bench, "rice", rice_access="us_60k_within")
    assert rice.outcome("quantity", "US")[1:] == pytest.approx((60_000,) * 3, rel=1e-9)
    lost = {party: rice.outcome("quantity", party)[2] for party in ("TH", "AU", "CN", "ROW")}
    assert sum(lost.values()) == pytest.approx(-60_000, rel=1e-9)
    assert lost["TH"] / lost["AU"] == pytest.approx(286 / 70, rel=1e-9)
    assert rice.outcome("imports")[2] == pytest.approx(0, abs=1e-3)
    _, low, value, high = rice.outcome("price")
    assert -0.25 < low <= value <= high < 0
    assert abs(value) < 0.1


def test_as_much_on_top_lowers_the_price_of_rice_several_times_as_much(bench):
    inside, on_top = market(bench, "rice", rice_access="us_60k_within"), market(bench, "rice", rice_access="us_70k_quota")
    assert on_top.outcome("imports")[2] == pytest.approx(70_000, rel=1e-9)
    assert on_top.outcome("price")[2] < 4 * inside.outcome("price")[2]
    assert on_top.outcome("producer_surplus")[2] < inside.outcome("producer_surplus")[2] < 0
    assert on_top.outcome("consumer_surplus")[2] > inside.outcome("consumer_surplus")[2] > 0


def test_the_sector_model_is_told_of_the_same_rice_supplier_by_supplier(bench):
    terms = bench.agenda.issue("rice_access").option("us_60k_within").terms
    told, silent = allotments(bench, terms, 1)
    assert silent == ()
    money = {one.seller: one.amount for one in told}
    rice = market(bench, "rice", rice_access="us_60k_within")
    dollars = usd_million(bench, rice.product)
    assert money["USA"] == pytest.approx(rice.outcome("earned", "US")[2] * dollars, rel=1e-6)
    assert money["THA"] == pytest.approx(rice.outcome("earned", "TH")[2] * dollars, rel=1e-6)
    answer = effects(bench, bench.agenda.package({"rice_access": "us_60k_within"}))
    sold = {party: answer.outcome("exports", party, partner="JP", sector="C10T12") for party in ("US", "TH", "AU")}
    assert sold["US"] is None or sold["US"][1] > 0
    assert answer.model.central.ok
    kinds = {one.seller: one.after - one.before for one in answer.model.central.commitments}
    assert kinds["USA"] == pytest.approx(money["USA"], rel=1e-9)
    assert kinds["THA"] == pytest.approx(money["THA"], rel=1e-9)
    assert answer.outcome("price", "JP", sector="C10T12")[1] == pytest.approx(0, abs=0.005)


def test_a_barrier_on_cars_moves_the_sector_by_the_part_that_cars_are(bench):
    part, value, flow = share_of_sector(bench, bench.case.economy.product("cars"), "US")
    assert part == pytest.approx(value / flow)
    assert 0.9 < part < 1
    cars = market(bench, "cars", car_inspection="accept_fmvss")
    before, low, value, high = cars.outcome("earned", "US")
    assert before == pytest.approx(853)
    assert 0 < low < value < high
    sector = effects(bench, bench.agenda.package({"car_inspection": "accept_fmvss"})).outcome("imports", "JP", partner="US", sector="C29")
    assert sector is None or 0 < sector[1] < 2 * high


def test_cars_apart_from_parts_gain_what_the_duty_loses_third_countries(bench):
    """The duty on Japanese cars ended: Japan sells more, every other origin and the makers at home less, and buyers pay less."""
    cars = market(bench, "us_cars", car_duty="mfn")
    assert cars.outcome("earned", "JP")[1] > 0
    for party in ("MX", "KR", "CA", "EU", "ROW", "US"):
        assert cars.outcome("quantity", party)[3] < 0, party
    assert cars.outcome("price")[3] < 0
    assert cars.outcome("revenue")[3] < 0
    assert cars.outcome("consumer_surplus")[1] > 0 > cars.outcome("producer_surplus")[3]


def test_a_duty_on_parts_says_nothing_of_cars(bench):
    assert "us_cars" not in {one.product.id for one in products(bench, bench.agenda.package({"parts_duty": "mfn"}))}


def test_a_purchase_is_spread_over_its_products_and_takes_from_other_origins(bench):
    found = {one.product.id: one for one in products(bench, bench.agenda.package({"farm_purchases": "corn_soy"}))}
    assert set(found) == {"maize", "soybeans"}
    spent = 0.0
    for one in found.values():
        more = one.effects.outcome("quantity", "US")[2]
        spent += more * one.product.supplier("US").price.value * one.usd_million
        assert one.effects.outcome("quantity", "ROW")[3] < 0
        assert one.effects.outcome("purchase_cost")[1] > 0
    term = bench.agenda.issue("farm_purchases").option("corn_soy").terms[0]
    assert spent == pytest.approx(term.additional()[1], rel=1e-9)


@pytest.mark.parametrize(
    ("moves", "product"),
    [
        ({"farm_purchases": "wide"}, "beef"),
        ({"farm_purchases": "wide"}, "seafood"),
        ({"seafood_potatoes": "table_potatoes"}, "potatoes"),
        ({"lng": "share_20"}, "lng"),
        ({"car_purchases": "double"}, "cars"),
    ],
)
def test_every_product_of_the_talks_answers(bench, moves, product):
    found = market(bench, product, **moves)
    assert found.outcome("quantity", "US")[1] > 0
    assert found.outcome("price")[3] <= 0


def test_what_no_market_holds_is_said(bench):
    wide = views.effects(bench.at(package={"farm_purchases": "wide"}))
    notes = " ".join(note.en for one in wide.products for note in one.notes)
    assert "1001" in notes
    assert "2004" in notes


def test_unknown_outcomes_and_suppliers_list_the_known(bench):
    rice = market(bench, "rice", rice_access="us_60k_within")
    with pytest.raises(Unknown, match="consumer_surplus"):
        rice.outcome("pryce")
    with pytest.raises(Unknown, match="TH"):
        rice.outcome("quantity", "VN")


def test_every_shown_product_figure_is_dressed(bench):
    shown = views.effects(bench.at(package={"rice_access": "us_70k_quota", "car_duty": "mfn"}))
    assert {one.product for one in shown.products} == {"rice", "us_cars"}
    for one in shown.products:
        assert one.reconciled.en
        assert one.reconciled.ja
        for row in one.outcomes:
            assert row.figure.sources
            assert row.figure.low <= row.figure.value <= row.figure.high
            assert row.figure.basis.value == "assumed"


def test_estimates_of_others_stand_beside_ours(bench):
    rows = {one.id: one for one in views.effects(bench).estimates}
    assert rows["nri-24"].theirs.value == -0.59
    assert rows["nri-24"].ours.high < 0
    assert rows["nri-24-cars"].ours.value < rows["nri-24"].ours.value
    assert rows["itc-vehicles"].theirs.unit == "USD million"
    assert rows["itc-vehicles"].ours.low < rows["itc-vehicles"].theirs.value < rows["itc-vehicles"].ours.high
    for one in rows.values():
        assert one.differs
        assert one.reason.ja
        assert one.theirs.sources


def test_an_estimate_is_not_shown_before_it_could_be_read(bench):
    assert views.effects(bench.at(known="2025-03-31", on="2025-03-31")).estimates == ()

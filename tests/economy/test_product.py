"""Single markets: what economists can check by hand."""

import numpy as np
import pytest

from nemawashi.economy.product import Market, MarketShock, QuotaGroup, Supplier, solve_market
from nemawashi.errors import Refused, Unknown


def rice(sigma: float = 5.0) -> Market:
    """Japan's rice: seven million tonnes at home, 767,000 t of minimum access bought by the state (FY2024); prices in yen a kilogram."""
    return Market(
        "rice",
        (
            Supplier("JP", 7_000_000, 400, supply=0.5),
            Supplier("US", 346_000, 148, held=True, markup=100),
            Supplier("TH", 286_000, 84, held=True, markup=100),
            Supplier("AU", 70_000, 148, held=True, markup=100),
            Supplier("CN", 42_000, 148, held=True, markup=100),
        ),
        sigma=sigma,
        demand=0.3,
    )


def imported(eta: float = np.inf) -> Market:
    return Market(
        "beef", (Supplier("US", 38, 1.0, ad_valorem=0.216, supply=eta), Supplier("AU", 62, 1.0, ad_valorem=0.216, supply=eta)), 5.0, 0.8
    )


def test_nothing_changed_is_exactly_the_benchmark():
    found = solve_market(rice(), MarketShock())
    assert (found.diverted == 0).all()
    assert found.price_index == 1


def test_a_larger_american_share_inside_minimum_access_is_pure_diversion():
    """60,000 t more from the US, 60,000 t less from Thailand: total imports as before, the price of rice moves by less than a fifth of a per cent."""
    found = solve_market(rice(), MarketShock(allocation={"US": 406_000, "TH": 226_000}))
    assert found.solved
    imports = found.quantity[1:].sum()
    assert imports == pytest.approx(744_000, rel=1e-9)
    assert found.diverted[1] == pytest.approx(60_000, rel=1e-9)
    assert found.diverted[2] == pytest.approx(-60_000, rel=1e-9)
    assert abs(found.price_index - 1) < 2e-3
    assert abs(found.quantity[0] / found.quantity_before[0] - 1) < 2e-3


def test_as_much_more_on_top_of_minimum_access_lowers_the_price_more():
    inside = solve_market(rice(), MarketShock(allocation={"US": 406_000, "TH": 226_000}))
    on_top = solve_market(rice(), MarketShock(allocation={"US": 406_000}))
    assert on_top.price_index < inside.price_index
    assert on_top.buyer[0] < on_top.buyer_before[0]


def test_a_duty_cut_for_one_takes_from_the_other_by_the_armington_formula():
    """At given border prices q_US/q_AU moves by (P̂_US/P̂_AU)^−σ exactly."""
    found = solve_market(imported(), MarketShock(ad_valorem={"US": 0.09}))
    ratio = (found.quantity[0] / found.quantity[1]) / (38 / 62)
    assert ratio == pytest.approx((1.09 / 1.216) ** -5.0, rel=1e-10)
    assert found.diverted[1] < 0 < found.diverted[0]


def test_all_duties_cut_alike_move_demand_by_its_own_elasticity():
    found = solve_market(imported(), MarketShock(ad_valorem={"US": 0.0, "AU": 0.0}))
    assert found.quantity / found.quantity_before == pytest.approx((1 / 1.216) ** -0.8, rel=1e-10)


def test_finite_supply_shares_the_gain_with_the_seller():
    easy, stiff = (
        solve_market(imported(), MarketShock(ad_valorem={"US": 0.0})),
        solve_market(imported(2.0), MarketShock(ad_valorem={"US": 0.0})),
    )
    assert easy.border[0] == easy.border_before[0]
    assert stiff.border[0] > stiff.border_before[0]
    assert stiff.diverted[0] < easy.diverted[0]
    assert stiff.border[0] == pytest.approx((stiff.quantity[0] / 38) ** 0.5, rel=1e-10)


def test_a_specific_duty_weighs_more_on_cheap_goods():
    market = Market("grain", (Supplier("US", 1, 100.0), Supplier("TH", 1, 50.0)), 4.0, 0.5)
    found = solve_market(market, MarketShock(specific={"US": 10.0, "TH": 10.0}))
    assert found.quantity[1] < found.quantity[0]
    assert found.buyer == pytest.approx([110, 60])


@pytest.mark.parametrize(("volume", "regime"), [(200.0, "not filled"), (50.0, "filled"), (20.0, "exceeded")])
def test_a_quota_is_complementary(volume, regime):
    market = Market("beef", (Supplier("US", 38, 1.0), Supplier("AU", 62, 1.0)), 5.0, 0.8)
    found = solve_market(market, MarketShock(cost={"US": 0.9}, quotas=(QuotaGroup(("US",), volume, over=0.1),)))
    assert found.solved
    assert found.regimes == (regime,)
    if regime == "filled":
        assert found.quantity[0] == pytest.approx(50)
        assert 0 < found.rent[0] < 0.1
    elif regime == "not filled":
        assert found.rent[0] == pytest.approx(0, abs=1e-12)
    else:
        assert found.rent[0] == pytest.approx(0.1)


def test_a_purchase_is_on_top_and_costs_the_buyer():
    found = solve_market(imported(), MarketShock(purchase={"US": 10.0}))
    assert found.diverted[0] == pytest.approx(10)
    assert found.rent[0] < 0
    assert found.diverted[1] < 0


def test_ranges_of_substitution_order_the_diversion():
    low, high = (solve_market(Market("beef", imported().suppliers, s, 0.8), MarketShock(ad_valorem={"US": 0.09})) for s in (2.0, 9.0))
    assert high.diverted[0] > low.diverted[0]


def test_bad_markets_are_refused_with_every_fault():
    with pytest.raises(Refused) as caught:
        Market("x", (Supplier("US", 0, 1.0), Supplier("US", 1, -1.0)), 0.9, -1)
    assert len(caught.value.faults) == 5


def test_unknown_suppliers_and_allocations_of_free_trade_are_refused():
    with pytest.raises(Unknown):
        solve_market(imported(), MarketShock(ad_valorem={"BR": 0.0}))
    with pytest.raises(Refused, match="state trade"):
        solve_market(imported(), MarketShock(allocation={"US": 40}))

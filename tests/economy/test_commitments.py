"""Purchases and quotas on the small world and on the built-in one."""

import numpy as np
import pytest

from nemawashi import economy
from nemawashi.economy import Allotment, Purchase, QuotaCell, Shock, Status
from nemawashi.errors import Refused
from tests.economy.small import world


def test_the_additional_part_is_bought_exactly_and_no_more():
    b = world(1)
    found = economy.solve(b, shock=Shock(purchases=(Purchase("R0", "R1", "s0", 4.0, 0.5),)))
    assert found.ok
    assert found.flow[0, 1, 0] == pytest.approx(found.flow_before[0, 1, 0] + 2.0, rel=1e-9)
    (commitment,) = found.commitments
    assert commitment.cost > 0
    assert sum(commitment.diverted.values()) < 0


def test_a_purchase_that_would_have_happened_anyway_has_exactly_no_effect():
    found = economy.solve(world(1), shock=Shock(purchases=(Purchase("R0", "R1", "s0", 4.0, 0.0),)))
    assert (found.real_income == 1).all()
    assert found.commitments[0].regime == "nothing additional"


def test_the_buyer_pays_for_what_it_would_not_have_chosen():
    b = world(1, duty=0.0)
    small, large = (economy.solve(b, shock=Shock(purchases=(Purchase("R0", "R1", "s0", x),))) for x in (1.0, 4.0))
    assert large.commitments[0].cost > small.commitments[0].cost > 0
    assert large.revenue[0] < 0


def test_a_purchase_beyond_any_price_is_impossible_and_says_who_and_what():
    found = economy.solve(world(1), shock=Shock(purchases=(Purchase("R0", "R1", "s0", 1e9),)))
    assert found.status is Status.IMPOSSIBLE
    assert "R0" in found.message


@pytest.mark.parametrize(("part", "regime"), [(3.0, "quota not filled"), (1.15, "quota filled"), (0.2, "over the quota")])
def test_a_quota_is_unfilled_filled_or_exceeded(part, regime):
    b = world(2)
    before = float(b.flow[0, 1, 0])
    over = float(b.tariff[0, 1, 0])
    quota = QuotaCell("R0", "R1", "s0", volume=part * before, within=0.0, over=over)
    found = economy.solve(b, shock=Shock(quotas=(quota,)))
    (state,) = found.commitments
    assert state.regime == regime
    volume = found.flow[0, 1, 0] / found.cost[1, 0]
    if regime == "quota not filled":
        assert state.rent == 0
        assert volume < quota.volume
    if regime == "quota filled":
        assert volume == pytest.approx(quota.volume, rel=1e-8)
        assert 0 < state.wedge < over
        assert state.rent > 0
    if regime == "over the quota":
        assert volume > quota.volume
        assert state.wedge == pytest.approx(over)


def test_rent_given_to_the_exporter_moves_income_to_it():
    b = world(2)
    quota = {"importer": "R0", "exporter": "R1", "sector": "s0", "volume": 1.15 * float(b.flow[0, 1, 0]), "within": 0.0, "over": 0.5}
    kept = economy.solve(b, shock=Shock(quotas=(QuotaCell(**quota),)))
    given = economy.solve(b, shock=Shock(quotas=(QuotaCell(**quota, exporter_share=1.0),)))
    assert given.real_income[1] > kept.real_income[1]
    assert given.real_income[0] < kept.real_income[0]
    assert given.residual <= 1e-10


@pytest.mark.parametrize(
    "shock",
    [
        Shock(purchases=(Purchase("R0", "R0", "s0", 1.0),)),
        Shock(purchases=(Purchase("R0", "R1", "s0", -1.0),)),
        Shock(purchases=(Purchase("R0", "R1", "s0", 1.0, 1.5),)),
        Shock(purchases=(Purchase("R0", "R1", "s9", 1.0),)),
        Shock(quotas=(QuotaCell("R0", "R1", "s0", 1.0, 0.5, 0.1),)),
    ],
)
def test_nonsense_is_refused(shock):
    with pytest.raises(Refused):
        economy.solve(world(), shock=shock)


def test_tariff_changes_and_purchases_act_together():
    b = world(4)
    tariff = b.tariff * 0.5
    found = economy.solve(b, shock=Shock(tariff=tariff, purchases=(Purchase("R0", "R1", "s0", 2.0),)))
    plain = economy.solve(b, tariff=tariff)
    assert found.flow[0, 1, 0] == pytest.approx(plain.flow[0, 1, 0] + 2.0, rel=1e-9)
    assert np.allclose(found.without.real_income, plain.real_income)


def test_an_allotment_shifts_state_trade_from_one_supplier_to_another():
    """What one supplier gains inside a fixed access another loses; the dearer one costs the treasury, the other leaves it a margin."""
    b = world(1)
    shift = (Allotment("R0", "R1", "s0", 2.0), Allotment("R0", "R2", "s0", -2.0))
    found = economy.solve(b, shock=Shock(allotments=shift))
    assert found.ok
    assert found.residual <= 1e-10
    assert found.flow[0, 1, 0] - found.flow_before[0, 1, 0] == pytest.approx(2.0, rel=1e-9)
    assert found.flow[0, 2, 0] - found.flow_before[0, 2, 0] == pytest.approx(-2.0, rel=1e-9)
    more, less = found.commitments
    assert (more.kind, less.kind) == ("allotment", "allotment")
    assert more.cost > 0 > less.cost
    assert abs(found.prices[0, 0] - 1) < abs(economy.solve(b, shock=Shock(allotments=shift[:1])).prices[0, 0] - 1)


def test_an_allotment_of_nothing_is_exactly_no_effect():
    found = economy.solve(world(1), shock=Shock(allotments=(Allotment("R0", "R1", "s0", 0.0),)))
    assert (found.real_income == 1).all()


def test_no_more_can_be_taken_away_than_is_bought():
    b = world(1)
    found = economy.solve(b, shock=Shock(allotments=(Allotment("R0", "R1", "s0", -2 * float(b.flow[0, 1, 0])),)))
    assert found.status is Status.IMPOSSIBLE
    assert "R1" in found.message
    with pytest.raises(Refused, match="allotments"):
        economy.solve(b, shock=Shock(allotments=(Allotment("R0", "R1", "s0", float("nan")),)))

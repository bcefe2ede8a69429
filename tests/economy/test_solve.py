"""What must hold of any equilibrium in changes, whatever the data."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi import economy
from nemawashi.economy import CLOSURES, Baseline, Shock, Status
from nemawashi.errors import Refused, Unknown
from tests.economy.small import pieces, world

seeds = st.integers(0, 10_000)
some = settings(max_examples=12, derandomize=True, deadline=None)


def raised(b: Baseline, seed: int, most: float = 0.5) -> np.ndarray:
    rng = np.random.default_rng(seed + 1)
    return b.tariff + rng.uniform(0, most, b.tariff.shape) * (1 - np.eye(len(b.regions)))[:, :, None]


@some
@given(seeds, st.booleans(), st.sampled_from(sorted(CLOSURES)))
def test_no_shock_changes_nothing_to_the_last_bit(seed, linked, closure):
    found = economy.solve(world(seed, linked=linked), closure=closure)
    assert (found.real_income == 1).all()
    assert (found.real_wage == 1).all()
    assert (found.prices == 1).all()
    assert (found.flow == found.flow_before).all()
    same = economy.solve(world(seed, linked=linked), tariff=world(seed, linked=linked).tariff, closure=closure)
    assert (same.real_income == 1).all()


@some
@given(seeds, st.booleans(), st.sampled_from(sorted(CLOSURES)))
def test_every_equation_holds_to_ten_digits(seed, linked, closure):
    b = world(seed, linked=linked)
    found = economy.solve(b, tariff=raised(b, seed), closure=closure)
    assert found.status is Status.SOLVED
    assert found.residual <= 1e-10
    assert np.allclose(found.flow.sum(0), found.output)
    balance = found.flow.sum((1, 2)) - found.flow.sum((0, 2))
    assert np.allclose(balance, found.deficit, atol=1e-9 * b.world)


@some
@given(seeds, st.floats(1e-6, 1e6))
def test_the_unit_of_money_does_not_matter(seed, unit):
    b = world(seed)
    money = {name: np.asarray(pieces(b)[name]) * unit for name in ("flow", "intermediate", "final", "value_added")}
    other = Baseline.from_arrays(**(pieces(b) | money))
    tariff = raised(b, seed)
    one, two = economy.solve(b, tariff=tariff), economy.solve(other, tariff=tariff)
    assert np.allclose(one.real_income, two.real_income, rtol=1e-10)
    assert np.allclose(one.flow * unit, two.flow, rtol=1e-8)


@some
@given(seeds, st.permutations(range(4)), st.permutations(range(3)))
def test_the_order_of_regions_and_sectors_does_not_matter(seed, regions, sectors):
    b = world(seed)
    r, s = np.array(regions), np.array(sectors)
    other = Baseline.from_arrays(
        flow=b.flow[np.ix_(r, r, s)],
        tariff=b.tariff[np.ix_(r, r, s)],
        intermediate=b.intermediate[np.ix_(r, s, s)],
        final=b.final[np.ix_(r, s)],
        value_added=b.value_added[np.ix_(r, s)],
        theta=b.theta[s],
        regions=[b.regions[k] for k in r],
        sectors=[b.sectors[k] for k in s],
    )
    tariff = raised(b, seed)
    one, two = economy.solve(b, tariff=tariff), economy.solve(other, tariff=tariff[np.ix_(r, r, s)])
    assert np.allclose(one.real_income[r], two.real_income, rtol=1e-10)


def test_a_flow_of_zero_stays_zero():
    b = world(3)
    flow = np.array(b.flow)
    flow[0, 1, 2] = 1e-9 * flow[0, 0, 2]
    flow[0, 1, 2] = 0.0
    flow[0, 0, 2] += b.flow[0, 1, 2] * (1 + b.tariff[0, 1, 2])
    value_added = np.array(b.value_added)
    made = flow.sum(0)
    value_added *= made / b.output
    inputs = np.asarray(b.intermediate) * (made / b.output)[:, :, None]
    used = (flow * (1 + b.tariff)).sum(1) - inputs.sum(1)
    other = Baseline.from_arrays(**(pieces(b) | {"flow": flow, "value_added": value_added, "intermediate": inputs, "final": used}))
    found = economy.solve(other, tariff=other.tariff * 0.5)
    assert found.ok
    assert found.flow[0, 1, 2] == 0


def test_a_warm_start_reaches_the_same_point_in_three_steps():
    b = world(5)
    first = economy.solve(b, tariff=raised(b, 5))
    near = raised(b, 5) * 1.05
    cold, warm = economy.solve(b, tariff=near), economy.solve(b, tariff=near, start=first)
    assert np.allclose(cold.real_income, warm.real_income, rtol=1e-10)
    assert warm.steps <= cold.steps


@pytest.mark.parametrize("level", [1.0, 10.0, 1000.0])
def test_very_high_duties_solve(level):
    b = world(7, n=5, j=4)
    off = (1 - np.eye(5))[:, :, None]
    found = economy.solve(b, tariff=b.tariff + level * off, closure="balanced")
    assert found.ok, found.message
    assert found.residual <= 1e-10


def test_duties_without_end_are_autarky_and_cost_what_the_share_formula_says():
    """No links, no tariffs before: real income falls to Π π_nn^(α/θ) (Arkolakis, Costinot and Rodríguez-Clare 2012)."""
    b = world(2, linked=False, duty=0.0)
    tariff = np.where(np.eye(4)[:, :, None] > 0, 0.0, np.full(b.tariff.shape, np.inf))
    found = economy.solve(b, tariff=tariff, closure="balanced")
    assert found.ok
    own = b.share[np.arange(4), np.arange(4)]
    assert np.allclose(found.real_income, np.prod(own ** (b.final_share / b.theta), axis=1), rtol=1e-9)


def test_the_gains_formula_holds_for_any_shock_without_tariffs():
    """With iceberg costs alone and no revenue, Ŵ_n = Π_j (π̂_nn^j)^(−α/θ) (Arkolakis, Costinot and Rodríguez-Clare 2012, eq. 1)."""
    b = world(4, linked=False, duty=0.0)
    cost = 1 + 0.3 * np.random.default_rng(0).uniform(size=b.flow.shape) * (1 - np.eye(4))[:, :, None]
    found = economy.solve(b, shock=Shock(cost=cost), closure="balanced")
    own = found.after.share[:, np.arange(4), np.arange(4)].T / b.share[np.arange(4), np.arange(4)]
    assert np.allclose(found.real_income, np.prod(own ** (-b.final_share / b.theta), axis=1), rtol=1e-9)


def test_deficits_held_that_autarky_cannot_carry_are_said_not_shown():
    b = world(1)
    deficit = np.array([0.3, -0.3, 0.0, 0.0]) * b.labour[1]
    final = b.final * ((b.labour + (b.flow * b.tariff).sum((1, 2)) + deficit) / b.final.sum(1))[:, None]
    with pytest.raises(Refused):
        Baseline.from_arrays(**(pieces(b) | {"deficit": deficit}))
    lopsided = Baseline.from_arrays(**(pieces(b) | {"deficit": deficit * 0.1, "final": b.final + (final - b.final) * 0.1}))
    tariff = np.where(np.eye(4)[:, :, None] > 0, 0.0, np.full(b.tariff.shape, np.inf))
    found = economy.solve(lopsided, tariff=tariff)
    assert found.status is not Status.SOLVED
    assert np.isnan(found.real_income).all()
    assert found.message


def test_a_region_cut_off_from_every_supplier_is_named():
    b = world(1)
    tariff = np.array(b.tariff)
    tariff[2, :, 0] = np.inf
    found = economy.solve(b, tariff=tariff)
    assert found.status is Status.IMPOSSIBLE
    assert "R2, s0" in found.message


def test_a_region_that_may_buy_and_never_sell_is_named():
    b = world(1)
    tariff = np.array(b.tariff)
    tariff[[0, 1, 3], 2] = np.inf
    found = economy.solve(b, tariff=tariff, closure="balanced")
    assert found.status is Status.IMPOSSIBLE
    assert "R2 can sell nothing abroad" in found.message


def test_a_transfer_makes_the_giver_poorer_and_the_receiver_richer():
    b = world(6)
    found = economy.solve(b, shock=Shock(transfer=np.array([-5.0, 5.0, 0.0, 0.0])))
    assert found.real_income[0] < 1 < found.real_income[1]
    assert np.isclose(found.deficit[1] - found.before.deficit[1], 5.0)


def test_a_cheaper_barrier_helps_the_importer_that_keeps_it():
    b = world(6, duty=0.0)
    cost = np.ones(b.flow.shape)
    cost[0, 1] = 0.9
    assert economy.solve(b, shock=Shock(cost=cost)).real_income[0] > 1


def test_an_unknown_closure_lists_the_known_ones():
    with pytest.raises(Unknown) as caught:
        economy.solve(world(), closure="deficits helt")
    assert "deficits held" in str(caught.value)


@pytest.mark.parametrize("bad", [np.nan, -1.0, -2.0])
def test_a_tariff_that_is_none_is_refused_with_its_cell(bad):
    tariff = np.array(world().tariff)
    tariff[1, 2, 0] = bad
    with pytest.raises(Refused, match=r"tariff\[R1, R2, s0\]"):
        economy.solve(world(), tariff=tariff)


def test_transfers_that_do_not_sum_to_zero_are_refused():
    with pytest.raises(Refused, match="transfer"):
        economy.solve(world(), shock=Shock(transfer=np.array([1.0, 0, 0, 0])))


def test_with_deficits_held_only_bilateral_balances_move():
    b = world(9)
    found = economy.solve(b, tariff=raised(b, 9))
    assert np.allclose(found.balance.sum(1), found.balance_before.sum(1), atol=1e-8 * b.world)
    assert not np.allclose(found.balance, found.balance_before, atol=1e-4 * b.world)


def test_tariffs_that_are_no_numbers_are_refused():
    with pytest.raises(Refused, match=r"0\.10"):
        economy.solve(world(1), tariff="10 %")


def test_a_deficit_that_duties_keep_out_is_named_with_a_way_out():
    """What a deficit is must be imported: with every import stopped no wage balances the trade, and the answer says whose deficit it is."""
    b = world(1)
    tariff = np.array(b.tariff)
    tariff[0] = np.where(np.arange(len(b.regions))[:, None] == 0, tariff[0], 1e6)
    given = np.zeros(len(b.regions))
    given[0], given[1] = 0.2 * b.labour[0], -0.2 * b.labour[0]
    found = economy.solve(b, shock=Shock(tariff=tariff, transfer=given))
    assert not found.ok
    assert f"{b.regions[0]} keeps a deficit" in found.message
    assert economy.solve(b, tariff=tariff, closure="balanced").ok

import numpy as np

from nemawashi.economy import ElasticitySet, Shock, solve
from nemawashi.economy.sensitivity import Ask, flips, rank
from tests.economy.small import world


def sets(low: float, high: float) -> list[ElasticitySet]:
    return [ElasticitySet(str(value), str(value), "", {f"s{k}": value for k in range(3)}) for value in (low, high)]


def alternatives() -> dict[str, Shock]:
    """Two duty cuts of about equal worth to R0: on its exports to R1 in one sector, or in another."""
    b = world(6, theta=4.0)
    made = {}
    for j in (0, 1):
        tariff = np.array(b.tariff)
        tariff[1:, 0, j] = 0
        made[f"s{j}"] = Shock(tariff=tariff)
    return made


def test_the_elasticity_that_flips_a_ranking_is_named_with_the_order_it_gives():
    b = world(6, theta=4.0)
    usual = rank({"": b}, alternatives(), Ask("real_income", "R0")).order[""]
    found = {one.sector: one.order for one in flips(b, alternatives(), Ask("real_income", "R0"), sets(0.5, 30.0))}
    assert all(order != usual for order in found.values())
    assert "s2" not in found or found["s2"] == tuple(reversed(usual))
    for j, sector in enumerate(b.sectors):
        orders = set()
        for value in (0.5, 30.0):
            theta = np.array(b.theta)
            theta[j] = value
            there = b.with_theta(theta)
            gains = {name: solve(there, shock=shock).real_income[0] for name, shock in alternatives().items()}
            orders.add(tuple(sorted(gains, key=lambda name: -gains[name])))
        assert (sector in found) == (orders != {usual})


def test_sets_no_wider_than_the_centre_flip_nothing():
    assert flips(world(6, theta=4.0), alternatives(), Ask("real_income", "R0"), sets(4.0, 4.0)) == ()

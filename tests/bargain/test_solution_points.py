"""Solutions against closed forms, published domains and their own axioms."""

from fractions import Fraction
from itertools import pairwise
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.bargain import Domain
from nemawashi.bargain.alternating_offers import rubinstein, stahl
from nemawashi.bargain.classics import new_recruit, panama_canal
from nemawashi.bargain.curve import Curve
from nemawashi.bargain.egalitarian import egalitarian
from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.frontier.continuous import chain, egalitarian_on, kalai_smorodinsky_on, nash_on
from nemawashi.bargain.kalai_smorodinsky import kalai_smorodinsky
from nemawashi.bargain.max_min_gain import max_min_gain
from nemawashi.bargain.nash import nash
from nemawashi.bargain.nash_in_nash import hub_transfers
from nemawashi.bargain.single_best import single_best
from nemawashi.bargain.utilitarian import utilitarian
from nemawashi.errors import Refused
from tests.bargain.instances import every, problem, undominated


def menu(*points: tuple[float, float], **more: object) -> Domain:
    """One issue whose options are the points."""
    rows = [{"x": {str(k): point[p] for k, point in enumerate(points)}} for p in range(2)]
    return Domain.from_tables({"A": rows[0], "B": rows[1]}, **{"disagreement": (0, 0), **more})


def test_rubinstein_and_stahl_exactly() -> None:
    assert rubinstein(0.9, 0.9) == Fraction(10, 19)
    assert rubinstein(0.95, 0.9) == Fraction(20, 29)
    assert [stahl(0.9, 0.9, offers) for offers in range(1, 6)] == [1, *(Fraction(n) for n in ("0.1", "0.91", "0.181", "0.8371"))]
    assert abs(float(stahl(0.95, 0.9, 400) - rubinstein(0.95, 0.9))) < 1e-12
    with pytest.raises(Refused):
        rubinstein(1, 1)
    with pytest.raises(Refused):
        rubinstein(1.1, 0.5)


def test_nash_on_a_segment_exactly() -> None:
    line = chain([(0, 6), (10, 0)])
    assert nash_on(line, (2, 1)) == (Fraction(31, 6), Fraction(29, 10))
    assert kalai_smorodinsky_on(line, (0, 0)) == (5, 3)
    assert egalitarian_on(line, (0, 0)) == (Fraction(15, 4), Fraction(15, 4))
    with pytest.raises(Refused, match="breakdown"):
        nash_on(line, (10, 1))


def test_solutions_on_a_parabola() -> None:
    parabola = Curve(lambda y: 1 - y * y, lambda y: -2 * y, 0.0, 1.0)
    assert parabola.nash() == pytest.approx((2 / 3, 1 / sqrt(3)), abs=1e-15)
    assert parabola.kalai_smorodinsky() == pytest.approx(((sqrt(5) - 1) / 2,) * 2, abs=1e-15)
    assert parabola.egalitarian() == pytest.approx(((sqrt(5) - 1) / 2,) * 2, abs=1e-15)


def test_nash_in_nash_of_a_hub_with_square_root_value() -> None:
    transfers = [hub_transfers(lambda deals: sqrt(len(deals)), [f"p{k}" for k in range(n)])["p0"] for n in (1, 2, 5)]
    assert transfers == pytest.approx([0.5, 0.2071, 0.1180], abs=5e-5)
    with pytest.raises(Refused):
        hub_transfers(lambda deals: -float(len(deals)), ["p"])


def test_panama_canal() -> None:
    found = frontier(panama_canal())
    assert found.domain.combinations == 1024
    assert len(found) == 20
    answer = nash(found)
    assert answer.points[0].payoffs == (64, 68)
    assert answer.packages == tuple(point.package for point in answer.points)
    assert answer.score == 64 * 68


def test_new_recruit() -> None:
    found = frontier(new_recruit())
    assert found.domain.combinations == 390_625
    assert len(found) == 45
    assert nash(found).points[0].payoffs == (7400, 7400)
    assert utilitarian(found).score == 14_800
    assert {point.payoffs for point in utilitarian(found).points} >= {(7400, 7400)}
    assert kalai_smorodinsky(found).points[0].payoffs == (7400, 7400)
    assert egalitarian(found).points[0].payoffs == (7400, 7400)


def test_breakdown_below_every_package_moves_the_nash_point_and_is_never_clipped() -> None:
    points = [(0, 10), (4, 9), (7, 7), (9, 4), (10, 0)]
    assert nash(frontier(menu(*points))).points[0].payoffs == (7, 7)
    worse_for_a = nash(frontier(menu(*points, disagreement=(-20, 0))))
    assert worse_for_a.points[0].payoffs == (4, 9)
    assert worse_for_a.disagreement == (-20, 0)
    clipped = nash(frontier(menu(*points, disagreement=(0, 0))))
    assert clipped.points[0].payoffs != worse_for_a.points[0].payoffs


def test_a_walk_away_matters_only_when_it_binds() -> None:
    points = [(0, 10), (4, 9), (7, 7), (9, 4), (10, 0)]
    for walk_away in (1, 7):
        assert nash(frontier(menu(*points, outside={"A": walk_away}))).points[0].payoffs == (7, 7)
    assert nash(frontier(menu(*points, outside={"A": 8}))).points[0].payoffs == (9, 4)
    assert nash(frontier(menu(*points, disagreement=(8, 0)))).points[0].payoffs == (9, 4)
    better_breakdown = nash(frontier(menu(*points, disagreement=(5, 0))))
    assert better_breakdown.points[0].payoffs == (9, 4)
    assert [int(i) for i in frontier(menu(*points, outside={"A": 8})).zopa] == [0, 1]


def test_no_zone_of_agreement_is_said_and_not_filled_in() -> None:
    found = frontier(menu((1, 2), (2, 1), disagreement=(3, 3)))
    for rule in (nash, kalai_smorodinsky, egalitarian, utilitarian, max_min_gain):
        answer = rule(found)
        assert answer.point is None
        assert "empty" in answer.note
    unknown = frontier(menu((1, 2), (2, 1), disagreement=None))
    assert unknown.zopa is None
    assert "not known" in nash(unknown).note
    assert len(utilitarian(unknown).points) == 2


def test_ties_are_listed() -> None:
    found = frontier(menu((1, 4), (4, 1), (2, 2), (4, 1)))
    answer = nash(found)
    assert {point.payoffs for point in answer.points} == {(1, 4), (4, 1), (2, 2)}
    assert {package["x"] for package in answer.packages} == {"0", "1", "2", "3"}
    assert {point.payoffs for point in max_min_gain(found).points} == {(2, 2)}


def test_asymmetric_power_moves_the_split_towards_the_stronger() -> None:
    pie = menu(*((k, 100 - k) for k in range(101)))
    front = frontier(pie)
    assert nash(front, [1, 1]).points[0].payoffs == (50, 50)
    assert nash(front, [7, 3]).points[0].payoffs == (70, 30)
    assert nash(front, [0.2, 0.6]).points[0].payoffs == (25, 75)
    assert nash(front, [0.123456789, 0.876543211]).points[0].payoffs == (12, 88)
    for useless in ([1], [0, 1], [-1, 2]):
        with pytest.raises(Refused, match="sum to 1"):
            nash(front, useless)


def test_the_ideal_point_is_named_and_matters() -> None:
    points = [(0, 10), (4, 8), (5, 5), (6, 2), (12, -1)]
    front = frontier(menu(*points))
    acceptable, everything = kalai_smorodinsky(front), kalai_smorodinsky(front, ideal="all")
    assert acceptable.ideal == (6, 10)
    assert everything.ideal == (12, 10)
    assert acceptable.points[0].payoffs == (4, 8)
    assert everything.points[0].payoffs == (5, 5)


@pytest.mark.parametrize("seed", range(12))
def test_the_single_best_package_of_many_parties(seed: int) -> None:
    rng = np.random.default_rng([12, seed])
    domain = problem(rng, parties=5, issues=4, links=2, rules=seed % 2, caps=seed % 2)
    packages = every(domain)
    if not packages:
        return
    weights = {"p0": 2, "p3": Fraction(1, 3)}
    best = max(2 * u[0] + u[3] / 3 for u in packages)
    found = single_best(domain, weights)
    assert {domain.indices(point.package) for point in found} == {
        x for u, xs in packages.items() if 2 * u[0] + u[3] / 3 == best for x in xs
    }
    assert single_best(domain)[0].payoffs in undominated(set(packages))
    with pytest.raises(Refused):
        single_best(domain, {"p0": -1})
    with pytest.raises(Refused, match="unknown party"):
        single_best(domain, {"p9": 1})


@pytest.mark.parametrize("seed", range(60))
def test_solutions_equal_those_of_enumeration(seed: int) -> None:
    rng = np.random.default_rng([11, seed])
    domain = problem(rng, parties=2 + seed % 2, issues=4, links=seed % 3, kind=("int", "decimal", "float")[seed % 3])
    d = domain.disagreement
    front = frontier(domain)
    reachable = [u for u in every(domain) if all(a >= b for a, b in zip(u, d, strict=True))]
    strict = [u for u in reachable if all(a > b for a, b in zip(u, d, strict=True))]
    product = {u: np.prod([a - b for a, b in zip(u, d, strict=True)]) for u in strict}
    assert {p.payoffs for p in nash(front).points} == {u for u in strict if product[u] == max(product.values())}
    if reachable:
        smallest = max(min(a - b for a, b in zip(u, d, strict=True)) for u in reachable)
        assert max_min_gain(front).score == smallest == egalitarian(front).score
        assert utilitarian(front).score == max(map(sum, reachable))
        ideal = tuple(max(u[p] for u in reachable) for p in range(len(d)))
        answer = kalai_smorodinsky(front)
        if all(a > b for a, b in zip(ideal, d, strict=True)):
            shares = [min((a - b) / (c - b) for a, b, c in zip(u, d, ideal, strict=True)) for u in reachable]
            assert answer.ideal == ideal
            assert answer.score == max(shares)


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=12), st.integers(1, 9), st.integers(-20, 20))
def test_nash_does_not_care_for_units_nor_for_origins(points: list[tuple[int, int]], factor: int, shift: int) -> None:
    plain = frontier(menu(*points, disagreement=(-1, -1)))
    moved = frontier(menu(*((factor * a + shift, b) for a, b in points), disagreement=(shift - factor, -1)))
    assert {p.package["x"] for p in nash(plain).points} == {p.package["x"] for p in nash(moved).points}
    assert {p.package["x"] for p in kalai_smorodinsky(plain).points} == {p.package["x"] for p in kalai_smorodinsky(moved).points}


@settings(derandomize=True, max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), min_size=2, max_size=12))
def test_frontiers_fall(points: list[tuple[int, int]]) -> None:
    values = frontier(menu(*points)).values.tolist()
    assert all(a > c and b < e for (a, b), (c, e) in pairwise(values))

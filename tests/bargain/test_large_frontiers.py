"""Skylines, dense and sparse merging agree; large problems stay exact or say what they may have lost."""

import numpy as np
import pytest

from nemawashi.bargain import Domain, Forbid
from nemawashi.bargain.classics import new_recruit
from nemawashi.bargain.frontier import frontier, many, three_party, two_party
from nemawashi.bargain.nash import nash
from nemawashi.bargain.single_best import single_best
from nemawashi.bargain.utilitarian import utilitarian
from nemawashi.errors import Refused, Unsolved


def columns(points: np.ndarray) -> set[tuple[int, ...]]:
    return {tuple(column) for column in points.T.tolist()}


@pytest.mark.parametrize("seed", range(20))
def test_the_skylines_agree(seed: int) -> None:
    rng = np.random.default_rng([51, seed])
    points = rng.integers(0, (4, 30, 10_000)[seed % 3], (3, int(rng.integers(1, 400))))
    ordered = three_party.descending(points)
    whole = columns(many.nondominated(points))
    assert columns(ordered[:, three_party.halves(ordered[1], ordered[2])]) == whole
    sweep = three_party._sweep()
    assert columns(ordered[:, sweep(ordered[1], ordered[2])]) == whole
    assert columns(three_party.nondominated(points)) == whole
    wide = points.astype(np.int64) * 2**40
    assert columns(three_party.nondominated(wide)) == {tuple(v * 2**40 for v in u) for u in whole}


@pytest.mark.parametrize("seed", range(12))
def test_dense_merging_equals_sparse_merging(seed: int) -> None:
    rng = np.random.default_rng([52, seed])
    scale = (1, 2**20)[seed % 2]
    left, right = (two_party.nondominated(rng.integers(0, 200, (2, 80)) * np.array([[1], [scale]])) for _ in range(2))
    assert np.array_equal(two_party.dense_merge(left, right), two_party.sparse_merge(left, right))
    wide = np.stack((left[0] << 20, left[1] << 33))
    assert columns(two_party.nondominated(wide)) == {(a << 20, b << 33) for a, b in columns(left)}


def dealt(parties: int, issues: int, options: int, seed: int, ticks: int = 1000) -> Domain:
    rng = np.random.default_rng([53, seed])
    values = rng.integers(0, ticks, (parties, issues, options))
    return Domain.from_tables(
        {f"p{p}": {f"i{i}": {f"o{o}": int(values[p, i, o]) for o in range(options)} for i in range(issues)} for p in range(parties)}
    )


@pytest.mark.parametrize("parties", [2, 3])
def test_frontiers_do_not_depend_on_the_order_of_issues_or_parties(parties: int) -> None:
    domain = dealt(parties, 7, 5, parties)
    turned = Domain(domain.parties, domain.issues[::-1], tuple(table[::-1] for table in domain.values))
    assert set(frontier(domain).payoffs(range(len(frontier(domain))))) == set(frontier(turned).payoffs(range(len(frontier(turned)))))
    swapped = domain.between(*domain.parties[::-1])
    assert {u[::-1] for u in frontier(swapped).payoffs(range(len(frontier(swapped))))} == set(
        frontier(domain).payoffs(range(len(frontier(domain))))
    )


def test_no_random_package_beats_a_large_frontier() -> None:
    domain = dealt(2, 20, 10, 1)
    found = frontier(domain)
    assert domain.combinations == 10**20
    assert found.method == "exact"
    values = np.array([[[float(v) for v in row] for row in table] for table in domain.values])
    rng = np.random.default_rng(54)
    for x in rng.integers(0, 10, (5000, 20)):
        u = values[:, np.arange(20), x].sum(axis=1)
        assert ((found.values >= u).all(axis=1)).any()
    for point in found.points:
        assert domain.payoff(point.package) == point.payoffs


def test_a_zero_sum_problem_keeps_every_tick() -> None:
    rng = np.random.default_rng(55)
    first = rng.integers(0, 5000, (12, 8))
    domain = Domain.from_tables(
        {
            "A": {f"i{i}": {f"o{o}": int(v) for o, v in enumerate(row)} for i, row in enumerate(first)},
            "B": {f"i{i}": {f"o{o}": 5000 - int(v) for o, v in enumerate(row)} for i, row in enumerate(first)},
        },
        disagreement=(0, 0),
    )
    found = frontier(domain)
    assert set(found.values.sum(axis=1)) == {60_000.0}
    reached = {0}
    for row in first:
        reached = {a + int(v) for a in reached for v in row}
    assert {int(a) for a in found.values[:, 0]} == reached
    some = np.linspace(0, len(found) - 1, 7).astype(int)
    assert all(domain.payoff(point.package) == point.payoffs for point in found.some(some))
    middle = nash(found).points[0].payoffs
    assert abs(middle[0] - middle[1]) <= 2


def test_many_parties_are_exact_while_small_and_bounded_when_not() -> None:
    small = frontier(dealt(5, 4, 3, 1, ticks=20))
    assert small.method == "exact"
    large = dealt(5, 12, 6, 2)
    found = frontier(large, limit=20_000, most=400)
    assert found.method == "bound"
    assert all(b > 0 for b in found.bound)
    assert "known to within" in utilitarian(found).note
    best = single_best(large)[0]
    total = sum(max(sum(table[i][o] for table in large.values) for o in range(6)) for i in range(12))
    assert sum(best.payoffs) == total
    assert sum(found.bound) >= total - sum(utilitarian(found).points[0].payoffs) >= 0
    rng = np.random.default_rng(56)
    bound = np.array([float(b) for b in found.bound])
    values = np.array([[[float(v) for v in row] for row in table] for table in large.values])
    for x in rng.integers(0, 6, (2000, 12)):
        u = values[:, np.arange(12), x].sum(axis=1)
        assert (found.values + bound >= u).all(axis=1).any()
    with pytest.raises(Unsolved):
        frontier(large, limit=20_000, method="exact")
    with pytest.raises(Unsolved):
        frontier(large, method="exhaustive")


def test_a_chain_of_links_is_eliminated_not_enumerated() -> None:
    rng = np.random.default_rng(57)
    ids = [f"i{k}" for k in range(24)]
    options = [f"o{k}" for k in range(6)]
    values = {p: {i: {o: int(rng.integers(0, 300)) for o in options} for i in ids} for p in ("A", "B")}
    pairs = {
        (a, b): {p: {(x, y): int(rng.integers(-40, 40)) for x in options for y in options} for p in ("A", "B")}
        for a, b in zip(ids[::2], ids[1::2], strict=True)
    }
    rules = [Forbid({ids[k]: "o0", ids[k + 1]: "o1"}) for k in range(1, 23, 2)]
    domain = Domain.from_tables(values, pairs=pairs, rules=rules)
    found = frontier(domain)
    assert found.method == "exact"
    assert domain.combinations == 6**24
    assert all(domain.payoff(point.package) == point.payoffs and not domain.broken(point.package) for point in found.points)


def test_long_numbers_stay_exact() -> None:
    third = {
        "A": {"x": {"1": 1e-17, "2": 0.3}, "y": {"1": 0.1, "2": 123456.789}},
        "B": {"x": {"1": 0.1 + 0.2, "2": 0}, "y": {"1": 1, "2": 0}},
    }
    domain = Domain.from_tables(third)
    found = frontier(domain)
    assert found.method == "exact"
    assert {domain.payoff(point.package) for point in found.points} == set(found.payoffs(range(len(found))))
    assert len(found) == 4


def test_bad_requests_are_refused() -> None:
    with pytest.raises(Refused, match="ticks"):
        frontier(new_recruit(), ticks=0)
    with pytest.raises(Refused, match="exact or exhaustive"):
        frontier(new_recruit(), method="guess")


@pytest.mark.parametrize("digits", ["whole", "all"])
def test_frontiers_too_large_to_be_exact_are_rounded_and_say_by_how_much(digits: str) -> None:
    drawn = np.random.default_rng(58).random((10, 6))
    table = [[int(v * 10**12) if digits == "whole" else float(v) for v in row] for row in drawn]
    domain = Domain.from_tables(
        {p: {f"i{i}": {f"o{o}": sign * v for o, v in enumerate(row)} for i, row in enumerate(table)} for p, sign in (("A", 1), ("B", -1))}
    )
    found = frontier(domain, limit=100_000)
    assert found.method == "bound"
    assert found.ticks == 100_000
    reach = sum(max(row) - min(row) for row in table)
    assert all(0 < float(b) <= 1.1 * 2 * 10 * 0.5 * reach / 100_000 for b in found.bound)
    values = np.array(table, dtype=np.float64)
    bound = np.array([float(b) for b in found.bound])
    for x in np.random.default_rng(59).integers(0, 6, (300, 10)):
        u = values[np.arange(10), x].sum()
        assert ((found.values + bound) >= (u, -u)).all(axis=1).any()
    for index in (0, len(found) // 2, len(found) - 1):
        point = found.point(index)
        assert domain.payoff(point.package) == point.payoffs == found.payoff(index)
        assert point.package in found.ties(index)
    with pytest.raises(Unsolved):
        frontier(domain, limit=100_000, method="exact")

"""Slope merging of divisible issues equals the envelope of a fine grid."""

from fractions import Fraction
from itertools import pairwise, product

import numpy as np
import pytest

from nemawashi.bargain.frontier.continuous import Chain, chain, merge, mixed, nash_on, nash_over, split, with_discrete
from nemawashi.errors import Refused


def drawn(rng: np.random.Generator, segments: int) -> Chain:
    right = rng.integers(1, 6, segments)
    slopes = np.sort(rng.integers(1, 9, segments))
    a, b = 0, int((right * slopes).sum())
    corners = [(a, b)]
    for step, slope in zip(right.tolist(), slopes.tolist(), strict=True):
        a, b = a + step, b - step * slope
        corners.append((a, b))
    return chain(corners)


def grid(one: Chain, parts: int) -> list[tuple[Fraction, Fraction]]:
    low, high = one.corners[0][0], one.corners[-1][0]
    return [(x, one.at(x)) for x in (low + (high - low) * Fraction(k, parts) for k in range(parts + 1))]


@pytest.mark.parametrize("seed", range(15))
def test_no_split_of_two_issues_beats_the_merged_chain(seed: int) -> None:
    rng = np.random.default_rng([21, seed])
    one, other = drawn(rng, 3), drawn(rng, 2)
    whole = merge([one, other])
    for p, q in product(grid(one, 12), grid(other, 12)):
        assert p[1] + q[1] <= whole.at(p[0] + q[0])
    corners = {(a + c, b + d) for (a, b), (c, d) in product(one.corners, other.corners)}
    assert set(whole.corners) <= corners


@pytest.mark.parametrize("seed", range(15))
def test_with_discrete_issues_the_pieces_are_the_upper_envelope(seed: int) -> None:
    rng = np.random.default_rng([22, seed])
    whole = drawn(rng, 2)
    points = [(int(a), int(b)) for a, b in rng.integers(0, 12, (4, 2))]
    pieces = with_discrete(points, whole)
    reachable = [(a + x, b + y) for a, b in points for x, y in grid(whole, 40)]
    for u in reachable:
        above = [y for (a, b), (c, d) in pieces if c >= u[0] for y in [b if a >= u[0] else b + (d - b) * (u[0] - a) / (c - a)]]
        assert max(above) >= u[1]
    for piece in pieces:
        for corner in piece:
            assert not any(v[0] > corner[0] and v[1] > corner[1] for v in reachable)
            assert any(a <= corner[0] <= a + whole.corners[-1][0] and b + whole.at(corner[0] - a) == corner[1] for a, b in points)
    falling = [corner for piece in pieces for corner in piece]
    assert all(p[0] <= q[0] and p[1] >= q[1] for p, q in pairwise(falling))


def test_a_single_divisible_issue_between_two_discrete_ones() -> None:
    pieces = with_discrete([(0, 3), (3, 2)], chain([(0, 2), (2, 0)]))
    assert pieces == (((0, 5), (1, 4)), ((3, 4), (5, 2)))


def test_the_best_split_gives_first_where_it_costs_least() -> None:
    cheap, dear = chain([(0, 1), (10, 0)]), chain([(0, 10), (1, 0)])
    whole = merge([dear, cheap])
    assert whole.corners == ((0, 11), (10, 10), (11, 0))
    assert nash_on(whole, (0, 0)) == (10, 10)


def test_trade_offs_that_are_none_are_refused() -> None:
    with pytest.raises(Refused, match="not concave"):
        chain([(0, 3), (1, 1), (3, 0)])
    with pytest.raises(Refused, match="one party gains"):
        chain([(0, 0), (1, 1)])
    with pytest.raises(Refused, match="no corner"):
        chain([])
    with pytest.raises(Refused, match="runs from"):
        chain([(0, 1), (1, 0)]).at(2)


@pytest.mark.parametrize("seed", range(10))
def test_nash_on_a_mixed_frontier_beats_every_split_of_a_grid(seed: int) -> None:
    rng = np.random.default_rng([23, seed])
    chains = [drawn(rng, 2), drawn(rng, 1)]
    whole = merge(chains)
    points = [(int(a), int(b)) for a, b in rng.integers(0, 12, (5, 2))]
    (x, y), index = nash_over(mixed(points, whole), (-2, -3))
    for a, b in points:
        for p, q in product(grid(chains[0], 15), grid(chains[1], 15)):
            assert (a + p[0] + q[0] + 2) * (b + p[1] + q[1] + 3) <= (x + 2) * (y + 3)
    parts = split(chains, x - points[index][0])
    assert (sum(u for u, _ in parts) + points[index][0], sum(v for _, v in parts) + points[index][1]) == (x, y)


def test_discrete_issues_alone_are_their_own_frontier() -> None:
    pieces = mixed([(0, 3), (1, 1), (2, 2), (2, 0)], chain([(1, 1)]))
    assert [(piece.start, piece.end, piece.index) for piece in pieces] == [((1, 4), (1, 4), 0), ((3, 3), (3, 3), 2)]
    assert nash_over(pieces, (0, 0)) == ((3, 3), 2)
    with pytest.raises(Refused, match="breakdown"):
        nash_over(pieces, (5, 5))

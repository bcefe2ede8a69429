"""Admissible weights: orderings hold at every vertex, the sum is one, and what clashes is named."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.errors import Refused
from nemawashi.stakes.polytope import Constraint, Polytope, weights_of
from nemawashi.stakes.preferences import Ordering, Preferences
from stakes import small

ORDER = Ordering("JP", "jp_farm", "jp_income", "exchange refused", small.DAY, ("s1",))


def test_two_bounds_give_an_interval() -> None:
    own = replace(small.JP, attributes=small.JP.attributes[:2], judgements=())
    own = replace(own, attributes=(replace(own.attributes[0], low=0.2, high=0.6), own.attributes[1]))
    assert weights_of(own).vertices == pytest.approx(np.array([[0.2, 0.8], [0.6, 0.4]]))


def test_the_simplex_has_its_corners() -> None:
    free = replace(small.JP, attributes=tuple(replace(a, low=0.0, high=1.0) for a in small.JP.attributes))
    assert sorted(map(tuple, weights_of(free).vertices.round(9))) == [(0, 0, 1), (0, 1, 0), (1, 0, 0)]


def test_an_ordering_halves_the_simplex() -> None:
    free = replace(small.JP, attributes=tuple(replace(a, low=0.0, high=1.0) for a in small.JP.attributes), orderings=(ORDER,))
    corners = sorted(map(tuple, weights_of(free).vertices.round(9)))
    assert corners == [(0, 0, 1), (0, 1, 0), (0.5, 0, 0.5)]


@settings(max_examples=20, derandomize=True, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 0.15), st.floats(0.3, 1)), min_size=3, max_size=6),
    st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=4),
)
def test_every_vertex_and_every_draw_keeps_bounds_and_orderings(bounds: list[tuple[float, float]], order: list[tuple[int, int]]) -> None:
    rows = tuple(replace(small.attribute("JP", f"a{k}"), low=low, high=high) for k, (low, high) in enumerate(bounds))
    kept = [(a, b) for a, b in order if a < b < len(rows)]
    own = Preferences("JP", "JP", rows, tuple(Ordering("JP", f"a{a}", f"a{b}", "named goal", small.DAY, ("s",)) for a, b in kept))
    if sum(high for _, high in bounds) < 1.05:
        return
    try:
        weights = weights_of(own)
    except Refused:
        return
    for w in np.r_[weights.vertices, weights.draws(20, np.random.default_rng(3)), weights.centre[None, :]]:
        assert w.sum() == pytest.approx(1)
        for k, (low, high) in enumerate(bounds):
            assert low - 1e-7 <= w[k] <= high + 1e-7
        for a, b in kept:
            assert w[a] >= w[b] - 1e-7


def test_weights_fixed_by_their_bounds_are_one_point() -> None:
    fixed = replace(
        small.JP, attributes=tuple(replace(a, low=w, high=w) for a, w in zip(small.JP.attributes, (0.5, 0.3, 0.2), strict=True))
    )
    weights = weights_of(fixed)
    assert weights.vertices == pytest.approx(np.array([[0.5, 0.3, 0.2]]))
    assert weights.draws(2, np.random.default_rng(0)) == pytest.approx(np.array([[0.5, 0.3, 0.2]] * 2))


def test_weights_that_cannot_be_are_refused_with_the_smallest_set_to_blame() -> None:
    names = ("a", "b", "c")
    clash = (
        Constraint((-1, 0, 0), -0.7, "a weighs at least 0.7", "p.toml:1"),
        Constraint((0, 1, 0), 0.9, "b weighs at most 0.9", "p.toml:2"),
        Constraint((1, -1, 0), 0.0, "b weighs at least as much as a (named goal)", "p.toml:3"),
    )
    with pytest.raises(Refused) as refused:
        Polytope(names, clash)
    assert [fault.where for fault in refused.value.faults] == ["p.toml:1", "p.toml:3"]


def test_draws_are_the_same_for_the_same_seed() -> None:
    weights = weights_of(small.JP)
    first, again = (weights.draws(5, np.random.default_rng(9)) for _ in range(2))
    assert np.array_equal(first, again)


def test_a_day_on_which_nothing_was_known_of_a_party_is_said_so() -> None:
    with pytest.raises(Refused, match="nothing is known of what JP values"):
        weights_of(replace(small.JP, attributes=()))

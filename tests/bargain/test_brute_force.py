"""Merging gives exactly what looking at every package gives, with every tie."""

import numpy as np
import pytest

from nemawashi.bargain.feasible import count
from nemawashi.bargain.frontier import frontier
from nemawashi.errors import Refused
from tests.bargain.instances import every, problem, undominated

KINDS = ("int", "decimal", "float")


@pytest.mark.parametrize("block", range(16))
def test_merging_equals_enumeration(block: int) -> None:
    rng = np.random.default_rng([6, block])
    solved = 0
    while solved < 25:
        domain = problem(
            rng,
            parties=int(rng.integers(2, 5)),
            issues=int(rng.integers(2, 6)),
            links=int(rng.integers(0, 4)),
            rules=int(rng.integers(0, 4)),
            caps=int(rng.integers(0, 3)),
            kind=KINDS[block % 3],
        )
        packages = every(domain)
        assert count(domain) == sum(map(len, packages.values()))
        if not packages:
            with pytest.raises(Refused):
                frontier(domain)
            continue
        found = frontier(domain, method="exact")
        solved += 1
        assert found.method == "exact"
        assert not any(found.bound)
        assert set(found.payoffs(range(len(found)))) == undominated(set(packages))
        assert len(found) == len(undominated(set(packages)))
        for index, point in enumerate(found.points):
            assert domain.payoff(point.package) == point.payoffs
            assert not domain.broken(point.package)
            assert point.values == tuple(found.values[index])
            assert {domain.indices(package) for package in found.ties(index)} == packages[point.payoffs]


@pytest.mark.parametrize("seed", range(12))
def test_looking_at_every_package_agrees_with_itself_by_array_and_by_hand(seed: int) -> None:
    rng = np.random.default_rng([7, seed])
    domain = problem(rng, parties=2 + seed % 3, issues=4, links=2, caps=seed % 2, kind=KINDS[seed % 3])
    packages = every(domain)
    while not packages:
        domain = problem(rng, parties=2 + seed % 3, issues=4, links=2, caps=seed % 2, kind=KINDS[seed % 3])
        packages = every(domain)
    found = frontier(domain, method="exhaustive")
    assert found.method == "exhaustive"
    assert found.candidates == sum(map(len, packages.values()))
    assert set(found.payoffs(range(len(found)))) == undominated(set(packages))
    for index, point in enumerate(found.points):
        assert {domain.indices(package) for package in found.ties(index)} == packages[point.payoffs]


@pytest.mark.parametrize("seed", range(20))
def test_rounded_frontiers_keep_their_bound(seed: int) -> None:
    rng = np.random.default_rng([8, seed])
    domain = problem(rng, parties=2 + seed % 3, issues=5, links=seed % 2, kind="decimal")
    found = frontier(domain, ticks=50)
    truth = undominated(set(every(domain)))
    shown = found.payoffs(range(len(found)))
    assert set(undominated(set(shown))) == set(shown)
    for u in truth:
        assert any(all(v >= w - slack for v, w, slack in zip(other, u, found.bound, strict=True)) for other in shown)
    for point in found.points:
        assert domain.payoff(point.package) == point.payoffs


@pytest.mark.parametrize("seed", range(10))
def test_thinned_frontiers_keep_their_bound(seed: int) -> None:
    rng = np.random.default_rng([9, seed])
    domain = problem(rng, parties=3 + seed % 2, issues=5, options=5, caps=seed % 2, kind="decimal")
    truth = undominated(set(every(domain)))
    import nemawashi.bargain.frontier.find as finding

    plain = finding.LAID_OUT
    finding.LAID_OUT = 0
    try:
        found = frontier(domain, limit=20, most=12)
    finally:
        finding.LAID_OUT = plain
    shown = found.payoffs(range(len(found)))
    for u in truth:
        assert any(all(v >= w - slack for v, w, slack in zip(other, u, found.bound, strict=True)) for other in shown)
    assert all(not domain.broken(point.package) for point in found.points)

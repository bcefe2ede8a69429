"""What holds over a region of values, against fine grids of the region."""

from fractions import Fraction

import numpy as np
import pytest

from nemawashi.bargain import Domain, Require
from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.nash import nash
from nemawashi.bargain.possibly import possibly_efficient
from nemawashi.bargain.robust import acceptability, flips, minimax_regret, necessarily_efficient, region
from nemawashi.bargain.uncertain import Uncertain
from nemawashi.errors import Refused
from tests.bargain.instances import every, problem, undominated


def talks(farm_first: object, cars_first: object) -> Domain:
    return Domain.from_tables(
        {
            "US": {"cars": {"keep": 10 * cars_first, "cut": 0}, "farm": {"closed": 0, "open": 10 * farm_first}},
            "JP": {"cars": {"keep": 0, "cut": 6}, "farm": {"closed": 4, "open": 0}},
        },
        disagreement=(0, 0),
    )


def hull(*weights: tuple[float, float]) -> Uncertain:
    readings = tuple(talks(farm, cars) for farm, cars in weights)
    return Uncertain(readings[0], {"US": readings})


def grid(uncertain: Uncertain, party: str, steps: int = 40) -> list[Domain]:
    assert len(uncertain.vertices(party)) == 2
    return [uncertain.mixture({party: (1 - t, t)}) for t in (Fraction(k, steps) for k in range(steps + 1))]


@pytest.mark.parametrize("seed", range(12))
def test_necessarily_and_possibly_efficient_on_random_problems(seed: int) -> None:
    rng = np.random.default_rng([41, seed])
    base = problem(rng, parties=2, issues=3, options=3)
    other = problem(np.random.default_rng([41, seed]), parties=2, issues=3, options=3)
    scrambled = Domain(
        base.parties,
        base.issues,
        (tuple(tuple(Fraction(int(v)) for v in rng.integers(0, 12, len(row))) for row in base.values[0]), other.values[1]),
        disagreement=base.disagreement,
    )
    region_ = Uncertain(base, {"p0": (base, scrambled)})
    efficient = [set(undominated(set(every(domain)))) for domain in grid(region_, "p0")]
    for x in base.enumerate():
        package = base.package(x)
        hits = [domain.payoff_at(x) in found for domain, found in zip(grid(region_, "p0"), efficient, strict=True)]
        if necessarily_efficient(region_, package):
            assert all(hits)
        else:
            assert not (hits[0] and hits[-1])
        answer = possibly_efficient(region_, package, np.random.default_rng(1))
        if any(hits):
            assert answer.answer is not False
        if answer.answer:
            assert answer.witness is not None
            assert answer.witness.payoff(package) in undominated(set(every(answer.witness)))
        if answer.answer is False:
            assert not any(hits)
            for domain in grid(region_, "p0"):
                u = domain.payoff(package)
                assert any(
                    domain.payoff(y) != u and all(a >= b for a, b in zip(domain.payoff(y), u, strict=True)) for y in answer.dominated_by
                )


def test_a_compromise_can_be_efficient_only_between_the_readings() -> None:
    def reading(first: int, second: int) -> Domain:
        return Domain.from_tables(
            {"A": {"x": {"left": first, "middle": 6, "right": second}}, "B": {"x": {"left": 1, "middle": 1, "right": 1}}}
        )

    between = Uncertain(reading(10, 0), {"A": (reading(10, 0), reading(0, 10))})
    answer = possibly_efficient(between, {"x": "middle"}, np.random.default_rng(1))
    assert answer.answer is True
    assert "linear programming" in answer.note
    dull = Uncertain(reading(14, 0), {"A": (reading(14, 0), reading(0, 14))})
    never = possibly_efficient(dull, {"x": "middle"}, np.random.default_rng(1))
    assert never.answer is False
    assert {package["x"] for package in never.dominated_by} == {"left", "right"}
    assert necessarily_efficient(between, {"x": "left"}) is False


def test_acceptability_and_regions_are_seeded_and_sum_up() -> None:
    uncertain = hull((0.9, 0.1), (0.1, 0.9))
    packages = [uncertain.base.package(x) for x in uncertain.base.enumerate()]
    one = acceptability(uncertain, packages, np.random.default_rng(7), draws=60)
    two = acceptability(uncertain, packages, np.random.default_rng(7), draws=60)
    assert one == two
    assert sum(row.chosen for row in one) == pytest.approx(1)
    for row in one:
        assert 0 <= row.chosen <= row.efficient <= 1
        assert row.acceptable == 1
        if necessarily_efficient(uncertain, row.package):
            assert row.efficient == 1
    picked = region(uncertain, np.random.default_rng(7), draws=60)
    assert picked.rule == "nash"
    assert sum(share for _, share in picked.packages) == pytest.approx(1)
    for package, _ in picked.packages:
        assert dict(package) in packages
    assert picked.unanswered == 0


def test_a_package_is_robust_only_when_picked_everywhere() -> None:
    assert region(hull((0.9, 0.1), (0.8, 0.2)), np.random.default_rng(1), draws=30).robust == {"cars": "cut", "farm": "open"}
    assert region(hull((0.9, 0.1), (0.1, 0.9)), np.random.default_rng(1), draws=30).robust is None
    empty = Uncertain(talks(0.9, 0.1).with_disagreement(50, 50), {})
    assert region(empty, np.random.default_rng(1), draws=5).unanswered == 1


def test_the_flip_is_where_the_answer_changes() -> None:
    uncertain = hull((0.9, 0.1), (0.1, 0.9))
    found = flips(uncertain)
    assert found[0].share is None
    there = found[1]
    assert there.share is not None
    before, after = (uncertain.mixture({"US": (1 - t, t)}) for t in (Fraction(there.share) - Fraction(1, 400), Fraction(there.share)))
    assert nash(frontier(before)).packages != nash(frontier(after)).packages
    assert there.after == nash(frontier(after)).packages[0]


def test_minimax_regret_exactly() -> None:
    uncertain = hull((1, 0), (0, 1))
    packages = [{"cars": "cut", "farm": "open"}, {"cars": "keep", "farm": "closed"}, {"cars": "keep", "farm": "open"}]
    found = {tuple(row.package.values()): row.regret for row in minimax_regret(uncertain, packages, "US")}
    assert found == {("cut", "open"): 10, ("keep", "closed"): 10, ("keep", "open"): 0}
    steady = minimax_regret(uncertain, packages, "JP")
    assert steady[0].package == {"cars": "cut", "farm": "open"}
    assert [row.regret for row in steady] == [0, 2, 6]


def test_readings_must_be_of_the_same_problem() -> None:
    base = talks(1, 1)
    with pytest.raises(Refused, match="same parties, issues, links and rules"):
        Uncertain(base, {"US": (base.with_rules(Require("cars", ("cut",))),)})
    with pytest.raises(Refused, match="unknown party"):
        Uncertain(base, {"CN": (base,)})
    with pytest.raises(Refused, match="sum to 1"):
        hull((1, 0), (0, 1)).mixture({"US": (Fraction(1, 2), Fraction(1, 3))})

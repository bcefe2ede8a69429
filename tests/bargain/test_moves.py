"""Logrolls, concessions, improvements, counter-offers and shadow prices against plain search."""

from itertools import combinations, product

import numpy as np
import pytest

from nemawashi.bargain import Cap, Domain, Forbid
from nemawashi.bargain.classics import new_recruit
from nemawashi.bargain.concession import counter_offers, fewest_changes, improve, into_zopa
from nemawashi.bargain.constraint import linkage, shadow_price
from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.logroll import logrolls, single_gains
from nemawashi.errors import Refused, Unknown
from tests.bargain.instances import problem


def weakly_better(u: object, v: object) -> bool:
    return u != v and all(a >= b for a, b in zip(u, v, strict=True))


@pytest.mark.parametrize("seed", range(12))
def test_logrolls_are_all_the_swaps_that_help(seed: int) -> None:
    rng = np.random.default_rng([31, seed])
    domain = problem(rng, parties=2 + seed % 2, issues=4, links=seed % 3, rules=seed % 2)
    x = next(iter(domain.enumerate()), None)
    if x is None:
        return
    package, here = domain.package(x), domain.payoff_at(x)
    wanted = set()
    for i, j in combinations(range(4), 2):
        for a, b in product(range(len(domain.issues[i].options)), range(len(domain.issues[j].options))):
            if a == x[i] or b == x[j]:
                continue
            one, two, both = list(x), list(x), list(x)
            one[i], two[j], both[i], both[j] = a, b, a, b
            harms = all(any(u < v for u, v in zip(domain.payoff_at(y), here, strict=True)) for y in (one, two))
            if harms and weakly_better(domain.payoff_at(both), here) and not domain.broken(domain.package(both)):
                wanted.add(tuple(both))
    found = logrolls(domain, package, most=None)
    assert {domain.indices(roll.package) for roll in found} == wanted
    assert [roll.joint for roll in found] == sorted((roll.joint for roll in found), reverse=True)
    for roll in found:
        assert tuple(u - v for u, v in zip(domain.payoff(roll.package), here, strict=True)) == roll.gains
        assert all(change.conceding for change in roll.changes)
    for roll in single_gains(domain, package):
        assert weakly_better(domain.payoff(roll.package), here)


def test_the_best_swap_of_the_middle_package_of_new_recruit() -> None:
    domain = new_recruit()
    middle = domain.package([2] * 8)
    best = logrolls(domain, middle)[0]
    assert {change.issue for change in best.changes} == {"starting date", "vacation days"}
    assert best.gains == (1200, 1200)
    assert {roll.changes[0].issue for roll in single_gains(domain, middle)} == {"job assignment", "company car"}


def test_the_smallest_concession_into_the_zone() -> None:
    domain = new_recruit().with_disagreement(5000, 5000)
    demand = domain.package([0, 0, 0, 0, 4, 0, 0, 0])
    front = frontier(domain)
    move = into_zopa(front, "candidate", demand)
    best = max(u[0] for u in front.payoffs(front.zopa))
    assert move.cost == domain.payoff(demand)[0] - best
    assert move.point is not None
    assert move.point.payoffs[1] >= 5000
    assert all(demand[issue] == before and move.point.package[issue] == after for issue, (before, after) in move.changes.items())
    few = fewest_changes(domain, "candidate", demand)
    assert few.point is not None
    assert len(few.changes) < len(move.changes)
    assert all(u >= 5000 for u in few.point.payoffs)
    for changed in range(len(few.changes)):
        for at in combinations(range(8), changed):
            free = [range(5) if k in at else [domain.indices(demand)[k]] for k in range(8)]
            assert not any(min(domain.payoff_at(x)) >= 5000 for x in product(*free))
    inside = into_zopa(front, "candidate", few.point.package)
    assert inside.cost == 0
    with pytest.raises(Unknown):
        into_zopa(front, "nobody", demand)


def test_where_there_is_no_zone_there_is_no_concession() -> None:
    domain = new_recruit().with_disagreement(9000, 9000)
    demand = domain.package([0] * 8)
    assert into_zopa(frontier(domain), "candidate", demand).point is None
    assert fewest_changes(domain, "candidate", demand).point is None
    unknown = Domain.from_tables({"A": {"x": {"1": 1, "2": 0}}, "B": {"x": {"1": 0, "2": 1}}})
    assert "not known" in into_zopa(frontier(unknown), "A", {"x": "1"}).note


def test_a_draft_is_improved_for_both() -> None:
    domain = new_recruit()
    draft = domain.package([2] * 8)
    better = improve(domain, draft)
    assert not better.efficient
    assert better.points
    assert all(weakly_better(point.payoffs, domain.payoff(draft)) for point in better.points)
    assert better.fair is not None
    assert better.fair.payoffs == (7400, 7400)
    done = improve(domain, better.fair.package)
    assert done.efficient
    assert done.points == ()


def test_a_counter_offer_is_no_worse_for_who_made_the_offer() -> None:
    domain = new_recruit()
    offer = domain.package([4, 4, 0, 0, 2, 2, 2, 2])
    given = domain.payoff(offer)
    answers = counter_offers(frontier(domain), "candidate", offer)
    assert answers
    assert all(point.payoffs[1] >= given[1] and point.payoffs[0] > given[0] for point in answers)
    best = max(u[0] for u in frontier(domain).payoffs(range(45)) if u[1] >= given[1])
    assert answers[0].payoffs[0] == best


TALKS = {
    "US": {"cars": {"25": 5, "15": 3, "0": 0}, "farm": {"no": 0, "yes": 4}},
    "JP": {"cars": {"25": 0, "15": 5, "0": 8}, "farm": {"no": 0, "yes": -2}},
}


def test_a_red_line_has_a_price_for_each_side() -> None:
    line = Forbid({"farm": "yes"}, name="no farm access", owner="JP")
    domain = Domain.from_tables(TALKS, rules=[line], disagreement=(0, 0))
    price = shadow_price(domain, line)
    assert price.binds
    assert not price.blocks
    assert price.nash_bound is not None
    assert price.nash_bound.points[0].payoffs == (3, 5)
    assert price.nash_lifted.points[0].payoffs == (4, 6)
    assert price.nash_gain == (1, 1)
    assert price.best_gain == (2, 0)
    needy = domain.with_disagreement(4, 4)
    blocked = shadow_price(needy, line)
    assert blocked.blocks
    assert blocked.nash_gain is None
    contradicted = Domain.from_tables(TALKS, rules=[line, Cap({"farm": {"no": 1}}, 0)], disagreement=(0, 0))
    assert shadow_price(contradicted, line).bound is None
    with pytest.raises(Refused):
        shadow_price(domain, Forbid({"cars": "0"}))


def test_a_line_that_does_not_bind_costs_nothing() -> None:
    idle = Forbid({"cars": "25", "farm": "no"})
    domain = Domain.from_tables(
        {"US": {"cars": {"25": 1, "0": 0}, "farm": {"no": 0, "yes": 4}}, "JP": {"cars": {"25": 0, "0": 8}, "farm": {"no": 0, "yes": 1}}},
        rules=[idle],
        disagreement=(0, 0),
    )
    assert not shadow_price(domain, idle).binds


def test_the_linkage_question_says_who_gains() -> None:
    domain = Domain.from_tables(TALKS, disagreement=(0, 0))
    answer = linkage(domain, "farm", "no")
    assert answer.nash_gain == (1, 1)
    assert answer.opened > 0
    with pytest.raises(Unknown):
        linkage(domain, "farm", "perhaps")

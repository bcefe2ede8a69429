"""Logrolls, concessions, improvements, counter-offers, shadow prices, linkage and tied hands against plain search."""

from itertools import combinations, product

import numpy as np
import pytest

from nemawashi.bargain import Cap, Domain, Forbid
from nemawashi.bargain.classics import new_recruit
from nemawashi.bargain.concession import counter_offers, fewest_changes, improve, into_zopa
from nemawashi.bargain.constraint import Compared, compared, kept_at, spread
from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.hands import tied_hands
from nemawashi.bargain.logroll import logrolls, single_gains
from nemawashi.bargain.settled import narrowed, settled
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
    move = into_zopa(front, "candidate")
    assert move is not None
    assert move.payoffs[0] == max(u[0] for u in front.payoffs(front.zopa))
    assert move.payoffs[1] >= 5000
    few = fewest_changes(domain, "candidate", demand)
    assert few is not None
    assert changes(demand, few.package) < changes(demand, move.package)
    assert all(u >= 5000 for u in few.payoffs)
    for changed in range(changes(demand, few.package)):
        for at in combinations(range(8), changed):
            free = [range(5) if k in at else [domain.indices(demand)[k]] for k in range(8)]
            assert not any(min(domain.payoff_at(x)) >= 5000 for x in product(*free))
    assert fewest_changes(domain, "candidate", few.package) == few, "what all would sign already needs no change"
    with pytest.raises(Unknown):
        into_zopa(front, "nobody")


def test_where_there_is_no_zone_there_is_no_concession() -> None:
    domain = new_recruit().with_disagreement(9000, 9000)
    demand = domain.package([0] * 8)
    assert into_zopa(frontier(domain), "candidate") is None
    assert fewest_changes(domain, "candidate", demand) is None
    unknown = Domain.from_tables({"A": {"x": {"1": 1, "2": 0}}, "B": {"x": {"1": 0, "2": 1}}})
    assert into_zopa(frontier(unknown), "A") is None
    assert fewest_changes(unknown, "A", {"x": "1"}) is None


def test_a_draft_is_improved_for_both() -> None:
    domain = new_recruit()
    front, draft = frontier(domain), domain.payoff(domain.package([2] * 8))
    better = improve(front, draft)
    assert {point.payoffs for point in better} == {point.payoffs for point in front.points if weakly_better(point.payoffs, draft)}
    assert better[0].payoffs == (7400, 7400), "the gain over the draft split as Nash would"
    assert improve(front, better[0].payoffs) == ()
    assert not len(front.beyond(better[0].payoffs))


def test_a_counter_offer_is_no_worse_for_who_made_the_offer() -> None:
    domain = new_recruit()
    offer = domain.package([4, 4, 0, 0, 2, 2, 2, 2])
    given = domain.payoff(offer)
    answers = counter_offers(frontier(domain), "candidate", given)
    assert answers
    assert all(point.payoffs[1] >= given[1] and point.payoffs[0] > given[0] for point in answers)
    best = max(u[0] for u in frontier(domain).payoffs(range(45)) if u[1] >= given[1])
    assert answers[0].payoffs[0] == best


def changes(before: dict[str, str], after: dict[str, str]) -> int:
    return sum(before[issue] != option for issue, option in after.items())


TALKS = {
    "US": {"cars": {"25": 5, "15": 3, "0": 0}, "farm": {"no": 0, "yes": 4}},
    "JP": {"cars": {"25": 0, "15": 5, "0": 8}, "farm": {"no": 0, "yes": -2}},
}


def lifting(domain: Domain, *lines: Forbid) -> Compared:
    """What lifting these rules is worth: bound here, lifted there."""
    return compared(settled(domain), settled(domain.without_rules(*lines)))


def test_a_red_line_has_a_price_for_each_side() -> None:
    line = Forbid({"farm": "yes"}, name="no farm access", owner="JP")
    domain = Domain.from_tables(TALKS, rules=[line], disagreement=(0, 0))
    price = lifting(domain, line)
    assert price.here.payoffs == {"US": 3, "JP": 5}
    assert price.there.payoffs == {"US": 4, "JP": 6}
    assert price.gain == {"US": 1, "JP": 1}
    assert price.gain_in_best == {"US": 2, "JP": 0}
    assert not price.opens
    blocked = lifting(domain.with_disagreement(3.5, 4), line)
    assert blocked.opens, "only without the line is there anything to sign"
    assert blocked.gain is None
    contradicted = Domain.from_tables(TALKS, rules=[line, Cap({"farm": {"no": 1}}, 0)], disagreement=(0, 0))
    nothing = lifting(contradicted, line)
    assert nothing.here.acceptable == 0
    assert nothing.here.note
    assert nothing.opens
    with pytest.raises(Refused):
        lifting(domain, Forbid({"cars": "0"}))


def test_a_line_that_does_not_bind_costs_nothing() -> None:
    idle = Forbid({"cars": "25", "farm": "no"})
    domain = Domain.from_tables(
        {"US": {"cars": {"25": 1, "0": 0}, "farm": {"no": 0, "yes": 4}}, "JP": {"cars": {"25": 0, "0": 8}, "farm": {"no": 0, "yes": 1}}},
        rules=[idle],
        disagreement=(0, 0),
    )
    price = lifting(domain, idle)
    assert price.gain == price.gain_in_best == {"US": 0, "JP": 0}
    assert price.here == price.there


def test_the_linkage_question_says_who_gains() -> None:
    domain = Domain.from_tables(TALKS, disagreement=(0, 0))
    answer = compared(settled(kept_at(domain, {"farm": "no"})), settled(domain))
    assert answer.gain == {"US": 1, "JP": 1}
    assert all(package["farm"] == "no" for package in answer.here.packages)
    with pytest.raises(Refused):
        kept_at(domain, {"farm": "perhaps"})


def logroll(**more: object) -> Domain:
    """One gives up 2 on a for the other's 5, the other gives up 2 on b for 5: the textbook logroll."""
    values = {"JP": {"a": {"0": 0, "1": 5}, "b": {"0": 0, "1": -2}}, "US": {"a": {"0": 0, "1": -2}, "b": {"0": 0, "1": 5}}}
    return Domain.from_tables(values, disagreement={"JP": 0, "US": 0}, **more)  # type: ignore[arg-type]


def test_linking_two_issues_serves_both_where_each_gives_what_costs_it_least() -> None:
    asked = compared(settled(kept_at(logroll(), {"b": "0"})), settled(logroll()))
    assert asked.here.payoffs is None, "alone, the first issue has nothing both would sign with gain"
    assert asked.here.packages == ()
    assert asked.there.payoffs == {"JP": 3, "US": 3}
    assert asked.there.packages == ({"a": "1", "b": "1"},)
    assert asked.gain_in_best == {"JP": 3, "US": 3}


def test_settled_says_when_nobody_would_sign() -> None:
    found = settled(logroll().with_outside(4, 4))
    assert found.payoffs is None
    assert found.acceptable == 0
    assert found.note


@pytest.mark.parametrize("seed", range(12))
def test_what_a_wider_table_settles_on_stands_on_a_narrower_one_that_still_allows_it(seed: int) -> None:
    rng = np.random.default_rng([32, seed])
    domain = problem(rng, parties=2, issues=4, links=seed % 3).with_disagreement(-100, -100)
    issue = domain.issues[seed % 4]
    narrow = kept_at(domain, {issue.id: issue.options[0]})
    quick, whole = narrowed(narrow, settled(domain)), settled(narrow)
    assert quick.payoffs == whole.payoffs


def test_over_draws_a_difference_is_a_range_and_the_shares_that_gain_and_lose() -> None:
    there = [settled(logroll()), settled(logroll().with_disagreement(-1, -1)), settled(logroll()), settled(logroll().with_outside(9, 9))]
    here = [settled(kept_at(logroll(), {"b": "0"})), there[1], there[2], there[2]]
    found = spread(map(compared, here, there), ("JP", "US"))
    assert (found.answered, found.opens, found.closes, found.draws) == (2, 1, 1, 4)
    assert (found.served["JP"].low, found.served["JP"].high) == (0, 0)
    assert (found.served["US"].gains, found.served["US"].loses) == (0, 0)
    assert spread([], ("JP", "US")).served == {}


def test_tied_hands_win_until_nothing_is_left_to_sign() -> None:
    values = {"JP": {"split": {str(k): k for k in range(11)}}, "US": {"split": {str(k): 10 - k for k in range(11)}}}
    found = frontier(Domain.from_tables(values, disagreement={"JP": 0, "US": 0}))
    curve = tied_hands(found, "JP", [0, 7, 9, 11])
    assert [None if tied.settled.payoffs is None else tied.settled.payoffs["JP"] for tied in curve] == [5, 7, 9, None]


def test_who_refuses_is_who_gets_less_than_breakdown_or_walk_away() -> None:
    domain = Domain.from_tables(TALKS, disagreement=(2, 4), outside={"US": 3})
    assert domain.refused_by(domain.payoff({"cars": "25", "farm": "no"})) == ("JP",)
    assert domain.refused_by(domain.payoff({"cars": "0", "farm": "no"})) == ("US",)
    assert domain.refused_by(domain.payoff({"cars": "15", "farm": "no"})) == ()
    assert Domain.from_tables(TALKS).refused_by((-100, -100)) == (), "where nothing is known nobody is said to refuse"

"""A red line and its price, a target, ratification, elicitation."""

from datetime import date

import pytest

from nemawashi.bargain.constraint import compared
from nemawashi.bargain.settled import settled
from nemawashi.errors import Refused, Unknown
from nemawashi.stakes.elicit import Swap, answered, interview, ranking_fits, swap_check, swing_weights
from nemawashi.stakes.polytope import weights_of
from nemawashi.stakes.problem import binding, centre, payoffs
from nemawashi.stakes.ratification import Bloc, Body, ratification, win_set
from nemawashi.stakes.screen import screen
from nemawashi.stakes.target import parse_goal, target
from stakes import small

T = small.T


def test_lifting_a_red_line_has_a_price_where_it_blocks() -> None:
    seen = screen(small.AGENDA, (small.JP, small.US), small.evaluate)
    weights = {"JP": weights_of(small.JP), "US": weights_of(small.US)}
    free = payoffs(seen, centre(seen, weights)).with_disagreement(-50, -50)
    asked = compared(settled(free.with_rules(*binding(seen, small.AGENDA.red_lines))), settled(free))
    assert asked.gain is not None
    assert asked.gain_in_best is not None
    assert min(asked.gain_in_best.values()) >= 0, "fewer rules never take a package away"


# ---- target


def test_the_least_cost_package_that_reaches_a_target() -> None:
    cost = {("duty", "half"): 1.0, ("duty", "none"): 5.0, ("rice", "more"): 2.0, ("defence", "pay"): 0.5}
    found = target(small.AGENDA, small.evaluate, parse_goal("balance(JP,US)<=-10"), today=0.0, cost=cost)
    assert found.method == "exhaustive"
    assert found.best is not None
    assert found.best.package["duty"] == "half"
    assert found.best.cost == 1.0
    assert found.most.level[1] == pytest.approx(-21.0)
    assert found.against.level[1] == pytest.approx(2.0)
    assert found.silent == ()


def test_a_target_beyond_the_agenda_is_said_to_be_out_of_reach() -> None:
    found = target(small.AGENDA, small.evaluate, parse_goal("balance(JP,US)<=-1000"), today=0.0, cost={})
    assert found.best is None
    assert found.shortfall == pytest.approx(979.0)


def test_a_target_is_written_one_way() -> None:
    goal = parse_goal("balance(US,JP)>=0")
    assert (goal.outcome, goal.party, goal.partner, goal.at_least, goal.bound) == ("balance", "US", "JP", True, 0.0)
    assert parse_goal("output(JP,C29)>=-1").sector == "C29"
    with pytest.raises(Refused, match="balance"):
        parse_goal("balance of US")


# ---- ratification


def body(*blocs: tuple[str, int, float, float], needed: int, **more: object) -> Body:
    made = tuple(Bloc(name, T, seats, {"jp_farm": 1.0}, small.size(low, (low + high) / 2, high)) for name, seats, low, high in blocs)
    return Body("house", "JP", T, needed, made, "always", small.DAY, T, **more)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def seen():
    return screen(small.AGENDA, (small.JP, small.US), small.evaluate)


def test_a_vote_is_sure_open_or_out_of_reach(seen) -> None:
    house = body(("ours", 6, -100.0, -90.0), ("theirs", 5, 0.0, 10.0), needed=6)
    package = small.AGENDA.package("rice=more")
    found = ratification(seen, [house], "JP", package, small.DAY)
    assert found.verdict == "carries"
    assert found.probability == (1.0, 1.0)
    assert found.bodies[0].against == ("theirs",)
    assert ratification(seen, [body(("ours", 6, -35.0, -25.0), needed=6)], "JP", package, small.DAY).verdict == "open"
    assert ratification(seen, [body(("ours", 6, 0.0, 10.0), needed=6)], "JP", package, small.DAY).verdict == "fails"


def test_ratification_is_a_range(seen) -> None:
    house = body(("ours", 6, -50.0, -10.0), needed=6)
    low, high = ratification(seen, [house], "JP", small.AGENDA.package("rice=more"), small.DAY).probability
    assert low == pytest.approx((-40 + 50) / 40)
    assert high == pytest.approx((-20 + 50) / 40)


def test_a_body_decides_only_while_it_sits(seen) -> None:
    house = body(("ours", 1, 0.0, 1.0), needed=1, end=date(2025, 7, 20))
    package = small.AGENDA.package("rice=more")
    assert ratification(seen, [house], "JP", package, date(2025, 7, 19)).verdict == "fails"
    assert ratification(seen, [house], "JP", package, date(2025, 7, 20)).verdict == "carries"


def test_the_win_set_holds_what_would_or_might_be_carried(seen) -> None:
    house = body(("ours", 1, -45.0, -25.0), needed=1)
    packages = [small.AGENDA.package(text) for text in ("rice=open", "rice=more", "duty=none")]
    won = win_set(seen, [house], "JP", packages, small.DAY)
    assert [(package["rice"], found.verdict) for package, found in won] == [("now", "carries"), ("more", "open")]


# ---- elicitation


def test_swing_ratings_become_weights_that_sum() -> None:
    point = swing_weights({"a": 100.0, "b": 50.0, "c": 50.0})
    assert point == {"a": (0.5, 0.5), "b": (0.25, 0.25), "c": (0.25, 0.25)}
    ranged = swing_weights({"a": 100.0, "b": (25.0, 100.0)})
    assert ranged["a"] == pytest.approx((0.5, 0.8))
    assert ranged["b"] == pytest.approx((0.2, 0.5))


def test_the_most_wanted_swing_counts_a_hundred() -> None:
    with pytest.raises(Refused, match="no swing counts 100"):
        swing_weights({"a": 80.0, "b": 20.0})


def test_an_even_swap_is_held_against_the_weights() -> None:
    weights = weights_of(small.JP)
    agrees, differs = swap_check([Swap("jp_income", 0.5, "jp_farm", 0.5), Swap("jp_income", 0.01, "jp_farm", 1.0)], weights)
    assert agrees.implied == 1.0
    assert agrees.agrees
    assert not differs.agrees


def test_a_ranking_cuts_the_weights_and_an_impossible_one_is_refused(seen) -> None:
    weights = weights_of(small.JP)
    duty, rice = small.AGENDA.package("duty=none"), small.AGENDA.package("rice=open")
    cut = ranking_fits(seen, "JP", [duty, rice], weights)
    assert (cut.vertices @ (seen.change(duty) - seen.change(rice))[1, seen.of("JP")] >= -1e-9).all()
    with pytest.raises(Refused, match="put above"):
        ranking_fits(seen, "JP", [rice, small.AGENDA.status_quo()], weights)


def test_the_interview_asks_every_swing_and_checks_neighbours() -> None:
    asked = interview(small.JP)
    assert [q.key for q in asked.questions] == [
        "swing.jp_income",
        "swing.jp_money",
        "swing.jp_farm",
        "swap.jp_income.jp_money",
        "swap.jp_money.jp_farm",
    ]


def test_an_interview_makes_private_signed_weights() -> None:
    told = answered(small.JP, {"jp_income": 100.0, "jp_money": 0.0, "jp_farm": 100.0}, by="desk", known=small.DAY, side="JP")
    assert {a.seen_by for a in told.attributes} == {"JP"}
    assert {a.by for a in told.attributes} == {"desk"}
    assert weights_of(told).centre == pytest.approx([0.5, 0.0, 0.5])
    with pytest.raises(Refused, match="no rating for jp_farm"):
        answered(small.JP, {"jp_income": 100.0, "jp_money": 0.0}, by="desk", known=small.DAY, side="JP")
    with pytest.raises(Unknown):
        answered(small.JP, {"jp_incme": 100.0}, by="desk", known=small.DAY, side="JP")

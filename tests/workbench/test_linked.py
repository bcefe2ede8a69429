"""The linkage question and the price of a red line on the built-in case: two tables that differ in one thing."""

import pytest

from nemawashi import views
from nemawashi.errors import Unknown
from nemawashi.workbench import Workbench
from nemawashi.workbench.difference import settled_over_draws
from nemawashi.workbench.frontier import table
from nemawashi.workbench.linked import linked
from nemawashi.workbench.redlines import priced


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


def test_without_an_issue_no_package_moves_it_and_nobody_can_do_better_at_best(bench: Workbench) -> None:
    apart = bench.at(without=("defence_cost",))
    assert all(point.package["defence_cost"] == "sma_as_is" for point in table(apart).frontier.points)
    found = linked(bench, ("defence_cost",)).difference
    assert found.centre.gain_in_best is not None
    assert min(found.centre.gain_in_best.values()) >= -table(bench).again.largest, (
        "more to choose from cannot make the best acceptable package worse"
    )
    assert found.drawn.closes == 0


def test_the_difference_is_that_of_two_frontiers(bench: Workbench) -> None:
    found = linked(bench, ("exchange_rate",)).difference
    here, there = (table(one).nash.point for one in (bench.at(without=("exchange_rate",)), bench))
    assert here is not None
    assert there is not None
    assert found.centre.gain == pytest.approx({p: b - a for p, a, b in zip(bench.case.parties, here.values, there.values, strict=True)})


def test_the_shortcut_over_draws_answers_as_solving_each_draw_does(bench: Workbench) -> None:
    apart = bench.at(without=("exchange_rate",))
    found = linked(bench, ("exchange_rate",)).difference
    gaps = [
        b.payoffs["JP"] - a.payoffs["JP"]
        for a, b in zip(settled_over_draws(apart), settled_over_draws(bench), strict=True)
        if a.payoffs is not None and b.payoffs is not None
    ]
    assert (found.drawn.served["JP"].low, found.drawn.served["JP"].high) == pytest.approx((min(gaps), max(gaps)))


def test_the_ties_are_those_of_the_issue_with_their_words(bench: Workbench) -> None:
    shown = views.frontier(bench.at(without=("exchange_rate",))).linkage
    assert shown is not None
    assert {(tie.by, tie.tie) for tie in shown.ties} == {("US", "links"), ("JP", "separates")}
    assert all(tie.citations for tie in shown.ties)
    assert views.frontier(bench).linkage is None


def test_an_issue_that_is_not_on_the_agenda_is_refused_with_the_nearest(bench: Workbench) -> None:
    with pytest.raises(Unknown, match="defence_cost"):
        bench.at(without=("defense_cost",))
    with pytest.raises(Unknown):
        bench.at(parties=("JP", "KR"))


def test_a_red_line_nobody_would_cross_costs_nothing_and_each_one_has_a_price(bench: Workbench) -> None:
    prices = {one.line.id: one for one in priced(bench)}
    assert prices.keys() == {line.id for line in bench.agenda.red_lines}
    idle = prices["jp-treasuries"].difference.centre
    assert idle.gain == {"JP": 0.0, "US": 0.0}
    assert not prices["jp-treasuries"].binds
    cost = prices["jp-currency-apart"].difference.centre
    assert cost.gain_in_best is not None
    assert cost.there.acceptable >= 0


def test_what_is_displayed_is_solved_and_mutually_efficient(bench: Workbench) -> None:
    held = table(bench)
    point = held.frontier.points[0]
    package = bench.agenda.package(point.package)
    worth = held.payoff("JP", package)
    assert worth.solved
    assert worth.value == pytest.approx(point.values[0], abs=1e-3)
    rows = [one.values for one in held.frontier.points]
    assert not any(v != u and all(b >= a for a, b in zip(u, v, strict=True)) for u in rows for v in rows)
    assert len(held.screened) == len(held.frontier) + len(held.again.overtaken) + (len(held.again.gaps) - len(held.screened))
    assert 0 < held.again.largest < 2, "the model is nearly additive: the screen misses by little, and says by how much"


def test_powers_move_the_split_towards_the_stronger(bench: Workbench) -> None:
    shown = views.frontier(bench, {"JP": 9, "US": 1})
    assert shown.asymmetric[0].payoffs["JP"] > shown.nash[0].payoffs["JP"]
    assert shown.regions.rules[0].payoffs["JP"].low < shown.regions.rules[0].payoffs["JP"].high

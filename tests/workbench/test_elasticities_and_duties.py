"""Which concession buys most, whether the ranking flips, and the duties a side would choose: truths about each on the built-in case."""

import numpy as np
import pytest

from nemawashi import views
from nemawashi.economy import Shock, Tangent, gradient, solve
from nemawashi.economy.game import ModelGame
from nemawashi.economy.optimal import best_response, cooperate, nash
from nemawashi.errors import Refused, Unknown
from nemawashi.workbench import Workbench
from nemawashi.workbench.concessions import concessions
from nemawashi.workbench.effects import effects, shock_of
from nemawashi.workbench.optimal import optimal
from nemawashi.workbench.sensitivity import Asked, asked_packages, sensitivity
from nemawashi.workbench.world import world


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open("us-japan-2025")


def test_a_point_of_duty_is_worth_to_first_order_what_a_tenth_of_it_is_worth_ten_times(bench):
    """The gradient is the limit of small moves: a tenth of a point, solved in full, times ten; over a whole point curvature shows."""
    b = world(bench).central
    for giving in concessions(bench):
        assert giving.lines
        n, i = b.region(bench.case.economy.region_of[giving.giver]), b.region(bench.case.economy.region_of[giving.receiver])
        for line in giving.lines[:4]:
            step = min(0.01, line.duty)
            tariff = np.array(b.tariff)
            tariff[n, i, b.sector(line.sector)] -= step / 10
            found = solve(b, tariff=tariff)
            for party, (low, value, high) in line.first.items():
                assert low <= value <= high
                r = b.region(bench.case.economy.region_of[party])
                tenth = float(found.before.income[r] * (found.real_income[r] - 1))
                assert 10 * tenth == pytest.approx(value, rel=0.05, abs=0.5), (giving.giver, line.sector, party)


def test_the_lines_are_ordered_by_what_they_are_worth_to_the_receiver(bench):
    for giving in concessions(bench):
        worth = [line.first[giving.receiver][1] for line in giving.lines]
        assert worth == sorted(worth, reverse=True)
    american = next(one for one in concessions(bench) if one.giver == "US")
    assert american.lines[0].sector == "C29"


def test_the_first_order_of_an_option_is_the_gradient_times_its_change(bench):
    giving = next(one for one in concessions(bench) if one.giver == "US")
    row = next(one for one in giving.options if (one.issue, one.option) == ("car_duty", "as_others_10"))
    b = world(bench).central
    slope = gradient(solve(b), "real_income", "JPN")
    tariff = shock_of(bench, bench.agenda.package({"car_duty": "as_others_10"})).tariff
    by_hand = slope.change(tariff - b.tariff) / 100 * solve(b).before.income[b.region("JPN")]
    assert row.first["JP"] == pytest.approx(by_hand, rel=1e-9)
    assert row.solved["JP"] == effects(bench, bench.agenda.package({"car_duty": "as_others_10"})).outcome("income_gain", "JP")
    assert row.solved["JP"][1] > row.first["JP"] > 0


def test_what_holds_a_quantity_has_no_small_move(bench):
    giving = next(one for one in concessions(bench) if one.giver == "JP")
    kept = {one.issue for one in giving.options if one.first is None}
    assert {"farm_purchases", "rice_access"} <= kept
    assert "car_inspection" not in kept


def test_another_outcome_values_the_same_lines_and_an_unknown_one_lists_the_known(bench):
    by_balance = {one.giver: one for one in concessions(bench, "goods_balance")}
    assert by_balance["US"].lines[0].first["US"][1] < 0 < by_balance["US"].lines[0].first["JP"][1]
    with pytest.raises(Unknown, match="real_income"):
        concessions(bench, "happiness")


def test_one_transposed_solve_an_outcome(bench):
    tangent = Tangent(solve(world(bench).central))
    for count, region in enumerate(("JPN", "USA"), 1):
        tangent.of("real_income", region)
        assert tangent.transposed_solves == count


def test_more_of_the_same_is_never_ranked_lower(bench):
    """Cancelling everything is worth more to Japan than half of it, under every set and every draw: nothing turns this order."""
    packages = asked_packages(bench, ["full_cancellation", "farm_for_baseline"])
    found = sensitivity(bench, Asked("real_income", "JP", draws=4), packages)
    assert found.usual == ("full_cancellation", "farm_for_baseline")
    assert found.turning == ()
    assert found.flips == ()
    assert found.drawn is not None
    assert found.drawn.best["full_cancellation"] == 1


def test_a_ranking_that_hangs_on_the_elasticity_of_cars_says_so(bench):
    """A car duty against half the baseline: with cars of 1.1 the baseline is worth more to Japan's sales, with 9.0 the cars are."""
    packages = asked_packages(bench, ["car_duty=as_others_10", "reciprocal_rate=rate_5"])
    found = sensitivity(bench, Asked("exports", "JP", partner="US", draws=0), packages)
    assert found.drawn is None
    assert len(set(found.orders.values())) == 2
    assert "C29" in {one.sector for one in found.flips}
    for flip in found.flips:
        assert flip.order != found.usual
        b = bench.case.economy.baseline
        assert flip.usual == pytest.approx(b.theta[b.sector(flip.sector)])


def test_the_same_seed_gives_the_same_draws(bench):
    packages = asked_packages(bench, ["midway", "tabled_may"])
    one, two = (sensitivity(bench, Asked("real_income", "US", draws=3, seed=seed), packages) for seed in (1, 2))
    assert one.drawn.interval != two.drawn.interval


@pytest.mark.parametrize(
    ("names", "asked", "said"),
    [
        (["midwey", "tabled_may"], {}, "midway"),
        (["midway"], {}, "two packages"),
        (["midway", "midway"], {}, "two packages"),
        (["midway", "tabled_may"], {"outcome": "incomes"}, "real_income"),
        (["midway", "tabled_may"], {"outcome": "output"}, "C29"),
        (["midway", "tabled_may"], {"party": "XX"}, "JP"),
        (["midway", "tabled_may"], {"sector": "C29"}, "not told by sector"),
    ],
)
def test_what_cannot_be_ranked_is_refused_with_what_can(bench, names, asked, said):
    with pytest.raises(Refused, match=said):
        views.sensitivity(bench, names, draws=0, **asked)


def test_a_best_response_gains_and_nash_leaves_nobody_a_better_answer(bench):
    b = world(bench).central
    game = ModelGame(b, between=("JPN", "USA"))
    best = best_response(game, b.region("JPN"))
    assert best.gain > 0
    assert best.slope < 1e-6
    war = nash(game)
    assert war.residual <= 1e-4
    for region in ("JPN", "USA"):
        assert best_response(game, b.region(region), war.tariff).gain < 1e-8
    peace = cooperate(game, war.tariff)
    gain = peace.welfare - war.welfare
    assert gain[b.region("JPN")] == pytest.approx(gain[b.region("USA")], abs=2e-6)
    assert peace.gain > 0
    free = game.free
    assert np.array_equal(war.tariff[~free], b.tariff[~free])


def test_the_answer_holds_the_three_steps_for_the_side_asked(bench):
    found = optimal(bench)
    assert [one.step for one in found.steps] == ["best response", "nash", "cooperation"]
    assert found.steps[0].gain["JP"][0] > 0
    assert len(found.steps[0].sets) == len(bench.case.economy.elasticities)
    assert all(one.residual <= 1e-4 for one in found.steps)
    best, war = found.steps[0], found.steps[1]
    assert best.tariff.keys() == {"JP"}
    assert war.tariff.keys() == {"JP", "US"}
    assert set(found.today["US"]) == set(war.tariff["US"])


def test_no_shock_has_no_first_order_effect(bench):
    b = world(bench).central
    assert gradient(solve(b), "real_income", "JPN").change(np.zeros(b.tariff.shape)) == 0
    assert (solve(b, shock=Shock()).real_income == 1).all()

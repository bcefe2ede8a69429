"""Payoffs: nothing moved is worth exactly nothing, what was not priced is not zero, and every difference says what it rests on."""

import numpy as np
import pytest

from nemawashi.bargain.frontier import frontier
from nemawashi.bargain.nash import nash
from nemawashi.stakes.barriers import barriers, concessions, moves
from nemawashi.stakes.polytope import weights_of
from nemawashi.stakes.problem import across, binding, centre, core, drawn, payoffs, support
from nemawashi.stakes.reservation import breakdown
from nemawashi.stakes.screen import Screen, screen
from nemawashi.stakes.sensitivity import compare
from nemawashi.stakes.value import gap, payoff
from stakes import small

AGENDA = small.AGENDA


@pytest.fixture(scope="module")
def seen() -> Screen:
    return screen(AGENDA, (small.JP, small.US), small.evaluate)


WEIGHTS = {"JP": weights_of(small.JP), "US": weights_of(small.US)}


def test_the_status_quo_is_worth_exactly_nothing(seen: Screen) -> None:
    for party, weights in WEIGHTS.items():
        still = payoff(seen, party, AGENDA.status_quo(), weights)
        assert (still.low, still.value, still.high) == (0.0, 0.0, 0.0)
        assert set(still.shares.values()) == {0.0}
    domain = payoffs(seen, centre(seen, WEIGHTS))
    assert domain.payoff(AGENDA.status_quo()) == (0, 0)


def test_an_option_neither_priced_nor_judged_by_both_is_left_out_and_named(seen: Screen) -> None:
    assert [(row.issue, row.option, row.parties) for row in seen.left_out] == [("defence", "talk", ("JP",))]
    assert seen.options("defence") == ("now", "pay")
    assert "open" in seen.options("rice"), "judged by both sides, so it can be compared"


def test_main_effects_are_the_model_and_interplay_is_kept(seen: Screen) -> None:
    both = AGENDA.package("duty=none rice=more")
    assert seen.pairs["duty", "rice"]["none", "more"][0] == pytest.approx(0.03 / 0.2)
    assert seen.change(both)[1, 0] == pytest.approx((0.20 + 0.01 + 0.03) / 0.2)
    assert seen.skipped <= 0.01


def test_the_screen_agrees_with_the_full_model_on_what_it_solved(seen: Screen) -> None:
    checked = gap(seen, [AGENDA.package("duty=none rice=more"), AGENDA.package("duty=half defence=pay")], small.evaluate, WEIGHTS)
    assert max(found.largest for found in checked) < 1e-9


def test_shares_follow_what_a_difference_rests_on(seen: Screen) -> None:
    by_model = payoff(seen, "JP", AGENDA.package("duty=none"), WEIGHTS["JP"])
    assert by_model.shares == {"law": 0.0, "model": 1.0, "judgement": 0.0}
    judged = payoff(seen, "JP", AGENDA.package("rice=open"), WEIGHTS["JP"])
    assert judged.shares["judgement"] == 1.0
    assert judged.mostly_judged
    mixed = payoff(seen, "JP", AGENDA.package("duty=none rice=open"), WEIGHTS["JP"])
    assert sum(mixed.shares.values()) == pytest.approx(1.0)
    assert 0 < mixed.shares["judgement"] < 1


def test_assumed_sizes_are_judgement_even_through_the_model(seen: Screen) -> None:
    assert payoff(seen, "JP", AGENDA.package("defence=pay"), WEIGHTS["JP"]).shares["judgement"] == 1.0


def test_every_draw_lies_between_low_and_high(seen: Screen) -> None:
    rng = np.random.default_rng(1)
    packages = [AGENDA.package(text) for text in ("duty=none rice=more", "duty=half rice=open defence=pay", "defence=pay")]
    for draw in drawn(seen, WEIGHTS, 50, rng):
        domain = payoffs(seen, draw)
        for package in packages:
            for party, value in zip(domain.parties, domain.payoff(package), strict=True):
                ends = payoff(seen, party, package, WEIGHTS[party])
                assert ends.low - 1e-3 <= float(value) <= ends.high + 1e-3


def test_breakdown_is_solved_and_judged_and_moves_the_nash_point(seen: Screen) -> None:
    class Lapse:
        def outcome(self, name: str, party: str, *, sector: str = "", partner: str = "") -> tuple[float, float, float] | None:
            del sector, partner
            return {"JP": (-0.4, -0.3, -0.2), "US": (0.0, 0.0, 0.0)}[party] if name == "real_income" else None

    bad = breakdown(seen, Lapse(), small.DAY)
    found = bad.payoff(seen, "JP", WEIGHTS["JP"])
    assert found.high < 0
    assert found.shares["model"] == 1.0
    draw = centre(seen, WEIGHTS)
    kind = nash(frontier(payoffs(seen, draw).with_disagreement(0, 0)))
    harsh = nash(frontier(payoffs(seen, draw, breakdown=bad)))
    assert kind.point is not None
    assert harsh.point is not None
    assert harsh.point.values[0] <= kind.point.values[0]
    assert harsh.point.values[1] >= kind.point.values[1]


def test_a_red_line_binds_only_when_asked(seen: Screen) -> None:
    free = payoffs(seen, centre(seen, WEIGHTS))
    bound = payoffs(seen, centre(seen, WEIGHTS), red_lines=AGENDA.red_lines)
    swap = AGENDA.package("duty=none rice=more")
    assert free.broken(swap) == ()
    assert [rule.owner for rule in bound.broken(swap)] == ["JP"]
    assert len(binding(seen, AGENDA.red_lines)) == 4, "two options of one issue against two of the other"
    assert bound.broken(AGENDA.package("duty=none")) == ()


def test_solutions_over_weights_are_regions(seen: Screen) -> None:
    domains = [payoffs(seen, draw).with_disagreement(0, 0) for draw in drawn(seen, WEIGHTS, 30, np.random.default_rng(2))]
    region = across(domains, lambda domain: nash(frontier(domain)).packages)
    assert region
    assert all(0 < share.share <= 1 for share in region)
    assert list(region) == sorted(region, key=lambda share: -share.share)


def test_barriers_not_priced_have_no_rank(seen: Screen) -> None:
    ranked, unpriced = barriers(seen, WEIGHTS, asks="US", gives="JP")
    assert [(m.issue, m.option) for m in ranked] == [("rice", "more")]
    assert [(m.issue, m.option) for m in unpriced] == [("rice", "open")]
    assert ranked[0].payoffs["US"].value > 0 > ranked[0].payoffs["JP"].value
    assert {(m.issue, m.option) for m in moves(seen, WEIGHTS)} == {
        ("duty", "half"),
        ("duty", "none"),
        ("rice", "more"),
        ("rice", "open"),
        ("defence", "pay"),
    }


def test_what_holds_on_nearly_every_view_is_the_core(seen: Screen) -> None:
    domains = [payoffs(seen, draw).with_disagreement(0, 0) for draw in drawn(seen, WEIGHTS, 30, np.random.default_rng(3))]
    rows = support(domains, lambda domain: nash(frontier(domain)).packages)
    for issue in ("duty", "rice", "defence"):
        assert sum(row.share for row in rows if row.issue == issue) <= 1 + 1e-9
    held = core(rows)
    assert all(row.share >= 0.9 for row in rows if held.get(row.issue) == row.option)


def test_what_serves_a_party_is_no_discount_on_what_costs_it(seen: Screen) -> None:
    cost = concessions(moves(seen, WEIGHTS), "JP")
    assert cost["duty", "none"] == 0
    assert cost["rice", "open"] > cost["rice", "more"] > 0


def test_a_comparison_is_necessary_where_no_admissible_weight_turns_it(seen: Screen) -> None:
    better = compare(seen, "JP", AGENDA.package("duty=none"), AGENDA.package("duty=half"), WEIGHTS["JP"])
    assert better.necessary
    assert better.flips == ()
    turns = compare(seen, "JP", AGENDA.package("duty=none rice=open"), AGENDA.status_quo(), WEIGHTS["JP"])
    assert not turns.necessary
    assert {flip.attribute for flip in turns.flips} >= {"jp_income", "jp_farm"}
    for flip in turns.flips:
        assert min(flip.centre, flip.towards) <= flip.weight <= max(flip.centre, flip.towards)


def test_a_quota_the_model_does_not_see_is_not_computed_and_not_zero(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(small.INCOME, ("rice", "more"), (0.0, 0.0))  # type: ignore[arg-type]
    blind = screen(AGENDA, (small.JP, small.US), small.evaluate, pairs=False)
    assert ("rice", "more", "jp_income") in blind.not_computed
    assert ("duty", "half", "jp_income") not in blind.not_computed

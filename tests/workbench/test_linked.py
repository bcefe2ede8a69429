"""The linkage question on the built-in case: an issue at the table, and the same table without it."""

import pytest

from nemawashi import views
from nemawashi.errors import Unknown
from nemawashi.workbench import Workbench
from nemawashi.workbench.frontier import table
from nemawashi.workbench.linked import linked


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


def test_without_an_issue_no_package_moves_it_and_nobody_can_do_better_at_best(bench: Workbench) -> None:
    apart = bench.at(without=("defence_cost",))
    assert all(point.package["defence_cost"] == "sma_as_is" for point in table(apart).frontier.points)
    found = linked(bench, ("defence_cost",))
    assert found.compared.gain_in_best is not None
    assert min(found.compared.gain_in_best.values()) >= 0, "more to choose from cannot make the best acceptable package worse"
    assert found.closes == 0


def test_with_less_with_is_the_difference_of_two_frontiers(bench: Workbench) -> None:
    found = linked(bench, ("exchange_rate",))
    here, there = (table(one).nash.point for one in (bench.at(without=("exchange_rate",)), bench))
    assert here is not None
    assert there is not None
    assert found.compared.gain == pytest.approx({p: b - a for p, a, b in zip(bench.case.parties, here.values, there.values, strict=True)})


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

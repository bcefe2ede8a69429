"""The built-in case's agenda, as a delegation may read it."""

from datetime import date
from pathlib import Path

import pytest

import nemawashi
from nemawashi import agenda as room
from nemawashi.agenda import Agenda, Magnitude, UnpricedTerm
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.sources import Basis

CASE = Path(nemawashi.__file__).parent / "cases" / "us-japan-2025"
MAY_3 = date(2025, 5, 3)


@pytest.fixture(scope="module")
def whole() -> Agenda:
    faults: list[Fault] = []
    agenda = room.load(CASE / "agenda", faults, root=CASE)
    assert not faults, "\n".join(map(str, faults))
    return agenda


@pytest.fixture(scope="module")
def agenda(whole: Agenda) -> Agenda:
    return whole.known_on(MAY_3)


def sizes(agenda: Agenda) -> list[tuple[str, Magnitude]]:
    names = ("change", "usd", "additionality", "delivery", "volume", "price")
    return [
        (f"{issue.id}={option.id}", size)
        for issue in agenda.issues
        for option in issue.options
        for term in option.terms
        for size in (getattr(term, name, None) for name in names)
        if size is not None
    ]


def test_eighteen_issues_cover_s1_to_s10(whole: Agenda) -> None:
    assert len(whole.issues) == 18
    assert {row for issue in whole.issues for row in issue.rows} >= {f"S{n}" for n in range(1, 11)}


def test_status_quo_moves_nothing(agenda: Agenda) -> None:
    still = agenda.status_quo()
    assert agenda.moved(still) == ()
    assert agenda.package({}) == agenda.package("status_quo") == agenda.package("no_deal") == still


def test_a_package_is_complete_and_names_the_nearest_option(agenda: Agenda) -> None:
    package = agenda.package(["car_duty=mfn", "rice_access=us_60k_within"])
    assert len(package) == 18
    assert package["car_duty"] == "mfn"
    assert package["lng"] == "as_is"
    with pytest.raises(Unknown) as unknown:
        agenda.package("car_duty=mnf")
    assert unknown.value.nearest == ("mfn",)
    with pytest.raises(Refused) as refused:
        agenda.package({"car_dutty": "mfn", "rice_access": "us_60k_withinn"})
    assert len(refused.value.faults) == 2


def test_one_option_an_issue() -> None:
    agenda = room.load(CASE / "agenda", [], root=CASE)
    with pytest.raises(Refused, match="one option an issue"):
        agenda.package("car_duty=mfn car_duty=as_others_10")


def test_what_came_after_the_case_s_day_is_behind_the_wall(whole: Agenda) -> None:
    later = {(issue.id, option.id) for issue in whole.issues for option in issue.options if option.hindsight}
    assert {("reciprocal_rate", "floor_15"), ("car_duty", "floor_15"), ("rice_access", "us_75pct"), ("investment", "usd_550bn")} <= later
    dated = {(issue.id, option.id): option.known for issue in whole.issues for option in issue.options if option.known is not None}
    assert {pair for pair, known in dated.items() if known > MAY_3} == later, (
        "what is later than the case's own day is hindsight, and nothing else"
    )
    for day in (MAY_3, date(2025, 5, 29), date(2025, 7, 21), date(2025, 9, 20)):
        there = {(issue.id, option.id) for issue in whole.known_on(day).issues for option in issue.options}
        assert later & there == {pair for pair in later if dated[pair] <= day}
    assert not later & {(issue.id, option.id) for issue in whole.known_on(MAY_3).issues for option in issue.options}
    assert "july_2025" not in {package.id for package in whole.known_on(MAY_3).packages}
    assert all("floor_15" not in options for line in whole.known_on(MAY_3).red_lines for options in line.crossed_by.values())


def test_what_is_known_never_shrinks(whole: Agenda) -> None:
    days = [date(2025, 4, 17), date(2025, 4, 23), date(2025, 4, 30), MAY_3, date(2025, 7, 22), date(2025, 9, 20)]
    seen: set[tuple[str, str]] = set()
    for day in days:
        now = {(issue.id, option.id) for issue in whole.known_on(day).issues for option in issue.options}
        assert seen <= now
        seen = now


def test_every_size_is_sourced_or_signed_with_a_range(whole: Agenda) -> None:
    for name, size in sizes(whole):
        low, high = size.bounds
        assert low <= size.value <= high, name
        if size.basis in (Basis.CITED, Basis.DERIVED):
            assert size.source, name
        else:
            assert size.by, name
            assert size.reason, name
            assert low < high, name


def test_where_no_size_is_known_the_option_says_why(agenda: Agenda) -> None:
    unpriced = {
        f"{issue.id}={option.id}": term
        for issue in agenda.issues
        for option in issue.options
        for term in option.terms
        if isinstance(term, UnpricedTerm)
    }
    assert "exchange_rate=clause" in unpriced
    assert "deficit=zero_target" in unpriced
    assert all(term.why.en and term.why.ja for term in unpriced.values())


def test_defence_and_currency_are_linked_by_one_side_and_kept_apart_by_the_other(agenda: Agenda) -> None:
    for issue in ("defence_cost", "exchange_rate"):
        ties = {(tie.by, tie.tie) for tie in agenda.linkages if issue in tie.issues}
        assert {("US", "links"), ("JP", "separates")} <= ties


def test_farm_for_cars_is_a_refused_exchange_not_a_refused_option(agenda: Agenda) -> None:
    line = next(line for line in agenda.red_lines if line.id == "jp-farm-for-cars")
    assert line.exchange
    assert line.owner == "ishiba"
    assert "r003-rice-considered" in line.against
    assert not line.crossed(agenda.package("car_duty=mfn"))
    assert not line.crossed(agenda.package("rice_access=us_70k_quota"))
    assert line.crossed(agenda.package("car_duty=mfn rice_access=us_70k_quota"))
    assert not line.crossed(agenda.package("car_duty=mfn rice_access=us_60k_within"))


def test_the_corn_chip_was_tabled_on_1_may_and_not_taken_up(agenda: Agenda, whole: Agenda) -> None:
    chip = next(chip for chip in whole.chips if chip.id == "jp-corn-soy")
    assert chip.stage(date(2025, 4, 18)) is None
    assert chip.stage(date(2025, 5, 2)) == "considered"
    assert chip.stage(MAY_3) == "not engaged"
    assert [step.stage for step in chip.history(MAY_3)] == ["considered", "prepared", "tabled", "not engaged"]
    assert all(step.statements for chip in agenda.chips for step in chip.steps)


def test_titles_stand_in_both_languages(whole: Agenda) -> None:
    for row in (*whole.issues, *whole.linkages, *whole.red_lines, *whole.chips, *whole.packages):
        assert row.title.en
        assert row.title.ja
    for issue in whole.issues:
        assert issue.question.ja
        assert all(option.title.ja for option in issue.options)


def test_off_the_table_leaves_only_the_status_quo(agenda: Agenda) -> None:
    apart = agenda.without("defence_cost")
    assert [option.id for option in apart.issue("defence_cost").options] == ["sma_as_is"]
    with pytest.raises(Unknown):
        agenda.without("defense_cost")

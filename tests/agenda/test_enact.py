"""Enacting a package: law, terms that are no law, and what is said but not computed; the term sheet in words."""

from datetime import date
from pathlib import Path

import pytest

import nemawashi
from nemawashi import agenda as room
from nemawashi import tariffs
from nemawashi.agenda import Agenda, PurchaseTerm, enact
from nemawashi.agenda.termsheet import term_sheet, tracked
from nemawashi.dates import Clock
from nemawashi.tariffs import Entry, Law, assess

CASE = Path(nemawashi.__file__).parent / "cases" / "us-japan-2025"
TODAY = Clock(date(2025, 5, 3), date(2025, 5, 3))


@pytest.fixture(scope="module")
def agenda() -> Agenda:
    return room.load(CASE / "agenda", [], root=CASE)


@pytest.fixture(scope="module")
def law() -> Law:
    return tariffs.load(CASE / "law", [], root=CASE)


def total(law: Law, heading: str, clock: Clock = TODAY, **answers: bool) -> tuple[float, float]:
    found = assess(law, Entry(heading, "JP", "US", clock, answers))
    return float(found.low), float(found.high)


def test_the_status_quo_is_the_law_itself(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.status_quo(), law, TODAY)
    assert done.law is law
    assert done.changes_nothing
    assert done.unpriced == ()
    assert done.flags == ()


def test_a_purchase_amends_no_law(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.package("farm_purchases=corn_soy"), law, TODAY)
    assert done.law is law
    assert not done.changes_nothing
    assert [(p.buyer, p.seller) for p in done.purchases] == [("JP", "US")]


def test_an_exempt_car_pays_two_and_a_half(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.package("car_duty=mfn"), law, TODAY)
    assert total(law, "8703.23.01", passenger_vehicle=True) == (27.5, 27.5)
    assert total(done.law, "8703.23.01", passenger_vehicle=True)[0] == 2.5


def test_halving_the_car_duty_to_ten_gives_twelve_and_a_half(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.package("car_duty=as_others_10"), law, TODAY)
    assert total(done.law, "8703.23.01", passenger_vehicle=True) == (12.5, 12.5)


@pytest.mark.parametrize(("option", "duty", "in_july"), [("pause_10", 10, 24), ("no_cliff", 10, 10), ("rate_5", 5, 5), ("zero", 0, 0)])
def test_the_reciprocal_rate_on_an_excavator_today_and_when_the_suspension_lapses(
    agenda: Agenda, law: Law, option: str, duty: int, in_july: int
) -> None:
    done = enact(agenda, agenda.package(f"reciprocal_rate={option}"), law, TODAY)
    assert total(done.law, "8429.52.10") == (duty, duty)
    assert total(done.law, "8429.52.10", Clock(date(2025, 7, 9), date(2025, 5, 3))) == (in_july, in_july)


def test_an_investment_pledge_has_no_effect_and_a_warning(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.package("investment=usd_550bn"), law, TODAY)
    assert done.changes_nothing
    assert "widen" in done.flags[0].en


def test_what_is_not_priced_is_named(agenda: Agenda, law: Law) -> None:
    done = enact(agenda, agenda.package("exchange_rate=clause lng=alaska_offtake"), law, TODAY)
    assert [(row.issue, row.option) for row in done.unpriced] == [("lng", "alaska_offtake"), ("exchange_rate", "clause")]


def test_a_pledge_is_not_an_effect(agenda: Agenda) -> None:
    term = agenda.option("farm_purchases", "corn_soy").terms[0]
    assert isinstance(term, PurchaseTerm)
    low, value, high = term.additional()
    assert (low, value, high) == pytest.approx((200 * 0.2 * 0.6, 400 * 0.5 * 0.8, 800 * 0.8 * 1.0))
    assert value < term.usd.value


def test_brackets_say_who_wants_what_and_close_from_draft_to_draft(agenda: Agenda) -> None:
    japan, states = (
        agenda.package("car_duty=mfn farm_purchases=corn_soy"),
        agenda.package("farm_purchases=corn_soy rice_access=us_70k_quota"),
    )
    first = term_sheet(agenda, japan, {"JP": japan, "US": states})
    assert [clause.issue for clause in first.open] == ["car_duty", "rice_access"]
    cars = first.clauses[0]
    assert {bracket.option: bracket.wanted_by for bracket in cars.brackets} == {"mfn": ("JP",), "s232_25": ("US",)}
    met = agenda.package("car_duty=as_others_10 farm_purchases=corn_soy rice_access=us_70k_quota")
    second = term_sheet(agenda, met, {"JP": met, "US": met})
    assert not second.open
    assert [(line.issue, line.change) for line in tracked(first, second)] == [
        ("car_duty", "agreed"),
        ("rice_access", "agreed"),
        ("farm_purchases", "same"),
    ]


def test_a_sheet_of_the_status_quo_has_no_clause(agenda: Agenda) -> None:
    assert term_sheet(agenda, agenda.status_quo()).clauses == ()


def test_a_clause_says_its_terms_in_both_languages(agenda: Agenda) -> None:
    sheet = term_sheet(agenda, agenda.package("full_cancellation"))
    words = [text for clause in sheet.clauses for text in clause.details]
    assert len(words) >= len(sheet.clauses)
    assert all(text.en and text.ja for text in words)


def test_exempt_flat_steel_pays_column_one(agenda: Agenda, law: Law) -> None:
    assert total(law, "7208.10.15") == (25, 25)
    assert total(enact(agenda, agenda.package("steel_duty=exempt"), law, TODAY).law, "7208.10.15") == (0, 0)


def test_a_package_of_3_may_amends_the_parts_duty_that_began_on_3_may(agenda: Agenda, law: Law) -> None:
    assert total(law, "8708.29.51", part_of_vehicle=True) == (27.5, 27.5)
    done = enact(agenda, agenda.package("parts_duty=as_others_10"), law, TODAY)
    assert total(done.law, "8708.29.51", part_of_vehicle=True) == (12.5, 12.5)


@pytest.mark.parametrize(
    ("heading", "in_all", "answers"),
    [
        ("8703.23.01", 15, {"passenger_vehicle": True}),
        ("8708.29.51", 15, {"part_of_vehicle": True}),
        ("8429.52.10", 15, {}),
        ("7208.10.15", 25, {}),
    ],
)
def test_the_settlement_of_july_is_fifteen_all_in_and_leaves_steel(
    agenda: Agenda, law: Law, heading: str, in_all: int, answers: dict[str, bool]
) -> None:
    done = enact(agenda, agenda.package("july_2025"), law, TODAY)
    assert total(done.law, heading, **answers) == (in_all, in_all)

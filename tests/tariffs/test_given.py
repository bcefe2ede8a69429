"""What a person gives beside a heading is read alike at every door, and refused alike."""

from datetime import date
from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi.cli import app
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.tariffs import Entry, Law, amount_given, answers_given, assess, entry_given, parse_duty
from nemawashi.tariffs.duty import Basis, Percent
from nemawashi.web import application

CASE = "us-japan-2025"
DAY = Clock(date(2025, 5, 3), date(2025, 5, 3))


def test_answers_are_pairs_and_every_bad_one_is_named() -> None:
    assert answers_given(["usjta_claimed = yes", "note=a=b"]) == {"usjta_claimed": "yes", "note": "a=b"}
    with pytest.raises(Refused) as refused:
        answers_given(["yes", "usjta_claimed=yes", "=no"])
    assert [fault.found for fault in refused.value.faults] == ["'yes'", "'=no'"]


def test_an_amount_is_a_finite_number_that_is_not_negative() -> None:
    assert amount_given("25,000.50", "value") == Decimal("25000.50")
    assert amount_given(None, "value") is None
    for bad in ("-1", "NaN", "inf", "ten"):
        with pytest.raises(Refused):
            amount_given(bad, "value")


@pytest.mark.parametrize(
    "address", ["/api/duty?heading=8703.23.01&answer=usjta", "/api/average?answer=usjta", "/api/duty?heading=8703.23.01&value=x"]
)
def test_the_page_refuses_what_the_command_refuses(address: str) -> None:
    answered = TestClient(application(CASE)).get(address)
    assert answered.status_code == 422
    assert answered.json()["faults"][0]["rule"]


def test_the_command_refuses_an_answer_without_a_value() -> None:
    told = CliRunner().invoke(app, ["duty", "8703.23.01", "--answer", "usjta"])
    assert isinstance(told.exception, Refused)


def test_a_question_answered_twice_is_refused_unless_both_say_the_same() -> None:
    assert answers_given(["usmca=yes", "usmca = yes"]) == {"usmca": "yes"}
    with pytest.raises(Refused, match="usmca is answered 'yes' and 'no'"):
        answers_given(["usmca=yes", "usmca=no"])


@pytest.mark.parametrize("bad", ["2,5", "1.250,50", "25,00", "1,2345"])
def test_a_comma_that_parts_no_thousands_is_not_passed_over(bad: str) -> None:
    """25 for a continental 2,5 would be a silent wrong answer."""
    with pytest.raises(Refused, match="parts no thousands"):
        amount_given(bad, "value")


def test_answers_value_and_quantity_are_refused_together() -> None:
    with pytest.raises(Refused) as refused:
        entry_given(["usmca", "loaded=a", "loaded=b"], "ten", "-1", option="--")
    assert [fault.where for fault in refused.value.faults] == ["--answer", "--answer", "--value", "--quantity"]


def test_every_answer_that_cannot_be_read_is_named_at_once(law: Law) -> None:
    bad = {"usjta_clamed": "yes", "loaded": "2025-13-01", "column_1_ave": "abc", "steel_content": "60", "unit_value": "-3"}
    with pytest.raises(Refused) as refused:
        assess(law, Entry("8703.23.01", "JP", "US", DAY, bad))
    assert [fault.where.removeprefix("--answer ") for fault in refused.value.faults] == list(bad)
    assert "usjta_claimed" in refused.value.faults[0].remedy


@pytest.mark.parametrize("said", ["NaN %", "-5 %", "101 %", "1", "60", "sixty %"])
def test_a_share_that_could_be_meant_two_ways_or_exceeds_the_whole_is_refused(law: Law, said: str) -> None:
    with pytest.raises(Refused, match="steel_content"):
        assess(law, Entry("7326.90.86", "JP", "US", DAY, {"steel_content": said}))


@pytest.mark.parametrize("said", ["2.5", "0.5", "-1 %", "abc", "NaN"])
def test_the_equivalent_of_a_specific_duty_is_written_in_percent(law: Law, said: str) -> None:
    with pytest.raises(Refused, match="column_1_ave"):
        assess(law, Entry("0101.21.00", "JP", "US", DAY, {"column_1_ave": said}))


def test_shares_of_one_value_above_the_whole_are_refused(law: Law) -> None:
    with pytest.raises(Refused, match="make 120 %"):
        assess(law, Entry("7326.90.86", "JP", "US", DAY, {"steel_content": "80 %", "aluminum_content": "40 %"}))


def test_the_parts_of_a_watch_that_its_rate_names_can_be_answered(law: Law) -> None:
    """9101.11.40: 51 cents each + 6.25 % on case, strap, band or bracelet + 5.3 % on the battery; a watch of 100 dollars, 40 of it case."""
    parts = {"case and strap and band and bracelet": "40 %", "battery": "10 %", "usjta_claimed": "no"}
    answer = assess(law, Entry("9101.11.40", "JP", "US", DAY, parts, Decimal(100), Decimal(1)))
    general = next(line for line in answer.lines if line.authority == "mfn")
    assert (general.low, general.high) == (Decimal("3.54"), Decimal("3.54"))


def test_a_quantity_counts_one_unit_and_another_stays_open() -> None:
    """A watch movement: 20 cents each and 9 cents a jewel; one movement says nothing of its jewels."""
    duty = parse_duty("0.20 USD/each + 10 % + 0.09 USD/jewel")
    basis = Basis(lambda _: Decimal(0), value=Decimal(10), quantity=Decimal(1))
    assert duty.percent(basis) == Percent(Decimal(12), None)


def test_a_rate_may_be_in_any_currency_and_by_the_hundred() -> None:
    duty = parse_duty("10.2 % + 93.1 EUR/100 kg")
    assert str(duty) == "10.2 % + 93.1 EUR/100 kg"
    assert duty.percent(Basis(lambda _: Decimal(0), value=Decimal(931), quantity=Decimal(1))) == Percent(Decimal("20.2"), Decimal("20.2"))
    assert str(parse_duty("２５％")) == "25 %"

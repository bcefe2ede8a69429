"""What a person gives beside a heading is read alike at every door, and refused alike."""

from decimal import Decimal

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi.cli import app
from nemawashi.errors import Refused
from nemawashi.tariffs import amount_given, answers_given
from nemawashi.web import application

CASE = "us-japan-2025"


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

"""What a customs lawyer reads off a duty: the last digit of a rate, the coin of an amount, the heading to declare, the mark of each source."""

from decimal import Decimal

import pytest
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.views.duty import DutyView
from nemawashi.views.format import rate_text
from nemawashi.workbench import Workbench

CHEESE = "0406.90.97"
"""$1.509 a kilogram (HTSUS 2025), to which the baseline of 10 % is added: 1000 dollars and 100 kilograms owe 150.90 and 100.00."""


@pytest.fixture(scope="module")
def desk() -> Workbench:
    return Workbench.open("us-japan-2025")


@pytest.fixture(scope="module")
def cheese(desk: Workbench) -> DutyView:
    return views.duty(desk, CHEESE, origin="JP", importer="US", value=Decimal(1000), quantity=Decimal(100))


def test_amounts_are_to_the_coin_and_add_up(cheese: DutyView) -> None:
    owed = {line.measure: line.amount.value for line in (*cheese.lines, *cheese.fees) if line.amount is not None}
    assert owed == {"us-mfn": 150.90, "us-ieepa-baseline": 100.00, "us-mpf": 32.71, "us-hmf": 1.25}
    assert cheese.amount is not None
    assert (cheese.amount.value, str(cheese.amount.unit)) == (250.90, "USD")
    assert cheese.total.low == cheese.total.high == Decimal("25.09")


def test_a_point_is_a_value_and_not_only_two_ends(cheese: DutyView) -> None:
    figures = [line.figure for line in cheese.lines if line.figure is not None]
    assert [figure.value for figure in figures] == [15.09, 10.0]


def test_the_heading_to_declare_and_the_days_are_told(cheese: DutyView) -> None:
    by_measure = {line.measure: line for line in cheese.lines}
    assert by_measure["us-ieepa-baseline"].heading99 == "9903.01.25"
    country = by_measure["us-ieepa-country"]
    assert (country.status, country.since, country.until, country.amount) == ("suspended", "2025-04-10", "2025-07-09", None)


def test_a_specific_duty_without_value_leaves_the_total_open_above(desk: Workbench) -> None:
    shown = views.duty(desk, CHEESE, origin="JP", importer="US")
    assert (shown.total.low, shown.total.high, shown.amount) == (Decimal(10), None, None)
    asked = next(question for question in shown.questions if question.key == "unit_value")
    assert (asked.kind, asked.answers) == ("amount", ("an amount in USD",))
    assert rate_text(10.0, None, "en") == "at least 10.0 %"
    assert rate_text(10.0, None, "ja") == "10.0%以上"
    assert rate_text(0.0, None, "en") == "not known"


def test_what_is_open_alike_in_both_stacks_cancels_in_the_difference(desk: Workbench) -> None:
    """The duty by weight is the same before and after the lapse; 24 % in place of 10 % is 14 points whatever a kilogram is worth."""
    shown = views.duty(desk, CHEESE, origin="JP", importer="US", compare="2025-07-09")
    assert shown.compared is not None
    assert (shown.compared.difference.low, shown.compared.difference.high) == (14.0, 14.0)


def test_the_command_writes_the_rate_as_the_law_states_it_and_its_mark() -> None:
    told = CliRunner().invoke(app, ["duty", CHEESE, "--value", "1000", "--quantity", "100"]).output
    assert "25.09 % = USD 250.90" in told
    assert "1.509 USD/kg" in told
    assert "B: page quoting the primary text" in " ".join(told.split())
    watch = CliRunner().invoke(app, ["duty", "9101.11.40", "--lang", "ja"]).output
    assert '"case and strap and band and bracelet=<課税価格に占める割合、0～100 %>"' in watch

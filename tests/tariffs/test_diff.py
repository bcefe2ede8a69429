"""What differs between two regimes, for one origin: measures with their rates, stacking rules, goods, and what no trade can weigh."""

from datetime import date

import pytest

from nemawashi import views
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.tariffs import Law, measure_changes, rule_changes
from nemawashi.views.format import figure_text
from nemawashi.workbench import Workbench

KNOWN = date(2025, 12, 1)


def clock(month: int, day: int) -> Clock:
    return Clock(date(2025, month, day), KNOWN)


def test_only_measures_that_reach_the_origin_are_told(law: Law) -> None:
    """On 9 April the rates of Annex I start, Japan's and China's; of China's nothing is told about goods of Japan."""
    told = {change.measure: change for change in measure_changes(law, clock(4, 8), clock(4, 9), "US", origin="JP")}
    assert set(told) == {"us-ieepa-country"}
    assert (told["us-ieepa-country"].rate_before, told["us-ieepa-country"].rate_after) == ("", "24 %")
    assert {change.measure for change in measure_changes(law, clock(4, 8), clock(4, 9), "US", origin="CN")} == {"us-ieepa-china"}
    assert measure_changes(law, clock(4, 8), clock(4, 9), "US", origin="SZ") == (), "Annex I names no rate for Eswatini"


def test_a_rate_for_one_origin_is_told_as_that_origins(law: Law) -> None:
    """Executive Order 14345: cars of Japan 15 % in all from 16 September; for cars of Korea nothing changed that day."""
    japan = {change.measure: change for change in measure_changes(law, clock(9, 15), clock(9, 16), "US", origin="JP")}
    assert (japan["us-232-autos"].rate_before, japan["us-232-autos"].rate_after) == ("25 %", "max(column 1, 15 %)")
    assert measure_changes(law, clock(9, 15), clock(9, 16), "US", origin="KR") == ()


def test_rules_that_change_the_sum_of_the_same_duties_are_told(law: Law) -> None:
    """Proclamation 10947, clauses (5) and (6): from 4 June metal content only bears the metal duty and the rest the others."""
    told = {change.rule: (change.before, change.after) for change in rule_changes(law, clock(6, 3), clock(6, 4), "US", origin="JP")}
    assert told == {
        "metals-before-reciprocal": ("in_force", "not_in_force"),
        "metal-content-before-reciprocal": ("not_in_force", "in_force"),
    }
    assert "border-before-metals" in {change.rule for change in rule_changes(law, clock(6, 3), clock(6, 4), "US", origin="CA")}
    assert rule_changes(law, clock(6, 3), clock(6, 3), "US", origin="CA") == ()


@pytest.fixture(scope="module")
def desk() -> Workbench:
    return Workbench.open("us-japan-2025", on="2025-04-01", known="2025-05-03")


def test_without_trade_the_lines_are_told_and_no_sum(desk: Workbench) -> None:
    """Japan's duty on American beef under the agreement: 22.5 % to 31 March 2025, 21.6 % from 1 April."""
    shown = views.diff(desk, "2025-03-31", origin="US", importer="JP", answers={"usjta_claimed": "yes"})
    beef = next(row for row in shown.rows if row.heading == "0201.30")
    assert not shown.weighed
    assert (beef.before.value, beef.after.value) == (21.6, 22.5)
    assert [figure_text(one, "en") for one in (beef.change, beef.dollars, shown.dollars)] == ["+0.90 pp", "not known", "not known"]
    with pytest.raises(Refused, match="no trade to weigh chapters by"):
        views.diff(desk, "2025-03-31", origin="US", importer="JP", by="chapter")


def test_the_same_regime_twice_differs_in_nothing(desk: Workbench) -> None:
    shown = views.diff(desk, "2025-04-01", origin="JP", importer="US")
    assert (shown.measures, shown.rules, shown.rows, shown.change.value, shown.dollars.value) == ((), (), (), 0.0, 0.0)

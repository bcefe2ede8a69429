from datetime import date
from decimal import Decimal

from nemawashi.dates import Clock
from nemawashi.tariffs import Entry, Law, assess, burdened


def test_green_tea_is_bound_at_3_2_and_owes_ten_points_more(law: Law) -> None:
    (tea,) = burdened(law, Clock(date(2025, 5, 3), date(2025, 5, 3)), importer="US", origin="JP", headings=["0902.10.10", "8703.23.01"])
    assert (tea.bound, tea.low, tea.high) == (Decimal("3.2"), 10, 10)
    assert tea.agreement.source == "usjta"
    assert [line.measure for line in tea.lines] == ["us-ieepa-baseline"]


def test_before_the_orders_nothing_lay_on_top(law: Law) -> None:
    assert burdened(law, Clock(date(2025, 3, 1), date(2025, 3, 1)), importer="US", origin="JP", headings=["0902.10.10"]) == ()


def test_beef_of_the_united_states_pays_what_the_agreement_says(law: Law) -> None:
    assert burdened(law, Clock(date(2025, 5, 3), date(2025, 5, 3)), importer="JP", origin="US", headings=["0202.30"]) == ()


def test_orders_speak_from_a_minute_past_midnight_eastern(law: Law) -> None:
    assert law.jurisdictions["US"].speaks_from(date(2025, 4, 5)).isoformat() == "2025-04-05T00:01:00-04:00"
    assert law.jurisdictions["US"].speaks_from(date(2025, 3, 4)).isoformat() == "2025-03-04T00:01:00-05:00"
    assert law.jurisdictions["JP"].speaks_from(date(2025, 4, 1)).isoformat() == "2025-04-01T00:00:00+09:00"


def test_an_answer_says_where_the_reading_of_acts_ended(law: Law) -> None:
    later = assess(law, Entry("8703.23.01", "JP", "US", Clock(date(2026, 3, 1), date(2026, 3, 1))))
    assert "2025-09-20" in later.notes[0].en
    assert assess(law, Entry("8703.23.01", "JP", "US", Clock(date(2026, 3, 1), date(2025, 5, 3)))).notes == ()

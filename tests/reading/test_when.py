from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.reading.japanese_dates import timexes_ja
from nemawashi.reading.timex import timexes
from nemawashi.reading.timex_days import days_of
from nemawashi.reading.when import document_time, zone_of

SATURDAY = date(2025, 5, 3)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Both sides met on Thursday.", "2025-05-01"),
        ("They would begin talks on Friday.", "2025-05-02"),
        ("Talks will begin on Friday.", "2025-05-09"),
        ("He spoke on Saturday.", "2025-05-03"),
        ("The pause is set to end on July 9.", "2025-07-09"),
        ("Since April 2 the duties stand.", "2025-04-02"),
        ("It was agreed last week.", "2025-W17"),
        ("A summit in mid-June is planned.", "2025-06"),
        ("It was signed in October.", "2024-10"),
        ("He returned on the 18th.", "2025-04-18"),
        ("He returned on the 3rd.", "2025-05-03"),
        ("a pause of 90 days", "P90D"),
        ("a three-day visit", "P3D"),
        ("the coming days", "PXD"),
        ("two years ago", "2023"),
        ("at 16:41 JST", "2025-05-03T16:41"),
    ],
)
def test_an_expression_is_valued_from_the_documents_day(words, value):
    assert value in [one.value for one in timexes(words, SATURDAY)]


@pytest.mark.parametrize("words", ["Talks may begin.", "They march on.", "A tariff of 2500 dollars.", "The second round ended."])
def test_words_that_only_look_like_dates(words):
    assert timexes(words, SATURDAY) == []


def test_parts_of_a_month_are_thirds():
    assert days_of("2025-06", "MID") == (date(2025, 6, 11), date(2025, 6, 20), "days")
    assert days_of("2025-02", "END") == (date(2025, 2, 21), date(2025, 2, 28), "days")
    assert days_of("2025-02-30") is None
    assert days_of("P90D") is None


@settings(max_examples=100, derandomize=True)
@given(st.dates(date(1990, 1, 1), date(2060, 12, 31)))
def test_a_bare_weekday_is_one_of_the_last_seven_days(anchor):
    for name in ("Monday", "Friday", "Sunday"):
        (one,) = timexes(f"He said so on {name}.", anchor)
        assert 0 <= (anchor - date.fromisoformat(one.value)).days <= 6
        assert date.fromisoformat(one.value).strftime("%A") == name


@settings(max_examples=200, derandomize=True)
@given(st.text(max_size=60), st.dates(date(1, 1, 1), date(9999, 12, 31)))
def test_no_text_and_no_anchor_raises(text, anchor):
    timexes(text + " 5 decades ago last month 31 April, next year ", anchor)


def test_a_dateline_gives_the_day():
    told = document_time("Headline\n\n16:41 JST, May 3, 2025\nWASHINGTON — Both sides met.")
    assert told is not None
    assert (told.start, told.basis) == (SATURDAY, "dateline")


@pytest.mark.parametrize(
    ("head", "zone"),
    [("16:41 JST, May 3, 2025", "Asia/Tokyo"), ("WASHINGTON, May 1 (Reuters) - x", "America/New_York"), ("Talks in Tokyo went on.", ""), ("The best of both.", "")],
)  # fmt: skip
def test_the_zone_is_that_of_the_dateline(head, zone):
    assert zone_of(head) == zone


def test_a_day_told_as_ahead_bounds_the_document_from_above():
    text = "The round is scheduled for Thursday (May 1). He left on Wednesday and spoke on Tuesday (29th)."
    told = document_time(text, years=(2024, 2025))
    assert told is not None
    assert (told.start, told.end) == (date(2025, 4, 30), date(2025, 5, 1))


def test_the_year_follows_from_the_weekday():
    told = document_time("On Wednesday, April 16, both sides met.", near=SATURDAY)
    assert told is not None
    assert (told.start, told.end) == (date(2025, 4, 16), date(2025, 4, 17))


def test_weekdays_alone_tell_no_day():
    assert document_time("He said Monday that it was over.") is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("4月17日", "2025-04-17"), ("2025年5月1日", "2025-05-01"), ("16日", "2025-04-16"), ("昨日", "2025-04-17"), ("先週", "2025-W15"), ("来月", "2025-05"), ("令和7年4月2日", "2025-04-02"), ("先月27日", "2025-03-27"), ("一両日中", "2025-04-19/2025-04-20"), ("週内", "2025-04-18/2025-04-20"), ("月内", "2025-04-18/2025-04-30")],
)  # fmt: skip
def test_japanese_dates(words, value):
    assert timexes_ja(words, date(2025, 4, 18))[0].value == value


@pytest.mark.parametrize(
    ("head", "day"),
    [("会談が終わった。\n2025年04月17日 19時39分", date(2025, 4, 17)), ("協議した。\n令和7年5月3日", date(2025, 5, 3)), ("Reuters 17/06/2025 | 03:07\nText.", date(2025, 6, 17))],
)  # fmt: skip
def test_dates_as_other_countries_write_them(head, day):
    told = document_time(head)
    assert told is not None
    assert told.start == told.end == day


def test_two_readings_of_one_date_are_no_date():
    assert document_time("09/10/2018\nThe ministers met.") is None

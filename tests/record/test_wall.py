"""Nothing known later is read, and what is known never shrinks as the known day moves on."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from nemawashi.errors import Fault
from nemawashi.record import Record, load
from nemawashi.rehearse import calendar

from .conftest import CASE

FIRST, DAYS = date(2025, 3, 1), 260
days = st.integers(0, DAYS).map(lambda step: FIRST + timedelta(days=step))
WHOLE = load(CASE / "record", [], root=CASE)


def _ids(record: Record) -> set[tuple[str, str]]:
    return (
        {("statement", item.id) for item in record.statements}
        | {("report", item.id) for item in record.reports}
        | {("relation", item.id) for item in record.relations}
        | {("negotiation", f"{item.id} {state.known}") for item in record.negotiations for state in item.states}
        | {("dating", f"{item.id} {dating.known} {dating.status}") for item in record.events for dating in item.datings}
        | {("outcome", item.id) for item in record.events if item.outcome is not None}
        | {("evidence", f"{item.id} {evidence.text.en}") for item in record.claims for evidence in item.evidence}
        | {("verdict", f"{item.id} {verdict.known}") for item in record.claims for verdict in item.verdicts}
        | {("reading", f"{item.id} {reading.measure} {reading.known}") for item in record.constituencies for reading in item.readings}
        | {("tenure", f"{item.id} {tenure.person}") for item in record.offices for tenure in item.holders}
    )


@settings(derandomize=True, max_examples=60, deadline=None)
@given(days, days)
def test_what_is_known_never_shrinks(one: date, other: date) -> None:
    early, late = sorted((one, other))
    assert _ids(WHOLE.at(early)) <= _ids(WHOLE.at(late))
    assert WHOLE.at(late).at(early) == WHOLE.at(early)


@settings(derandomize=True, max_examples=60, deadline=None)
@given(days)
def test_nothing_known_later_is_read(day: date) -> None:
    seen = WHOLE.at(day)
    assert all(item.known_from() <= day for item in (*seen.statements, *seen.reports))
    assert all(item.said_on.first <= day for item in seen.statements)
    assert all(dating.known <= day for item in seen.events for dating in item.datings)
    assert all(item.outcome_known is None or item.outcome_known <= day for item in seen.events)
    assert all(item.round is None or item.round.minutes is None or item.round_known() <= day for item in seen.events)
    assert all(reading.known <= day for item in seen.constituencies for reading in item.readings)
    assert all(tenure.end is None or tenure.end <= day for item in seen.offices for tenure in item.holders)
    ids = {item.id for item in seen.statements}
    assert all(ids.issuperset(item.statements) for item in (*seen.relations, *seen.events, *seen.claims, *seen.constituencies))


def test_hindsight_stands_behind_the_wall_on_the_opening_day() -> None:
    opening = WHOLE.at(date(2025, 5, 3))
    assert not [item.id for item in (*opening.statements, *opening.events, *opening.negotiations) if item.hindsight]
    later = WHOLE.at(date(2025, 9, 20))
    assert {"l-deal", "l-letter-25", "l-kato-no-tool"} <= {item.id for item in later.statements if item.hindsight}


def test_everything_known_after_the_opening_day_is_marked_hindsight() -> None:
    opening = date(2025, 5, 3)
    for item in WHOLE.statements:
        assert item.hindsight == (item.known_from() > opening), item.id
    faults: list[Fault] = []
    for event in calendar.load(CASE / "rehearse", faults, root=CASE).later:
        assert event.hindsight
        assert event.known_from() > opening, event.id
    assert faults == []


def test_the_first_report_knows_of_no_second_round_date() -> None:
    seen = WHOLE.at(date(2025, 4, 19)).event("round-2")
    assert seen.datings[-1].when.last == date(2025, 4, 30)
    assert seen.outcome is None
    assert seen.round is not None
    assert seen.round.minutes is None
    assert seen.round.mandate is None

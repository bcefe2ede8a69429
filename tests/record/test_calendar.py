"""The calendar: days left, slips, and later rounds only when they are known."""

from datetime import date

import pytest

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.record import Record
from nemawashi.rehearse.calendar import Calendar, Due, faults_against, load

from .conftest import CASE

OPENING = Clock(date(2025, 5, 3), date(2025, 5, 3))


@pytest.fixture(scope="module")
def calendar() -> Calendar:
    faults: list[Fault] = []
    found = load(CASE / "rehearse", faults, root=CASE)
    assert faults == []
    return found


def next_change_of_breakdown(calendar: Calendar, record: Record, clock: Clock) -> Due:
    return next(
        due for due in calendar.at(record, clock) if due.entry.changes == "disagreement" and due.dating.status in ("planned", "expected")
    )


def test_it_agrees_with_the_record(calendar: Calendar, record: Record) -> None:
    assert faults_against(calendar, record) == ()


def test_sixty_seven_days_to_the_deadline(calendar: Calendar, record: Record) -> None:
    due = next_change_of_breakdown(calendar, record, OPENING)
    assert (due.entry.event, due.dating.when.first, due.days) == ("suspension-lapses", date(2025, 7, 9), 67)
    assert due.entry.measures == ("us-ieepa-country",)


def test_the_deadline_moves_once_the_order_of_7_july_is_known(calendar: Calendar, record: Record) -> None:
    before = next_change_of_breakdown(calendar, record, Clock(date(2025, 7, 6), date(2025, 7, 6)))
    after = next_change_of_breakdown(calendar, record, Clock(date(2025, 7, 8), date(2025, 7, 8)))
    assert before.dating.when.first == date(2025, 7, 9)
    assert after.dating.when.first == date(2025, 8, 1)


def test_slips_seen_on_the_opening_day(calendar: Calendar, record: Record) -> None:
    (slip,) = calendar.slips(record, OPENING.known)
    assert (slip.event, slip.was.when.last, slip.became.when.last) == ("round-2", date(2025, 4, 30), date(2025, 5, 3))


def test_what_is_ahead_on_the_opening_day(calendar: Calendar, record: Record) -> None:
    ahead = [due.entry.event for due in calendar.at(record, OPENING) if due.days > 0]
    assert ahead == ["round-3", "apec-trade", "korea-election", "g7", "diet-ends", "suspension-lapses", "upper-house"]


def test_later_rounds_only_when_known(calendar: Calendar, record: Record) -> None:
    rounds = lambda day: [event.id for event in calendar.events(record, day) if event.round is not None]  # noqa: E731
    assert rounds(OPENING.known) == ["round-1", "round-2", "official-talks", "round-3"]
    assert rounds(date(2025, 9, 20))[-1] == "round-8"
    third = next(event for event in calendar.events(record, date(2025, 9, 20)) if event.id == "round-3")
    assert (third.datings[-1].when.first, third.datings[-1].status) == (date(2025, 5, 23), "held")


def test_the_election_outcome_is_behind_the_wall(calendar: Calendar, record: Record) -> None:
    seen = {event.id: event for event in calendar.events(record, OPENING.known)}
    assert seen["upper-house"].outcome is None
    assert seen["g7"].outcome is None
    later = {event.id: event for event in calendar.events(record, date(2025, 9, 20))}
    assert later["upper-house"].outcome is not None

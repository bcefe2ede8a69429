"""The calendar of a negotiation: what is due when, and what each date changes; and the rounds as they later happened."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from nemawashi.dates import Clock
from nemawashi.errors import Fault
from nemawashi.language import Text
from nemawashi.record import Dating, Event, Record, Slip

__all__ = ["Calendar", "Due", "Entry", "load"]

Change = Literal["disagreement", "window", "threshold", "patience", "precedent", "information", "none"]
"""
disagreement  what happens without a deal changes on the day (a suspension lapses): computed from the law
window        people who can commit are in one place
threshold     what a constituency must be given changes (an election)
patience      waiting becomes dearer or cheaper
precedent     another negotiation sets a mark
information   figures or a ruling come out
none          a date on the timeline only
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar: an event of the record, and what its date changes."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    event: str
    """Id of an event of the record (or of a later round in ``rounds.toml``)."""
    changes: Change
    effect: Text
    """What the date changes, in a sentence."""
    measures: tuple[str, ...] = ()
    """Ids of measures of the law whose state turns on the day; the duty itself is computed by the law, never typed here."""
    constituencies: tuple[str, ...] = ()
    negotiation: str = ""
    for_party: str = ""
    """The side on which the date bears; empty for both."""
    hindsight: bool = False
    known: date | None = None
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Due:
    """An entry as it stands on a clock: its event, the date known for it, and the days left."""

    entry: Entry
    event: Event
    dating: Dating
    days: int
    """Days from ``clock.on`` to the first day of the window; negative once past."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Entries, and the events that became known only afterwards."""

    entries: tuple[Entry, ...] = ()
    later: tuple[Event, ...] = ()
    """What happened later (``rounds.toml``), every one marked hindsight with its known-from date."""

    def at(self, record: Record, clock: Clock) -> tuple[Due, ...]:
        """Give the entries known on ``clock.known``, by date."""
        raise NotImplementedError

    def next_deadline(self, record: Record, clock: Clock) -> Due | None:
        """Give the next date on or after ``clock.on`` on which the disagreement point changes."""
        raise NotImplementedError

    def slips(self, record: Record, known: date) -> tuple[Slip, ...]:
        """Give every planned date that moved, as could be seen on ``known``."""
        raise NotImplementedError


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Calendar:
    """Read ``calendar.toml`` and ``rounds.toml`` of a case's ``rehearse`` folder."""
    raise NotImplementedError

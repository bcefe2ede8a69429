"""Dates and the two clocks. The library never asks the machine what day it is."""

from dataclasses import dataclass
from datetime import date

from nemawashi.errors import Fault, Refused

__all__ = ["Clock", "Span", "parse_date"]


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """The two clocks every answer stands on."""

    on: date
    """In force on: the day whose law, calendar and world are meant."""
    known: date
    """As known on: nothing announced, said or decided after this day is read."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days from ``start`` up to, not including, ``end``; an open end is None."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise Refused(
                Fault("span", f"ends {self.end} before it starts {self.start}", "a span ends on or after its start", "swap or correct them")
            )

    def holds(self, day: date) -> bool:
        """Whether ``day`` lies in the span."""
        return self.start <= day and (self.end is None or day < self.end)


def parse_date(text: str | date, *, where: str = "date") -> date:
    """Read an ISO date; anything else is refused with the form that is wanted."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise Refused(Fault(where, f"{text!r} is not a date", "dates are ISO, year-month-day", "write it like 2025-05-03")) from None

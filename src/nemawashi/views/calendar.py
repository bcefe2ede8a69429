"""What is due, and what each date changes."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.rehearse.calendar import Due
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.calendar import due
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["CalendarView", "DueView", "calendar"]


@dataclass(frozen=True, slots=True)
class DueView:
    """One entry still ahead."""

    event: str
    title: Text
    on: date
    until: date
    precision: str
    status: str
    left: Figure
    """Days to the first day of the window; below zero where it has begun."""
    changes: str
    changes_said: Text
    effect: Text
    measures: tuple[str, ...]
    for_party: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CalendarView:
    """The answer of ``calendar``."""

    rows: tuple[DueView, ...]
    receipt: Receipt


def calendar(bench: "Workbench") -> CalendarView:
    """Show the entries of the calendar still ahead, by date."""
    return CalendarView(tuple(_due(bench, one) for one in due(bench)), receipt(bench, on_case(bench, "calendar"), "views.calendar(bench)"))


def _due(bench: "Workbench", one: Due) -> DueView:
    when = one.dating.when
    return DueView(
        event=one.event.id,
        title=one.event.title,
        on=when.first,
        until=when.last,
        precision=when.precision,
        status=one.dating.status,
        left=Figure(
            one.days,
            Unit.DAY,
            bench.clock.on,
            Basis.DERIVED,
            (one.dating.citation,),
            one.days,
            (when.last - bench.clock.on).days,
            method="from the day in force to the window's first and last day",
        ),
        changes=one.entry.changes,
        changes_said=both(f"calendar.{one.entry.changes}"),
        effect=one.entry.effect,
        measures=one.entry.measures,
        for_party=one.entry.for_party,
        citation=one.dating.citation,
    )

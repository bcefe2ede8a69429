"""What is due, as known on the day."""

from typing import TYPE_CHECKING

from nemawashi.rehearse.calendar import Due

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "due"]

READS = ("clock",)


def due(bench: "Workbench") -> tuple[Due, ...]:
    """Give the entries of the calendar still ahead, by date."""
    return tuple(entry for entry in bench.case.calendar.at(bench.record, bench.clock) if entry.dating.when.last >= bench.clock.on)

"""Stated patience beside the reasons to hurry, and what waiting costs in duty."""

from typing import TYPE_CHECKING

from nemawashi.positions.posture import Posture, posture
from nemawashi.pricing.duty_per_day import DutyPerDay
from nemawashi.workbench.deadline import Deadline, deadline, per_day

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "delay", "postures"]

READS = ("clock",)


def postures(bench: "Workbench") -> tuple[Posture, ...]:
    """Give each side's posture, as said and known on the clock."""
    return posture(bench.record, bench.clock)


def delay(bench: "Workbench") -> tuple[DutyPerDay, Deadline | None]:
    """Give duty a day now and from the next deadline on; the same day twice where none is known."""
    end = deadline(bench)
    return per_day(bench, bench.clock.on if end is None else end.on), end

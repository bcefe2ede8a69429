"""Stances by party and issue on the known day, what moved, red lines and wants."""

from datetime import date
from typing import TYPE_CHECKING

from nemawashi.positions import Movement, Position, RedLine, Want, matrix, movement, redlines, wants

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "lines", "moves", "stances", "wanted"]

READS = ("clock",)


def _issues(bench: "Workbench") -> tuple[str, ...]:
    return bench.agenda.ids


def stances(bench: "Workbench") -> tuple[Position, ...]:
    """Every side's latest stance on every issue of the agenda."""
    return bench.memo("stances", READS, lambda: matrix(bench.record, _issues(bench), bench.clock, overrides=bench.case.overrides))


def moves(bench: "Workbench", since: date) -> tuple[Movement, ...]:
    """What moved between what was known on ``since`` and what is known now."""
    return bench.memo(
        "moves",
        READS,
        lambda: movement(bench.record, since, bench.clock, issues=_issues(bench), overrides=bench.case.overrides),
        since,
    )


def lines(bench: "Workbench") -> tuple[RedLine, ...]:
    """What each side has ruled out, firmest first."""
    return bench.memo("red lines", READS, lambda: redlines(bench.record, bench.clock))


def wanted(bench: "Workbench", party: str, most: int = 4) -> tuple[Want, ...]:
    """What a side wants the other to do, firmest first."""
    return bench.memo(
        "wants",
        READS,
        lambda: wants(bench.record, party, bench.clock, issues=_issues(bench), most=most, overrides=bench.case.overrides),
        party,
        most,
    )

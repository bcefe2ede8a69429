"""Whether packages can be compared at all on the known day: somebody must have put down what each side values."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.workbench.frontier import Table, stakes_seen, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Unvalued", "table_or_why", "unvalued"]


@dataclass(frozen=True, slots=True)
class Unvalued:
    """The sides of whose values nothing is known on the day, and the first day on which something is known of every side."""

    parties: tuple[str, ...]
    first: date | None
    """None where the case never tells."""


def unvalued(bench: "Workbench") -> Unvalued | None:
    """Why packages cannot be compared on the known day; None where they can."""
    lacking = tuple(own.party for own in stakes_seen(bench).of(bench.case.parties) if not own.attributes)
    if not lacking:
        return None
    seer = "public" if bench.scenario.public else bench.scenario.side
    seen = bench.case.stakes.for_side(seer, bench.case.manifest.last).of(bench.case.parties)
    days = [min((one.known for one in own.attributes if not one.hindsight), default=None) for own in seen]
    return Unvalued(lacking, None if None in days else max(day for day in days if day is not None))


def table_or_why(bench: "Workbench") -> Table | Unvalued:
    """The bargaining table, or why there is none on the known day."""
    why = unvalued(bench)
    return table(bench) if why is None else why

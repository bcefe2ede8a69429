"""Whether packages can be compared at all on the known day: somebody must have put down what each side values."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.errors import Fault, Refused

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["Unvalued", "must_be_valued", "unvalued"]


@dataclass(frozen=True, slots=True)
class Unvalued:
    """The sides of whose values nothing is known on the day, and the first day on which something is known of every side."""

    parties: tuple[str, ...]
    first: date | None
    """None where the case never tells."""


def unvalued(bench: "Workbench") -> Unvalued | None:
    """Why packages cannot be compared on the known day; None where they can."""
    seer = "public" if bench.scenario.public else bench.scenario.side
    stakes = bench.case.stakes
    lacking = tuple(own.party for own in stakes.for_side(seer, bench.clock.known).of(bench.case.parties) if not own.attributes)
    if not lacking:
        return None
    later = stakes.for_side(seer, bench.case.manifest.last).of(bench.case.parties)
    days = [min((one.known for one in own.attributes if not one.hindsight), default=None) for own in later]
    return Unvalued(lacking, None if None in days else max(day for day in days if day is not None))


def must_be_valued(bench: "Workbench") -> None:
    """Refuse where packages cannot be compared."""
    why = unvalued(bench)
    if why is None:
        return
    remedy = "add attributes to stakes/preferences.toml" if why.first is None else f"ask with --known {why.first} or later"
    found = f"nothing is known on {bench.clock.known} of what {' and '.join(why.parties)} values"
    raise Refused(Fault("stakes", found, "packages are compared by what both sides value, from the day on which that is on record", remedy))

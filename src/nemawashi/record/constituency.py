"""Who must be carried at home: chambers, parties, voters, producers, markets, courts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty, Citation

__all__ = ["Constituency", "Reading"]

FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Reading:
    """A measured figure about a constituency: seats, a threshold, approval, a price."""

    __pydantic_config__ = FORBID

    measure: str
    """``seats``, ``majority``, ``coalition``, ``at_stake``, ``needed``, ``approval``, ``disapproval`` …"""
    value: float
    unit: str
    as_of: date
    known: date
    citation: Citation
    certainty: Certainty
    low: float | None = None
    high: float | None = None
    label: Text | None = None


@dataclass(frozen=True, slots=True)
class Constituency:
    """A group that can block, punish or reward a settlement; thresholds are readings, never typed into code."""

    __pydantic_config__ = FORBID

    id: str
    party: str
    name: Text
    kind: Literal["chamber", "coalition", "electorate", "producers", "market", "court", "executive"]
    power: Text
    """What it can do to a settlement, and under which rule."""
    readings: tuple[Reading, ...] = ()
    issues: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    """Ids of dated events at which it speaks: an election, the end of a session."""
    note: Text | None = None
    known: date | None = None
    """The day from which its power could be told; always, unless stated."""
    where: str = field(default="", compare=False, repr=False)

    def reading(self, measure: str, known: date) -> Reading | None:
        """The newest reading of ``measure`` known on ``known``."""
        readable = [reading for reading in self.readings if reading.measure == measure and reading.known <= known]
        return max(readable, key=lambda reading: (reading.as_of, reading.known), default=None)

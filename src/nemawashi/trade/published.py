"""Average duties that others published, as data: what they say, for which day, on which basis."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.sources import Certainty, Citation

__all__ = ["PublishedAverage"]


@dataclass(frozen=True, slots=True)
class PublishedAverage:
    """A published average duty of an importer on an origin, in percent of imports."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    producer: str
    importer: str
    origin: str
    on: date
    """The day it is given for."""
    known: date
    """The law its makers could know."""
    percent: float
    basis: Literal["total", "additional", "collected", "not stated"]
    """``collected``: on the trade of the weights' year; what was collected on another year's trade is ``total`` with a note."""
    source: str
    pinpoint: str
    certainty: Certainty
    describes: date | None = None
    """The day whose law it describes, where its dating is by announcement or period."""
    described_known: date | None = None
    before: date = date(2025, 2, 1)
    """The day whose duty counts as the general one, for an additional basis."""
    exemptions_read: Literal["", "not at all"] = ""
    """How it read the lists of exempt goods, where that is known to differ."""
    counts_early: tuple[str, ...] = ()
    """Measures it counts before they were in force, …"""
    counts_from: date | None = None
    """… and the day on which they were."""
    presumes_otherwise: bool = False
    """Whether it takes facts that trade statistics cannot tell (metal content) otherwise, or may."""
    note: str = ""
    where: str = field(default="", compare=False)

    @property
    def citation(self) -> Citation:
        """The source and the place in it."""
        return Citation(self.source, self.pinpoint)

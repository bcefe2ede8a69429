"""A state act: the instrument a duty rests on, with its dates kept apart."""

from dataclasses import dataclass, field
from datetime import date

from pydantic import ConfigDict

from nemawashi.sources import Certainty

__all__ = ["Act"]


@dataclass(frozen=True, slots=True)
class Act:
    """A statute, proclamation, order, notice or published guidance.

    Announced, signed, published and effective are four dates and are never merged. What an act does to a measure is an event of the measure;
    ``effective`` here is the first day on which any of it applies, for the reader.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    title: str
    source: str
    """The source record under which its text can be found."""
    number: str = ""
    """As cited in the field: ``Executive Order 14257``, ``Proclamation 10908``."""
    citation: str = ""
    """Where it is published: ``90 FR 15041``."""
    announced: date | None = None
    signed: date | None = None
    published: date | None = None
    effective: date | None = None
    ended: date | None = None
    known: date | None = None
    """First day on which its text could be read; the day it was signed, else published, unless stated."""
    certainty: Certainty = "A"
    note: str = ""
    where: str = field(default="", compare=False)

    def known_from(self) -> date | None:
        """The first day on which anybody outside could know the text."""
        return self.known or self.signed or self.published or self.effective

    def name(self) -> str:
        """The short name a lawyer uses."""
        return self.number or self.title

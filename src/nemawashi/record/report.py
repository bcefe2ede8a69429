"""A press report: the document statements were read in. Its text is never part of a case."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text

__all__ = ["Report"]


@dataclass(frozen=True, slots=True)
class Report:
    """A report by its source id, the name and SHA-256 of its text file, and when it came out.

    ``file`` and ``sha256`` are empty where no text is at hand and the report is known through another page; its statements then carry a pinpoint
    instead of a span.
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    """Also the id of its source."""
    outlet: Text
    published_from: date
    published_to: date
    published_basis: Text
    language: str = "en"
    file: str = ""
    sha256: str = ""
    length: int = 0
    """Characters of the text as UTF-8 decoded, the scale of every offset."""
    home_zone: str = ""
    origin: Literal["own", "compiled", "reprint"] = "own"
    """``own`` reporting, ``compiled`` after others it names, or a ``reprint``."""
    known: date | None = None
    """The day from which it may be read; the last day on which it may have come out unless stated."""
    note: Text | None = None
    where: str = field(default="", compare=False, repr=False)

    def known_from(self) -> date:
        """The day from which the report may be read: never earlier than it can have been out."""
        return self.known or self.published_to

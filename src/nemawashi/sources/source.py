"""A source: what a figure or a sentence was taken from."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

__all__ = ["Certainty", "Source", "SourceKind"]

SourceKind = Literal["act", "report", "dataset", "paper", "page", "judgement"]
Certainty = Literal["A", "B", "C", "D", "M"]
"""A read in the primary text · B a page that quotes the primary · C a secondary page · D own arithmetic or memory · M memory, unverified."""


@dataclass(frozen=True, slots=True)
class Source:
    """A report, an act, a data set, a paper, or somebody's judgement."""

    id: str
    kind: SourceKind
    title: str
    producer: str
    """Outlet, issuing authority, statistical office, authors."""
    title_ja: str = ""
    """The title as a Japanese reader knows it; empty where the original title is what one cites."""
    producer_ja: str = ""
    published: date | None = None
    accessed: date | None = None
    locator: str = ""
    """Address, Federal Register citation, DOI."""
    licence: str = ""
    sha256: str = ""
    certainty: Certainty | None = None
    known: date | None = None
    """The first day on which it could be read; its publication unless stated."""
    note: str = ""

    def known_from(self) -> date | None:
        """The day from which the source may be used."""
        return self.known or self.published

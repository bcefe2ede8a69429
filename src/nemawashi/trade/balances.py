"""Bilateral balances as the parties' own statistics give them: whose books, what they cover, which year."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty, Citation

__all__ = ["PublishedBalance", "on_books"]


@dataclass(frozen=True, slots=True)
class PublishedBalance:
    """Exports of ``party`` to ``partner`` less imports from it, USD million a year, as one party's statistics count them."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    books: str
    """The party whose statistics these are."""
    party: str
    partner: str
    usd_million: float
    covers: Literal["goods", "goods and services"]
    as_of: date
    """Last day of the year counted."""
    known: date
    title: Text
    source: str
    certainty: Certainty
    pinpoint: str = ""
    where: str = field(default="", compare=False)

    @property
    def citation(self) -> Citation:
        """The source and the place in it."""
        return Citation(self.source, self.pinpoint)

    def level(self, party: str, partner: str) -> float | None:
        """The balance of ``party`` with ``partner``, USD million: the same number with the sign turned for the other; None for another pair."""
        if (party, partner) == (self.party, self.partner):
            return self.usd_million
        return -self.usd_million if (partner, party) == (self.party, self.partner) else None


def on_books(balances: Iterable[PublishedBalance], party: str, partner: str, known: date) -> tuple[PublishedBalance, ...]:
    """The balances of a pair that could be read on ``known``, the newest of each set of books first."""
    found = [one for one in balances if one.known <= known and one.level(party, partner) is not None]
    return tuple(sorted(found, key=lambda one: (-one.as_of.toordinal(), one.books, one.id)))

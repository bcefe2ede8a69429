"""Who negotiates: parties, the people who speak for them, and the offices they hold by date."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.dates import Span
from nemawashi.language import Text
from nemawashi.sources import Certainty

__all__ = ["NameVariant", "Office", "Party", "Person", "Tenure"]

FORBID = ConfigDict(extra="forbid")


@dataclass(frozen=True, slots=True)
class Party:
    """A government at the table, or one whose doings bear on it; ``id`` is its ISO 3166 two-letter code."""

    __pydantic_config__ = FORBID

    id: str
    name: Text
    role: Literal["side", "other"] = "other"
    """``side``: sits at this table; ``other``: a government in a parallel talk or on the timeline."""
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class NameVariant:
    """A person's name as some report printed it."""

    __pydantic_config__ = FORBID

    printed: str
    kind: Literal["spelling", "misprint", "title", "short"]
    """``spelling``: another romanisation; ``misprint``: another name altogether; ``title``: another office named; ``short``: part of the name."""
    reports: tuple[str, ...] = ()
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks or acts; ``variants`` are the forms the press used for the name."""

    __pydantic_config__ = FORBID

    id: str
    name: Text
    party: str
    variants: tuple[NameVariant, ...] = ()
    note: Text | None = None
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Tenure:
    """One holder of an office, from ``start`` up to, not including, ``end``."""

    __pydantic_config__ = FORBID

    person: str
    start: date
    source: str
    certainty: Certainty
    end: date | None = None
    known: date | None = None
    """The day on which the appointment was public; its start unless stated."""

    def span(self) -> Span:
        """The days of the tenure."""
        return Span(self.start, self.end)

    def known_from(self) -> date:
        """The day from which the tenure may be read."""
        return self.known or self.start


@dataclass(frozen=True, slots=True)
class Office:
    """An office with its holders by date; ``titles`` are the words the press used for it."""

    __pydantic_config__ = FORBID

    id: str
    title: Text
    party: str
    level: Literal["leader", "minister", "official", "party", "foreign"]
    """Who can commit whom: leaders and ministers of government, officials below them, political parties, holders abroad."""
    holders: tuple[Tenure, ...]
    titles: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    """Issues the office answers for at home; a brief for it is narrowed to them."""
    where: str = field(default="", compare=False, repr=False)

    def holder(self, day: date, known: date) -> Tenure | None:
        """Who held the office on ``day``, as known on ``known``."""
        for tenure in self.holders:
            if tenure.known_from() <= known and tenure.span().holds(day):
                return tenure
        return None

"""A statement: who is reported to have said, done or intended what, where it stands, and through whose hands it came."""

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from nemawashi.language import Text

__all__ = ["Direction", "Flag", "Haste", "Hedge", "Kind", "Link", "Move", "Statement", "When"]

FORBID = ConfigDict(extra="forbid")

Kind = Literal["direct", "indirect", "mixed", "narrative", "headline"]
"""Quotation marks · reported without · both · the reporter's own account of a position · a headline, caption or teaser."""

Move = Literal[
    "demand",
    "offer",
    "refusal",
    "red_line",
    "linkage",
    "separation",
    "schedule",
    "measure",
    "assessment",
    "process",
    "context",
]
"""What the statement does in the negotiation."""

Direction = Literal["concede", "hold", "press", "neutral"]
"""Towards the other side's wish · keeps what one has · wants the other side to move · neither."""

Hedge = Literal["certain", "probable", "possible"]
"""How firmly the report asserts it: as fact; expected or apparent; considered, could, might."""


@dataclass(frozen=True, slots=True)
class When:
    """A day or a stretch of days, both ends included, how finely it is known, and from what."""

    __pydantic_config__ = FORBID

    first: Annotated[date, Field(alias="from")]
    last: Annotated[date, Field(alias="to")]
    precision: Literal["day", "days", "week", "month", "season", "year"]
    basis: Literal["stated", "weekday", "relative", "dateline", "event", "inferred"]
    """A date in the text · a weekday anchored to the report · "yesterday", "last week" · the report's own date · the event told · none of these."""


@dataclass(frozen=True, slots=True)
class Link:
    """One hand through which the words came; a chain runs from the outlet inwards to the origin."""

    __pydantic_config__ = FORBID

    role: Literal["outlet", "wire", "broadcaster", "newspaper", "person", "officials", "document", "survey"]
    name: str
    """Outlet or agency as commonly named, a person's id, or a description such as ``government officials``."""
    anonymity: Literal["named", "described", "unnamed"] = "named"
    party: str = ""
    count: int | None = None
    """How many people, where the report says; None where it does not."""
    at_least: bool = False
    """Whether ``count`` is a lower bound ("multiple")."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a careful reader marks in a statement; ``printed`` keeps the form the press used."""

    __pydantic_config__ = FORBID

    kind: Literal["misprint", "misattribution", "title", "date", "translation", "caption", "scope"]
    note: Text
    printed: str = ""
    means: str = ""
    """Id of the person, office or thing meant."""


@dataclass(frozen=True, slots=True)
class Haste:
    """What a statement tells of a side's patience, by its own words or another's."""

    __pydantic_config__ = FORBID

    of: str
    """The party whose patience it is."""
    says: Literal["patient", "pressed"]
    """In no hurry · has a reason to be quick."""


@dataclass(frozen=True, slots=True)
class Statement:
    """One reported statement. The report's words are not kept: a span, its hash and a paraphrase of our own are.

    ``reported_speaker`` is who the report says spoke, in the report's naming; ``speaker`` the person it resolves to (empty: nobody named);
    ``actor`` the party whose position it is. ``start`` and ``end`` count characters of the report's UTF-8 text, ``sha256`` is the hash of
    ``text[start:end]`` encoded as UTF-8. A statement of a report whose text is not at hand has ``pinpoint`` instead.
    """

    __pydantic_config__ = FORBID

    id: str
    report: str
    kind: Kind
    actor: str
    paraphrase: Text
    move: Move
    said_on: When
    chain: tuple[Link, ...]
    start: int | None = None
    end: int | None = None
    sha256: str = ""
    pinpoint: str = ""
    reported_speaker: str = ""
    speaker: str = ""
    issues: tuple[str, ...] = ()
    direction: Direction = "neutral"
    certainty: Hedge = "certain"
    stance: Text | None = None
    """The position in a few words, for a cell of the matrix; given where the statement states one."""
    towards: tuple[str, ...] = ()
    """Other parties the statement is about."""
    exchange: tuple[str, ...] = ()
    """For a refusal to trade one issue for another: what is kept, and what it is not given for."""
    haste: Haste | None = None
    """Where the statement bears on who is in a hurry."""
    refers_to: When | None = None
    """The time the statement speaks about, where that is not when it was said."""
    event: str = ""
    """Id of the event at or about which it was said."""
    flags: tuple[Flag, ...] = ()
    hindsight: bool = False
    known: date | None = None
    """The day on which it became public; the report's day unless stated. Filled by the loader."""
    where: str = field(default="", compare=False, repr=False)

    def known_from(self) -> date:
        """The day from which the statement may be read."""
        if self.known is None:
            raise ValueError(f"statement {self.id} has not been given its known date; load it through record.load")
        return self.known

    def origins(self) -> tuple[str, ...]:
        """The innermost hands of the chain, the unit in which independent sources are counted.

        A named person, document or poll is the origin wherever it is cited; unnamed officials count as the medium that spoke to them, since
        nobody can tell two of them apart; an outlet's own account is the outlet. Neighbouring links of one role stand side by side: two
        newspapers named together are two origins.
        """
        last = self.chain[-1]
        if last.anonymity == "named" and last.role in ("person", "document", "survey"):
            return (f"{last.role}:{last.name}",)
        media = [link for link in self.chain if link.role not in ("person", "officials", "document", "survey")]
        if not media:
            return (f"{last.role}:{last.name}",)
        return (
            tuple(f"press:{link.name}" for link in media if link.role == media[-1].role) if len(media) > 1 else (f"press:{media[0].name}",)
        )

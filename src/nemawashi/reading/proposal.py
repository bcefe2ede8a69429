"""What reading proposes: documents, statements with exact spans, flags and relations. Nothing here is accepted yet."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

from nemawashi.errors import Fault

__all__ = [
    "AnonymousKind",
    "Certainty",
    "Direction",
    "Document",
    "Flag",
    "FlagKind",
    "Kind",
    "Move",
    "Precision",
    "Proposal",
    "Reading",
    "Relation",
    "RelationKind",
    "Teller",
    "When",
]

Kind = Literal["direct", "indirect", "mixed", "narrative", "headline"]
Move = Literal["demand", "offer", "refusal", "red_line", "linkage", "separation", "schedule", "measure", "assessment", "process", "context"]
Direction = Literal["concede", "hold", "press", "neutral"]
"""Towards the other side's wish · keeps what one has · wants the other side to move · neither."""
Certainty = Literal["certain", "probable", "possible"]
"""How firmly the report asserts it: as fact; expected or apparent; considered, could, might."""
Precision = Literal["day", "days", "week", "month", "season", "year", "unknown"]
AnonymousKind = Literal["named", "institution", "anonymous"]
RelationKind = Literal["corroborates", "supersedes", "contradicts", "tension", "disagreement"]
FlagKind = Literal["misattribution", "unresolved", "proposed_name", "unclosed_quote", "name_variant", "model"]


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of days, both ends meant, with how it was found."""

    start: date
    end: date
    precision: Precision
    basis: str
    """Why these days: ``dateline``, ``weekday before the document``, ``given``, …"""
    text: str = ""
    """The words in the document that say so, empty where it was inferred."""


@dataclass(frozen=True, slots=True)
class Teller:
    """One link of a chain of attribution: who passed the words on."""

    name: str
    """As the document writes it: ``NHK``, ``multiple government officials``."""
    role: Literal["outlet", "wire", "official", "person", "document", "survey"]
    anonymity: AnonymousKind
    number: int | None = 1
    """How many; None where the text says several without saying how many."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A proposed statement: ``document.text[start:end]``, who is said to have said it, whose position it is, and by which rule."""

    file: str
    document: str
    """SHA-256 of the document's canonical text; with start and end it identifies the proposal."""
    start: int
    end: int
    kind: Kind
    text: str = field(repr=False)
    """Exactly the span; kept while reading, never written into a record."""
    reported_speaker: str
    """As written at the cue (``he``, ``Broughton``); empty where the text names nobody."""
    speaker: str | None
    """Person or institution of the registry; None is unresolved."""
    actor: str | None
    """Party (ISO alpha-2) whose position it is."""
    chain: tuple[Teller, ...]
    """From the outlet that prints to the one who spoke."""
    said_on: When | None
    refers_to: tuple[When, ...]
    move: Move
    issues: tuple[str, ...]
    direction: Direction
    certainty: Certainty
    confidence: float
    method: str
    """The rule or model that made it: ``dependency:ccomp``, ``quote``, ``narrative:considers``, ``llm:name``."""
    cue: str = ""
    cue_start: int = -1
    speaker_start: int = -1
    speaker_end: int = -1
    refers: str = ""
    """What a pronoun or a short name was taken to stand for, as written elsewhere in the document."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a reviewer should look at, with its reason."""

    file: str
    kind: FlagKind
    start: int
    end: int
    found: str
    reason: str
    proposed: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """Two proposals and how they stand to each other; ``first`` and ``second`` are (document hash, start, end)."""

    kind: RelationKind
    first: tuple[str, int, int]
    second: tuple[str, int, int]
    aspect: str
    """What differs or agrees: ``name``, ``value``, ``date``, ``speaker``, ``polarity``, ``content``."""
    independent: bool | None
    """Whether the two come from different origins; None where the chain does not tell."""
    reason: str


@dataclass(frozen=True, slots=True)
class Document:
    """One file read: canonical text, its hash, its time, and what it is proposed to say. A file that could not be read has faults only."""

    file: str
    sha256: str
    text: str = field(repr=False)
    language: str
    published: When | None
    outlet: str
    statements: tuple[Proposal, ...]
    flags: tuple[Flag, ...]
    faults: tuple[Fault, ...] = ()
    method: str = ""
    """What read it: ``rules`` or ``rules+spacy:MODEL``."""
    zone: str = ""
    """Zone of the place it was written in, where the dateline names one: its weekdays and its *today* are days there."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Several documents and the relations between their statements."""

    documents: tuple[Document, ...]
    relations: tuple[Relation, ...]

    @property
    def statements(self) -> tuple[Proposal, ...]:
        """All proposals, by document and place."""
        return tuple(statement for document in self.documents for statement in document.statements)

    @property
    def flags(self) -> tuple[Flag, ...]:
        """All flags."""
        return tuple(flag for document in self.documents for flag in document.flags)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """A reason per file that could not be read."""
        return tuple(fault for document in self.documents for fault in document.faults)

    def as_json(self) -> dict[str, Any]:
        """Give the answer of ``nemawashi read --json``; offsets count characters of the canonical text."""
        return {
            "documents": [_document(document) for document in self.documents],
            "statements": [_statement(statement) for statement in self.statements],
            "flags": [_plain(asdict(flag)) for flag in self.flags],
            "relations": [_plain(asdict(relation)) for relation in self.relations],
            "faults": [_plain(asdict(fault)) for fault in self.faults],
        }


def _document(document: Document) -> dict[str, Any]:
    return {
        "file": document.file,
        "sha256": document.sha256,
        "published": _when(document.published),
        "language": document.language,
        "outlet": document.outlet,
        "method": document.method,
        "zone": document.zone,
    }


def _statement(statement: Proposal) -> dict[str, Any]:
    said = statement.said_on
    row = _plain(asdict(statement))
    row.pop("text")
    row["said_on"] = _when(said)
    row["precision"] = said.precision if said else "unknown"
    row["refers_to"] = [_when(when) for when in statement.refers_to]
    return row


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {"from": when.start.isoformat(), "to": when.end.isoformat(), "basis": when.basis, "precision": when.precision}


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(json.dumps(row, default=str, ensure_ascii=False))
    return plain

"""How statements stand to each other."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text

__all__ = ["Relation", "RelationKind"]

RelationKind = Literal["corroborates", "supersedes", "contradicts", "tension", "disagreement", "compatible"]
"""
corroborates   says the same; ``origin`` tells whether independently
supersedes     the first replaces the second: same side, later
contradicts    two reports cannot both be right about a name, value, date, speaker or polarity
tension        one side says two things that pull apart
disagreement   the sides want different things; no report is wrong
compatible     looks like a contradiction and is none; the note says why
"""


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed relation between statements, the first named being the one that acts (supersedes, corroborates)."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    kind: RelationKind
    statements: tuple[str, ...]
    note: Text
    on: Literal["", "name", "value", "date", "speaker", "polarity", "title"] = ""
    """What a contradiction is about."""
    origin: Literal["", "independent", "same"] = ""
    """For a corroboration."""
    moves: Literal["", "softens", "hardens"] = ""
    """For a supersession: whether the side asks or refuses less than before, or more; an analyst's reading."""
    taken: Text | None = None
    """For a contradiction: what this record goes by, and why."""
    issues: tuple[str, ...] = ()
    known: date | None = None
    """The latest known day of its statements unless stated later. Filled by the loader."""
    where: str = field(default="", compare=False, repr=False)

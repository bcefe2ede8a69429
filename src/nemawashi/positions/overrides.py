"""Analysts' judgements that stand in for a computed position, each signed and reasoned."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from nemawashi.errors import Fault
from nemawashi.language import Text
from nemawashi.record.statement import Direction

__all__ = ["Override", "load"]


@dataclass(frozen=True, slots=True)
class Override:
    """A judged position of a party on an issue, from its known date until a later override."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    party: str
    issue: str
    stance: Text
    firmness: Literal[1, 2, 3, 4, 5]
    direction: Direction
    reason: Text
    by: str
    known: date
    statements: tuple[str, ...]
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> tuple[Override, ...]:
    """Read ``overrides.toml`` of a case's ``positions`` folder; an absent file means none."""
    raise NotImplementedError

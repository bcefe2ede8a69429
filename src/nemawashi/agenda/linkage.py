"""Which issues a side ties together, which it keeps apart, and which exchange it refuses."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, Literal

from nemawashi.language import Text

__all__ = ["Firmness", "Linkage", "RedLine", "Tie"]

Firmness = Literal[1, 2, 3, 4, 5]
"""1 floated · 2 considered · 3 stated by or for the government · 4 refused by a minister or leader · 5 ruled out by somebody who can bind the side."""
Tie = Literal["links", "separates"]


@dataclass(frozen=True, slots=True)
class Linkage:
    """A side links issues ("one basket") or separates one from the rest ("a separate track")."""

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    by: str
    """Party that ties or separates."""
    tie: Tie
    issues: tuple[str, ...]
    title: Text
    known: date
    statements: tuple[str, ...] = ()
    said_by: str = ""
    """Person or office, as an id of the record."""
    note: Text | None = None
    where: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class RedLine:
    """A line somebody drew: it is crossed when a package takes, on every issue named, one of the options listed.

    One issue is a line on an issue; two or more are a refused exchange of one for the other. It binds only when the user says so.
    """

    __pydantic_config__: ClassVar[dict[str, str]] = {"extra": "forbid"}
    id: str
    party: str
    title: Text
    crossed_by: Mapping[str, tuple[str, ...]]
    firmness: Firmness
    owner: str
    """Who drew it: person or office, as an id of the record."""
    known: date
    statements: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    """Statements that stand beside it and soften it."""
    note: Text | None = None
    where: str = field(default="", compare=False)

    @property
    def exchange(self) -> bool:
        """Whether it refuses an exchange and not an option."""
        return len(self.crossed_by) > 1

    def crossed(self, package: Mapping[str, str]) -> bool:
        """Whether ``package`` crosses it."""
        return bool(self.crossed_by) and all(package.get(issue) in options for issue, options in self.crossed_by.items())

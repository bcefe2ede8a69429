"""A position: where a party stands on an issue, how firmly, on what evidence, and how it moved."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from nemawashi.language import Text
from nemawashi.record.statement import Direction

__all__ = ["FIRMNESS", "Firmness", "Movement", "Position", "RedLine", "Want"]

Firmness = Literal[1, 2, 3, 4, 5]

FIRMNESS: dict[int, Text] = {
    1: Text("floated", "観測"),
    2: Text("considered", "検討"),
    3: Text("stated", "表明"),
    4: Text("firm", "強い主張"),
    5: Text("red line", "譲れない一線"),
}
"""How firmly a stance is held; ``infer.firmness`` has the rules.

1 a possibility in one account · 2 expected, or a possibility in several independent accounts · 3 reported as fact, or offered ·
4 demanded, refused, tied or kept apart by the side itself · 5 ruled out by a leader or minister, who can bind the side.
"""


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of a party's position on an issue between two days, with the statements before and after."""

    party: str
    issue: str
    since: date
    until: date
    kind: Literal["new", "softened", "hardened", "shifted", "restated"]
    before: Text | None
    after: Text
    firmness_before: Firmness | None
    firmness_after: Firmness
    statements: tuple[str, ...]
    """The statement that stood before (if any) and those said or learnt since that show the change."""


@dataclass(frozen=True, slots=True)
class Position:
    """The latest stance of a party on an issue, as known on a day."""

    party: str
    issue: str
    as_of: date
    """The last day on which the decisive statement may have been said."""
    stance: Text
    firmness: Firmness
    direction: Direction
    statements: tuple[str, ...]
    """The decisive statement first, then those that support or qualify it, newest first."""
    sources: int
    """Independent sources, counted by the origin of their chains."""
    origins: tuple[str, ...]
    linked: Literal["", "linked", "separate"] = ""
    """Whether the party ties the issue to this table or keeps it apart."""
    conflict: tuple[str, ...] = ()
    """Ids of the relations (contradiction, tension) that touch its statements."""
    standing: tuple[str, ...] = ()
    """Earlier, firmer statements that nobody withdrew and the decisive one does not keep."""
    movement: Movement | None = None
    basis: Literal["cited", "judged"] = "cited"
    reason: Text | None = None
    """The analyst's reason, where the position is an override."""
    by: str = ""


@dataclass(frozen=True, slots=True)
class RedLine:
    """Something a side has ruled out: on one issue, or the exchange of one issue for another."""

    id: str
    party: str
    issues: tuple[str, ...]
    scope: Literal["issue", "exchange"]
    """``exchange``: each of the two may move, but not one for the other."""
    firmness: Firmness
    owner: str
    """Id of the person who drew it; the party's id where nobody was named."""
    text: Text
    statement: str
    as_of: date
    contested: tuple[str, ...] = ()
    """Ids of relations that put it in doubt (tension with other statements of the side)."""


@dataclass(frozen=True, slots=True)
class Want:
    """One of the things a party wants most, for the first screen."""

    party: str
    issue: str
    """The first of ``issues``."""
    issues: tuple[str, ...]
    """Every issue the same words settle."""
    text: Text
    firmness: Firmness
    as_of: date
    sources: int
    statements: tuple[str, ...]

"""A case: one negotiation, with everything the floors need to answer questions about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from pydantic import ConfigDict

from nemawashi.agenda import Agenda
from nemawashi.case.find import known_cases
from nemawashi.dates import Clock
from nemawashi.economy import Economy
from nemawashi.errors import Unknown
from nemawashi.language import Text
from nemawashi.positions import Override
from nemawashi.record import Record
from nemawashi.rehearse.calendar import Calendar
from nemawashi.sources import Source
from nemawashi.stakes import Stakes
from nemawashi.tariffs import Law
from nemawashi.trade import Trade

__all__ = ["Case", "Good", "Manifest", "Side", "Topic"]


@dataclass(frozen=True, slots=True)
class Side:
    """A party that sits at the table, and its region in the trade model."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    name: Text
    region: str
    """Region of the economy's baseline."""


@dataclass(frozen=True, slots=True)
class Topic:
    """Something the record speaks about that is no issue on the table: the talks themselves, the parallel ones."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    title: Text


@dataclass(frozen=True, slots=True)
class Good:
    """A good whose duty the brief shows: a car, a part, steel, and one that stands for all others."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    heading: str
    title: Text
    origin: str
    importer: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What ``case.toml`` says: title, sides, and the day on which the case opens."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    title: Text
    sides: tuple[Side, ...]
    side: str
    """The side for which it opens."""
    on: date
    known: date
    first: date
    """First day the law and the record cover."""
    last: date
    licence: str
    data_version: str
    topics: tuple[Topic, ...] = ()
    goods: tuple[Good, ...] = ()
    note: Text | None = None


@dataclass(frozen=True)
class Case:
    """A case opened and checked; every part of it is frozen."""

    manifest: Manifest
    folder: Path
    sources: Mapping[str, Source]
    law: Law
    record: Record
    agenda: Agenda
    trade: Trade
    economy: Economy
    overrides: tuple[Override, ...]
    stakes: Stakes
    calendar: Calendar
    digest: str = field(default="", compare=False)
    """sha256 over the files of the case, names and contents, in order."""

    @property
    def id(self) -> str:
        """The case's name."""
        return self.manifest.id

    @property
    def address(self) -> str:
        """What opens it again: the name of a built-in case, or the folder."""
        return self.id if known_cases().get(self.id) == self.folder else str(self.folder)

    @property
    def clock(self) -> Clock:
        """The day on which it opens, on both clocks."""
        return Clock(self.manifest.on, self.manifest.known)

    @property
    def parties(self) -> tuple[str, ...]:
        """Ids of the sides at the table, the opening one first."""
        ids = [side.id for side in self.manifest.sides]
        return tuple(sorted(ids, key=lambda party: party != self.manifest.side))

    def side(self, given: str) -> Side:
        """The side of that id; Unknown names the ones there are."""
        for side in self.manifest.sides:
            if side.id == given.upper():
                return side
        raise Unknown("side", given, [side.id for side in self.manifest.sides], where="--for")

    def other(self, side: str) -> str:
        """The party across the table, in a case of two."""
        return next(party for party in self.parties if party != side)


def digest(folder: Path) -> str:
    """Hash the files of a case folder: relative names and contents, in the order of the names."""
    total = sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()

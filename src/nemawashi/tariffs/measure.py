"""A measure: one duty or relief, and the dated events that make its history.

State on a day is computed, never stored: events known by the clock's known date are replayed in order of effect. A suspension does not
delete, so its lapse needs no event; a retroactive act changes only answers that are known after it.
"""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.sources import Certainty

__all__ = ["APART", "Event", "EventKind", "Measure"]

APART = ("fee", "markup")
"""Authorities of charges outside the total: what a customs house or a state trader takes besides duty."""

EventKind = Literal["enact", "amend", "suspend", "extend", "resume", "exempt", "terminate"]


@dataclass(frozen=True, slots=True)
class Event:
    """What an act does to a measure (or to a stacking rule) from a day on.

    enact      it applies, with ``duty`` or ``rates`` by origin; to ``until`` when given
    amend      the duty changes, for everything or for the narrowed goods and origins; to ``until`` when given, then it is what it was
    suspend    it is not collected until ``until``, then collected again by itself; narrowed, or with ``when``, so for that part only
    extend     the suspension (or the limited life) that runs on ``on`` runs to ``until`` instead
    resume     suspensions end early, of the whole and of parts; narrowed, for that part only, and earlier exemptions of these goods by
               list or heading end with them
    exempt     narrowed goods, origins or facts (``when``) do not owe it, to ``until`` when given
    terminate  it ends; narrowed, or with ``when``, for that part only; enacted again, it starts without its earlier exemptions
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    kind: EventKind
    act: str
    pinpoint: str
    on: date = date.min
    """First day of effect; the first event's where a later one names none. United States orders speak from 12:01 a.m. Eastern of that day."""
    duty: str = ""
    rates: dict[str, str] = field(default_factory=dict)
    """Duty by origin or group; an amending event names only those it changes."""
    until: date | None = None
    """First day on which it no longer speaks."""
    known: date | None = None
    """First day on which the event could be known; the act's unless stated."""
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    when: str = ""
    heading99: str = ""
    """The chapter 99 heading under which it is declared."""
    certainty: Certainty = "A"
    note: str = ""
    where: str = field(default="", compare=False)

    def narrowed(self) -> bool:
        """Whether it speaks of a part only."""
        return bool(self.headings or self.lists or self.origins)

    def said_of_goods(self) -> "Event":
        """The same, where a suspension narrowed to origins names its goods: all; a resumption lifts what is said of goods."""
        if self.kind == "suspend" and self.origins and not (self.headings or self.lists):
            return replace(self, headings=("*",))
        return self

    def partial(self) -> bool:
        """Whether it speaks of a part only, by goods, origins or facts."""
        return self.narrowed() or bool(self.when)


@dataclass(frozen=True, slots=True)
class Measure:
    """A duty, preference, relief or fee of one importer."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    label: Text
    importer: str
    authority: Literal["mfn", "preference", "s232", "ieepa", "s301", "s122", "quota", "markup", "safeguard", "fee", "other"]
    event: tuple[Event, ...] = ()
    programme: str = ""
    """The name under which stacking rules know it; its own id unless stated."""
    headings: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    except_headings: tuple[str, ...] = ()
    except_lists: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    except_origins: tuple[str, ...] = ()
    table: str = ""
    """A table of rates by tariff line takes the place of one duty."""
    when: str = ""
    """A condition without which the measure does not reach the good."""
    base: str = ""
    """The part of the value on which its duties are charged where they name none; empty is the customs value."""
    optional: bool = False
    """Where its condition is not met it goes unmentioned: a penalty duty, not a term of the good."""
    quota: str = ""
    side: Literal["", "in", "over"] = ""
    """Of a tariff quota: the duty within, or beyond, its volume."""
    minimum: str = ""
    maximum: str = ""
    """Of a fee: least and most an entry pays, in the importer's currency."""
    note: str = ""
    where: str = field(default="", compare=False)

    def family(self) -> str:
        """Programme, or the measure itself."""
        return self.programme or self.id

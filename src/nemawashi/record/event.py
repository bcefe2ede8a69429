"""Events on two clocks: each date an event was given, and when that date was known; negotiations and their rounds."""

import itertools
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from pydantic import ConfigDict

from nemawashi.language import Text
from nemawashi.record.statement import When
from nemawashi.sources import Certainty, Citation

__all__ = ["Dating", "Event", "EventKind", "Negotiation", "NegotiationState", "Round", "Slip"]

FORBID = ConfigDict(extra="forbid")

EventKind = Literal[
    "round",
    "meeting",
    "call",
    "statement",
    "order",
    "measure",
    "deadline",
    "summit",
    "election",
    "parliament",
    "visit",
    "survey",
    "market",
    "court",
    "report",
]
Status = Literal["planned", "expected", "held", "cancelled"]


@dataclass(frozen=True, slots=True)
class Dating:
    """When an event was, or was going to be, as somebody had it from day ``known`` on."""

    __pydantic_config__ = FORBID

    when: When
    status: Status
    known: date
    citation: Citation
    statement: str = ""
    """Id of the statement that gave the date, if one did."""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A planned date that moved: what it was, what it became, and by which sources."""

    event: str
    was: Dating
    became: Dating
    days: int
    """Days from the last day of the old window to the last of the new; negative when it came forward."""


@dataclass(frozen=True, slots=True)
class Round:
    """What makes an event a round of talks."""

    __pydantic_config__ = FORBID

    negotiation: str
    number: int
    level: Literal["leader", "minister", "official"]
    minutes: int | None = None
    mandate: Text | None = None
    """What those present were to obtain or might give."""
    can_commit: tuple[str, ...] = ()
    """Ids of people who could bind their side."""
    missing: Text | None = None
    """Counterparts or preparation that were not there."""
    known: date | None = None
    """The day from which minutes, mandate, commitment and lacks may be read; the outcome's day unless stated, else the event's."""

    def before_known(self) -> "Round":
        """The round as it looked before its particulars were public: which talks, which number, which level."""
        return Round(self.negotiation, self.number, self.level)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened or is due; ``datings`` in order of knowledge, the last known one holds."""

    __pydantic_config__ = FORBID

    id: str
    title: Text
    kind: EventKind
    datings: tuple[Dating, ...]
    certainty: Certainty
    place: str = ""
    participants: tuple[str, ...] = ()
    """Ids of people."""
    parties: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    round: Round | None = None
    outcome: Text | None = None
    outcome_known: date | None = None
    """The day the outcome was public; needed where there is one."""
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)

    def known_from(self) -> date:
        """The first day on which anything of the event could be read."""
        return min(dating.known for dating in self.datings)

    def round_known(self) -> date:
        """The day from which the round's particulars may be read."""
        return (self.round.known if self.round is not None else None) or self.outcome_known or self.known_from()

    def at(self, known: date, statements: Collection[str] | None = None) -> "Event":
        """Give the event as it could be read on ``known``; of its statements those in ``statements``, where given."""
        told = self.outcome_known is not None and self.outcome_known <= known
        return replace(
            self,
            datings=tuple(dating for dating in self.datings if dating.known <= known),
            statements=self.statements if statements is None else tuple(key for key in self.statements if key in statements),
            round=self.round.before_known() if self.round is not None and self.round_known() > known else self.round,
            outcome=self.outcome if told else None,
            outcome_known=self.outcome_known if told else None,
        )

    def dated(self, known: date) -> Dating | None:
        """The event's date as known on ``known``."""
        readable = [dating for dating in self.datings if dating.known <= known]
        return readable[-1] if readable else None

    def slips(self, known: date) -> tuple[Slip, ...]:
        """Every move of the event's date that could be seen on ``known``: the windows no longer overlap, or the later one ends elsewhere."""
        readable = [dating for dating in self.datings if dating.known <= known]
        return tuple(
            Slip(self.id, was, became, (became.when.last - was.when.last).days)
            for was, became in itertools.pairwise(readable)
            if became.when.first > was.when.last or became.when.last < was.when.first or became.when.last > was.when.last
        )


@dataclass(frozen=True, slots=True)
class NegotiationState:
    """Where a negotiation stood, as known from ``known`` on."""

    __pydantic_config__ = FORBID

    stage: Literal["asked", "scheduled", "under_way", "terms_agreed", "concluded", "stalled", "none"]
    summary: Text
    known: date
    citation: Citation
    certainty: Certainty
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Negotiation:
    """A set of talks between parties; the case's own, and the parallel ones."""

    __pydantic_config__ = FORBID

    id: str
    title: Text
    parties: tuple[str, ...]
    states: tuple[NegotiationState, ...]
    role: Literal["own", "parallel", "group"] = "parallel"
    leads: tuple[str, ...] = ()
    hindsight: bool = False
    where: str = field(default="", compare=False, repr=False)

    def known_from(self) -> date:
        """The first day on which anything of it could be read."""
        return min(state.known for state in self.states)

    def state(self, known: date) -> NegotiationState | None:
        """Where it stood as known on ``known``."""
        readable = [state for state in self.states if state.known <= known]
        return readable[-1] if readable else None

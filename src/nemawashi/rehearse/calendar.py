"""The calendar of a negotiation: what is due when, and what each date changes; and the rounds as they later happened."""

from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict

from nemawashi.dates import Clock
from nemawashi.errors import Fault, nearest
from nemawashi.language import Text
from nemawashi.record import Dating, Event, Record, Slip
from nemawashi.record.agree import event_faults
from nemawashi.record.load import rows
from nemawashi.sources.toml_lines import read_toml

__all__ = ["Calendar", "Due", "Entry", "faults_against", "load"]

Change = Literal["disagreement", "window", "threshold", "patience", "precedent", "information", "none"]
"""
disagreement  what happens without a deal changes on the day (a suspension lapses): computed from the law
window        people who can commit are in one place
threshold     what a constituency must be given changes (an election)
patience      waiting becomes dearer or cheaper
precedent     another negotiation sets a mark
information   figures or a ruling come out
none          a date on the timeline only
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the calendar: an event of the record, and what its date changes."""

    __pydantic_config__ = ConfigDict(extra="forbid")

    event: str
    """Id of an event of the record (or of a later round in ``rounds.toml``)."""
    changes: Change
    effect: Text
    """What the date changes, in a sentence."""
    measures: tuple[str, ...] = ()
    """Ids of measures of the law whose state turns on the day; the duty itself is computed by the law, never typed here."""
    constituencies: tuple[str, ...] = ()
    negotiation: str = ""
    for_party: str = ""
    """The side on which the date bears; empty for both."""
    hindsight: bool = False
    known: date | None = None
    where: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Due:
    """An entry as it stands on a clock: its event, the date known for it, and the days left."""

    entry: Entry
    event: Event
    dating: Dating
    days: int
    """Days from ``clock.on`` to the first day of the window; negative once past."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """Entries, and the events that became known only afterwards."""

    entries: tuple[Entry, ...] = ()
    later: tuple[Event, ...] = ()
    """What happened later (``rounds.toml``), every one marked hindsight with its known-from date.

    One with the id of an event of the record goes on with that event: its datings, outcome and round follow the record's.
    """

    def events(self, record: Record, known: date) -> tuple[Event, ...]:
        """Give every event that could be read on ``known``, the record's and the later ones, each with the datings known by then, by date."""
        seen = {event.id: event for event in record.at(known).events}
        whole = {event.id: event for event in record.events}
        for event in self.later:
            if event.known_from() > known:
                continue
            now = event.at(known)
            seen[event.id] = _continued(seen[event.id], now) if event.id in whole and event.id in seen else now
        return tuple(sorted(seen.values(), key=lambda event: (event.datings[-1].when.first, event.id)))

    def at(self, record: Record, clock: Clock) -> tuple[Due, ...]:
        """Give the entries known on ``clock.known``, by date; past ones have negative days."""
        events = {event.id: event for event in self.events(record, clock.known)}
        found = []
        for entry in self.entries:
            event = events.get(entry.event)
            if event is None or (entry.known is not None and entry.known > clock.known):
                continue
            dating = event.datings[-1]
            found.append(Due(entry, event, dating, (dating.when.first - clock.on).days))
        return tuple(sorted(found, key=lambda due: (due.dating.when.first, due.entry.event)))

    def slips(self, record: Record, known: date) -> tuple[Slip, ...]:
        """Give every planned date that moved, as could be seen on ``known``, in the order it was learnt."""
        found = [slip for event in self.events(record, known) for slip in event.slips(known)]
        return tuple(sorted(found, key=lambda slip: (slip.became.known, slip.event)))


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Calendar:
    """Read ``calendar.toml`` and ``rounds.toml`` of a case's ``rehearse`` folder; an absent file is empty.

    Every event of ``rounds.toml`` must be marked hindsight. That events, people and statements exist is checked by ``faults_against``.
    """
    entries: tuple[Entry, ...] = ()
    later: tuple[Event, ...] = ()
    for name, table in (("calendar.toml", "entry"), ("rounds.toml", "event")):
        path = folder / name
        file = read_toml(path, faults, root=root or folder.parent) if path.is_file() else None
        if file is None:
            continue
        for other in file.values:
            if other != table:
                faults.append(
                    Fault(file.where(other), f"[[{other}]] is no table of {name}", f"only [[{table}]] stands here", "rename or remove it")
                )
        if table == "entry":
            entries = rows(file, table, Entry, faults)
        else:
            later = rows(file, table, Event, faults)
    for event in later:
        if not event.hindsight:
            faults.append(
                Fault(event.where, f"{event.id} is not marked", "what happened later is marked hindsight = true", "add hindsight = true")
            )
    return Calendar(entries, later)


def faults_against(calendar: Calendar, record: Record) -> tuple[Fault, ...]:
    """Give the faults between the calendar and the record: entries without an event, later events naming nobody known."""
    known = sorted({event.id for event in (*record.events, *calendar.later)})
    faults = [
        Fault(
            entry.where,
            f"unknown event {entry.event!r}",
            "an entry names an event",
            f"nearest known: {', '.join(nearest(entry.event, known))}",
        )
        for entry in calendar.entries
        if entry.event not in known
    ]
    groups = sorted(group.id for group in record.constituencies)
    faults += [
        Fault(
            entry.where,
            f"unknown constituency {key!r}",
            "a threshold names whom it binds",
            f"nearest known: {', '.join(nearest(key, groups))}",
        )
        for entry in calendar.entries
        for key in entry.constituencies
        if key not in groups
    ]
    for event in calendar.later:
        faults += event_faults(event, record)
    return tuple(faults)


def _continued(event: Event, later: Event) -> Event:
    datings = tuple(sorted((*event.datings, *later.datings), key=lambda dating: dating.known))
    held = any(dating.status == "held" for dating in later.datings)
    return replace(
        event,
        datings=datings,
        participants=tuple(dict.fromkeys((*event.participants, *later.participants))) if held else event.participants,
        statements=tuple(dict.fromkeys((*event.statements, *later.statements))),
        round=later.round if held and later.round is not None else event.round,
        outcome=later.outcome or event.outcome,
        outcome_known=later.outcome_known or event.outcome_known,
    )

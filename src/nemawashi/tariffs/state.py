"""Where a measure stands on a day: its known events replayed in order of effect."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from nemawashi.dates import Clock
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event

__all__ = ["State", "replay"]


@dataclass(frozen=True, slots=True)
class State:
    """What the known events have made of a measure, or of a rule, by a day."""

    standing: Literal["in_force", "suspended", "not_in_force"]
    speaks: Event
    """The event behind the standing: what enacted, suspended, ended or will enact it."""
    since: date | None
    until: date | None
    """When a suspension or a limited life ends, as known; the first day of the next state."""
    duties: tuple[Event, ...]
    """Events that set a duty, newest first."""
    exempts: tuple[Event, ...]
    """Exemptions, and suspensions and terminations of a part, that run on the day, and what lifts them, newest first."""


def known_events(law: Law, events: Iterable[Event], clock: Clock) -> list[Event]:
    """Events that could be known, in order of effect, then of becoming known."""
    known = [(event.on, law.known_on(event), number, event) for number, event in enumerate(events)]
    return [event for on, when, number, event in sorted(known, key=lambda row: row[:3]) if when <= clock.known]


def replay(law: Law, events: Iterable[Event], clock: Clock) -> State | None:
    """Replay what was known on ``clock.known`` up to ``clock.on``; None where nothing at all was known."""
    known = known_events(law, events, clock)
    if not any(event.kind == "enact" for event in known):
        return None
    enacted: Event | None = None
    ended: Event | None = None
    life: date | None = None
    stopped: Event | None = None
    stop_until: date | None = None
    duties: list[Event] = []
    exempts: list[Event] = []
    for event in known:
        begun = event.on <= clock.on
        if event.kind == "extend":
            if stopped is not None and (stop_until is None or event.on <= stop_until):
                stop_until = event.until
                stopped = event if begun else stopped
            elif begun and enacted is not None and life is not None and event.on <= life:
                life = event.until
            continue
        if not begun:
            continue
        if event.kind == "enact":
            enacted, ended, life, stopped, duties = event, None, event.until, None, [event]
        elif event.kind == "amend":
            duties.append(event)
        elif event.kind == "suspend" and not event.partial():
            stopped, stop_until = event, event.until
        elif event.kind == "exempt" or event.partial():
            exempts.append(event)
        elif event.kind == "resume":
            stopped = None
        else:
            ended = event
    running = tuple(event for event in reversed(exempts) if event.until is None or clock.on < event.until)
    settled = tuple(reversed(duties))
    if enacted is None:
        coming = next(event for event in known if event.kind == "enact")
        return State("not_in_force", coming, None, coming.on, (coming,), ())
    if ended is not None:
        return State("not_in_force", ended, ended.on, None, settled, running)
    if life is not None and clock.on >= life:
        return State("not_in_force", enacted, life, None, settled, running)
    if stopped is not None and (stop_until is None or clock.on < stop_until):
        return State("suspended", stopped, stopped.on, stop_until, settled, running)
    return State("in_force", enacted, enacted.on, life, settled, running)

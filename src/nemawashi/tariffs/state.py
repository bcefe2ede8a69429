"""Where a measure stands on a day: its known events replayed in order of effect."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
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
    history = _History(law)
    for event in known:
        history.take(event, clock.on)
    if history.enacted is None:
        coming = next(event for event in known if event.kind == "enact")
        return State("not_in_force", coming, None, coming.on, (coming,), ())
    return history.on(clock.on)


@dataclass(slots=True)
class _History:
    """What the events read so far have made of the measure."""

    law: Law
    enacted: Event | None = None
    ended: Event | None = None
    life: date | None = None
    stopped: Event | None = None
    """What suspends the whole."""
    stop_until: date | None = None
    left: int | None = None
    """Where among the exemptions a suspension of the whole stands, once it was lifted for a part."""
    duties: list[Event] = field(default_factory=list)
    exempts: list[Event] = field(default_factory=list)

    def take(self, event: Event, on: date) -> None:
        """Read the next event in order of effect; only an extension speaks before its day, since it moves an end that is to come."""
        begun = event.on <= on
        if event.kind == "extend":
            self._extend(event, begun=begun)
        elif not begun:
            return
        elif event.kind == "enact":
            self._enact(event)
        elif event.kind == "amend":
            self.duties.append(event)
        elif event.kind == "suspend" and not event.partial():
            self._suspend(event)
        elif event.kind == "resume":
            self._resume(event)
        elif event.kind == "exempt" or event.partial():
            self.exempts.append(event)
        else:
            self.ended = event

    def _enact(self, event: Event) -> None:
        if self.ended is not None or (self.life is not None and self.life <= event.on):
            self.exempts = []
        self.enacted, self.ended, self.life, self.stopped, self.left, self.duties = event, None, event.until, None, None, [event]

    def _suspend(self, event: Event) -> None:
        """Suspend the whole; a suspension that runs longer already is not cut short."""
        runs = self.stopped is not None and (self.stop_until is None or event.on < self.stop_until)
        if not runs or (self.stop_until is not None and (event.until is None or event.until > self.stop_until)):
            self.stopped, self.stop_until = event, event.until

    def _resume(self, event: Event) -> None:
        """End suspensions: all of them, or, narrowed, for that part only; then the rest stays suspended as an exemption does."""
        if not event.partial():
            self.stopped, self.left = None, None
            self.exempts = [held for held in self.exempts if held.kind != "suspend"]
            return
        if self.stopped is not None and (self.stop_until is None or event.on < self.stop_until):
            self.left = len(self.exempts)
            self.exempts.append(self._of_all_goods(self.stopped, self.stop_until))
            self.stopped = None
        self.exempts.append(event)

    def _extend(self, event: Event, *, begun: bool) -> None:
        if self.stopped is not None and (self.stop_until is None or event.on <= self.stop_until):
            self.stop_until = event.until
            self.stopped = event if begun else self.stopped
        elif self.left is not None and ((until := self.exempts[self.left].until) is None or event.on <= until):
            self.exempts[self.left] = self._of_all_goods(self.exempts[self.left], event.until)
        elif begun and self.enacted is not None and self.life is not None and event.on <= self.life:
            self.life = event.until

    def _of_all_goods(self, suspension: Event, until: date | None) -> Event:
        """A suspension said of every good, so that it can be lifted for some; one object for the law's life, as every event is."""
        key = ("of all goods", id(suspension), until)
        if key not in self.law.cache:
            self.law.cache[key] = (suspension, replace(suspension, headings=("*",), until=until))
        said: Event = self.law.cache[key][1]
        return said

    def on(self, on: date) -> State:
        """Where it stands at the end of the events."""
        assert self.enacted is not None
        exempts = tuple(event for event in reversed(self.exempts) if event.until is None or on < event.until)
        duties = tuple(event for event in reversed(self.duties) if event.kind == "enact" or event.until is None or on < event.until)
        if self.ended is not None:
            return State("not_in_force", self.ended, self.ended.on, None, duties, exempts)
        if self.life is not None and on >= self.life:
            return State("not_in_force", self.enacted, self.life, None, duties, exempts)
        if self.stopped is not None and (self.stop_until is None or on < self.stop_until):
            return State("suspended", self.stopped, self.stopped.on, self.stop_until, duties, exempts)
        return State("in_force", self.enacted, self.enacted.on, self.life, duties, exempts)

"""The course of a measure's events: each finds what it acts on. An event that would do nothing is a mistake in its day, kind or place."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from nemawashi.errors import Fault
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event

__all__ = ["check_histories"]


def check_histories(law: Law) -> Iterator[Fault]:
    """Events without a day, out of order, or with nothing to act on; of measures and of stacking rules."""
    told = [(measure.id, measure.where, measure.event, "measure") for measure in law.measures.values()]
    told += [(rule.id, rule.where, rule.event, "rule") for rule in law.rules]
    for name, where, events, kind in told:
        if not events:
            yield Fault(where, f"{name} has no event", f"a {kind} is enacted by an act", f'add [[{kind}.event]] kind = "enact"')
            continue
        if events[0].kind != "enact":
            found = f"{name} starts with {events[0].kind}"
            yield Fault(events[0].where, found, "the first event enacts", "add the enacting event")
        for event in events:
            yield from _alone(event, name)
        if all(event.on != date.min for event in events):
            yield from _course(events, name)


def _alone(event: Event, name: str) -> Iterator[Fault]:
    """What can be said of one event by itself."""
    if event.on == date.min:
        yield Fault(event.where, f"{name}: no day of effect", "the first event says from which day it applies", "add on = 2025-04-05")
    if event.until is not None and event.until <= event.on:
        found = f"{name}: until {event.until} is not after on {event.on}"
        yield Fault(f"{event.where}#until", found, "what ends, ends after it starts", "correct the dates")
    if event.when and event.kind in ("enact", "amend", "extend", "resume"):
        rule = "a condition stands on the measure, or on an event that exempts, suspends or ends it for a part"
        remedy = f"put when = {event.when!r} on the measure, or write a measure of its own"
        yield Fault(f"{event.where}#when", f"{name}: {event.kind} on a condition", rule, remedy)
    if event.kind == "extend" and event.narrowed():
        rule = "an extension moves the end of the whole suspension"
        yield Fault(event.where, f"{name}: an extension for a part", rule, "suspend that part again, narrowed in the same way")
    if event.kind == "extend" and event.until is None:
        yield Fault(event.where, f"{name}: extend without until", "an extension says to what day", "add until = …")
    if event.kind == "exempt" and not event.partial():
        rule = "an exemption says of what: goods, origins or facts; what spares everything is a suspension or an end"
        yield Fault(
            event.where, f"{name}: exempt without a narrowing", rule, "add headings, lists, origins or when, or write suspend or terminate"
        )
    if event.until is not None and (event.kind == "terminate" or (event.kind == "resume" and not event.partial())):
        rule = "an end and a resumption are for good; what is for a time is suspended or exempted"
        yield Fault(f"{event.where}#until", f"{name}: {event.kind} until a day", rule, "write suspend or exempt, or remove until")


@dataclass(slots=True)
class _Course:
    """What stands on the day of the next event."""

    enacted: date
    life: date | None = None
    ended: date | None = None
    stopped: bool = False
    stop_until: date | None = None
    lifted: list[Event] = field(default_factory=list)
    """What a resumption can lift: suspensions and exemptions of a part."""


def _course(events: Sequence[Event], name: str) -> Iterator[Fault]:
    """Read the events in order of effect, whenever each became known."""
    first = min((event.on for event in events if event.kind == "enact"), default=None)
    if first is None:
        return
    course = _Course(first)
    for event in sorted(events, key=lambda event: event.on):
        if event.kind == "enact":
            course = _Course(event.on, event.until)
            continue
        if event.on < first and event.kind != "exempt":
            found = f"{name}: {event.kind} on {event.on}, before it is enacted on {first}"
            yield Fault(f"{event.where}#on", found, "an event acts on a measure that is there", "correct one of the days")
            continue
        if course.ended is not None and course.ended < event.on:
            found = f"{name}: {event.kind} on {event.on}, after it ended on {course.ended}"
            yield Fault(
                f"{event.where}#on", found, "an event acts on a measure that is there", "correct one of the days, or enact it again"
            )
            continue
        yield from _step(course, event, name)


def _step(course: _Course, event: Event, name: str) -> Iterator[Fault]:
    running = course.stopped and (course.stop_until is None or event.on <= course.stop_until)
    if event.kind == "extend":
        if event.until is None:
            return
        end = course.stop_until if course.stopped else course.life
        rule = "an extension moves the end of a suspension, or of a limited life, that runs on its day, to a later day"
        if not course.stopped and course.life is None:
            yield Fault(event.where, f"{name}: nothing to extend on {event.on}", rule, "suspend it first, or correct the kind")
        elif end is not None and end < event.on:
            yield Fault(
                f"{event.where}#on", f"{name}: extended on {event.on}, what ended on {end}", rule, "correct the day, or suspend it again"
            )
        elif end is None or event.until <= end:
            found = f"{name}: extended to {event.until}, {'open-ended already' if end is None else f'it runs to {end} already'}"
            yield Fault(f"{event.where}#until", found, rule, "correct the day, or write resume to end it earlier")
        elif course.stopped:
            course.stop_until = event.until
        else:
            course.life = event.until
    elif event.kind == "resume":
        if not running and not course.lifted:
            rule = "a resumption ends a suspension, or narrowed an exemption by goods, early"
            yield Fault(event.where, f"{name}: nothing is suspended on {event.on}", rule, "correct the day, or suspend it first")
        if not event.partial():
            course.stopped = False
    elif event.kind == "suspend" and not event.partial():
        if running and course.stop_until is not None and event.until is not None and event.until < course.stop_until:
            found = f"{name}: suspended until {event.until}, though it is suspended until {course.stop_until} already"
            yield Fault(f"{event.where}#until", found, "a suspension is not cut short by another", "write resume to end it earlier")
        course.stopped, course.stop_until = True, event.until
    elif event.kind in ("suspend", "exempt") or event.partial():
        if event.kind != "amend":
            course.lifted.append(event)
    elif event.kind == "terminate":
        course.ended = event.on

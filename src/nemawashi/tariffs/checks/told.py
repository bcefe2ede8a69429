"""Faults that several checks tell alike, and the events that all of them read."""

from collections.abc import Iterable, Iterator

from nemawashi.errors import Fault, nearest
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.measure import Event, Measure
from nemawashi.tariffs.stacking import StackingRule

__all__ = ["dated", "no_pinpoint", "unknown"]


def unknown(where: str, kind: str, name: str, known: Iterable[str]) -> Fault:
    """A name that nothing in the law folder defines."""
    names = sorted(known)
    listed = ", ".join(nearest(name, names)) or "none"
    article = "an" if kind[0] in "aeio" else "a"
    rule = f"{article} {kind} that is named is defined in the law folder"
    return Fault(where, f"unknown {kind} {name!r}", rule, f"define it, or correct it; nearest: {listed}")


def no_pinpoint(where: str, name: str) -> Fault:
    """A value of law without its place in the act."""
    return Fault(
        f"{where}#pinpoint", f"{name}: pinpoint is empty", "every value of law names the place in its act", 'add pinpoint = "s.3(a)"'
    )


def dated(law: Law) -> Iterator[tuple[Measure | StackingRule, Event]]:
    """Every event with the measure or rule it belongs to."""
    for measure in law.measures.values():
        for event in measure.event:
            yield measure, event
    for rule in law.rules:
        for event in rule.event:
            yield rule, event

"""The shape of a state: what its items can make of a good, every percent set by country left out.

Equal shapes, equal formula of the duty. An item that is not in force, or that says nothing of the origin, has no part in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeGuard

from nemawashi.tariffs.condition import Comparison, Condition
from nemawashi.tariffs.duty import AdValorem, Duty
from nemawashi.tariffs.regime import Compiled, Exemption, Item, Rung

__all__ = ["Give", "Part", "Shape", "Shapes", "is_percent"]


@dataclass(frozen=True, slots=True)
class Give:
    """A rule by which an item gives way to another, by name."""

    first: str
    """The measure it gives way to."""
    kind: str
    rule: str
    event: int


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """What an item can make of a good; each once, so that it stands for itself."""

    item: Item
    on: date
    """A day on which it is made so: every day it is met on lies on the same side of each date that its conditions name."""
    sides: tuple[tuple[date, bool, bool], ...]
    """Those dates, and on which side of them it is."""
    rungs: tuple[tuple[int, str, bool], ...]
    """(event, its duty, whether it is a percent set by country: of such a duty only the base), the first that covers a good speaks."""
    exemptions: tuple[tuple[Exemption, str], ...]
    """(exemption, how it acts): ``if`` on a condition, ``lifts`` earlier ones of a list, ``list`` or ``all`` without a condition."""
    gives: tuple[Give, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """The parts of a state that act, in stacking order."""

    parts: tuple[Part, ...]
    ceiling: Decimal
    """The greatest all-in rate among the items."""


class Shapes:
    """The shapes of a law's states, each once; ``answered`` are dates given as answers, which conditions may hold against the day of entry."""

    def __init__(self, answered: tuple[date, ...] = ()) -> None:
        self.answered = answered
        self.found: list[Shape] = []
        self._compared: dict[int, tuple[date, ...]] = {}
        self._parts: dict[object, Part] = {}
        self._same: dict[object, Part] = {}
        self._numbers: dict[object, int] = {}

    def number(self, compiled: Compiled) -> int:
        """The number of the shape of a compiled law, into ``found``."""
        parts = tuple(self._part(compiled, item) for item in compiled.items if item.state.standing != "not_in_force" and item.rungs)
        key = (tuple(id(part) for part in parts), compiled.ceiling)
        if key not in self._numbers:
            self._numbers[key] = len(self.found)
            self.found.append(Shape(parts, compiled.ceiling))
        return self._numbers[key]

    def _part(self, compiled: Compiled, item: Item) -> Part:
        on, number = compiled.clock.on, id(item)
        compared = self._compared.get(number)
        if compared is None:
            conditions = [
                condition for condition in (item.when, *(exemption.when for exemption in item.exemptions)) if condition is not None
            ]
            compared = self._compared[number] = tuple(sorted({day for one in conditions for day in _compared(one, self.answered)}))
        sides = tuple((day, on < day, on <= day) for day in compared) if compared else ()
        key = (number, sides)
        if key not in self._parts:
            names = [one.measure.id for one in compiled.items]
            state = item.state
            rungs = tuple(_told(rung) for rung in item.rungs)
            exemptions = tuple((exemption, _acts(exemption)) for exemption in item.exemptions)
            gives = tuple(Give(names[give.place], give.rule.kind, give.rule.id, id(give.event)) for give in item.gives)
            alike = (
                item.measure.id,
                state.standing,
                id(state.speaks),
                state.since,
                state.until,
                sides,
                rungs,
                tuple(id(exemption.event) for exemption in item.exemptions),
                gives,
            )
            self._parts[key] = self._same.setdefault(alike, Part(item, on, sides, rungs, exemptions, gives))
        return self._parts[key]


def _told(rung: Rung) -> tuple[int, str, bool]:
    if rung.event.rates and is_percent(rung.duty):
        return id(rung.event), rung.duty.base, True
    return id(rung.event), rung.rate, False


def is_percent(duty: Duty | None) -> TypeGuard[AdValorem]:
    """Whether it is a percent above zero: two of one base, set by country, differ in nothing else."""
    return isinstance(duty, AdValorem) and duty.rate > 0


def _acts(exemption: Exemption) -> str:
    if exemption.event.kind == "resume":
        return "lifts"
    if exemption.when is not None:
        return "if"
    return "list" if exemption.event.headings or exemption.event.lists else "all"


def _compared(condition: Condition, answered: tuple[date, ...]) -> Iterator[date]:
    """Days on whose sides the condition can hold differently: those it names, and those answered where it asks for the day of entry."""
    if not isinstance(condition, Comparison):
        for part in condition.parts:
            yield from _compared(part, answered)
    elif isinstance(condition.value, date) or condition.value == "entry":
        yield from answered
        if isinstance(condition.value, date):
            yield condition.value

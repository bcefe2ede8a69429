"""The shape of a state: what its items can make of a good, every percent set by country left out.

Equal shapes, equal formula of the duty. An item that is not in force, or that says nothing of the origin, has no part in it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nemawashi.tariffs.condition import Comparison, Condition
from nemawashi.tariffs.duty import AdValorem, bases_named
from nemawashi.tariffs.regime import Compiled, Exemption, Item

__all__ = ["Give", "Part", "Shape", "shape_of"]


@dataclass(frozen=True, slots=True)
class Give:
    """A rule by which an item gives way to another, by name."""

    first: str
    """The measure it gives way to."""
    kind: str
    rule: str
    event: int


@dataclass(frozen=True, slots=True)
class Part:
    """What an item can make of a good, in hashable words; events by their identity."""

    core: tuple[object, ...]
    scope: int
    rungs: tuple[tuple[int, str], ...]
    """(event, its duty), the first that covers a good speaks."""
    exemptions: tuple[tuple[int, str], ...]
    """(event, how it acts): ``if`` on a condition, ``lifts`` earlier ones of a list, ``list`` or ``all`` without a condition."""
    table: str
    asks: tuple[str, ...]
    """Questions it can put."""


@dataclass(frozen=True, slots=True)
class Shape:
    """The parts of a state that act, in stacking order."""

    parts: tuple[tuple[Part, tuple[Give, ...]], ...]
    ceiling: Decimal
    """The greatest all-in rate among the items."""


def shape_of(compiled: Compiled, answered: tuple[date, ...] = ()) -> Shape:
    """The shape of a compiled law; ``answered`` are dates given as answers, which conditions may hold against the day of entry."""
    names = [item.measure.id for item in compiled.items]
    parts = []
    for item in compiled.items:
        if item.state.standing == "not_in_force" or not item.rungs:
            continue
        gives = tuple(Give(names[give.place], give.rule.kind, give.rule.id, id(give.event)) for give in item.gives)
        parts.append((_part(compiled, item, answered), gives))
    return Shape(tuple(parts), compiled.ceiling)


def _part(compiled: Compiled, item: Item, answered: tuple[date, ...]) -> Part:
    state, on = item.state, compiled.clock.on
    conditions = [condition for condition in (item.when, *(exemption.when for exemption in item.exemptions)) if condition is not None]
    compared = {day for condition in conditions for day in _compared(condition, answered)}
    sides = tuple((day, on < day, on <= day) for day in sorted(compared))
    core = (item.measure.id, state.standing, id(state.speaks), state.since, state.until, sides)
    rungs = tuple(
        (id(rung.event), rung.duty.base if rung.event.rates and isinstance(rung.duty, AdValorem) and rung.duty.rate > 0 else rung.rate)
        for rung in item.rungs
    )
    exemptions = tuple((id(exemption.event), _acts(exemption)) for exemption in item.exemptions)
    bases = {item.measure.base, *(base for rung in item.rungs if rung.duty is not None for base in bases_named(rung.duty))}
    asks = frozenset[str]().union(*(condition.keys() for condition in conditions)) | {
        held.question if (held := compiled.law.bases.get(base)) else base for base in bases if base
    }
    return Part(core, item.scope, rungs, exemptions, item.measure.table, tuple(sorted(asks)))


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

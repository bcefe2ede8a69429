"""Leaves grouped by what a shape of the law can tell apart in them.

An item tells leaves apart by its own scope, by the scopes of the events that speak for it and of what is presumed where it asks, and by the
column it reads. What remains of the item for a leaf once that is settled, conditions that known facts decide among it, is its **facet** for
the leaf: the rate that speaks, and the conditions still open. Two facets are kept: what the duty turns on, and what a reason tells besides (which act
exempts, since when). Leaves whose facets agree in every item of a shape form a group: one run of the rules serves it, and every group of
another shape, or another day, that has the same facets.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.general import KINDS, General
from nemawashi.pricing.products import Leaves
from nemawashi.pricing.shape import Part, Shape
from nemawashi.tariffs import Law
from nemawashi.tariffs.condition import Ask, Condition, Fact, Missing
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.facts import known_facts
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.measure import APART, Event

__all__ = ["Facets", "Group"]

Ints = NDArray[np.int64]
_WIDE = 1 << 40
_NOTHING = 0
"""The facet of an item that owes a leaf nothing and displaces nothing, whatever the facts."""


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Leaves that one run of the rules serves, in one shape."""

    key: object
    """Equal keys, equal formula (equal words, where words were asked for); across shapes too."""
    leaves: NDArray[np.intp]


@dataclass(frozen=True, slots=True, eq=False)
class _Facet:
    """What an item is to each leaf."""

    owed: Ints
    """Number of what the duty turns on."""
    told: Ints
    """Number of what the words turn on."""
    turns: NDArray[np.bool_]
    """Whether it turns on how high the general rate is, as a floor does."""
    kind: Ints | None
    """Of column 1: the kind of the rate."""


class Facets:
    """The facets of a law's items over one set of leaves; a cache."""

    def __init__(self, law: Law, index: Index, leaves: Leaves, general: Sequence[General], facts: Mapping[str, Fact]) -> None:
        self.law, self.index, self.leaves, self.facts = law, index, leaves, facts
        self.general = {one.column: one for one in general}
        self.levels = frozenset(measure.id for measure in index.measures if measure.authority == "mfn")
        self.profiles = [row.tobytes() for row in leaves.coverage]
        self._parts: dict[int, _Facet] = {}
        self._numbers: dict[object, int] = {None: _NOTHING}

    def groups(self, shape: Shape, *, words: bool = False) -> Iterator[Group]:
        """The groups of a shape: alike in what is owed, or with ``words`` in what is told too."""
        held = [self._facet(part) for part in shape.parts]
        columns = [facet.told if words else facet.owed for facet in held]
        turns = np.zeros(self.leaves.size, dtype=np.bool_)
        for facet, column in zip(held, columns, strict=True):
            turns |= facet.turns & (column != _NOTHING)
        kinds = [np.where(turns, facet.kind + 1, facet.kind % KINDS if words else 0) for facet in held if facet.kind is not None]
        joined = np.zeros(self.leaves.size, dtype=np.int64)
        for column in (*columns, *kinds):
            joined = _merged(joined, column)
        _, firsts, inverse = np.unique(joined, return_index=True, return_inverse=True)
        order = np.argsort(inverse, kind="stable")
        edges = np.searchsorted(inverse[order], np.arange(len(firsts) + 1))
        seen = np.array([column[firsts] for column in columns]).T.tolist() if held else [[] for _ in firsts]
        heights = np.array([kind[firsts] for kind in kinds]).T.tolist() if kinds else [[] for _ in firsts]
        names = [part.item.measure.id for part in shape.parts]
        gives = [tuple((give.first, give if words else give.kind) for give in part.gives) for part in shape.parts]
        for place, here in enumerate(seen):
            met = {name for name, facet in zip(names, here, strict=True) if facet}
            key = tuple((facet, tuple(give for give in given if give[0] in met)) for facet, given in zip(here, gives, strict=True) if facet)
            height = tuple(heights[place])
            turning = (height, shape.ceiling) if any(height) else ()
            yield Group((key, turning), order[edges[place] : edges[place + 1]])

    def _facet(self, part: Part) -> _Facet:
        """What the item is to each leaf; nothing to leaves it does not cover."""
        if id(part) not in self._parts:
            coverage, item = self.leaves.coverage, part.item
            speaks = np.full(self.leaves.size, len(part.rungs), dtype=np.int64)
            for place in reversed(range(len(part.rungs))):
                scope = self.index.event_scope.get(part.rungs[place][0])
                speaks = np.full_like(speaks, place) if scope is None else np.where(coverage[:, scope] == 1, place, speaks)
            split = self._exempted(part, speaks)
            for number in {number for key in self._asks(part) for number, _ in self.index.presumptions.get(key, ())}:
                split = _merged(split, coverage[:, number].astype(np.int64))
            rate = self.general.get(item.measure.table)
            if rate is not None:
                split = _merged(_merged(split, rate.kind), np.where(rate.known, 0, 1 + self._text(item.measure.table)))
            elif item.measure.table in self.leaves.columns:
                split = _merged(split, self._text(item.measure.table))
            split = np.where((coverage[:, item.scope] == 1) & (speaks < len(part.rungs)), split + 1, 0)
            _, firsts, inverse = np.unique(split, return_index=True, return_inverse=True)
            made = [(None, None, False) if split[leaf] == 0 else self._made(part, leaf, int(speaks[leaf])) for leaf in firsts.tolist()]
            owed, told = ([self._numbers.setdefault(row[place], len(self._numbers)) for row in made] for place in (0, 1))
            self._parts[id(part)] = _Facet(
                np.array(owed, dtype=np.int64)[inverse],
                np.array(told, dtype=np.int64)[inverse],
                np.array([row[2] for row in made], dtype=np.bool_)[inverse],
                rate.kind if rate is not None else None,
            )
        return self._parts[id(part)]

    def _text(self, column: str) -> Ints:
        return self.leaves.texts[:, self.leaves.columns.index(column)].astype(np.int64)

    def _asks(self, part: Part) -> frozenset[str]:
        """Questions the item can put of any leaf."""
        conditions = [part.item.when, *(exemption.when for exemption, _ in part.exemptions)]
        duties = [rung.duty for rung in part.item.rungs if rung.duty is not None]
        bases = {part.item.measure.base, *(base for duty in duties for base in bases_named(duty))} - {""}
        return frozenset(self._question(base) for base in bases).union(*(one.keys() for one in conditions if one is not None))

    def _question(self, base: str) -> str:
        held = self.law.bases.get(base)
        return held.question if held is not None else base

    def _exempted(self, part: Part, given: Ints) -> Ints:
        """Which exemptions speak for a leaf; none after one without a condition, and of a list none after one that lifts it."""
        coverage, scopes = self.leaves.coverage, self.index.event_scope
        open_ = np.ones(self.leaves.size, dtype=np.bool_)
        lifted = np.zeros(self.leaves.size, dtype=np.bool_)
        for exemption, acts in part.exemptions:
            scope = scopes.get(id(exemption.event))
            covers = open_ if scope is None else open_ & (coverage[:, scope] == 1)
            if acts == "lifts":
                lifted |= covers
            elif acts in ("list", "all"):
                covers = covers & ~lifted if acts == "list" else covers
                open_ = open_ & ~covers
            given = _merged(given, covers.astype(np.int64))
        return given

    def _made(self, part: Part, leaf: int, speaks: int) -> tuple[object, object, bool]:
        """Of one leaf: what the duty turns on, what the words turn on (None: nothing), and whether the height of column 1 counts."""
        item, measure, state = part.item, part.item.measure, part.item.state
        if measure.authority in APART:
            return None, None, False
        event, rate, by_country = part.rungs[speaks]
        duty = item.rungs[speaks].duty
        text = self.leaves.words[int(self._text(measure.table)[leaf])] if duty is None and measure.table in self.leaves.columns else ""
        column = self.general.get(measure.table)
        known = column is not None and bool(column.known[leaf])
        if duty is None:
            if not text:
                return None, None, False
            duty = parse_duty(text)
            rate = "" if known else text
        ask = known_facts(self.law, self.index, part.on, self.profiles[leaf], self.facts)
        optional = _truth(item.when, ask) if measure.optional else True
        if optional is False:
            return None, None, False
        open_, ends = self._open(part, leaf, ask)
        when = _truth(item.when, ask)
        bases = sorted({measure.base, *(() if known else bases_named(duty))} - {""})
        rest = (
            measure.id,
            rate,
            when,
            self._left(item.when, ask, part) if when is None else (),
            tuple(_stated(self._question(base), ask, part) for base in bases),
        )
        falls = state.standing == "suspended" or ends is not None or when is False
        told = (rest, event, state.standing, state.since, state.until, id(state.speaks), open_, id(ends) if ends is not None else 0)
        turns = "column 1" in rate or any(give.first in self.levels for give in part.gives)
        if falls and (measure.authority != "mfn" or state.standing == "suspended"):
            return None, told, turns
        conditions = tuple(dict.fromkeys(left for _, left in open_))
        return (rest, event if by_country else 0, conditions, ends.kind if ends is not None else ""), told, turns

    def _open(self, part: Part, leaf: int, ask: Ask) -> tuple[tuple[tuple[int, object], ...], Event | None]:
        """Exemptions that an open fact decides, each with what is left of its condition; and the first that holds whatever the facts."""
        found: list[tuple[int, object]] = []
        lifted = False
        for exemption, acts in part.exemptions:
            scope = self.index.event_scope.get(id(exemption.event))
            if scope is not None and self.leaves.coverage[leaf, scope] != 1:
                continue
            if acts == "lifts":
                lifted = True
                continue
            if lifted and (exemption.event.headings or exemption.event.lists):
                continue
            truth = _truth(exemption.when, ask)
            if truth is True:
                return tuple(found), exemption.event
            if truth is None:
                found.append((id(exemption.event), self._left(exemption.when, ask, part)))
        return tuple(found), None

    def _left(self, condition: Condition | None, ask: Ask, part: Part) -> object:
        """What is left of an open condition: its words, what is known of the facts it names, and the side of its dates the day is on."""
        assert condition is not None
        return condition, tuple(_stated(key, ask, part) for key in sorted(condition.keys())), part.sides


def _truth(condition: Condition | None, ask: Ask) -> bool | None:
    """Whether a condition holds by what is known; None where an open fact decides."""
    try:
        return condition is None or condition.holds(ask)
    except Missing:
        return None


def _stated(key: str, ask: Ask, part: Part) -> object:
    """The fact, where it is known; the day of entry by name, since days on one side of every date named are alike."""
    try:
        fact = ask(key)
    except Missing:
        return None
    return "entry" if fact == part.on else fact


def _merged(one: Ints, other: Ints) -> Ints:
    """Pairs as one number."""
    joined = one * (int(other.max(initial=0)) + 1) + other
    return _numbered(joined) if joined.max(initial=0) > _WIDE else joined


def _numbered(given: Ints) -> Ints:
    numbers: Ints = np.unique(given, return_inverse=True)[1].astype(np.int64)
    return numbers

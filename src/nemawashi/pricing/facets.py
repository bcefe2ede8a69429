"""Leaves grouped by what a shape of the law can tell apart in them.

An item tells leaves apart by its own scope, by the scopes of the events that speak for it and of what is presumed where it asks, and by the
column it reads. What remains of the item for a leaf once that is settled, conditions that known facts decide among it, is its **facet** for
the leaf: the rate that speaks, and the conditions still open. Two facets are kept: what the duty turns on, and what a reason tells besides (which act
exempts, since when). Leaves whose facets agree in every item of a shape form a group, which falls into strands: one run of the rules serves a
strand, in every group of every shape that has it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.general import KINDS, General
from nemawashi.pricing.products import Leaves
from nemawashi.pricing.shape import Part, Shape
from nemawashi.pricing.strands import Met, Strand, strands
from nemawashi.tariffs import Law
from nemawashi.tariffs.condition import Ask, Condition, Fact, Missing
from nemawashi.tariffs.duty import bases_named
from nemawashi.tariffs.facts import known_facts, whole_of
from nemawashi.tariffs.grammar import parse_duty
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.measure import APART, Event, Measure

__all__ = ["Facets", "Groups"]

Ints = NDArray[np.int64]
_WIDE = 1 << 40
_DENSE = 1 << 14
"""Numbers up to here are put in order by counting instead of sorting."""
_GIVES = 20
"""Bits below a facet's number that say what the item gives way to."""
COLUMN_1 = "column 1"
_NOTHING = 0
"""The facet of an item that owes a leaf nothing and displaces nothing, whatever the facts."""


@dataclass(frozen=True, slots=True, eq=False)
class Groups:
    """Leaves by the strands they meet, in one shape."""

    strands: tuple[tuple[Strand, ...], ...]
    """Of each group. Equal strands, equal duty (equal words, where words were asked for); across shapes too, and then they are one tuple."""
    of_leaf: NDArray[np.intp]
    """The group of each leaf."""
    example: tuple[int, ...]
    """A leaf of each group."""


@dataclass(frozen=True, slots=True, eq=False)
class _Facet:
    """What an item is to each leaf."""

    owed: Ints
    """Number of what the duty turns on."""
    told: Ints
    """Number of what the words turn on."""
    turns: NDArray[np.bool_]
    """Whether it turns on how high the general rate is, as a floor does."""
    turning: bool
    """Whether it does so to any leaf."""
    height: Ints | None
    """Of an item that reads a column: the kind of the general rate; of a preference, which rate it is."""
    first: bool
    """Whether the column is column 1."""


_Left = tuple[Condition, tuple[tuple[str, object], ...], object]
"""An open condition, what is known of the facts it names (None: nothing), and the sides of dates."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What an item is to a leaf; None: nothing."""

    owed: object = None
    """What the duty turns on."""
    told: object = None
    """What the words turn on."""
    turns: bool = False
    """Whether the height of column 1 counts."""
    turns_on: frozenset[str] = frozenset()
    """Open facts."""


class Facets:
    """The facets of a law's items over one set of leaves; a cache."""

    def __init__(self, law: Law, index: Index, leaves: Leaves, columns: Mapping[str, General], facts: Mapping[str, Fact]) -> None:
        self.law, self.index, self.leaves, self.facts = law, index, leaves, facts
        self.columns = columns
        self.levels = frozenset(measure.id for measure in index.measures if measure.authority in ("mfn", "preference"))
        self.profiles = [row.tobytes() for row in leaves.coverage]
        self._parts: dict[int, _Facet] = {}
        self._numbers: dict[object, int] = {None: _NOTHING}
        self._items: dict[int, tuple[Measure, frozenset[str]]] = {}
        self._strands: dict[object, tuple[Strand, ...]] = {}
        self._same: dict[object, Strand] = {}
        self._groups: dict[tuple[Strand, ...], tuple[Strand, ...]] = {}
        self._gives: dict[object, int] = {}
        self._rules: list[tuple[tuple[str, object], ...]] = []
        self._halves: dict[tuple[int, ...], Ints] = {}

    def groups(self, shape: Shape, *, words: bool = False) -> Groups:
        """The groups of a shape: alike in what is owed, or with ``words`` in what is told too."""
        held = [self._facet(part) for part in shape.parts]
        columns = [facet.told if words else facet.owed for facet in held]
        turns = np.zeros(self.leaves.size, dtype=np.bool_)
        for facet, column in zip(held, columns, strict=True):
            if facet.turning:
                turns |= facet.turns & (column != _NOTHING)
        joined = self._joined(tuple(columns))
        kinds = [
            np.where(turns & (column != _NOTHING), facet.height + 1, facet.height % KINDS if words and facet.first else 0)
            for facet, column in zip(held, columns, strict=True)
            if facet.height is not None and (facet.first or turns.any())
        ]
        for kind in kinds:
            joined = _merged(joined, kind)
        if kinds:
            joined = _numbered(joined)
        firsts = _firsts(joined)
        coded = [(column[firsts] << _GIVES) | self._gives_of(part, words=words) for part, column in zip(shape.parts, columns, strict=True)]
        seen = list(zip(*(codes.tolist() for codes in coded), strict=True)) if held else [()] * len(firsts)
        heights = list(zip(*(kind[firsts].tolist() for kind in kinds), strict=True)) if kinds else [()] * len(firsts)
        return Groups(
            tuple(self._met_by(here, (height, shape.ceiling) if any(height) else ()) for here, height in zip(seen, heights, strict=True)),
            joined,
            tuple(firsts.tolist()),
        )

    def _met_by(self, here: Sequence[int], height: object) -> tuple[Strand, ...]:
        """The strands of what a leaf meets; equal ones are one."""
        met = tuple(code for code in here if code >= 1 << _GIVES)
        if (met, height) not in self._strands:
            found = tuple(self._same.setdefault(strand.key, strand) for strand in strands([self._met(code) for code in met], height))
            self._strands[met, height] = self._groups.setdefault(found, found)
        return self._strands[met, height]

    def _gives_of(self, part: Part, *, words: bool) -> int:
        """The number of what an item gives way to: by which rule only where words were asked for."""
        gives = tuple((give.first, give if words else give.kind) for give in part.gives)
        if gives not in self._gives:
            self._gives[gives] = len(self._rules)
            self._rules.append(gives)
        return self._gives[gives]

    def _met(self, code: int) -> Met:
        measure, turns_on = self._items[code >> _GIVES]
        first = measure.authority in ("mfn", "preference")
        asked = turns_on | {COLUMN_1} if first else turns_on
        return Met(measure.id, code >> _GIVES, self._rules[code & ((1 << _GIVES) - 1)], asked, first)

    def _joined(self, columns: tuple[Ints, ...]) -> Ints:
        """Leaves told apart by all of these columns; halves are kept, since most of a shape stands in others too."""
        if len(columns) < 2:
            return _numbered(columns[0]) if columns else np.zeros(self.leaves.size, dtype=np.int64)
        key = tuple(id(column) for column in columns)
        if key not in self._halves:
            middle = 1 << ((len(columns) - 1).bit_length() - 1)
            self._halves[key] = _numbered(_merged(self._joined(columns[:middle]), self._joined(columns[middle:])))
        return self._halves[key]

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
            rate = self.columns.get(item.measure.table)
            height: Ints | None = None
            if rate is not None:
                height = rate.kind if rate.first else self._text(item.measure.table)
                split = _merged(_merged(split, height), np.where(rate.known, 0, 1 + self._text(item.measure.table)))
            elif item.measure.table in self.leaves.columns:
                split = _merged(split, self._text(item.measure.table))
            split = np.where((coverage[:, item.scope] == 1) & (speaks < len(part.rungs)), split + 1, 0)
            _, firsts, inverse = np.unique(split, return_index=True, return_inverse=True)
            made = [_Made() if split[leaf] == 0 else self._made(part, leaf, int(speaks[leaf])) for leaf in firsts.tolist()]
            owed = [self._number(one.owed, item.measure, one.turns_on) for one in made]
            told = [self._number(one.told, item.measure, one.turns_on) for one in made]
            self._parts[id(part)] = _Facet(
                np.array(owed, dtype=np.int64)[inverse],
                np.array(told, dtype=np.int64)[inverse],
                np.array([one.turns for one in made], dtype=np.bool_)[inverse],
                any(one.turns for one in made),
                height,
                rate is not None and rate.first,
            )
        return self._parts[id(part)]

    def _number(self, content: object, measure: Measure, turns_on: frozenset[str]) -> int:
        number = self._numbers.setdefault(content, len(self._numbers))
        self._items.setdefault(number, (measure, turns_on))
        return number

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

    def _made(self, part: Part, leaf: int, speaks: int) -> "_Made":
        """What the item is to one leaf."""
        item, measure, state = part.item, part.item.measure, part.item.state
        if measure.authority in APART:
            return _Made()
        event, rate, by_country = part.rungs[speaks]
        duty = item.rungs[speaks].duty
        text = self.leaves.words[int(self._text(measure.table)[leaf])] if duty is None and measure.table in self.leaves.columns else ""
        column = self.columns.get(measure.table)
        known = column is not None and bool(column.known[leaf])
        if duty is None:
            if not text:
                return _Made()
            duty = parse_duty(text)
            rate = "" if known else text
        ask = known_facts(self.law, self.index, part.on, self.profiles[leaf], self.facts)
        optional = _truth(item.when, ask) if measure.optional else True
        if optional is False:
            return _Made()
        open_, ends = self._open(part, leaf, ask)
        when = _truth(item.when, ask)
        bases = sorted({measure.base, *(() if known else bases_named(duty))} - {""})
        rest = (
            measure.id,
            rate,
            when,
            self._left(item.when, ask, part) if when is None else None,
            tuple(_stated(self._question(base), ask, part) for base in bases),
        )
        falls = state.standing == "suspended" or ends is not None or when is False
        words = text if column is not None and not column.first else ""
        told = (rest, words, event, state.standing, state.since, state.until, id(state.speaks), open_, id(ends) if ends is not None else 0)
        turns = COLUMN_1 in rate or any(give.first in self.levels and give.kind != "replaces" for give in part.gives)
        asks = {*(_open_keys(rest[3])), *(key for _, left in open_ for key in _open_keys(left))}
        asks |= {question for base in bases if _stated(question := self._question(base), ask, part) is None}
        asks |= {key for key in (f"quota.{measure.quota}",) if measure.quota and _stated(key, ask, part) is None}
        groups = {f"whole {whole}" for key in asks if (whole := whole_of(key, self.law.questions))}
        turns_on = frozenset({*asks, *groups, *((COLUMN_1,) if COLUMN_1 in rate else ())})
        if falls and (measure.authority != "mfn" or state.standing == "suspended"):
            return _Made(None, told, turns, turns_on)
        conditions = tuple(dict.fromkeys(left for _, left in open_))
        return _Made((rest, event if by_country else 0, conditions, ends.kind if ends is not None else ""), told, turns, turns_on)

    def _open(self, part: Part, leaf: int, ask: Ask) -> tuple[tuple[tuple[int, _Left], ...], Event | None]:
        """Exemptions that an open fact decides, each with what is left of its condition; and the first that holds whatever the facts."""
        found: list[tuple[int, _Left]] = []
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

    def _left(self, condition: Condition | None, ask: Ask, part: Part) -> _Left:
        """What is left of an open condition: its words, what is known of the facts it names, and the side of its dates the day is on."""
        assert condition is not None
        return condition, tuple((key, _stated(key, ask, part)) for key in sorted(condition.keys())), part.sides


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


def _open_keys(left: _Left | None) -> Iterator[str]:
    """The facts that leave a condition open."""
    if left is not None:
        yield from (key for key, fact in left[1] if fact is None)


def _merged(one: Ints, other: Ints) -> Ints:
    """Pairs as one number."""
    joined = one * (int(other.max(initial=0)) + 1) + other
    return _numbered(joined) if joined.max(initial=0) > _WIDE else joined


def _firsts(numbers: Ints) -> Ints:
    """The first place of each number, from 0 up."""
    firsts = np.zeros(int(numbers.max(initial=-1)) + 1, dtype=np.int64)
    firsts[numbers[::-1]] = np.arange(len(numbers))[::-1]
    return firsts


def _numbered(given: Ints) -> Ints:
    """The same partition in numbers from 0 up, in order."""
    top = int(given.max(initial=-1)) + 1
    if top > _DENSE:
        return np.unique(given, return_inverse=True)[1].astype(np.int64)
    held = np.zeros(top, dtype=np.int64)
    held[given] = 1
    numbers: Ints = (np.cumsum(held) - 1)[given]
    return numbers

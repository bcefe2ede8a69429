"""Goods factored into classes: codes that every provision of a law treats alike.

A code matters to the law only through the scopes that cover it and the rates its tariff line has in the schedule. Codes that agree in both
form one class, and the rules run once for the class. Coverage is kept a scope at a time, so that a law amended in one measure shares the
work of the law it was made from.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nemawashi.tariffs.duty import has_specific, parse_duty
from nemawashi.tariffs.index import Index
from nemawashi.tariffs.law import Law
from nemawashi.tariffs.scope import Prefixes

__all__ = ["NONE", "UNKNOWN", "Products", "factor_products"]

NONE = -1
UNKNOWN = -1
"""The class of a code that the importer's schedule does not hold."""


@dataclass(frozen=True, slots=True, eq=False)
class Products:
    """Codes and their classes."""

    headings: tuple[str, ...]
    classes: NDArray[np.int32]
    """Class of each heading; ``UNKNOWN`` where the schedule has no such code."""
    examples: tuple[str, ...]
    """One heading of each class: the rules are run on it."""
    coverage: NDArray[np.uint8]
    """Class × scope: 1 covered, 0 not, 2 in part (such a class is a single heading)."""
    rates: tuple[tuple[str, ...], ...]
    """Class × (table, column): what the schedule says of the line; empty where it is silent."""
    equivalents: NDArray[np.int64]
    """Ad valorem equivalent of each class's general rate, in millionths of a percent; ``NONE`` where it needs none, or none is stated."""
    columns: tuple[str, ...]
    """The tables' columns, ``table:column``, in the order of ``rates``."""

    @property
    def size(self) -> int:
        """How many classes there are."""
        return len(self.examples)


def factor_products(law: Law, importer: str, headings: Sequence[str], equivalents: Sequence[float] | None = None) -> Products:
    """Put ``headings`` (digits, any length) into classes under ``law``; kept for the law, so a second call is free.

    ``equivalents`` state, by heading, what a general rate that is no percent comes to in percent of value.
    """
    given = tuple(headings)
    stated = None if equivalents is None else tuple(equivalents)
    key = ("products", importer, hash(given), hash(stated))
    held: Products | None = law.cache.get(key)
    if held is None or held.headings != given:
        held = _factor(law.index(importer), given, stated)
        law.cache[key] = held
    return held


def _factor(index: Index, headings: tuple[str, ...], stated: tuple[float, ...] | None) -> Products:
    columns, texts, known, specific = _schedule(index, headings)
    equivalents = np.full(len(headings), NONE, dtype=np.int64)
    if stated is not None:
        equivalents = np.where(specific, np.rint(np.array(stated) * 1_000_000).astype(np.int64), NONE)
    covered = np.empty((len(headings), len(index.scopes)), dtype=np.uint8)
    for number, scope in enumerate(index.scopes):
        inside = _coverage(headings, scope.goods)
        if scope.less:
            outside = _coverage(headings, scope.less)
            covered[:, number] = np.where((inside == 0) | (outside == 1), 0, np.where((inside == 2) | (outside == 2), 2, 1))
        else:
            covered[:, number] = inside
    alone = (covered == 2).any(axis=1) | (known == 2)
    single = np.where(alone, np.arange(1, len(headings) + 1), 0).astype(np.int32)
    if not headings:
        none = np.zeros(0, dtype=np.int32)
        return Products((), none, (), covered, (), equivalents, columns)
    parts = (texts, single.reshape(-1, 1), equivalents.reshape(-1, 1))
    keyed = np.ascontiguousarray(
        np.column_stack((covered, *(np.ascontiguousarray(part).view(np.uint8).reshape(len(headings), -1) for part in parts)))
    )
    rows = np.flatnonzero(known)
    classes = np.full(len(headings), UNKNOWN, dtype=np.int32)
    if len(rows):
        packed = keyed[rows].view(np.dtype((np.void, keyed.shape[1]))).ravel()
        _, first, inverse = np.unique(packed, return_index=True, return_inverse=True)
        classes[rows] = inverse.astype(np.int32)
        firsts = rows[first]
    else:
        firsts = rows
    names = [text for text, _ in sorted(_interned.items(), key=lambda item: item[1])]
    return Products(
        headings=headings,
        classes=classes,
        examples=tuple(headings[row] for row in firsts),
        coverage=covered[firsts],
        rates=tuple(tuple(names[number] for number in texts[row]) for row in firsts),
        equivalents=equivalents[firsts],
        columns=columns,
    )


_interned: dict[str, int] = {"": 0}


Schedule = tuple[tuple[str, ...], NDArray[np.int32], NDArray[np.uint8], NDArray[np.bool_]]


def _schedule(index: Index, headings: tuple[str, ...]) -> Schedule:
    """Texts of each heading's rates, numbered; whether the schedule holds it (1 as a line, 2 as several, 0 not at all); whether a general
    rate of it needs a quantity.
    """
    wanted = sorted({(name, column) for measure in index.measures if measure.table for name, _, column in (measure.table.partition(":"),)})
    general = {measure.table for measure in index.measures if measure.authority == "mfn"}
    key = (*(id(index.tables.get(name)) for name, _ in wanted), *sorted(general))
    return _schedule_of(_Held(index, key, tuple(wanted), frozenset(general)), headings)


@dataclass(frozen=True, slots=True)
class _Held:
    """An index that compares by the tables it reads, so that amended laws share the result."""

    index: Index
    tables: tuple[object, ...]
    wanted: tuple[tuple[str, str], ...]
    general: frozenset[str]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and (self.tables, self.wanted) == (other.tables, other.wanted)

    def __hash__(self) -> int:
        return hash((self.tables, self.wanted))


@lru_cache(maxsize=8)
def _schedule_of(held: _Held, headings: tuple[str, ...]) -> Schedule:
    index = held.index
    texts = np.zeros((len(headings), len(held.wanted)), dtype=np.int32)
    known = np.zeros(len(headings), dtype=np.uint8)
    specific = np.zeros(len(headings), dtype=np.bool_)
    for row, code in enumerate(headings):
        if index.line_of(code) is not None:
            known[row] = 1
            for place, (name, column) in enumerate(held.wanted):
                text = index.row(name, code).get(column, "")
                texts[row, place] = _interned.setdefault(text, len(_interned))
                specific[row] |= bool(text) and f"{name}:{column}" in held.general and bool(has_specific(parse_duty(text)))
        elif index.lines(code):
            known[row] = 2
    return tuple(f"{name}:{column}" for name, column in held.wanted), texts, known, specific


@lru_cache(maxsize=512)
def _coverage(headings: tuple[str, ...], prefixes: Prefixes) -> NDArray[np.uint8]:
    if prefixes.everything:
        return np.ones(len(headings), dtype=np.uint8)
    covers = prefixes.covers
    found = [covers(code) for code in headings]
    return np.array([2 if one is None else int(one) for one in found], dtype=np.uint8)

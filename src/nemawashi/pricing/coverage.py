"""Which headings a scope covers, and what a schedule says of them: the two things by which the law tells goods apart.

Headings are sorted once; a listed code covers the run of headings that begin with it. Both are kept by what they read, so that a law
amended in one measure shares the work of the law it was made from.
"""

from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from nemawashi.tariffs.index import Index
from nemawashi.tariffs.scope import Prefixes, Scope

__all__ = ["ABSENT", "IN_PART", "LINE", "SEVERAL", "Schedule", "covered", "schedule"]

IN_PART = 2
"""A scope covers some of what the heading holds."""
ABSENT, LINE, SEVERAL = 0, 1, 2
"""What the schedule holds of a heading: nothing, a line (or a part of one), several lines."""


def covered(headings: tuple[str, ...], scope: Scope) -> NDArray[np.uint8]:
    """For each heading 1 covered, 0 not, ``IN_PART`` in part."""
    inside = _coverage(headings, scope.goods)
    if not scope.less:
        return inside
    outside = _coverage(headings, scope.less)
    return np.where((inside == 0) | (outside == 1), 0, np.where((inside == IN_PART) | (outside == IN_PART), IN_PART, 1)).astype(np.uint8)


@lru_cache(maxsize=512)
def _coverage(headings: tuple[str, ...], prefixes: Prefixes) -> NDArray[np.uint8]:
    if prefixes.everything:
        return np.ones(len(headings), dtype=np.uint8)
    written, order = _sorted(headings)
    found = np.zeros(len(headings), dtype=np.uint8)
    for code in prefixes.above:
        at = bisect_left(written, code)
        while at < len(written) and written[at] == code:
            found[at] = IN_PART
            at += 1
    for code in prefixes.codes:
        found[bisect_left(written, code) : bisect_left(written, code + ":")] = 1
    placed = np.empty_like(found)
    placed[order] = found
    return placed


@lru_cache(maxsize=8)
def _sorted(headings: tuple[str, ...]) -> tuple[list[str], NDArray[np.intp]]:
    order = sorted(range(len(headings)), key=headings.__getitem__)
    return [headings[place] for place in order], np.array(order, dtype=np.intp)


@dataclass(frozen=True, slots=True, eq=False)
class Schedule:
    """What an importer's tables say of headings."""

    columns: tuple[str, ...]
    """``table:column`` of every table a measure reads."""
    held: NDArray[np.uint8]
    """``ABSENT``, ``LINE`` or ``SEVERAL``, by heading."""
    texts: NDArray[np.int32]
    """Heading × column: number of the rate, into ``words``; of a line only."""
    words: tuple[str, ...]


def schedule(index: Index, headings: tuple[str, ...]) -> Schedule:
    """Read the importer's tables for ``headings``."""
    wanted = sorted({(name, column) for measure in index.measures if measure.table for name, _, column in (measure.table.partition(":"),)})
    tables = tuple(id(rows) for rows in index.tables.values())
    return _schedule(_Held(index, tables, tuple(wanted)), headings)


@dataclass(frozen=True, slots=True)
class _Held:
    """An index that compares by the tables it reads, so that amended laws share the result."""

    index: Index
    tables: tuple[int, ...]
    wanted: tuple[tuple[str, str], ...]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Held) and (self.tables, self.wanted) == (other.tables, other.wanted)

    def __hash__(self) -> int:
        return hash((self.tables, self.wanted))


@lru_cache(maxsize=8)
def _schedule(asked: _Held, headings: tuple[str, ...]) -> Schedule:
    index = asked.index
    texts = np.zeros((len(headings), len(asked.wanted)), dtype=np.int32)
    held = np.zeros(len(headings), dtype=np.uint8)
    numbers: dict[str, int] = {"": 0}
    by_table: dict[str, list[tuple[int, str]]] = {}
    for place, (name, column) in enumerate(asked.wanted):
        by_table.setdefault(name, []).append((place, column))
    places = {name: np.array([place for place, _ in columns], dtype=np.intp) for name, columns in by_table.items()}
    read: dict[tuple[str, ...], NDArray[np.int32]] = {}
    for row, code in enumerate(headings):
        if index.line_of(code) is not None:
            held[row] = LINE
            for name, columns in by_table.items():
                rates = index.row(name, code)
                key = (name, *rates.values())
                if key not in read:
                    read[key] = np.array([numbers.setdefault(rates.get(column, ""), len(numbers)) for _, column in columns], dtype=np.int32)
                texts[row, places[name]] = read[key]
        elif index.lines(code):
            held[row] = SEVERAL
    return Schedule(tuple(f"{name}:{column}" for name, column in asked.wanted), held, texts, tuple(numbers))

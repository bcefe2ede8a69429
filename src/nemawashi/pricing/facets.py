"""Leaves grouped by what a shape of the law can tell apart in them.

An item tells leaves apart by its own scope, by the scopes of the events that speak for it and of what is presumed where it asks, and by
the column it reads; that split is the
item's **facet**, a small number for each leaf, made once for an item however many states hold it. Leaves whose facets agree in every item of
a shape form a group: one run of the rules serves it, and every group of another shape that has the same facets of the same items.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.general import General
from nemawashi.pricing.products import Leaves
from nemawashi.pricing.shape import Part, Shape
from nemawashi.tariffs.index import Index

__all__ = ["Facets", "Group"]

Ints = NDArray[np.int64]
_WIDE = 1 << 40


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Leaves that one run of the rules serves, in one shape."""

    key: object
    """Equal keys, equal formula; across shapes too."""
    leaves: NDArray[np.intp]


class Facets:
    """The facets of a law's items over one set of leaves; a cache."""

    def __init__(self, index: Index, leaves: Leaves, general: Sequence[General]) -> None:
        self.index = index
        self.leaves = leaves
        self.general = {one.column: one for one in general}
        self.levels = frozenset(measure.id for measure in index.measures if measure.authority == "mfn")
        self.parts: dict[tuple[Part, bool], tuple[int, Ints]] = {}

    def groups(self, shape: Shape) -> Iterator[Group]:
        """The groups of a shape."""
        levels = shape.ceiling > 0 or any(give.first in self.levels for _, gives in shape.parts for give in gives)
        held = [(*self._facet(part, levels=levels), part.core[0], gives) for part, gives in shape.parts]
        joined = np.zeros(self.leaves.size, dtype=np.int64)
        for _, facet, _, _ in held:
            joined = _merged(joined, facet)
        _, firsts, inverse = np.unique(joined, return_index=True, return_inverse=True)
        order = np.argsort(inverse, kind="stable")
        edges = np.searchsorted(inverse[order], np.arange(len(firsts) + 1))
        seen = np.array([facet[firsts] for _, facet, _, _ in held]).T.tolist() if held else [[] for _ in firsts]
        for place, here in enumerate(seen):
            met = {name for (_, _, name, _), facet in zip(held, here, strict=True) if facet}
            key = tuple(
                (number, facet, tuple(give for give in gives if give.first in met))
                for (number, _, _, gives), facet in zip(held, here, strict=True)
                if facet
            )
            yield Group((key, shape.ceiling), order[edges[place] : edges[place + 1]])

    def _facet(self, part: Part, *, levels: bool) -> tuple[int, Ints]:
        """The number of an item's part, and by leaf what it makes of it; nothing (0) of leaves it does not cover.

        ``levels``: something in the shape turns on how high the general rate is, as a floor does.
        """
        if (part, levels) not in self.parts:
            coverage, scopes = self.leaves.coverage, self.index.event_scope
            speaks = np.full(self.leaves.size, len(part.rungs), dtype=np.int64)
            for place in reversed(range(len(part.rungs))):
                event = part.rungs[place][0]
                speaks = np.where(coverage[:, scopes[event]] == 1, place, speaks) if event in scopes else np.full_like(speaks, place)
            presuming = [number for key in part.asks for number, _ in self.index.presumptions.get(key, ())]
            facet = self._joined(self._exempted(part, speaks), presuming)
            rate = self.general.get(part.table)
            if rate is not None:
                facet = _merged(facet, rate.kind if levels else np.where(rate.known & rate.there, 0, np.where(rate.there, 1, 2)))
            elif part.table in self.leaves.columns:
                facet = _merged(facet, self.leaves.texts[:, self.leaves.columns.index(part.table)].astype(np.int64))
            facet = np.where(coverage[:, part.scope] == 1, _numbered(facet) + 1, 0)
            self.parts[part, levels] = len(self.parts), facet
        return self.parts[part, levels]

    def _exempted(self, part: Part, given: Ints) -> Ints:
        """Which exemptions speak for a leaf; none after one without a condition, and of a list none after one that lifts it."""
        coverage, scopes = self.leaves.coverage, self.index.event_scope
        open_ = np.ones(self.leaves.size, dtype=np.bool_)
        lifted = np.zeros(self.leaves.size, dtype=np.bool_)
        for event, acts in part.exemptions:
            covers = open_ & (coverage[:, scopes[event]] == 1) if event in scopes else open_
            if acts == "lifts":
                lifted |= covers
            elif acts in ("list", "all"):
                covers = covers & ~lifted if acts == "list" else covers
                open_ = open_ & ~covers
            given = _merged(given, covers.astype(np.int64))
        return given

    def _joined(self, given: Ints, scopes: Sequence[int]) -> Ints:
        for number in scopes:
            given = _merged(given, self.leaves.coverage[:, number].astype(np.int64))
        return given


def _merged(one: Ints, other: Ints) -> Ints:
    """Pairs as one number."""
    joined = one * (int(other.max(initial=0)) + 1) + other
    return _numbered(joined) if joined.max(initial=0) > _WIDE else joined


def _numbered(given: Ints) -> Ints:
    numbers: Ints = np.unique(given, return_inverse=True)[1].astype(np.int64)
    return numbers

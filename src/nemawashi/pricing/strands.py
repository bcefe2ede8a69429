"""The items that meet a good, split into strands that owe by themselves.

Two items belong to one strand where one gives way to the other, where both turn on one open fact, or where one is reckoned from column 1. No fact
of one strand touches another, so that the least of their sum is the sum of their leasts, and the most the sum of their mosts: the rules
are run for a strand, and a strand that many goods share is run once.
"""

from collections.abc import Sequence
from dataclasses import dataclass

__all__ = ["Met", "Strand", "strands"]


@dataclass(frozen=True, slots=True)
class Met:
    """An item as a group of leaves meets it."""

    measure: str
    facet: int
    gives: tuple[tuple[str, object], ...]
    """What it gives way to, and how."""
    turns_on: frozenset[str]
    """Open facts, and ``column 1``."""
    first: bool
    """Whether it is column 1 or a preference."""


@dataclass(frozen=True, slots=True, eq=False)
class Strand:
    """Items that owe by themselves."""

    key: object
    """Equal keys, equal formula; across shapes too."""
    measures: frozenset[str]
    first: bool
    """Whether column 1 is among them."""


def strands(met: Sequence[Met], height: object) -> tuple[Strand, ...]:
    """Split the items, in stacking order; ``height`` is what of column 1 counts."""
    owner: dict[str, int] = {}
    sets: dict[int, list[int]] = {}
    for number, one in enumerate(met):
        tied = sorted({owner[token] for token in (*one.turns_on, *(name for name, _ in one.gives), one.measure) if token in owner})
        home = tied[0] if tied else number
        members = [*(place for other in tied for place in sets.pop(other)), number]
        sets[home] = members
        for place in members:
            for token in (*met[place].turns_on, *(name for name, _ in met[place].gives), met[place].measure):
                owner[token] = home
    found = []
    for members in sets.values():
        inside = [met[place] for place in sorted(members)]
        first = any(one.first for one in inside)
        key = (tuple((one.facet, one.gives) for one in inside), height if first else ())
        found.append(Strand(key, frozenset(one.measure for one in inside), first))
    return tuple(found)

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
    """What it gives way to, and how; what is not met counts for nothing."""
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
    reached = {one.measure for one in met}
    gives = [tuple(give for give in one.gives if give[0] in reached) for one in met]
    owner: dict[str, int] = {}
    sets: dict[int, list[int]] = {}
    for number, one in enumerate(met):
        tokens = (one.measure, *one.turns_on, *(name for name, _ in gives[number]))
        tied = sorted({owner[token] for token in tokens if token in owner})
        home = tied[0] if tied else number
        for other in tied[1:]:
            sets[home] += sets.pop(other)
            owner.update({token: home for token, place in owner.items() if place == other})
        sets.setdefault(home, []).append(number)
        owner.update(dict.fromkeys(tokens, home))
    found = []
    for members in sets.values():
        inside = sorted(members)
        first = any(met[place].first for place in inside)
        key = (tuple((met[place].facet, gives[place]) for place in inside), height if first else ())
        found.append(Strand(key, frozenset(met[place].measure for place in inside), first))
    return tuple(found)

"""Which duty gives way to which: dated, cited rules, compiled to an order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from typing import Literal

from pydantic import ConfigDict

from nemawashi.errors import Fault
from nemawashi.language import Text
from nemawashi.tariffs.measure import Event

__all__ = ["StackingRule", "order"]


@dataclass(frozen=True, slots=True)
class StackingRule:
    """``first`` speaks before ``then``.

    displaces  where ``first`` is owed (more than nothing), ``then`` is not
    replaces   where ``first`` applies, even at nothing, ``then`` does not: a preference in place of the general rate
    splits     ``first`` takes the share of value it is charged on; ``then`` is charged on the rest
    adds       both are owed; stated so that a reader finds it
    """

    __pydantic_config__ = ConfigDict(extra="forbid")

    id: str
    kind: Literal["displaces", "replaces", "splits", "adds"]
    first: tuple[str, ...]
    then: tuple[str, ...]
    """Programmes or measures."""
    importer: str
    event: tuple[Event, ...]
    label: Text | None = None
    note: str = ""
    where: str = field(default="", compare=False)


def order(names: Iterable[str], edges: Mapping[str, set[str]]) -> tuple[str, ...]:
    """Sort ``names`` so that whoever displaces comes first; raises ``CycleError`` where that cannot be."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for name in names:
        sorter.add(name, *sorted(edges.get(name, ())))
    return tuple(sorter.static_order())


def cycle(names: Iterable[str], edges: Mapping[str, set[str]], where: Mapping[frozenset[str], list[str]]) -> Fault | None:
    """The fault for rules that displace each other in a ring on one day, or nothing."""
    try:
        order(names, edges)
    except CycleError as error:
        ring = [str(name) for name in error.args[1]]
        places = sorted({place for pair in pairwise(ring) for place in where.get(frozenset(pair), ())})
        return Fault(
            places[0] if places else "stacking.toml",
            f"stacking runs in a ring: {' → '.join(ring)}",
            "of two duties at most one displaces the other on a given day; rules compile to an order",
            f"end or drop one of the rules ({', '.join(places) or 'see stacking.toml'})",
        )
    return None

"""Barriers that are no tariff, by who would have to move them: what moving each is worth to the side that asks and costs the side that gives."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.stakes.barriers import Move
from nemawashi.stakes.barriers import barriers as ranked_moves
from nemawashi.stakes.screen import LeftOut
from nemawashi.workbench.frontier import table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Ranking", "barriers"]

READS = ("clock", "side", "public", "closure", "elasticities")


@dataclass(frozen=True, slots=True)
class Ranking:
    """The barriers one party would move at another's request: priced ones in order, the others without a rank."""

    asks: str
    gives: str
    ranked: tuple[Move, ...]
    judged: tuple[Move, ...]
    """Not priced, but judged by both sides."""
    left_out: tuple[LeftOut, ...]
    """Not priced, and not judged by every side: nothing can be said of their worth."""


def barriers(bench: "Workbench") -> tuple[Ranking, ...]:
    """Rank the barriers on the agenda, one ranking a party that would have to move."""
    return bench.memo("barriers", READS, lambda: _barriers(bench))


def _barriers(bench: "Workbench") -> tuple[Ranking, ...]:
    held = table(bench)
    found = []
    for gives in bench.case.parties:
        asks = bench.case.other(gives)
        mine = {issue.id for issue in bench.agenda.issues if issue.barrier and issue.movers[:1] == (gives,)}
        if not mine:
            continue
        ranked, judged = ranked_moves(held.screen, held.weights, asks=asks, gives=gives)
        found.append(
            Ranking(
                asks,
                gives,
                tuple(move for move in ranked if move.issue in mine),
                tuple(move for move in judged if move.issue in mine),
                tuple(one for one in held.screen.left_out if one.issue in mine),
            )
        )
    return tuple(found)

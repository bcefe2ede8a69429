"""The barriers that are no tariff as a person sees them: ranked where they are priced, listed apart where they are not."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from nemawashi.agenda import BarrierTerm, UnpricedTerm
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure, weakest
from nemawashi.stakes.barriers import Move
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.cite import statements_cited
from nemawashi.views.frontier import gain
from nemawashi.workbench.barriers import Ranking
from nemawashi.workbench.barriers import barriers as rank
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BarrierView", "BarriersView", "RankingView", "barriers"]


@dataclass(frozen=True, slots=True)
class BarrierView:
    """One barrier moved one way."""

    issue: str
    title: Text
    option: str
    option_title: Text
    rank: int | None
    """Place in the ranking; None where it is not priced."""
    equivalent: Figure | None
    """Change of the cost of selling past it, percent of value."""
    worth: Mapping[str, Figure]
    """What moving it alone is worth to each side, in that side's points; empty where nothing can be said."""
    exchange: Figure | None
    """Points won by the side that asks for each point lost by the side that gives; None where giving costs nothing, or where it is not priced."""
    free: bool
    """Whether giving it costs the giver nothing at central weights."""
    why: Text
    """Why it is not priced."""
    crosses: tuple[Text, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class RankingView:
    """The barriers of one party."""

    asks: str
    asks_name: Text
    gives: str
    gives_name: Text
    ranked: tuple[BarrierView, ...]
    not_priced: tuple[BarrierView, ...]


@dataclass(frozen=True, slots=True)
class BarriersView:
    """The answer of ``barriers``."""

    rankings: tuple[RankingView, ...]
    rule: Text
    receipt: Receipt


def barriers(bench: "Workbench") -> BarriersView:
    """Show the barriers on the agenda, ranked by what moving each is worth to the side that asks for each point it costs the other."""
    return BarriersView(
        rankings=tuple(_ranking(bench, one) for one in rank(bench)),
        rule=both("barriers.rule"),
        receipt=receipt(bench, on_case(bench, "barriers"), "views.barriers(bench)"),
    )


def _ranking(bench: "Workbench", found: Ranking) -> RankingView:
    judged = tuple(_barrier(bench, found, move.issue, move.option, move, None) for move in found.judged)
    silent = tuple(_barrier(bench, found, one.issue, one.option, None, None) for one in found.left_out)
    return RankingView(
        asks=found.asks,
        asks_name=bench.case.side(found.asks).name,
        gives=found.gives,
        gives_name=bench.case.side(found.gives).name,
        ranked=tuple(_barrier(bench, found, move.issue, move.option, move, place) for place, move in enumerate(found.ranked, 1)),
        not_priced=judged + silent,
    )


def _barrier(bench: "Workbench", found: Ranking, issue: str, option: str, move: Move | None, place: int | None) -> BarrierView:
    held = bench.agenda.issue(issue)
    chosen = held.option(option)
    worth = {} if move is None else {party: gain(bench, move.payoffs[party]) for party in (found.asks, found.gives)}
    ratio = move.exchange(found.asks, found.gives) if move is not None and place is not None else float("nan")
    sizes = [term.change for term in chosen.terms if isinstance(term, BarrierTerm)]
    equivalent = None
    if len(sizes) == 1:
        low, high = sizes[0].bounds
        equivalent = Figure(
            100 * sizes[0].value,
            Unit.PERCENT,
            bench.clock.on,
            sizes[0].basis,
            sizes[0].citations,
            100 * low,
            100 * high,
            method=both("barriers.equivalent").en,
            change=True,
        )
    return BarrierView(
        issue=issue,
        title=held.title,
        option=option,
        option_title=chosen.title,
        rank=place,
        equivalent=equivalent,
        worth=worth,
        exchange=None
        if not isfinite(ratio)
        else Figure(
            ratio,
            Unit.RATIO,
            bench.clock.on,
            weakest((Basis.ASSUMED, *(figure.basis for figure in worth.values()))),
            tuple(dict.fromkeys(citation for figure in worth.values() for citation in figure.sources)),
            method=both("barriers.exchange", asks=found.asks, gives=found.gives).en,
        ),
        free=place is not None and not isfinite(ratio),
        why=next((term.why for term in chosen.terms if isinstance(term, UnpricedTerm)), Text("", "")),
        crosses=tuple(line.title for line in bench.agenda.crossed(bench.agenda.package({issue: option}))),
        citations=tuple(dict.fromkeys((*(c for size in sizes for c in size.citations), *statements_cited(bench, chosen.statements)))),
    )

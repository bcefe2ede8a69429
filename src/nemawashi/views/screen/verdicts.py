"""Verdicts of the first screen: the deficit, what the press disputes, and how much rests on judgement."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.trade import on_books
from nemawashi.units import Unit
from nemawashi.views.cite import statements_cited
from nemawashi.workbench.balance import moved_most
from nemawashi.workbench.frontier import Table

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["Deficit", "Disputed", "Verdict", "deficit", "disputed", "judgement"]

_WEIGHT = ("value", "polarity", "date", "speaker", "title", "name")
"""What a dispute is about, what matters most for the table first: a misspelt name changes nothing."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sentence and the figure it rests on."""

    text: Text
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class Deficit:
    """The balance between the sides as published, and the most any package moves it."""

    text: Text
    figure: Figure | None
    level: Figure | None
    """On the importer's own books, newest year; None where nobody's figure is known on the day."""


@dataclass(frozen=True, slots=True)
class Disputed:
    """A fact on which reports differ."""

    text: Text
    citations: tuple[Citation, ...]


def deficit(bench: "Workbench") -> Deficit:
    """The most any package moves the balance between the sides, beside its published level."""
    found = moved_most(bench)
    importer = str(bench.case.trade.flows.importer[0])
    partner = bench.case.other(importer)
    names = bench.case.side(importer).name, bench.case.side(partner).name
    text = Text(
        both("show.deficit_text", importer=names[0].en, partner=names[1].en).en,
        both("show.deficit_text", importer=names[0].ja, partner=names[1].ja).ja,
    )
    if bench.scenario.closure == "deficits held":
        fixed = both("show.deficit_fixed")
        text = Text(f"{fixed.en} {text.en}", f"{fixed.ja}{text.ja}")
    books = [one for one in on_books(bench.case.trade.balances, importer, partner, bench.clock.known) if one.books == importer]
    level = None
    if books and (usd := books[0].level(importer, partner)) is not None:
        chosen = books[0]
        level = Figure(
            usd,
            Unit.USD_MILLION,
            chosen.as_of,
            Basis.CITED,
            (Citation(chosen.source, chosen.title.en),),
            usd,
            usd,
            note=f"books of {importer}",
        )
    return Deficit(text, found, level)


def disputed(bench: "Workbench", only: Collection[str] | None = None) -> tuple[Disputed, ...]:
    """Contradictions between reports, those that touch most of the agenda first."""
    rows = [row for row in bench.record.relations if row.kind == "contradicts" and (only is None or set(only).intersection(row.issues))]
    table = set(bench.agenda.ids)
    rows.sort(key=lambda row: (-len(table.intersection(row.issues)), _WEIGHT.index(row.on) if row.on in _WEIGHT else len(_WEIGHT)))
    return tuple(Disputed(row.note, statements_cited(bench, row.statements)) for row in rows)


def judgement(bench: "Workbench", held: Table | None) -> Verdict:
    """The judged share of the payoff differences among the efficient packages."""
    shares = []
    for index in range(len(held.frontier) if held is not None else 0):
        assert held is not None
        package = bench.agenda.package(held.frontier.point(index).package)
        for party in held.domain.parties:
            worth = held.payoff(party, package)
            if worth.value:
                shares.append(100 * worth.shares.get("judgement", 0.0))
    figure = None
    if shares:
        middle = sorted(shares)[len(shares) // 2]
        figure = Figure(
            middle,
            Unit.PERCENT,
            bench.clock.on,
            Basis.DERIVED,
            (Citation("case", "stakes"),),
            min(shares),
            max(shares),
            method="judged part of the absolute contributions to each payoff difference, over the efficient packages; the value is the median",
        )
    return Verdict(both("show.judgement_text"), figure)

"""What a package does, as a person sees it: said in words, figures by party, red lines crossed, and what is not priced."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Magnitude
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure, weakest
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.estimates import EstimateView, estimates
from nemawashi.views.lines import CrossedView, crossed
from nemawashi.views.moves import moves_said
from nemawashi.views.products import ProductView, products
from nemawashi.workbench.effects import Answer
from nemawashi.workbench.effects import effects as solve
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["EffectsView", "OutcomeView", "UnpricedView", "effects", "figure_of", "terms_basis"]

_HEADLINES = ("real_income", "income_gain", "real_wage", "revenue", "goods_balance", "exports", "imports")
_UNITS = {"%": Unit.PERCENT, "USD million": Unit.USD_MILLION}


BOUNDS = ("low", "high")
"""Runs at the bounds of law and terms: they widen a range and are no elasticity set."""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """One outcome; ``sector`` is empty for a whole economy."""

    party: str
    party_name: Text
    sector: str
    sector_name: Text
    partner: str
    name: str
    title: Text
    figure: Figure


@dataclass(frozen=True, slots=True)
class UnpricedView:
    """A move whose effect nobody has priced."""

    issue: str
    option: str
    why: Text


@dataclass(frozen=True, slots=True)
class EffectsView:
    """The answer of ``effects``."""

    package: Mapping[str, str]
    said: Text
    outcomes: tuple[OutcomeView, ...]
    products: tuple[ProductView, ...]
    """Markets finer than a sector that the package moves."""
    estimates: tuple[EstimateView, ...]
    """What others estimated of the duties, beside the model's answer to the same scenarios; the same for every package."""
    crossed: tuple[CrossedView, ...]
    unpriced: tuple[UnpricedView, ...]
    flags: tuple[Text, ...]
    status: str
    message: str
    residual: float
    closure: str
    elasticities: tuple[str, ...]
    receipt: Receipt


def effects(bench: "Workbench") -> EffectsView:
    """Show what the scenario's package does to both sides against the status quo of the day."""
    answer = solve(bench)
    package = bench.package
    moved = bench.agenda.moves(package)
    enacted = answer.enactment
    unpriced = enacted.unpriced if enacted is not None else ()
    notes = tuple(issue.note for issue, _ in bench.agenda.moved(package) if issue.note is not None)
    flags = tuple(dict.fromkeys((*(enacted.flags if enacted is not None else ()), *answer.beyond, *notes)))
    return EffectsView(
        package=moved,
        said=moves_said(bench, package),
        outcomes=_outcomes(bench, answer),
        products=products(bench, terms_basis(answer)),
        estimates=estimates(bench),
        crossed=tuple(crossed(bench, line) for line in bench.agenda.crossed(package)),
        unpriced=tuple(UnpricedView(one.issue, one.option, one.why) for one in unpriced),
        flags=flags,
        status=str(answer.model.status),
        message=_message(answer),
        residual=answer.model.residual,
        closure=answer.model.closure,
        elasticities=tuple(name for name in answer.model.labels if name not in BOUNDS),
        receipt=receipt(
            bench,
            on_case(bench, "effects", *(bench.agenda.typed(package) if moved else ())),
            f"views.effects(bench.at(package={moved!r}))",
            (f"trade model: {answer.model.status}, residual {answer.model.residual:.1e}, closure {answer.model.closure}",),
        ),
    )


def _message(answer: Answer) -> str:
    kind = f"{len(answer.model.labels)} solves"
    return f"{answer.model.status}: {kind}, largest residual {answer.model.residual:.1e}, closure: {answer.model.closure}. {answer.model.message}"


def _outcomes(bench: "Workbench", answer: Answer) -> tuple[OutcomeView, ...]:
    found = []
    sides = bench.case.parties
    for party in sides:
        partner = bench.case.other(party)
        for name in _HEADLINES:
            other = partner if name in ("goods_balance", "exports", "imports") else ""
            figure = figure_of(bench, answer, name, party, partner=other)
            if figure is not None:
                title = both(f"outcome.{name}", partner=bench.case.side(partner).name.en)
                title = Text(title.en, both(f"outcome.{name}", partner=bench.case.side(partner).name.ja).ja)
                found.append(OutcomeView(party, bench.case.side(party).name, "", Text("", ""), other, name, title, figure))
        for sector in bench.case.economy.sectors:
            figure = figure_of(bench, answer, "output", party, sector=sector.id)
            if figure is not None:
                view = OutcomeView(party, bench.case.side(party).name, sector.id, sector.name, "", "output", both("outcome.output"), figure)
                found.append(view)
    return tuple(found)


def terms_basis(answer: Answer) -> Basis:
    """The weakest basis among the sizes of the package's terms; derived where it only changes law."""
    bases = [Basis.DERIVED]
    if answer.enactment is not None:
        enacted = answer.enactment
        for term in (*enacted.barriers, *enacted.purchases, *enacted.quotas, *enacted.transfers):
            for name in ("change", "usd", "additionality", "delivery", "volume", "price"):
                size = getattr(term, name, None)
                if isinstance(size, Magnitude):
                    bases.append(size.basis)
    return weakest(bases)


def figure_of(bench: "Workbench", answer: Answer, name: str, party: str, *, sector: str = "", partner: str = "") -> Figure | None:
    """An outcome with its provenance; None where the model gives no number."""
    row = answer.model.row(name, party, sector=sector, partner=partner)
    if row is None:
        return None
    economy = bench.case.economy
    sets = [one for one in economy.elasticities if one.source]
    cited = tuple(Citation(source) for source in (*economy.sources, *dict.fromkeys(one.source for one in sets)))
    acts: tuple[Citation, ...] = ()
    if answer.enactment is not None:
        named = dict.fromkeys(measure for change in answer.enactment.amendments for measure in change.measures)
        acts = tuple(Citation("case", f"law, measure {measure}") for measure in named if measure in bench.law.measures)
    return Figure(
        value=row.value + 0.0,
        unit=_UNITS[row.unit],
        as_of=bench.clock.on,
        basis=terms_basis(answer),
        sources=tuple(dict.fromkeys(cited + acts)),
        low=row.low + 0.0,
        high=row.high + 0.0,
        method=f"trade model in changes, {len(answer.model.labels)} solves over published elasticity sets and bounds of law and terms; closure: "
        f"{answer.model.closure}",
        note=f"flows of {economy.as_of.year}, carried to the duties of {bench.clock.on.isoformat()}",
        change=True,
    )

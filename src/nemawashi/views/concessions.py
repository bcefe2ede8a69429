"""What each side can give, as a person sees it: worth to the other, cost to oneself, to first order and solved again."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

from nemawashi.economy.effects import OUTCOMES
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure, weakest
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.effects import terms_basis
from nemawashi.workbench.concessions import ConcededLine, ConcededOption, Giving
from nemawashi.workbench.concessions import concessions as valued
from nemawashi.workbench.effects import effects
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ConcededLineView", "ConcededOptionView", "ConcessionsView", "GivingView", "concessions"]

Range = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class ConcededLineView:
    """One point less of duty on a sector's goods."""

    sector: str
    sector_name: Text
    duty: Figure
    first: Mapping[str, Figure]
    """Change of each side's outcome, to first order."""
    solved: Mapping[str, Figure]
    """The same from the full model."""
    exchange: Figure | None
    """Won by the receiver for each one lost by the giver; None where giving costs nothing."""
    free: bool


@dataclass(frozen=True, slots=True)
class ConcededOptionView:
    """One option of the agenda, moved alone."""

    issue: str
    title: Text
    option: str
    option_title: Text
    first: Mapping[str, Figure]
    """Empty where the option holds a quantity: no small move stands for it."""
    solved: Mapping[str, Figure]
    exchange: Figure | None
    free: bool


@dataclass(frozen=True, slots=True)
class GivingView:
    """What one side can give the other, most worth first."""

    giver: str
    giver_name: Text
    receiver: str
    receiver_name: Text
    lines: tuple[ConcededLineView, ...]
    options: tuple[ConcededOptionView, ...]


@dataclass(frozen=True, slots=True)
class ConcessionsView:
    """The answer of ``concessions``."""

    outcome: str
    title: Text
    unit: str
    rule: Text
    givings: tuple[GivingView, ...]
    closure: str
    elasticities: tuple[str, ...]
    receipt: Receipt


def concessions(bench: "Workbench", outcome: str = "real_income") -> ConcessionsView:
    """Show what each tariff line and each option of either side is worth to the other, and what it costs the one that gives."""
    found = valued(bench, outcome)
    shown = "income_gain" if outcome == "real_income" else outcome
    unit = str(Unit.PERCENT) if OUTCOMES[shown].unit == "%" else str(Unit.USD_MILLION)
    told = f" --outcome {outcome}" if outcome != "real_income" else ""
    partner = bench.other.name
    return ConcessionsView(
        outcome=outcome,
        title=Text(both(f"outcome.{shown}", partner=partner.en).en, both(f"outcome.{shown}", partner=partner.ja).ja),
        unit=unit,
        rule=both("concessions.rule"),
        givings=tuple(_giving(bench, one, unit) for one in found),
        closure=bench.scenario.closure,
        elasticities=tuple(one.id for one in bench.case.economy.elasticities),
        receipt=receipt(
            bench,
            on_case(bench, "concessions", told.strip()),
            f"views.concessions(bench, {outcome!r})",
            (f"gradient: one transposed solve a side; closure {bench.scenario.closure}",),
        ),
    )


def _giving(bench: "Workbench", one: Giving, unit: str) -> GivingView:
    return GivingView(
        giver=one.giver,
        giver_name=bench.case.side(one.giver).name,
        receiver=one.receiver,
        receiver_name=bench.case.side(one.receiver).name,
        lines=tuple(_line(bench, one, line, unit) for line in one.lines),
        options=tuple(_option(bench, one, option, unit) for option in one.options),
    )


def _line(bench: "Workbench", giving: Giving, line: ConcededLine, unit: str) -> ConcededLineView:
    name = next(sector.name for sector in bench.case.economy.sectors if sector.id == line.sector)
    first = {
        party: _figure(bench, unit, value, Basis.DERIVED, "first order: the gradient of the trade model times one point less of duty")
        for party, value in line.first.items()
    }
    solved = {
        party: _figure(
            bench, unit, (value,) * 3, Basis.DERIVED, "the trade model solved again for one point less of duty, central elasticities"
        )
        for party, value in line.solved.items()
        if isfinite(value)
    }
    exchange, free = _exchange(bench, line.first[giving.receiver][1], line.first[giving.giver][1], Basis.DERIVED)
    duty = _figure(
        bench, str(Unit.PERCENT), (100 * line.duty,) * 3, Basis.DERIVED, "average duty of the status quo in the trade model", change=False
    )
    return ConcededLineView(line.sector, name, duty, first, solved, exchange, free)


def _option(bench: "Workbench", giving: Giving, one: ConcededOption, unit: str) -> ConcededOptionView:
    issue = bench.agenda.issue(one.issue)
    basis = terms_basis(effects(bench, bench.agenda.package({one.issue: one.option})))
    first = {
        party: _figure(bench, unit, (value,) * 3, basis, "first order: the gradient of the trade model times the option's whole change")
        for party, value in (one.first or {}).items()
    }
    method = "the option moved alone, trade model solved over published elasticity sets and bounds of law and terms"
    solved = {party: _figure(bench, unit, value, basis, method) for party, value in one.solved.items()}
    exchange, free = _exchange(bench, one.solved[giving.receiver][1], one.solved[giving.giver][1], basis)
    return ConcededOptionView(one.issue, issue.title, one.option, issue.option(one.option).title, first, solved, exchange, free)


def _exchange(bench: "Workbench", won: float, own: float, basis: Basis) -> tuple[Figure | None, bool]:
    """What is won for each unit lost; nothing where the giver loses nothing or the receiver wins nothing."""
    if own >= 0:
        return None, won > 0
    if won <= 0:
        return None, False
    ratio = won / -own
    method = "won by the receiver for each one lost by the giver, central values"
    return _figure(bench, str(Unit.RATIO), (ratio,) * 3, weakest((basis,)), method, change=False), False


def _figure(bench: "Workbench", unit: str, value: Range, basis: Basis, method: str, *, change: bool = True) -> Figure:
    economy = bench.case.economy
    return Figure(
        value=value[1] + 0.0,
        unit=unit,
        as_of=bench.clock.on,
        basis=basis,
        sources=tuple(Citation(name) for name in economy.sources),
        low=min(value) + 0.0,
        high=max(value) + 0.0,
        method=f"{method}; closure: {bench.scenario.closure}",
        note=f"flows of {economy.as_of.year}, carried to the duties of {bench.clock.on.isoformat()}",
        change=change,
    )

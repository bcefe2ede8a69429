"""Optimal, Nash and co-operative duties, as a person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.optimal import Chosen
from nemawashi.workbench.optimal import optimal as choose
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ChosenView", "DutyChosenView", "OptimalView", "optimal"]


@dataclass(frozen=True, slots=True)
class DutyChosenView:
    """A duty of one side on the other's goods, today and as chosen."""

    party: str
    sector: str
    sector_name: Text
    today: Figure
    chosen: Figure


@dataclass(frozen=True, slots=True)
class ChosenView:
    """One step: a best response, the Nash point, or co-operation from it."""

    step: str
    title: Text
    gain: Mapping[str, Figure]
    median: Mapping[str, Figure]
    duties: tuple[DutyChosenView, ...]
    residual: float
    residual_is: Text
    elasticities: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class OptimalView:
    """The answer of ``optimal``."""

    party: str
    other: str
    rule: Text
    steps: tuple[ChosenView, ...]
    closure: str
    receipt: Receipt


def optimal(bench: "Workbench", *, everybody: bool = False, ranges: bool = False) -> OptimalView:
    """Show the duties the side would choose for its own real income, the Nash point of both and co-operation from it."""
    found = choose(bench, everybody=everybody, ranges=ranges)
    flags = (" --everybody" if everybody else "") + (" --ranges" if ranges else "")
    worst = "; ".join(f"{one.step}: {one.status}, residual {one.residual:.1e}" for one in found.steps)
    return OptimalView(
        party=found.side,
        other=found.other,
        rule=both("optimal.everybody" if everybody else "optimal.rule"),
        steps=tuple(_step(bench, one, found.today) for one in found.steps),
        closure=bench.scenario.closure,
        receipt=receipt(
            bench, on_case(bench, "optimal", flags.strip()), f"views.optimal(bench, everybody={everybody}, ranges={ranges})", (worst,)
        ),
    )


def _step(bench: "Workbench", one: Chosen, today: Mapping[str, Mapping[str, float]]) -> ChosenView:
    key = one.step.replace(" ", "_")
    names = {sector.id: sector.name for sector in bench.case.economy.sectors}
    return ChosenView(
        step=one.step,
        title=both(f"optimal.{key}"),
        gain={party: _figure(bench, one, value, scale=1.0, change=True) for party, value in one.gain.items()},
        median={party: _figure(bench, one, value) for party, value in one.median.items()},
        duties=tuple(
            DutyChosenView(party, sector, names[sector], _today(bench, today[party][sector]), _figure(bench, one, value))
            for party, rows in one.tariff.items()
            for sector, value in rows.items()
        ),
        residual=one.residual,
        residual_is=both(f"optimal.residual_{key}"),
        elasticities=one.sets,
        status=one.status,
    )


def _today(bench: "Workbench", value: float) -> Figure:
    method = f"average duty of the status quo in the trade model; closure: {bench.scenario.closure}"
    cited = tuple(Citation(name) for name in bench.case.economy.sources)
    return Figure(100 * value, str(Unit.PERCENT), bench.clock.on, Basis.DERIVED, cited, method=method)


def _figure(bench: "Workbench", one: Chosen, value: tuple[float, float, float], *, scale: float = 100.0, change: bool = False) -> Figure:
    return Figure(
        value=scale * value[1] + 0.0,
        unit=str(Unit.PERCENT),
        as_of=bench.clock.on,
        basis=Basis.ASSUMED,
        sources=tuple(Citation(name) for name in bench.case.economy.sources),
        low=scale * min(value) + 0.0,
        high=scale * max(value) + 0.0,
        method=f"{one.step} of the trade model over {len(one.sets)} elasticity set(s), duties between −60 % and 600 %; closure: {bench.scenario.closure}",
        note="assumed: that a side looks at its real income in this model and at nothing else",
        change=change,
    )

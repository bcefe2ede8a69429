"""Estimates of others as a person sees them: theirs, the model's own answer to the same scenario, and why the two differ."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.economy.effects import OUTCOMES
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.estimates import Beside
from nemawashi.workbench.estimates import estimates as beside

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["EstimateView", "estimates"]


@dataclass(frozen=True, slots=True)
class EstimateView:
    """A published estimate with ours beside it."""

    id: str
    who: str
    party: str
    outcome: str
    """What theirs measures, in its authors' terms."""
    scenario: Text
    theirs: Figure
    ours: Figure | None
    """None where the scenario cannot be put to the model."""
    our_outcome: Text
    differs: tuple[Text, ...]
    """In what the two answers differ."""
    reason: Text


def estimates(bench: "Workbench") -> tuple[EstimateView, ...]:
    """Show the estimates that could be read on the known day; they answer scenarios of their own, whatever the package."""
    return tuple(_one(bench, row) for row in beside(bench))


def _one(bench: "Workbench", row: Beside) -> EstimateView:
    one = row.estimate
    billions = one.unit == Unit.USD_BILLION
    scale, unit = (1000.0, str(Unit.USD_MILLION)) if billions else (1.0, one.unit)
    low, high = one.low * scale, one.high * scale
    day = bench.sources[one.source].known_from() if one.source in bench.sources else None
    theirs = Figure(
        value=low if low == high else None,
        unit=unit,
        as_of=day or bench.clock.known,
        basis=Basis.CITED,
        sources=(Citation(one.source),),
        low=low,
        high=high,
        note=f"certainty {one.certainty}",
        change=True,
    )
    partner = bench.case.other(one.party) if one.party in bench.case.parties else one.partner
    names = {lang: bench.case.side(partner).name.in_(lang) if partner in bench.case.parties else partner for lang in ("en", "ja")}
    title = Text(both(f"outcome.{one.beside}", partner=names["en"]).en, both(f"outcome.{one.beside}", partner=names["ja"]).ja)
    if one.sector:
        sector = next(s.name for s in bench.case.economy.sectors if s.id == one.sector)
        title = Text(f"{title.en}, {sector.en}", f"{title.ja}（{sector.ja}）")
    return EstimateView(
        id=one.id,
        who=one.who,
        party=one.party,
        outcome=one.outcome,
        scenario=one.scenario,
        theirs=theirs,
        ours=None if row.ours is None else _ours(bench, row, row.ours),
        our_outcome=title,
        differs=tuple(both(f"estimate.{name}") for name in one.differs),
        reason=one.reason,
    )


def _ours(bench: "Workbench", row: Beside, ours: tuple[float, float, float]) -> Figure:
    economy = bench.case.economy
    sets = [one for one in economy.elasticities if one.source]
    return Figure(
        value=ours[1],
        unit={"%": str(Unit.PERCENT)}.get(OUTCOMES[row.estimate.beside].unit, str(Unit.USD_MILLION)),
        as_of=bench.clock.on,
        basis=Basis.DERIVED,
        sources=tuple(Citation(name) for name in dict.fromkeys((*economy.sources, *(one.source for one in sets)))),
        low=ours[0],
        high=ours[2],
        method=f"trade model in changes from the benchmark of {economy.as_of.year}, {len(economy.elasticities)} elasticity sets; closure: "
        f"{bench.scenario.closure}",
        note=f"flows of {economy.as_of.year}",
        change=True,
    )

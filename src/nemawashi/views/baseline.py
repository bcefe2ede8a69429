"""What the trade model stands on: the benchmark and its weak cells, suspect duties with both values, flows beside the customs dollars of a later year."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.economy.economy import SuspectTariff
    from nemawashi.workbench import Workbench

__all__ = ["BaselineView", "BesideView", "ElasticityView", "SuspectView", "WeakView", "baseline"]


@dataclass(frozen=True, slots=True)
class WeakView:
    """A known weakness of the table."""

    what: Text
    cells: str


@dataclass(frozen=True, slots=True)
class SuspectView:
    """A duty of the benchmark for which there is a second value, or one too high to trust unchecked."""

    importer: str
    exporter: str
    sector: str
    sector_name: Text
    used: Figure
    other: Figure | None
    why: Text


@dataclass(frozen=True, slots=True)
class BesideView:
    """A flow of the benchmark beside the customs figure of a later year."""

    importer: str
    exporter: str
    sector: str
    sector_name: Text
    flow: Figure
    customs: Figure


@dataclass(frozen=True, slots=True)
class ElasticityView:
    """A sector's trade elasticity: the shown set's, and the ends of the published ones."""

    sector: str
    sector_name: Text
    theta: Figure


@dataclass(frozen=True, slots=True)
class BaselineView:
    """The answer of ``baseline``."""

    title: Text
    as_of: date
    method: Text
    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    closure: str
    elasticities: tuple[ElasticityView, ...]
    weak: tuple[WeakView, ...]
    suspects: tuple[SuspectView, ...]
    """Those of the sides first, largest difference first."""
    beside: tuple[BesideView, ...]
    note: Text
    receipt: Receipt


def baseline(bench: "Workbench") -> BaselineView:
    """Show the benchmark with everything known to be weak in it."""
    economy = bench.case.economy
    sides = {economy.region_of[party] for party in bench.case.parties if party in economy.region_of}

    def rank(one: "SuspectTariff") -> tuple[bool, float]:
        return not {one.importer, one.exporter} <= sides, -abs(one.used - (one.other if one.other is not None else one.used))

    return BaselineView(
        title=economy.title,
        as_of=economy.as_of,
        method=economy.method,
        regions=tuple(region.id for region in economy.regions),
        sectors=tuple(sector.id for sector in economy.sectors),
        closure=economy.default_closure,
        elasticities=_elasticities(bench),
        weak=tuple(WeakView(one.what, one.cells) for one in economy.weak),
        suspects=tuple(_suspect(bench, one) for one in sorted(economy.suspects, key=rank)),
        beside=_beside(bench),
        note=both("baseline.years", year=economy.as_of.year),
        receipt=receipt(bench, on_case(bench, "baseline"), "views.baseline(bench)"),
    )


def _name(bench: "Workbench", sector: str) -> Text:
    return next(one.name for one in bench.case.economy.sectors if one.id == sector)


def _cited(bench: "Workbench") -> tuple[Citation, ...]:
    return tuple(Citation(name) for name in bench.case.economy.sources)


def _suspect(bench: "Workbench", one: "SuspectTariff") -> SuspectView:
    as_of, cited = bench.case.economy.as_of, _cited(bench)

    def duty(value: float, method: str) -> Figure:
        return Figure(100 * value, str(Unit.PERCENT), as_of, Basis.DERIVED, cited, method=method)

    return SuspectView(
        importer=one.importer,
        exporter=one.exporter,
        sector=one.sector,
        sector_name=_name(bench, one.sector),
        used=duty(one.used, "the duty the benchmark uses"),
        other=None if one.other is None else duty(one.other, "the other value found, not used"),
        why=one.why,
    )


def _elasticities(bench: "Workbench") -> tuple[ElasticityView, ...]:
    economy = bench.case.economy
    sets = [one for one in economy.elasticities if one.source]
    cited = tuple(dict.fromkeys(Citation(one.source) for one in sets))
    shown = economy.set_named(bench.scenario.elasticities or "central")
    found = []
    for sector in economy.sectors:
        values = [one.theta[sector.id] for one in (*sets, shown)]
        theta = Figure(
            shown.theta[sector.id],
            str(Unit.RATIO),
            economy.as_of,
            Basis.DERIVED,
            cited or _cited(bench),
            low=min(values),
            high=max(values),
            method=f"trade elasticity of the set {shown.id}; range over {len(sets)} published sets",
        )
        found.append(ElasticityView(sector.id, sector.name, theta))
    return tuple(found)


def _beside(bench: "Workbench") -> tuple[BesideView, ...]:
    """The importer's purchases from the other side, sector by sector, where customs figures of a later year are held."""
    economy, flows = bench.case.economy, bench.case.trade.flows
    b = economy.baseline
    importer = str(flows.importer[0])
    partner = bench.case.other(importer) if importer in bench.case.parties else ""
    year = next((table.year for table in flows.tables), None)
    found = []
    for (exporter, sector), (value, _) in economy.imports_2024.items():
        if economy.party_of.get(exporter, exporter) != partner or year is None:
            continue
        n, i, j = b.region(economy.region_of[importer]), b.region(economy.region_of[partner]), b.sector(sector)
        customs = Figure(
            value,
            str(Unit.USD_MILLION),
            date(year, 12, 31),
            Basis.DERIVED,
            tuple(Citation(t.source) for t in flows.tables[:1]),
            method="customs value, imports for consumption",
        )
        flow = Figure(
            float(b.flow[n, i, j]),
            str(Unit.USD_MILLION),
            economy.as_of,
            Basis.DERIVED,
            _cited(bench),
            method="flow of the benchmark, net of duty",
        )
        found.append(BesideView(importer, partner, sector, _name(bench, sector), flow, customs))
    return tuple(sorted(found, key=lambda row: -(row.customs.value or 0.0)))

"""The world on a day: the benchmark year of the trade model carried to the duties of the day, for every elasticity set.

    τ_day = τ_benchmark + (statutory on the day − statutory on the case's first day), sector by sector and origin by origin

The difference is taken, not the level, so that what the benchmark measured (utilisation of preferences, mix within a sector) stays in it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nemawashi.dates import Clock
from nemawashi.economy import Baseline, status_quo
from nemawashi.economy.elasticity import CENTRAL
from nemawashi.pricing.partners import joined, partner_rates
from nemawashi.pricing.sector_rates import SectorRates, sector_rates
from nemawashi.workbench import shelf

if TYPE_CHECKING:
    from nemawashi.tariffs import Law
    from nemawashi.workbench.bench import Workbench

__all__ = ["PROFILE", "READS", "World", "importer_of", "presumed", "rates_of", "since_benchmark", "tariff_of", "world"]

READS = ("clock", "closure", "elasticities")
PROFILE = "headline"
"""The law's profile of presumptions for averages: what trade statistics cannot show, such as the metal in goods outside its chapters."""
Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class World:
    """The status quo of a clock: a baseline an elasticity set, all at the same tariffs, and the rates they came from."""

    clock: Clock
    closure: str
    baselines: Mapping[str, Baseline] = field(repr=False)
    """Label of the elasticity set → baseline; the one whose values are shown first."""
    rates: Mapping[str, SectorRates] = field(repr=False)
    """Origin party → statutory duty of the case's importer by sector on the day."""
    importer: str
    """The party whose law is followed by heading: the one whose duties the talks are about."""

    @property
    def central(self) -> Baseline:
        """The baseline whose values are shown."""
        return next(iter(self.baselines.values()))


def presumed(law: "Law") -> dict[str, str]:
    """The answers averages are made with: the headline profile where the law has one, nothing where it has none."""
    held = {one.profile for question in law.questions.values() for one in question.presume}
    return {"presumptions": PROFILE} if PROFILE in held else {}


def importer_of(bench: "Workbench") -> str:
    """The party whose law is followed by heading."""
    return str(bench.case.trade.flows.importer[0])


def _origins(bench: "Workbench") -> dict[str, tuple[str, ...]]:
    """Party of a region → the origins of the trade table it stands for; the rest of the world takes what no other region names."""
    parties = {region.party for region in bench.case.economy.regions}
    there = sorted({str(origin) for origin in bench.case.trade.flows.origin})
    rest = tuple(origin for origin in there if origin not in parties)
    found: dict[str, tuple[str, ...]] = {party: (party,) for party in parties if party in there}
    for party in parties - set(there) - {importer_of(bench)}:
        found[party] = rest
    return found


def rates_of(bench: "Workbench", law: "Law", clock: Clock, party: str) -> SectorRates:
    """Statutory duty by sector on the goods of a region, kept by law and clock."""
    trade = bench.case.trade
    origins = _origins(bench)[party]
    asked = origins[0] if len(origins) == 1 else origins
    return bench.memo(
        "sector rates",
        (),
        lambda: sector_rates(law, clock, trade.flows, trade.concordance, importer_of(bench), asked, answers=presumed(law)),
        id(law),
        clock,
        party,
    )


def _benchmark_clock(bench: "Workbench") -> Clock:
    """The first day the case's law covers: the law under which the benchmark's duties were collected."""
    day = bench.case.manifest.first
    return Clock(day, day)


def tariff_of(bench: "Workbench", start: Array, changes: Mapping[str, tuple[SectorRates, SectorRates]], bound: str) -> Array:
    """``start`` with each party's change of rates added in the cells of the importer; (importer, exporter, sector)."""
    economy = bench.case.economy
    tariff = np.array(start)
    n = economy.baseline.region(economy.region_of[importer_of(bench)])
    for party, (before, after) in changes.items():
        i = economy.baseline.region(economy.region_of[party])
        for sector, old, new in zip(after.sectors, getattr(before, bound), getattr(after, bound), strict=True):
            if new != old:
                tariff[n, i, economy.baseline.sector(sector)] += new - old
    return tariff


def world(bench: "Workbench") -> World:
    """Give the status quo of the workbench's clock, duties on third parties included."""
    return bench.memo("world", READS, lambda: _world(bench))


def _world(bench: "Workbench") -> World:
    economy = bench.case.economy
    changes = since_benchmark(bench, bench.clock)
    tariff = tariff_of(bench, economy.baseline.tariff, changes, "central")
    chosen = bench.scenario.elasticities or CENTRAL
    names = [chosen, *(one.id for one in economy.elasticities if one.id != chosen)]
    economy.set_named(chosen)
    baselines = {name: status_quo(economy.baseline_under(name), tariff, closure=bench.scenario.closure) for name in names}
    return World(bench.clock, bench.scenario.closure, baselines, {party: now for party, (_, now) in changes.items()}, importer_of(bench))


def since_benchmark(bench: "Workbench", clock: Clock) -> dict[str, tuple[SectorRates, SectorRates]]:
    """Statutory duty on every region under the benchmark's law and under the law of a clock: the sides by heading, the others by chapter."""
    sides = [side.id for side in bench.case.manifest.sides if side.id != importer_of(bench)]
    then = _benchmark_clock(bench)
    changes = {party: (rates_of(bench, bench.law, then, party), rates_of(bench, bench.law, clock, party)) for party in sides}
    before, now = _others(bench, then), _others(bench, clock)
    return changes | {party: (before[party], now[party]) for party in now}


def _others(bench: "Workbench", clock: Clock) -> dict[str, SectorRates]:
    """Rates on every region that is no side, from chapters of its trade; the rest of the world is its members' weighted mean."""
    trade, importer = bench.case.trade, importer_of(bench)
    sides = {side.id for side in bench.case.manifest.sides}
    groups = {party: origins for party, origins in _origins(bench).items() if party not in sides}
    asked = tuple(sorted({origin for origins in groups.values() for origin in origins}))

    def compute() -> dict[str, SectorRates]:
        name = shelf.label("partner rates", bench.case.digest, clock)
        held = shelf.fetch(name)
        if held is not None:
            return {origin: _from_shelf(row) for origin, row in held.items()}
        made = partner_rates(bench.law, clock, trade.flows, trade.concordance, importer, asked, answers=presumed(bench.law))
        shelf.keep(name, {origin: asdict(rates) for origin, rates in made.items()})
        return made

    found = bench.memo("partner rates", (), compute, clock)
    return {
        party: joined(party, [found[origin] for origin in origins if origin in found])
        for party, origins in groups.items()
        if any(o in found for o in origins)
    }


def _from_shelf(row: dict[str, Any]) -> SectorRates:
    """Rates as they were kept: lists are tuples again."""
    told: dict[str, Any] = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    return SectorRates(**told)

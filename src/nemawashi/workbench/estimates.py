"""What others estimated, and what the model answers to the same scenario: from the benchmark, over every published elasticity set."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nemawashi.dates import Clock
from nemawashi.economy import Effects, Shock
from nemawashi.economy import effects as solve_effects
from nemawashi.economy.elasticity import CENTRAL
from nemawashi.economy.estimates import Estimate
from nemawashi.workbench import shelf
from nemawashi.workbench.world import importer_of, since_benchmark, tariff_of

if TYPE_CHECKING:
    from nemawashi.economy.estimates import Posed
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Beside", "estimates"]

READS = ("clock", "closure")
Range = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Beside:
    """An estimate and our own answer to its scenario."""

    estimate: Estimate
    ours: Range | None
    """Low, central and high over the elasticity sets, in the unit of our outcome; None where the scenario cannot be put to the model."""


def estimates(bench: "Workbench") -> tuple[Beside, ...]:
    """Every estimate that could be read on the known day, with the model's answer beside it."""
    return bench.memo("estimates", READS, lambda: _estimates(bench))


def _estimates(bench: "Workbench") -> tuple[Beside, ...]:
    known = [one for one in bench.case.economy.estimates if _readable(bench, one)]
    if not known:
        return ()
    name = shelf.label("estimates", bench.case.digest, bench.scenario.key(READS))
    held = shelf.fetch(name)
    if held is None:
        held = _answers(bench, known)
        shelf.keep(name, held)
    rows = {one.id: held.get(one.id) for one in known}
    return tuple(Beside(one, None if (row := rows[one.id]) is None else (row[0], row[1], row[2])) for one in known)


def _readable(bench: "Workbench", one: Estimate) -> bool:
    source = bench.sources.get(one.source)
    day = None if source is None else source.known_from()
    return day is None or day <= bench.clock.known


def _answers(bench: "Workbench", known: list[Estimate]) -> dict[str, Range | None]:
    economy = bench.case.economy
    names = [CENTRAL, *(one.id for one in economy.elasticities if one.id != CENTRAL)]
    baselines = {name: economy.baseline_under(name) for name in names}
    asked: dict[str, Range | None] = {}
    solved: dict[tuple[object, ...], Effects] = {}
    for one in known:
        if one.posed is None:
            asked[one.id] = None
            continue
        key = (one.posed.day, tuple(sorted(one.posed.additional.items())), one.party)
        if key not in solved:
            shock = Shock(tariff=_tariff(bench, one.posed, one.party))
            solved[key] = solve_effects(baselines, shock, closure=bench.scenario.closure, parties=economy.region_of)
        asked[one.id] = solved[key].outcome(one.beside, one.party, sector=one.sector, partner=one.partner)
    return asked


def _tariff(bench: "Workbench", posed: "Posed", party: str) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    b = bench.case.economy.baseline
    if posed.day is not None:
        day = Clock(posed.day, max(posed.day, bench.clock.known))
        return tariff_of(bench, b.tariff, since_benchmark(bench, day), "central")
    tariff = np.array(b.tariff)
    n, i = (b.region(bench.case.economy.region_of[name]) for name in (importer_of(bench), party))
    for j, sector in enumerate(b.sectors):
        if b.goods[j]:
            tariff[n, i, j] += posed.additional.get(sector, posed.additional.get("all", 0.0))
    return tariff

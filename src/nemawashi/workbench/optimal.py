"""Tariffs a side would choose for itself: a best response, the Nash point of both, and what both would choose together, from the duties of the day.

Duties on the other side's goods are chosen, all others stay; ``everybody`` lets the side choose its duties on every partner. These are what the model's real
income alone would ask for: no retaliation beyond the game, no law, no politics, no constituency is in them.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from nemawashi.economy import Baseline
from nemawashi.economy.game import ModelGame
from nemawashi.economy.optimal import best_response, cooperate, nash
from nemawashi.errors import Unsolved
from nemawashi.workbench import shelf
from nemawashi.workbench.world import world

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Chosen", "Optimal", "optimal"]

READS = ("clock", "side", "closure", "elasticities")
Array = NDArray[np.float64]
Range = tuple[float, float, float]
STEPS = ("best response", "nash", "cooperation")


@dataclass(frozen=True, slots=True)
class Chosen:
    """Tariffs of one step: low, shown and high over the elasticity sets that were solved."""

    step: str
    gain: Mapping[str, Range]
    """Side → change of its real income against the duties of the day, per cent."""
    median: Mapping[str, Range]
    """Side → median of the duties it chooses, fractions."""
    tariff: Mapping[str, Mapping[str, Range]]
    """Side → sector → duty chosen on the other side's goods, fractions."""
    residual: float
    """Best response: largest remaining slope of log welfare by log(1 + t); Nash: largest change of a duty if both answered once more; cooperation: largest
    difference between the sides' gains.
    """
    sets: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Optimal:
    """The answer."""

    side: str
    other: str
    everybody: bool
    today: Mapping[str, Mapping[str, float]]
    """Side → sector → today's duty on the other's goods, fractions."""
    steps: tuple[Chosen, ...]


def optimal(bench: "Workbench", *, everybody: bool = False, ranges: bool = False) -> Optimal:
    """Give the side's best response, and where only the two play, their Nash point and co-operation from it.

    The best response is solved under every elasticity set; Nash and co-operation under the shown one, and under all with ``ranges`` (some minutes).
    """
    return bench.memo("optimal", READS, lambda: _optimal(bench, everybody=everybody, ranges=ranges), everybody, ranges)


def _optimal(bench: "Workbench", *, everybody: bool, ranges: bool) -> Optimal:
    name = shelf.label("optimal", bench.case.digest, bench.scenario.key(READS), everybody, ranges)
    held = shelf.fetch(name)
    if held is None:
        held = [asdict(one) for one in _steps(bench, everybody=everybody, ranges=ranges)]
        shelf.keep(name, held)
    side, other = bench.scenario.side, bench.other.id
    b = world(bench).central
    today = {party: _by_sector(bench, b, b.tariff, party) for party in (side, other)}
    return Optimal(side, other, everybody, today, tuple(_chosen(row) for row in held))


def _chosen(row: dict[str, Any]) -> Chosen:
    def span(values: Any) -> Range:
        return (values[0], values[1], values[2])

    return Chosen(
        row["step"],
        {party: span(values) for party, values in row["gain"].items()},
        {party: span(values) for party, values in row["median"].items()},
        {party: {sector: span(values) for sector, values in rows.items()} for party, rows in row["tariff"].items()},
        row["residual"],
        tuple(row["sets"]),
        row["status"],
    )


def _by_sector(bench: "Workbench", b: Baseline, tariff: Array, party: str) -> dict[str, float]:
    """A side's duties on the other's goods, where there is trade."""
    regions = bench.case.economy.region_of
    n, i = b.region(regions[party]), b.region(regions[bench.case.other(party)])
    return {b.sectors[j]: float(tariff[n, i, j]) for j in np.flatnonzero(b.goods & (b.flow[n, i] > 0))}


def _steps(bench: "Workbench", *, everybody: bool, ranges: bool) -> list[Chosen]:
    baselines = world(bench).baselines
    found: dict[str, dict[str, tuple[Array, Array, float]]] = {step: {} for step in STEPS}
    trouble: dict[str, list[str]] = {step: [] for step in STEPS}
    regions = bench.case.economy.region_of
    sides = (bench.scenario.side, bench.other.id)
    for place, (label, b) in enumerate(baselines.items()):
        game = ModelGame(b, closure=bench.scenario.closure, between=None if everybody else [regions[party] for party in sides])
        best = best_response(game, b.region(regions[sides[0]]))
        found["best response"][label] = (best.tariff, best.welfare, best.slope)
        if everybody or (place > 0 and not ranges):
            continue
        try:
            war = nash(game)
            found["nash"][label] = (war.tariff, war.welfare, war.residual)
            peace = cooperate(game, war.tariff)
            found["cooperation"][label] = (peace.tariff, peace.welfare, peace.spread)
        except Unsolved as error:
            trouble["nash"].append(f"{label}: {error}")
    b = next(iter(baselines.values()))
    return [
        _told(bench, b, step, rows, trouble[step], sides[:1] if step == "best response" else sides) for step, rows in found.items() if rows
    ]


def _told(
    bench: "Workbench",
    b: Baseline,
    step: str,
    rows: Mapping[str, tuple[Array, Array, float]],
    trouble: list[str],
    choosing: tuple[str, ...],
) -> Chosen:
    regions = bench.case.economy.region_of
    sides = (bench.scenario.side, bench.other.id)

    def span(values: list[float]) -> Range:
        return (min(values), values[0], max(values))

    tables = {party: [_by_sector(bench, b, tariff, party) for tariff, _, _ in rows.values()] for party in choosing}
    return Chosen(
        step,
        {party: span([100.0 * float(np.expm1(welfare[b.region(regions[party])])) for _, welfare, _ in rows.values()]) for party in sides},
        {party: span([float(np.median(list(table.values()))) for table in tables[party]]) for party in choosing},
        {party: {sector: span([table[sector] for table in tables[party]]) for sector in tables[party][0]} for party in choosing},
        max(residual for _, _, residual in rows.values()),
        tuple(rows),
        "; ".join(["solved", *trouble]),
    )

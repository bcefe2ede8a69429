"""Duty by sector on every partner at once, where only chapters of its trade are known: the world around a table of two.

For chapter c and sector j of the model, under a composition w (Japan's goods in the chapter, or all its lines in equal parts),

    rate_j = Σ_c V_c · s_cj · max(0, collected_c + Δ_cj) ÷ Σ_c V_c · s_cj
    s_cj = Σ_{lines of c in j} w,    Δ_cj = Σ_{lines of c in j} w · (duty now − duty before the duties of 2025) ÷ s_cj

Lines whose general rate is no percent are left out of Δ: their general rate is the same before and after. Both compositions are assumptions; the
range spans them and the open questions of the law. The law is compiled once for all partners it treats alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from nemawashi.dates import Clock
from nemawashi.pricing.before import before
from nemawashi.pricing.cells import Cells, compile_cells
from nemawashi.pricing.composition import CHAPTER
from nemawashi.pricing.products import UNKNOWN
from nemawashi.pricing.sector_rates import SectorRates
from nemawashi.pricing.states import NOWHERE
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Concordance, Flows

__all__ = ["joined", "partner_rates"]

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Makeup:
    """A composition of chapters in lines: weight, chapter and sector of each line."""

    weight: Array
    chapter: NDArray[np.int64]
    sector: NDArray[np.int64]


def partner_rates(
    law: Law,
    clock: Clock,
    flows: Flows,
    concordance: Concordance,
    importer: str,
    origins: tuple[str, ...],
    *,
    answers: Mapping[str, Answer] | None = None,
) -> dict[str, SectorRates]:
    """Statutory duty by sector on each of ``origins``; partners the importer's schedule does not reach are left out."""
    lines = law.lines(importer)
    now = _cells(law, clock, importer, lines, origins, answers)
    since = before(law, importer, flows)
    then = _cells(law, Clock(since, max(since, clock.known)), importer, lines, origins, answers)
    chapters = {chapter: place for place, chapter in enumerate(sorted({line[:CHAPTER] for line in lines}))}
    sectors = {sector: place for place, sector in enumerate(concordance.sectors)}
    makeups = _makeups(lines, flows, concordance, (chapters, sectors), (importer, law.jurisdictions[importer].line_digits))
    shape = (len(chapters), len(sectors))
    made: dict[tuple[int, int], list[tuple[Array, Array, Array]]] = {}
    found: dict[str, SectorRates] = {}
    for row, origin in enumerate(origins):
        states = (int(now.states.numbers[row, 0]), int(then.states.numbers[row, 0]))
        if NOWHERE in states:
            continue
        if states not in made:
            made[states] = [_table(makeup, *_change(now, then, states), shape) for makeup in makeups]
        chosen = flows.select(importer, origin)
        value, duty = np.zeros(len(chapters)), np.zeros(len(chapters))
        for _, _, code, worth, paid in chosen:
            if code[:CHAPTER] in chapters:
                value[chapters[code[:CHAPTER]]] += worth
                duty[chapters[code[:CHAPTER]]] += np.nan_to_num(paid)
        found[origin] = _rates(importer, origin, concordance, (value, duty), made[states], (chosen, since))
    return found


def joined(name: str, rates: list[SectorRates]) -> SectorRates:
    """Several partners as one region: the mean of their rates, weighted by their trade in each sector."""
    if len(rates) == 1:
        return replace(rates[0], origin=name)
    value = np.array([one.value_usd for one in rates])
    total = value.sum(axis=0)

    def mean(bound: str) -> tuple[float, ...]:
        owed = (value * np.array([getattr(one, bound) for one in rates])).sum(axis=0)
        return tuple(np.divide(owed, total, out=np.zeros_like(total), where=total > 0).tolist())

    return replace(rates[0], origin=name, low=mean("low"), central=mean("central"), high=mean("high"), value_usd=tuple(total.tolist()))


def _cells(
    law: Law, clock: Clock, importer: str, lines: tuple[str, ...], origins: tuple[str, ...], answers: Mapping[str, Answer] | None
) -> Cells:
    return compile_cells(law, importer, lines, origins, first=clock.on, last=clock.on, known=clock.known, answers=answers)


def _makeups(
    lines: tuple[str, ...],
    flows: Flows,
    concordance: Concordance,
    places: tuple[dict[str, int], dict[str, int]],
    lined: tuple[str, int],
) -> tuple[_Makeup, ...]:
    """``places`` number chapters and sectors; ``lined`` are the importer and the digits of its lines."""
    (chapters, sectors), (importer, digits) = places, lined
    chapter = np.array([chapters[line[:CHAPTER]] for line in lines])
    sector = np.array([sectors.get(concordance.sector(line), -1) for line in lines])
    even = np.ones(len(lines))
    place = {line: number for number, line in enumerate(lines)}
    like = np.zeros(len(lines))
    for buyer, _, code, worth, _ in flows:
        if buyer == importer and len(code) >= digits and (number := place.get(code[:digits])) is not None:
            like[number] += worth
    some = np.bincount(chapter, weights=like, minlength=len(chapters)) > 0
    like = np.where(some[chapter], like, even)
    return tuple(
        _Makeup(weight / np.bincount(chapter, weights=weight, minlength=len(chapters))[chapter], chapter, sector) for weight in (like, even)
    )


def _change(now: Cells, then: Cells, states: tuple[int, int]) -> tuple[Array, Array]:
    """Low and high change of duty by line, percent; NaN where it is not a percent."""
    columns = []
    for cells, state in zip((now, then), states, strict=True):
        classes = cells.products.classes
        low, high = cells.filled.low[classes, state], cells.filled.high[classes, state]
        unknown = classes == UNKNOWN
        columns.append((np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)))
    (low, high), (low_before, high_before) = columns
    change = np.stack((low - low_before, high - high_before))
    return np.min(change, axis=0), np.max(change, axis=0)


def _table(makeup: _Makeup, low: Array, high: Array, shape: tuple[int, int]) -> tuple[Array, Array, Array]:
    """Shares and mean changes by chapter and sector."""
    inside = makeup.sector >= 0
    cell = makeup.chapter[inside] * shape[1] + makeup.sector[inside]
    size = shape[0] * shape[1]
    weight = makeup.weight[inside]
    share = np.bincount(cell, weights=weight, minlength=size)
    changes: list[Array] = []
    for bound in (low[inside], high[inside]):
        known = np.isfinite(bound)
        total = np.bincount(cell[known], weights=(weight * bound)[known], minlength=size)
        there = np.bincount(cell[known], weights=weight[known], minlength=size)
        changes.append(np.divide(total, there, out=np.zeros(size), where=there > 0).reshape(shape))
    shares: Array = share.astype(np.float64).reshape(shape)
    return shares, changes[0], changes[1]


def _rates(
    importer: str,
    origin: str,
    concordance: Concordance,
    amounts: tuple[Array, Array],
    tables: list[tuple[Array, Array, Array]],
    weights: tuple[Flows, date],
) -> SectorRates:
    (value, duty), (chosen, since) = amounts, weights
    collected = np.divide(100 * duty, value, out=np.zeros_like(duty), where=value > 0)[:, None]
    lows: list[Array] = []
    highs: list[Array] = []
    worths: list[Array] = []
    for share, low, high in tables:
        worth = value[:, None] * share
        total = worth.sum(axis=0)
        for bound, kept in ((low, lows), (high, highs)):
            owed = (worth * np.maximum(collected + bound, 0.0)).sum(axis=0) / 100
            kept.append(np.divide(owed, total, out=np.zeros_like(total), where=total > 0))
        worths.append(total)
    low, high = np.min(lows, axis=0), np.max(highs, axis=0)
    year = chosen.tables[0].year if chosen.tables else None
    return SectorRates(
        importer=importer,
        origin=origin,
        sectors=concordance.sectors,
        low=tuple(low.tolist()),
        central=tuple(((low + high) / 2).tolist()),
        high=tuple(high.tolist()),
        value_usd=tuple(np.mean(worths, axis=0).tolist()),
        basis=f"collected by chapter in {year} plus the change of the statute since {since}; composition within a chapter assumed",
        assumed=True,
    )

"""Duty by sector of the trade model: what a regime charges, as fractions of value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from nemawashi.dates import Clock
from nemawashi.pricing.composition import compositions
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Concordance, Flows

__all__ = ["SectorRates", "sector_rates"]


@dataclass(frozen=True, slots=True)
class SectorRates:
    """Statutory duty of an importer on an origin by sector, in the concordance's order; fractions (0.10 is 10 %)."""

    importer: str
    origin: str
    """The origin, or the origins joined by ``+``."""
    sectors: tuple[str, ...]
    low: tuple[float, ...]
    central: tuple[float, ...]
    """The middle of low and high: a convention, not an estimate."""
    high: tuple[float, ...]
    value_usd: tuple[float, ...]
    """Imports in the weights' year; a sector without any has rates of zero."""
    basis: str
    assumed: bool
    """Whether the composition within chapters is an assumption."""


def sector_rates(
    law: Law,
    clock: Clock,
    flows: Flows,
    concordance: Concordance,
    importer: str,
    origin: str | Sequence[str],
    *,
    answers: Mapping[str, Answer] | None = None,
) -> SectorRates:
    """Weighted duty by sector on one origin, or on several taken together (the partners that make a model's rest of the world).

    rate_j = Σ value · duty ÷ Σ value over the headings of sector j; goods outside every sector do not count.
    """
    origins = (origin,) if isinstance(origin, str) else tuple(origin)
    places = {sector: place for place, sector in enumerate(concordance.sectors)}
    size = len(places)
    lows, highs = np.zeros(size), np.zeros(size)
    value = np.zeros(size)
    bases: list[str] = []
    assumed = False
    for one in origins:
        made = compositions(law, clock, flows, importer, one, answers=answers or {})
        bases.append(made.basis)
        assumed = assumed or made.assumed
        edges = np.zeros((len(made.rated), 3, size))
        for number, rated in enumerate(made.rated):
            at = np.array([places.get(concordance.sector(code), -1) for code in rated.flows.heading])
            inside = at >= 0
            for kind, column in enumerate((rated.flows.value_usd, rated.flows.value_usd * rated.low, rated.flows.value_usd * rated.high)):
                edges[number, kind] = np.bincount(at[inside], weights=column[inside], minlength=size)
        with np.errstate(invalid="ignore", divide="ignore"):
            rates = np.nan_to_num(edges[:, 1:] / edges[:, :1] / 100)
        worth = edges[:, 0].mean(axis=0)
        lows += worth * rates[:, 0].min(axis=0)
        highs += worth * rates[:, 1].max(axis=0)
        value += worth
    with np.errstate(invalid="ignore", divide="ignore"):
        low, high = np.nan_to_num(lows / value), np.nan_to_num(highs / value)
    return SectorRates(
        importer=importer,
        origin="+".join(origins),
        sectors=concordance.sectors,
        low=tuple(low.tolist()),
        central=tuple(((low + high) / 2).tolist()),
        high=tuple(high.tolist()),
        value_usd=tuple(value.tolist()),
        basis="; ".join(dict.fromkeys(bases)),
        assumed=assumed,
    )

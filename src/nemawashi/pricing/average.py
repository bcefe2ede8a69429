"""Trade-weighted average duty: Σ value · rate ÷ Σ value, as an interval where facts are unknown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nemawashi.dates import Clock
from nemawashi.errors import Fault, Refused
from nemawashi.pricing.composition import compositions
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Concordance, Flows

__all__ = ["AverageRow", "average"]

By = Literal["total", "chapter", "sector"]


@dataclass(frozen=True, slots=True)
class AverageRow:
    """The average of one group of headings."""

    key: str
    """``total``, a chapter, or a sector; an empty sector is goods the model has no sector for."""
    value_usd: float
    """Imports in the weights' year."""
    low: float
    """Percent of value, statutory and total: the general rate or preference and every additional duty."""
    high: float
    collected: float
    """Percent that was collected in the weights' year."""
    basis: str
    """What the average is, over which weights, and what was assumed."""
    assumed: bool = False
    """Whether the composition within chapters is an assumption."""


def average(
    law: Law,
    clock: Clock,
    flows: Flows,
    importer: str,
    origin: str,
    *,
    by: By = "total",
    concordance: Concordance | None = None,
    answers: Mapping[str, Answer] | None = None,
) -> tuple[AverageRow, ...]:
    """Statutory total duty of ``importer`` on products of ``origin``, weighted by value; the denominator is all imports.

    Low takes every open question as the trader would have it, high as the collector would; answers close questions for all rows.
    """
    if by == "sector" and concordance is None:
        raise Refused(Fault("by", "sector without a concordance", "sectors come from a concordance", "give the case's concordance"))
    found: dict[str, list[tuple[float, float, float, float]]] = {}
    made = compositions(law, clock, flows, importer, origin, answers=answers or {})
    for rated in made.rated:
        if by == "total":
            keys = np.full(len(rated.flows), "total", dtype=object)
        elif by == "chapter":
            keys = np.array([code[:2] for code in rated.flows.heading], dtype=object)
        else:
            assert concordance is not None
            keys = np.array([concordance.sector(code) for code in rated.flows.heading], dtype=object)
        for key in sorted(set(keys.tolist())):
            rows = keys == key
            value = float(rated.flows.value_usd[rows].sum())
            low, high = rated.weighted(rows)
            collected = 100 * float(np.nansum(rated.flows.duty_usd[rows])) / value if value else 0.0
            found.setdefault(key, []).append((value, low, high, collected))
    return tuple(
        AverageRow(
            key,
            sum(one[0] for one in rows) / len(rows),
            min(one[1] for one in rows),
            max(one[2] for one in rows),
            sum(one[3] for one in rows) / len(rows),
            made.basis,
            made.assumed,
        )
        for key, rows in sorted(found.items())
    )

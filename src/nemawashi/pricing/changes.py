"""Two regimes side by side on a year's trade: which headings pay more or less, by how many points, and what it comes to in dollars."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nemawashi.dates import Clock
from nemawashi.pricing.composition import CHAPTER
from nemawashi.pricing.rated import RatedFlows, rate_flows
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows

__all__ = ["ChangeRow", "Changes", "changes"]


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One heading whose duty differs."""

    heading: str
    value_usd: float
    """Imports of the weights' year."""
    before: tuple[float, float]
    """Low and high duty, percent of value."""
    after: tuple[float, float]
    points: tuple[float, float]
    """What the second regime adds, at least and at most, in points: open facts are the same facts in both."""
    usd: tuple[float, float]
    """The same on the heading's imports, dollars a year, imports unchanged."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Every heading whose duty differs, the largest sum first."""

    rows: tuple[ChangeRow, ...]
    usd: tuple[float, float]
    """Their sum."""
    points: tuple[float, float]
    """The sum over all imports, those that do not change too, in points."""
    value_usd: float
    """All imports."""


def changes(
    before: tuple[Law, Clock],
    after: tuple[Law, Clock],
    flows: Flows,
    importer: str,
    origin: str,
    *,
    by_chapter: bool = False,
    answers: Mapping[str, Answer] | None = None,
) -> Changes:
    """Set the duty on an origin's goods under ``after`` against that under ``before``, each a law on a clock.

    Δ_h = duty_after − duty_before of heading h, in points; Σ value · Δ ÷ 100 in dollars. A heading coarser than a line spans its lines.
    """
    chosen = flows.select(importer, origin)
    one, two = (rate_flows(law, clock, chosen, answers=answers) for law, clock in (before, after))
    change = np.stack((two.low - one.low, two.high - one.high))
    least, most = change.min(axis=0), change.max(axis=0)
    differs = (least != 0) | (most != 0)
    groups: dict[str, list[int]] = {}
    for row in np.flatnonzero(differs).tolist():
        code = chosen.heading[row]
        groups.setdefault(code[:CHAPTER] if by_chapter else code, []).append(row)
    rows = [_row(key, members, (one, two), (least, most)) for key, members in groups.items()]
    rows.sort(key=lambda row: (-max(abs(row.usd[0]), abs(row.usd[1])), row.heading))
    usd = (sum(row.usd[0] for row in rows), sum(row.usd[1] for row in rows))
    total = chosen.total_usd
    points = (100 * usd[0] / total, 100 * usd[1] / total) if total else (0.0, 0.0)
    return Changes(tuple(rows), usd, points, total)


def _row(key: str, members: list[int], rated: tuple[RatedFlows, RatedFlows], ends: tuple[np.ndarray, np.ndarray]) -> ChangeRow:
    value = rated[0].flows.value_usd[members]
    total = float(value.sum())

    def mean(column: np.ndarray) -> float:
        found = column[members]
        if len(members) == 1 or total == 0:
            return float(found.mean())
        return float((value * found).sum() / total)

    points = (mean(ends[0]), mean(ends[1]))
    before, after = ((mean(one.low), mean(one.high)) for one in rated)
    return ChangeRow(key, total, before, after, points, (total * points[0] / 100, total * points[1] / 100))

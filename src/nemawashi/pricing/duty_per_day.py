"""Duty a day: what a regime would collect on a year's imports, divided by the days of that year."""

from calendar import isleap
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from nemawashi.dates import Clock
from nemawashi.pricing.composition import compositions
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows

__all__ = ["DutyPerDay", "duty_per_day"]


@dataclass(frozen=True, slots=True)
class DutyPerDay:
    """US dollars a day on unchanged imports, on two clocks; trade's own answer to the duty is not in it."""

    importer: str
    origin: str
    clock: Clock
    other: Clock
    low: float
    high: float
    other_low: float
    other_high: float
    increment_low: float
    """What the other clock adds, at least: open facts (part of a vehicle or not) are the same facts on both days."""
    increment_high: float
    value_usd: float
    days: int
    basis: str
    assumed: bool


def duty_per_day(
    law: Law,
    clock: Clock,
    other: Clock,
    flows: Flows,
    importer: str,
    origin: str,
    *,
    answers: Mapping[str, Answer] | None = None,
) -> DutyPerDay:
    """Statutory duty a day on ``clock`` and on ``other`` (a lapse, a deal), and the difference, each as a range.

    D = Σ value · rate ÷ days of the weights' year.
    """
    first = compositions(law, clock, flows, importer, origin, answers=answers or {})
    second = compositions(law, other, flows, importer, origin, answers=answers or {})
    tables = first.rated[0].flows.tables
    days = 366 if tables and isleap(tables[0].year) else 365
    sums = []
    for one, two in zip(first.rated, second.rated, strict=True):
        value = one.flows.value_usd
        change = np.stack((two.low - one.low, two.high - one.high))
        columns = (one.low, one.high, two.low, two.high, change.min(axis=0), change.max(axis=0))
        sums.append([float((value * column).sum()) / 100 / days for column in columns])
    columns_of = list(zip(*sums, strict=True))
    return DutyPerDay(
        importer=importer,
        origin=origin,
        clock=clock,
        other=other,
        low=min(columns_of[0]),
        high=max(columns_of[1]),
        other_low=min(columns_of[2]),
        other_high=max(columns_of[3]),
        increment_low=min(columns_of[4]),
        increment_high=max(columns_of[5]),
        value_usd=first.rated[0].flows.total_usd,
        days=days,
        basis=f"{first.basis}; divided by {days} days, imports unchanged",
        assumed=first.assumed,
    )

"""Flows with the duty of each row on a clock: what averages, sector rates and sums of duty are made of."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from nemawashi.codes import heading as code_of
from nemawashi.dates import Clock
from nemawashi.errors import Refused
from nemawashi.pricing.one_day import one_day
from nemawashi.tariffs import Entry, Law, assess
from nemawashi.tariffs.entry import Answer
from nemawashi.tariffs.facts import AVE
from nemawashi.trade import Flows

__all__ = ["AVE", "RatedFlows", "rate_flows"]


@dataclass(frozen=True, slots=True, eq=False)
class RatedFlows:
    """Flows and, for each row, low and high duty in percent of value."""

    flows: Flows
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    equivalent: NDArray[np.bool_]
    """Rows whose general rate is specific, put in percent by what was collected on them."""
    unscheduled: NDArray[np.bool_]
    """Rows whose code the schedule does not hold (codes since closed) or that are estimates (chapter 99): at the rate collected."""

    def weighted(self, rows: NDArray[np.bool_] | None = None) -> tuple[float, float]:
        """Low and high duty over value, in percent, of the chosen rows; the value of every one of them counts."""
        value = self.flows.value_usd if rows is None else self.flows.value_usd[rows]
        low = self.low if rows is None else self.low[rows]
        high = self.high if rows is None else self.high[rows]
        total = value.sum()
        if total == 0:
            return 0.0, 0.0
        return float((low * value).sum() / total), float((high * value).sum() / total)


def rate_flows(law: Law, clock: Clock, flows: Flows, *, answers: Mapping[str, Answer] | None = None) -> RatedFlows:
    """Rate each row of ``flows`` (one importer, one origin, headings of line length or finer) on the clock.

    A specific duty needs a quantity; where the flows carry none, its ad valorem equivalent is the duty collected on that row over its value,
    which is sound while the collected duty was column 1 alone. A row collected at nothing has an equivalent of nothing. A rate that the
    schedule only states in words counts at what was collected, on top of the lines that are known.

    An answer may hold for some goods only: ``{"steel_content": "0 %", "73:steel_content": "100 %"}`` states the second for chapter 73; of
    several prefixes the longest speaks.
    """
    given = {key: answer for key, answer in (answers or {}).items() if ":" not in key}
    narrow: dict[str, dict[str, Answer]] = {}
    for key, answer in (answers or {}).items():
        prefix, mark, name = key.partition(":")
        if mark:
            narrow.setdefault(code_of(prefix, where=f"--answer {key}"), {})[name] = answer
    found = _rated(law, clock, flows, given)
    for prefix in sorted(narrow, key=len):
        rows = np.array([code.startswith(prefix) for code in flows.heading], dtype=np.bool_)
        if rows.any():
            wider = [one for one in sorted(narrow, key=len) if prefix.startswith(one)]
            stated = {**given, **{name: answer for one in wider for name, answer in narrow[one].items()}}
            part = _rated(law, clock, flows, stated)
            found = RatedFlows(
                flows,
                np.where(rows, part.low, found.low),
                np.where(rows, part.high, found.high),
                np.where(rows, part.equivalent, found.equivalent),
                found.unscheduled,
            )
    return found


def _rated(law: Law, clock: Clock, flows: Flows, given: Mapping[str, Answer]) -> RatedFlows:
    day = one_day(law, clock, flows, given)
    low = np.where(day.unscheduled, day.collected, day.low)
    high = np.where(day.unscheduled, day.collected, day.high)
    for row in np.flatnonzero(~day.unscheduled & np.isnan(high)).tolist():
        stated = {**given, AVE: f"{Decimal(repr(float(day.collected[row]))):f} %"}
        try:
            found = assess(law, Entry(flows.heading[row], flows.origin[0], flows.importer[0], clock, stated))
        except Refused:
            continue
        low[row] = float(found.low)
        finite = sum((line.high for line in found.lines if line.high is not None), Decimal(0))
        high[row] = float(finite) + float(day.collected[row]) if found.high is None else float(found.high)
    return RatedFlows(flows, low, high, day.equivalent, day.unscheduled)

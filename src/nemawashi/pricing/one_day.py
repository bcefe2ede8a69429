"""One origin's flows on one clock, each row met with its cell: what averages and their telling by measure share."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.dates import Clock
from nemawashi.pricing.cells import Cells, compile_cells
from nemawashi.pricing.products import UNKNOWN
from nemawashi.pricing.states import NOWHERE
from nemawashi.tariffs import Law
from nemawashi.tariffs.entry import Answer
from nemawashi.trade import Flows

__all__ = ["OneDay", "one_day"]

ESTIMATES = "99"
"""Chapter 99 in trade statistics: what a statistical office adds by estimate (9999.95, shipments below the threshold of reporting). No entry stands
behind it, so no statute is applied: it counts at what was collected."""


@dataclass(frozen=True, slots=True, eq=False)
class OneDay:
    """Rows of flows and their cells, all in one state of the law."""

    cells: Cells
    collected: NDArray[np.float64]
    """Duty collected on each row, in percent of its value; the equivalent of a general rate that is no percent."""
    unscheduled: NDArray[np.bool_]
    """Rows whose code the schedule does not hold (codes since closed) or that are estimates (chapter 99)."""
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    kind: NDArray[np.uint8]
    equivalent: NDArray[np.bool_]
    """Rows whose general rate was put in percent by what was collected."""

    def reasons(self) -> NDArray[np.int32]:
        """By row, into the reasons of the cells; −1 where it is unscheduled."""
        if not self.cells.products.size:
            return np.full(len(self.unscheduled), -1, dtype=np.int32)
        at = np.maximum(self.cells.products.classes, 0)
        return np.where(self.unscheduled, np.int32(-1), self.cells.named.number[at, self.cells.states.numbers[0, 0]])


def one_day(law: Law, clock: Clock, flows: Flows, answers: Mapping[str, Answer]) -> OneDay:
    """Meet the rows of ``flows`` (one importer, one origin) with the law on the clock."""
    importer, origin = flows.importer[0], flows.origin[0]
    with np.errstate(invalid="ignore", divide="ignore"):
        collected = np.nan_to_num(100 * flows.duty_usd / flows.value_usd, nan=0.0, posinf=0.0)
    cells = compile_cells(
        law,
        importer,
        flows.heading,
        [origin],
        first=clock.on,
        last=clock.on,
        known=clock.known,
        answers=answers,
        equivalents=collected.tolist(),
    )
    state = int(cells.states.numbers[0, 0])
    if state == NOWHERE:
        raise cells.states.refused[origin]
    classes, filled = cells.products.classes, cells.filled
    estimates = np.array([code.startswith(ESTIMATES) for code in flows.heading], dtype=np.bool_)
    unscheduled = (classes == UNKNOWN) | estimates
    at = np.where(classes == UNKNOWN, 0, classes)
    if not cells.products.size:
        nothing = np.zeros(len(classes))
        return OneDay(cells, collected, unscheduled, nothing, nothing, nothing.astype(np.uint8), nothing > 0)
    return OneDay(
        cells,
        collected,
        unscheduled,
        filled.low[at, state],
        filled.high[at, state],
        filled.kind[at, state],
        cells.products.equivalent()[at] & ~unscheduled,
    )

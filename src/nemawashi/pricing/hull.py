"""Cells of classes made from cells of leaves: what a code may owe is the hull of what its leaves owe."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.products import Products

__all__ = ["BY_LINE", "FIXED", "LINEAR", "Filled", "hull"]

FIXED, LINEAR, BY_LINE = 0, 1, 2
"""A cell's kind: a percent; a percent plus a slope on quantity ÷ value; to be assessed by itself when value and quantity are given."""


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Cells: class (or leaf) × state arrays."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    """NaN: unbounded. Of a ``LINEAR`` cell, what is owed besides the slope: with no quantity its high is unbounded."""
    kind: NDArray[np.uint8]
    slope: NDArray[np.float64]
    """By class: percent for each unit of quantity ÷ value, from the specific part of the general rate."""


def hull(leaves: Filled, products: Products) -> Filled:
    """Low is the least of the leaves' lows, high the most of their highs; unbounded where one of them is."""
    firsts = np.array([members[0] for members in products.members], dtype=np.intp)
    if not len(firsts):
        return leaves
    made = Filled(leaves.low[firsts], leaves.high[firsts], leaves.kind[firsts], leaves.slope[firsts])
    for row, members in enumerate(products.members):
        if len(members) == 1:
            continue
        inside = list(members)
        kinds = leaves.kind[inside]
        open_ended = (kinds == LINEAR).any(axis=0) | np.isnan(leaves.high[inside]).any(axis=0)
        made.low[row] = leaves.low[inside].min(axis=0)
        made.high[row] = np.where(open_ended, np.nan, leaves.high[inside].max(axis=0))
        made.kind[row] = np.where(open_ended | (kinds == BY_LINE).any(axis=0), BY_LINE, FIXED)
        made.slope[row] = 0.0
    return made

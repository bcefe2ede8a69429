"""Cells of classes made from cells of leaves: what a code may owe is the hull of what its leaves owe."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from nemawashi.pricing.products import Products
from nemawashi.pricing.states import States
from nemawashi.tariffs import Entry
from nemawashi.tariffs.entry import Answer

__all__ = ["BY_LINE", "FIXED", "LINEAR", "Filled", "Reason", "hull"]

FIXED, LINEAR, BY_LINE = 0, 1, 2
"""A cell's kind: a percent; a percent plus a slope on quantity ÷ value; to be assessed by itself when value and quantity are given."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the cells of a group pay what they pay: an entry of the group, whose assessment tells it."""

    id: str
    entry: Entry
    general: bool
    """Whether the entry's column 1 line stands for that of every line of the group, whatever its rate."""


@dataclass(frozen=True, slots=True, eq=False)
class Filled:
    """Cells: class (or leaf) × state arrays."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    """NaN: unbounded. Of a ``LINEAR`` cell, what is owed besides the slope: with no quantity its high is unbounded."""
    kind: NDArray[np.uint8]
    reason: NDArray[np.int32]
    """Into ``reasons``."""
    slope: NDArray[np.float64]
    """By class: percent for each unit of quantity ÷ value, from the specific part of the general rate."""
    reasons: tuple[Reason, ...]
    runs: int
    """How often the rules were run."""


def hull(leaves: Filled, products: Products, states: States, importer: str, answers: Mapping[str, Answer]) -> Filled:
    """Low is the least of the leaves' lows, high the most of their highs; unbounded where one of them is."""
    firsts = np.array([members[0] for members in products.members], dtype=np.intp)
    if not len(firsts):
        return leaves
    made = replace(
        leaves,
        low=leaves.low[firsts],
        high=leaves.high[firsts],
        kind=leaves.kind[firsts],
        reason=leaves.reason[firsts],
        slope=leaves.slope[firsts],
    )
    reasons = list(leaves.reasons)
    numbers: dict[tuple[int, ...], int] = {}
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
        one_rate = len({tuple(leaf) for leaf in products.leaves.texts[inside].tolist()}) == 1
        for column, found in enumerate(leaves.reason[inside].T.tolist()):
            key = tuple(dict.fromkeys(found)) if one_rate else (-row - 1, *found)
            if len(key) == 1:
                made.reason[row, column] = key[0]
                continue
            if key not in numbers:
                numbers[key] = len(reasons)
                told = repr([reasons[number].id if number >= 0 else number for number in key])
                state = states.states[column]
                entry = Entry(products.examples[row], state.origin, importer, state.clock, answers)
                general = one_rate and all(reasons[number].general for number in found)
                reasons.append(Reason(blake2b(told.encode(), digest_size=6).hexdigest(), entry, general))
            made.reason[row, column] = numbers[key]
    return replace(made, reasons=tuple(reasons))

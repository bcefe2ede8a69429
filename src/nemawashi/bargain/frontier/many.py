"""Four coordinates and more: pruning by blocks, and thinning with a published bound when the set grows too large.

Thinning keeps one point of each box of side δ. Every point thrown away has a kept one that is worse by less than δ in no coordinate,
so after stages with sides δ₁, δ₂ … each package has a kept one within Σ δ of it (Papadimitriou & Yannakakis 2000).
"""

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.frontier.three_party import descending
from nemawashi.bargain.scale import Ints

__all__ = ["nondominated", "thin"]

Bools = npt.NDArray[np.bool_]
BLOCK = 256


def nondominated(points: Ints) -> Ints:
    """Give the non-dominated distinct points of an array (d, n), those with the largest sums first."""
    distinct = descending(points)
    # a dominating point has a larger sum, so it comes earlier
    rank = np.argsort(-distinct.astype(np.float64).sum(axis=0), kind="stable")
    rows = np.ascontiguousarray(distinct[:, rank].T)
    kept = rows[:0]
    for start in range(0, len(rows), BLOCK):
        fresh = rows[start : start + BLOCK]
        for first in range(0, len(kept), 16 * BLOCK):
            fresh = fresh[~_covered(fresh, kept[first : first + 16 * BLOCK])]
            if not len(fresh):
                break
        if len(fresh):
            same = np.eye(len(fresh), dtype=bool)
            fresh = fresh[~_covered(fresh, fresh, same)]
            kept = np.concatenate((kept, fresh))
    return np.ascontiguousarray(kept.T)


def _covered(points: Ints, by: Ints, but: Bools | None = None) -> Bools:
    """True for each point that some row of ``by`` equals or exceeds in every coordinate."""
    over = by[None, :, 0] >= points[:, None, 0]
    for c in range(1, points.shape[1]):
        over &= by[None, :, c] >= points[:, None, c]
    if but is not None:
        over &= ~but
    hit: Bools = np.any(over, axis=1)
    return hit


def thin(points: Ints, most: int, parties: int) -> tuple[Ints, int]:
    """Give about ``most`` of the points (d, n) and the side δ they may fall short by; δ = 0 when all are kept.

    Boxes have side 1 in the cap coordinates (all beyond ``parties``), so no cap is ever broken by the exchange.
    """
    if points.shape[1] <= most:
        return points, 0
    side, largest = 2, int(points[:parties].max())
    while True:
        boxes = points.copy()
        boxes[:parties] //= side
        order = np.lexsort(boxes[::-1])
        fresh = np.ones(len(order), dtype=bool)
        ordered = boxes[:, order]
        np.any(ordered[:, 1:] != ordered[:, :-1], axis=0, out=fresh[1:])
        if int(fresh.sum()) <= most or side > largest:
            return np.ascontiguousarray(points[:, order[fresh]]), side - 1
        side *= 2

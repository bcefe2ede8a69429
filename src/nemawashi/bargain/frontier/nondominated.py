"""Non-dominated sets and their Minkowski sums, whatever the number of coordinates."""

from dataclasses import dataclass

import numpy as np

from nemawashi.bargain.frontier import many, three_party, two_party
from nemawashi.bargain.frontier.many import thin
from nemawashi.bargain.scale import Ints

__all__ = ["Merger", "TooMany", "nondominated"]

DENSE_WIDTH = 2**25
"""The widest range of ticks the dense programme lays out."""
DENSE_WHEN = 8
"""Sorting a sum costs about this many dense cells (measured)."""

LIMIT_UNPACKED = 2_000_000
"""Candidates of two coordinates that are too wide to be sorted as one 63-bit key."""
_BITS = 60
_LIMB = 2**_BITS - 1


class TooMany(Exception):
    """A merge would generate more candidates than the limit allows."""


def nondominated(points: Ints) -> Ints:
    """Give the non-dominated distinct points of an array (d, n) of non-negative integers; long ones are compared by rank."""
    if points.shape[1] <= 1:
        return points
    if points.dtype == object:
        ranked = [_ranks(row) for row in points]
        kept = nondominated(np.stack([rank for rank, _ in ranked]))
        return np.stack([row[first[rank]] for row, (_, first), rank in zip(points, ranked, kept, strict=True)])
    match points.shape[0]:
        case 1:
            return points[:, [int(points[0].argmax())]]
        case 2:
            return two_party.nondominated(points)
        case 3:
            return three_party.nondominated(points)
        case _:
            return many.nondominated(points)


def _ranks(row: Ints) -> tuple[Ints, Ints]:
    """Give the rank of each long integer, equal ones sharing it, and for each rank a position that has it."""
    limbs = [(row >> shift & _LIMB).astype(np.int64) for shift in range(0, max(1, int(max(row)).bit_length()), _BITS)]
    order = np.lexsort(limbs)
    fresh = np.zeros(len(row), dtype=bool)
    fresh[0] = True
    for limb in limbs:
        fresh[1:] |= limb[order[1:]] != limb[order[:-1]]
    ranks = np.empty(len(row), dtype=np.int64)
    ranks[order] = np.cumsum(fresh) - 1
    return ranks, order[fresh]


def packs(left: Ints, right: Ints) -> bool:
    """True when the sums of two planar sets fit into one sorted key."""
    return sum((int(a.max()) + int(b.max())).bit_length() for a, b in zip(left, right, strict=True)) <= 63


@dataclass(slots=True)
class Merger:
    """Counts what merging generates; raises TooMany beyond ``limit`` candidates in one merge, or thins to ``most`` points."""

    parties: int
    limit: int
    most: int | None = None
    insists: bool = False
    """True to merge even where laying out every package is quicker."""
    candidates: int = 0
    slack: int = 0
    """Σ δ of all thinnings, in ticks."""

    def merge(self, left: Ints, right: Ints) -> Ints:
        """N(left ⊕ right)."""
        if left.shape[1] < right.shape[1]:
            left, right = right, left
        n, k = left.shape[1], right.shape[1]
        if k <= 1:
            return left + right if k else right
        flat = left.shape[0] == 2 and left.dtype != object
        if flat:
            width = int(left[0][-1]) + 1
            if width + int(right[0][-1]) <= DENSE_WIDTH and n * DENSE_WHEN > width and n > 64:
                self.candidates += width * k
                return two_party.dense_merge(left, right)
        if n * k > (self.limit if not flat or packs(left, right) else min(self.limit, LIMIT_UNPACKED)):
            raise TooMany
        self.candidates += n * k
        if flat:
            return two_party.sparse_merge(left, right)
        return self.thin(nondominated((left[:, :, None] + right[:, None, :]).reshape(left.shape[0], -1)))

    def thin(self, points: Ints) -> Ints:
        """Keep ``most`` points where a number is set."""
        if self.most is None:
            return points
        kept, side = thin(points, self.most, self.parties)
        self.slack += side
        return kept

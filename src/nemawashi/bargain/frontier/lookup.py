"""Finding vectors in a set of vectors, many at once."""

import numpy as np

from nemawashi.bargain.scale import Ints

__all__ = ["Lookup"]

WIDTH = 4096
_rng = np.random.default_rng(20250503)
_LOW = 2**60 - 1
_ODD = _rng.integers(1, 2**63 - 1, size=64, dtype=np.int64) | 1
"""Fixed odd multipliers of the linear hash h(v) = Σ m_c v_c mod 2⁶⁴; found rows are compared in full, so it decides speed only."""


def _hash(points: Ints) -> Ints:
    if points.dtype == object:
        points = np.stack([(row & _LOW).astype(np.int64) for row in points])
    with np.errstate(over="ignore"):
        total: Ints = (points * _ODD[: points.shape[0], None]).sum(axis=0)
    return total


class Lookup:
    """Where a vector stands in a set (c, n), −1 where it does not; of equal ones the first.

    Two coordinates with a narrow first one are looked up in a table, all else by hash.
    """

    __slots__ = ("hashes", "order", "points", "table")

    def __init__(self, points: Ints) -> None:
        self.points = points
        self.table: Ints | None = None
        self.hashes = self.order = points[0]
        n = points.shape[1]
        narrow = points.shape[0] == 2 and n and points.dtype != object
        if narrow and int(points[0].max()) < max(WIDTH, 8 * n) and (points[0][1:] > points[0][:-1]).all():
            self.table = np.full(int(points[0][-1]) + 2, -1, dtype=np.int64)
            self.table[points[0]] = np.arange(n)
        else:
            hashes = _hash(points)
            self.order = np.argsort(hashes, kind="stable")
            self.hashes = hashes[self.order]

    def find(self, wanted: Ints) -> Ints:
        """Give the column of each wanted vector (c, m)."""
        if self.table is not None:
            place: Ints = self.table[np.clip(wanted[0], -1, len(self.table) - 1)]
            place[(self.points[0][place] != wanted[0]) | (self.points[1][place] != wanted[1])] = -1
            return place
        hashes = _hash(wanted)
        at = np.searchsorted(self.hashes, hashes)
        found = np.full(len(hashes), -1, dtype=np.int64)
        open_ = np.arange(len(hashes))
        while len(open_):
            open_ = open_[at[open_] < len(self.hashes)]
            open_ = open_[self.hashes[at[open_]] == hashes[open_]]
            place = self.order[at[open_]]
            same = (self.points[:, place] == wanted[:, open_]).all(axis=0)
            found[open_[same]] = place[same]
            open_ = open_[~same]
            at[open_] += 1
        return found

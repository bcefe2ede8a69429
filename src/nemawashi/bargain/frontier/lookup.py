"""Finding vectors in a set of vectors, many at once."""

import numpy as np

from nemawashi.bargain.scale import Ints

__all__ = ["Lookup"]

_rng = np.random.default_rng(20250503)
_ODD = _rng.integers(1, 2**63 - 1, size=64, dtype=np.int64) | 1
"""Fixed odd multipliers of the linear hash h(v) = Σ m_c v_c mod 2⁶⁴; found rows are compared in full, so it decides speed only."""


def _hash(points: Ints) -> Ints:
    with np.errstate(over="ignore"):
        total: Ints = (points * _ODD[: points.shape[0], None]).sum(axis=0)
    return total


class Lookup:
    """Where a vector stands in a set (c, n), −1 where it does not."""

    __slots__ = ("hashes", "order", "points")

    def __init__(self, points: Ints) -> None:
        hashes = _hash(points)
        self.order = np.argsort(hashes, kind="stable")
        self.hashes = hashes[self.order]
        self.points = points

    def find(self, wanted: Ints) -> Ints:
        """Give the column of each wanted vector (c, m); of equal ones the first."""
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

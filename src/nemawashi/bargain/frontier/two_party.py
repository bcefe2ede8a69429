"""Two coordinates: merging frontiers by Minkowski sum, sparse by one sort or dense over ticks.

A point (a, b) is kept when no other has a' ≥ a and b' ≥ b. If a sum of partial payoffs is efficient, each part is efficient in its own
problem, so   N(F ⊕ G) = N(N(F) ⊕ N(G)).   Sets are int64 arrays (2, n), a ascending and b strictly descending.
"""

from typing import Any

import numpy as np

from nemawashi.bargain.scale import Ints

__all__ = ["dense_merge", "nondominated", "sparse_merge"]

STRETCH = 2**14
"""Ticks handled at a time, so that they stay in the cache."""


def nondominated(points: Ints) -> Ints:
    """Give the non-dominated distinct points of an array (2, n) of non-negative integers, n ≥ 1."""
    a, b = points
    low = int(b.max()).bit_length()
    if int(a.max()).bit_length() + low <= 63:
        key = (a << low) | b
        key.sort()
        a, b = key >> low, key & ((1 << low) - 1)
    else:
        order = np.lexsort((b, a))
        a, b = a[order], b[order]
    return _staircase(a, b)


def _staircase(a: Ints, b: Ints) -> Ints:
    """Keep, of points sorted by (a, b), those whose b exceeds every later b."""
    best = np.maximum.accumulate(b[::-1])[::-1]
    keep = np.empty(len(b), dtype=bool)
    keep[-1] = True
    np.greater(b[:-1], best[1:], out=keep[:-1])
    return np.stack((a[keep], b[keep]))


def sparse_merge(left: Ints, right: Ints) -> Ints:
    """N(left ⊕ right) by sorting all |left|·|right| sums."""
    a = (left[0][:, None] + right[0]).ravel()
    b = (left[1][:, None] + right[1]).ravel()
    return nondominated(np.stack((a, b)))


def dense_merge(left: Ints, right: Ints) -> Ints:
    """N(left ⊕ right) by the dynamic programme  h[a] = max over (a', b') in right of f[a − a'] + b'  over every tick of a."""
    width = int(left[0][-1]) + 1
    small = int(left[1].max()) + int(right[1].max()) < 2**29
    kind = np.dtype(np.int32 if small else np.int64)
    nothing = -(2**30) if small else -(2**62)
    f = np.full(width, nothing, dtype=kind)
    f[left[0]] = left[1]
    h: Any = np.full(width + int(right[0][-1]), nothing, dtype=kind)
    spare = np.empty(STRETCH, dtype=kind)
    shifts = list(zip(right[0].tolist(), right[1].astype(kind), strict=True))
    for start in range(0, width, STRETCH):
        piece = f[start : start + STRETCH]
        room = spare[: len(piece)]
        for a, b in shifts:
            np.add(piece, b, out=room)
            part = h[start + a : start + a + len(piece)]
            np.maximum(part, room, out=part)
    a_all = np.flatnonzero(h >= 0)
    return _staircase(a_all, h[a_all].astype(np.int64))

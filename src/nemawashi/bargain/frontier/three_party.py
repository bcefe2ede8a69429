"""Three coordinates: a skyline by sweeping the first and keeping, for the second, the best third so far.

Points sorted by (x, y, z) descending; a point is dominated exactly when an earlier one has y' ≥ y and z' ≥ z. With numba the prefix
maxima stand in a Fenwick tree (Kung, Luccio & Preparata 1975; Fenwick 1994); without it the same question is answered for all points
at once by merging halves bottom-up, O(n log² n) in whole-array steps. Both give the same set.
"""

import sys
from collections.abc import Callable
from functools import cache

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.scale import Ints

__all__ = ["nondominated"]

Bools = npt.NDArray[np.bool_]
SMALL = 3_000
"""Below this many points whole-array steps are as quick as compiled code."""
LARGE = 300_000
"""From this many points on it pays to load the compiler for one frontier (it takes seconds); who has imported numba has paid already."""


def nondominated(points: Ints) -> Ints:
    """Give the non-dominated distinct points of an array (3, n) of non-negative integers, sorted by x, y, z descending."""
    x, y, z = descending(points)
    compiled = len(x) >= LARGE or (len(x) >= SMALL and "numba" in sys.modules)
    keep = _sweep()(y, z) if compiled else halves(y, z)
    return np.stack((x[keep], y[keep], z[keep]))


def descending(points: Ints) -> Ints:
    """Sort lexicographically, largest first, and drop doubles; one packed sort when the bits fit."""
    bits = [int(row.max()).bit_length() for row in points]
    if sum(bits) <= 63:
        key = points[0]
        for row, width in zip(points[1:], bits[1:], strict=True):
            key = (key << width) | row
        key = np.unique(key)[::-1]
        rows = []
        for width in bits[:0:-1]:
            rows.append(key & ((1 << width) - 1))
            key = key >> width
        return np.stack((key, *rows[::-1]))
    ordered = points[:, np.lexsort(points[::-1])][:, ::-1]
    fresh = np.ones(ordered.shape[1], dtype=bool)
    np.any(ordered[:, 1:] != ordered[:, :-1], axis=0, out=fresh[1:])
    return np.ascontiguousarray(ordered[:, fresh])


def halves(y: Ints, z: Ints) -> Bools:
    """True where no earlier point has y' ≥ y and z' ≥ z, by merging blocks of doubling size."""
    n = len(y)
    fall = np.unique(-y, return_inverse=True)[1].astype(np.int64)
    rise = np.unique(z, return_inverse=True)[1].astype(np.int64) + 1
    step = np.int64(n + 2)
    alive = np.ones(n, dtype=bool)
    place = np.arange(n)
    size = 1
    while size < n:
        block, late = place // (2 * size), (place // size) % 2
        # within a block: y descending, the earlier half first on equal y
        here = np.argsort((block * step + fall) * 2 + late, kind="stable")
        start, late_here = block[here] * step, late[here] == 1
        best = np.maximum.accumulate(start + np.where(late_here, 0, rise[here])) - start
        alive[here[late_here & (best >= rise[here])]] = False
        size *= 2
    return alive


@cache
def _sweep() -> Callable[[Ints, Ints], Bools]:
    """Give the compiled sweep, or the whole-array one where numba is not installed."""
    try:
        from numba import njit  # noqa: PLC0415  # an optional extra
    except ImportError:
        return halves
    compiled = njit(cache=True, nogil=True)(_fenwick)

    def sweep(y: Ints, z: Ints) -> Bools:
        fall = np.unique(-y, return_inverse=True)[1].astype(np.int64)
        kept: Bools = compiled(fall + 1, z, int(fall.max()) + 2)
        return kept

    return sweep


def _fenwick(at: Ints, z: Ints, size: int) -> Bools:
    """Fenwick tree of prefix maxima: ``at`` is the rank of y, 1 for the largest."""
    tree = np.full(size, -1, dtype=np.int64)
    keep = np.ones(len(z), dtype=np.bool_)
    for k in range(len(z)):
        i = at[k]
        best = np.int64(-1)
        while i > 0:
            best = max(best, tree[i])
            i -= i & -i
        if best >= z[k]:
            keep[k] = False
            continue
        i = at[k]
        while i < size:
            tree[i] = max(tree[i], z[k])
            i += i & -i
    return keep

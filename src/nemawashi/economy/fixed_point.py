"""Fixed points by Anderson's acceleration, for prices (a contraction) and expenditure (linear).

x = g(x). With residuals f_k = g(x_k) − x_k the next point is g(x_k) − Σ_i γ_i (Δg)_i with γ minimising ‖f_k − Σ_i γ_i (Δf)_i‖ over the last m
steps; on a linear g this is GMRES restarted by truncation. Walker and Ni (2011), SIAM J. Numer. Anal. 49(4), Algorithm AA.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

__all__ = ["anderson"]

Array = NDArray[np.float64]


def anderson(g: Callable[[Array], Array], start: Array, *, tolerance: float, most: int = 200, depth: int = 6) -> tuple[Array, float, int]:
    """Give the fixed point reached, the max-norm of its last residual and the evaluations of ``g``.

    ``start`` is one vector. The last value returned is g(x), not x: one step better than the residual says.
    """
    x = start
    moved: list[Array] = []
    changed: list[Array] = []
    previous_g = previous_f = x
    gap, best = np.inf, np.inf
    for count in range(1, most + 1):
        gx = g(x)
        f = gx - x
        gap = float(np.abs(f).max())
        if not gap > tolerance:
            return gx, gap, count
        if not np.isfinite(gap):
            return gx, np.inf, count
        if count > 1:
            moved.append(gx - previous_g)
            changed.append(f - previous_f)
            if len(moved) > depth:
                moved.pop(0)
                changed.pop(0)
        previous_g, previous_f = gx, f
        if gap > 4 * best:
            moved, changed = [], []
        best = min(best, gap)
        x = gx
        if moved:
            differences = np.stack(changed)
            gram = differences @ differences.T
            size = np.trace(gram)
            if size > 0:
                gram[np.diag_indices_from(gram)] += 1e-14 * size
                try:
                    weights = np.linalg.solve(gram, differences @ f)
                except np.linalg.LinAlgError:  # differences that are multiples of one another: begin the history anew
                    moved, changed = [], []
                    continue
                x = gx - weights @ np.stack(moved)
    return gx, gap, most

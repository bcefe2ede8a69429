"""Bring an input–output table into balance with its trade table by biproportional scaling (RAS).

Held exactly: flows, tariffs, value added. Row j of region n — what is used of sector j — is scaled to purchases X_nj; column k to output less
value added; final expenditure takes the rest. Stone (1961); Bacharach (1970). Cells that are zero stay zero.
"""

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Fault, Refused

__all__ = ["balance"]

Array = NDArray[np.float64]


def balance(
    flow: Array, tariff: Array, intermediate: Array, final: Array, value_added: Array, *, most: int = 2000, tolerance: float = 1e-13
) -> tuple[Array, Array]:
    """Give balanced ``intermediate`` (n, k, j) and ``final`` (n, j).

    Raises:
        Refused: when a sector's value added exceeds its output, or scaling does not converge (a row that must be filled has only zeros).

    """
    bought = (flow * (1 + np.where(flow > 0, tariff, 0.0))).sum(1)
    made = flow.sum(0)
    inputs = made - value_added
    if (inputs < -1e-9 * np.maximum(made, 1.0)).any():
        n, k = np.argwhere(inputs < -1e-9 * np.maximum(made, 1.0))[0]
        raise Refused(
            Fault(f"value_added[{n}, {k}]", "value added above output", "output = value added + inputs", "correct value added or the flows")
        )
    inputs = np.maximum(inputs, 0.0)
    table = np.concatenate([intermediate, final[:, None, :]], axis=1)  # (n, k and final, j)
    columns = np.concatenate([inputs, (bought.sum(1) - inputs.sum(1))[:, None]], axis=1)
    gap = np.inf
    for _ in range(most):
        rows = table.sum(1)
        table = table * np.where(rows > 0, bought / np.where(rows > 0, rows, 1.0), 0.0)[:, None, :]
        sums = table.sum(2)
        table = table * np.where(sums > 0, columns / np.where(sums > 0, sums, 1.0), 0.0)[:, :, None]
        gap = float((np.abs(table.sum(1) - bought) / np.maximum(bought, 1e-9 * bought.sum(1, keepdims=True))).max())
        if gap <= tolerance:
            break
    if not gap <= max(tolerance, 1e-9):
        raise Refused(
            Fault(
                "intermediate", f"rows still off by {gap:.2g}", "a balanced table exists with the given zeros", "fill in the sector's uses"
            )
        )
    return np.ascontiguousarray(table[:, :-1]), np.ascontiguousarray(table[:, -1])

"""Linear systems x = rhs + T x over regions, sectors and right-hand sides: the Neumann series, or Richardson's iteration with an inverse from close by."""

import numpy as np
from numpy.typing import NDArray

__all__ = ["richardson"]

Array = NDArray[np.float64]


def richardson(
    rhs: Array,
    first: tuple[str, Array],
    second: tuple[str, Array],
    *,
    extra: tuple[Array, Array] | None = None,
    start: Array | None = None,
    inverse: Array | None = None,
    loose: float,
) -> Array:
    """Solve x = rhs + T x, T the maps ``first`` then ``second`` (kind, coefficients) plus a rank-one term a (b·x) a region.

    The Neumann series from ``start``, or Richardson's iteration with a nearby ``inverse``. Two buffers are made once: fresh pages for every term
    would cost more than the products.
    """
    between, term = np.empty(rhs.shape), np.empty(rhs.shape)
    added = np.empty(rhs.shape) if extra is not None else None

    def apply(kind: str, weight: Array, source: Array, target: Array) -> None:
        if kind == "trade":
            np.matmul(weight, source.transpose(1, 0, 2), out=target.transpose(1, 0, 2))
        else:
            np.matmul(weight, source, out=target)

    def operate(source: Array) -> None:
        """Put T source into ``term``; source may be ``term``."""
        if extra is not None and added is not None:
            np.multiply(extra[0][:, :, None], np.matmul(extra[1][:, None, :], source), out=added)
        apply(*first, source, between)
        apply(*second, between, term)
        if added is not None:
            np.add(term, added, out=term)

    bound = loose * max(float(np.abs(rhs).max()), 1e-300)
    if inverse is not None:
        x = np.array(rhs if start is None else start, order="C")
        flat = (inverse.shape[0], -1)
        last = np.inf
        for _ in range(60):
            operate(x)
            term += rhs
            term -= x
            np.matmul(inverse, term.reshape(flat), out=between.reshape(flat))
            x += between
            size = max(float(between.max()), -float(between.min()))
            if size <= bound:
                return x
            if not size < last:
                break
            last = size
    x = np.array(rhs, order="C")
    if start is not None:
        operate(start)
        term += rhs
        term -= start
        x[...] = start
        x += term
    else:
        term[...] = rhs
    for _ in range(600):
        operate(term)
        x += term
        if max(float(term.max()), -float(term.min())) <= bound:
            break
    return x

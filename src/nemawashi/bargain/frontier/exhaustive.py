"""Every package laid out as one array: for checking, and for small domains whose links are too dense to eliminate."""

from itertools import product

import numpy as np
import numpy.typing as npt

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.rules import Cap
from nemawashi.bargain.scale import Ints, Scale

__all__ = ["lay_out"]


def lay_out(domain: Domain, scale: Scale) -> tuple[Ints, Ints]:
    """Give the payoffs in ticks (party, n) of the n allowed packages, and their flat indices in the array of all packages."""
    sizes = tuple(len(issue.options) for issue in domain.issues)
    total = np.zeros((len(scale.single[0]), *sizes), dtype=scale.single[0].dtype)
    for i, values in enumerate(scale.single):
        total += values.reshape(len(values), *_spread(sizes, i))
    for i, j, table in scale.pairs:
        square = table if i < j else table.transpose(0, 2, 1)
        total += square.reshape(len(square), *_spread(sizes, i, j))
    allowed: npt.NDArray[np.bool_] = np.ones(sizes, dtype=bool)
    for rule in domain.rules:
        if isinstance(rule, Cap) or not rule.scope:
            continue
        scope = sorted({domain.index(name) for name in rule.scope})
        issues = [domain.issues[i] for i in scope]
        keeps = [rule.holds({i.id: o for i, o in zip(issues, chosen, strict=True)}) for chosen in product(*(i.options for i in issues))]
        allowed &= np.array(keeps).reshape(_spread(sizes, *scope))
    for c, least in enumerate(scale.least):
        allowed &= total[scale.parties + c] >= least
    flat = np.flatnonzero(allowed.ravel())
    return total[: scale.parties].reshape(scale.parties, -1)[:, flat], flat


def _spread(sizes: tuple[int, ...], *at: int) -> tuple[int, ...]:
    return tuple(size if i in at else 1 for i, size in enumerate(sizes))

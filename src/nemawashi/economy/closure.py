"""How aggregate trade deficits respond: named, because with deficits held a static model can only reshuffle bilateral balances.

D_n is imports minus exports. y_n = w_nL_n ŵ_n is wage income, W its world sum (the numéraire), d_n = D_n/(w_nL_n) in the benchmark.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import numpy as np
from numpy.typing import NDArray

from nemawashi.errors import Unknown

__all__ = ["CLOSURES", "Closure", "closure_named"]

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Closure:
    """A rule for deficits: its value and its derivative by wage income."""

    name: str
    says: str
    """What the rule means for a reader of the answer."""
    deficit: Callable[[Array, Array], Array]
    """(y, benchmark deficits) → D"""
    slope: Callable[[Array, Array], Array]
    """(y, benchmark deficits) → ∂D_n/∂y_m"""
    numeraire_free: bool
    """Whether the solution is the same whatever the unit of account."""


def _held(_: Array, benchmark: Array) -> Array:
    return benchmark


def _flat(earned: Array, _: Array) -> Array:
    return np.zeros((len(earned), len(earned)))


def _balanced(earned: Array, _: Array) -> Array:
    return np.zeros(len(earned))


def _proportional(labour: Array) -> tuple[Callable[[Array, Array], Array], Callable[[Array, Array], Array]]:
    world = labour.sum()

    def deficit(earned: Array, benchmark: Array) -> Array:
        ratio = benchmark / labour
        owed: Array = ratio * earned - earned / world * (ratio @ earned)
        return owed

    def slope(earned: Array, benchmark: Array) -> Array:
        ratio = benchmark / labour
        direct = np.diag(ratio - (ratio @ earned) / world)
        through: Array = direct - np.outer(earned / world, ratio)
        return through

    return deficit, slope


def _last_absorbs(labour: Array) -> tuple[Callable[[Array, Array], Array], Callable[[Array, Array], Array]]:
    def deficit(earned: Array, benchmark: Array) -> Array:
        owed = benchmark / labour * earned
        owed[-1] = -owed[:-1].sum()
        return owed

    def slope(_: Array, benchmark: Array) -> Array:
        ratio = benchmark / labour
        by = np.diag(ratio)
        by[-1] = -ratio
        by[-1, -1] = 0.0
        return by

    return deficit, slope


CLOSURES: Mapping[str, str] = MappingProxyType(
    {
        "deficits held": "every region's overall deficit is held in units of world value added; only bilateral balances can move",
        "balanced": "every region's trade is balanced, in the comparison too",
        "proportional": "each deficit moves with the region's wage income; the imbalance left over is shared in proportion to wage income",
        "last absorbs": "each deficit moves with the region's wage income; the last region of the list takes up the rest",
    }
)
"""Name → what it means."""


def closure_named(name: str, labour: Array) -> Closure:
    """Give the closure of that name for a world with benchmark wage incomes ``labour``; an unknown name raises Unknown."""
    match name:
        case "deficits held":
            return Closure(name, CLOSURES[name], _held, _flat, numeraire_free=False)
        case "balanced":
            return Closure(name, CLOSURES[name], _balanced, _flat, numeraire_free=True)
        case "proportional":
            return Closure(name, CLOSURES[name], *_proportional(labour), numeraire_free=True)
        case "last absorbs":
            return Closure(name, CLOSURES[name], *_last_absorbs(labour), numeraire_free=True)
        case _:
            raise Unknown("closure", name, CLOSURES, where="closure")

"""What derivatives are made of: what is asked of a point, what a transposed pass gives back, and what a solved point leaves for the next."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Adjoint", "Inverses", "Seed", "Tangents"]

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Seed:
    """∂h of one outcome h by the quantities of a point; None is zero."""

    wage: Array | None = None
    """∂h/∂ω_n"""
    price: Array | None = None
    """∂h/∂ρ_nj"""
    flow: Array | None = None
    """∂h/∂F_nij, net-of-tariff flows, [n, i, j]"""
    paid: Array | None = None
    """∂h/∂X_nj"""
    income: Array | None = None
    """∂h/∂I_n"""


@dataclass(frozen=True, eq=False)
class Adjoint:
    """What one transposed pass gives."""

    wage: Array
    """by ω_n, prices and expenditure following"""
    cost: Array
    """by log of the whole trade cost, [n, i, j]"""
    duty: Array
    """by log of the tariff factor alone (what is paid but not received), [n, i, j]; a tariff moves both"""
    money: Array
    """by money received (y + D + T), (n)"""


@dataclass(frozen=True, eq=False)
class Tangents:
    """Responses to the wages (and to wedges), (N, J, N or more): where a nearby linearisation starts its iterations."""

    price: Array
    spending: Array


@dataclass(frozen=True, eq=False)
class Inverses:
    """(1 − A)⁻¹ and (1 − B)⁻¹ at a nearby point: preconditioners."""

    price: Array
    spending: Array

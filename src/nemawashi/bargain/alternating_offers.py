"""Alternating offers over one pie of size 1, the first proposer's share.

Infinite horizon (Rubinstein 1982, Econometrica 50:97):     x = (1 − δ₂) / (1 − δ₁ δ₂)
T offers, the last one accepted or lost (Ståhl 1972):        x_T = 1 − δ_responder · x_{T−1},  x₁ = 1
"""

from fractions import Fraction

from nemawashi.bargain.number import Number, exact
from nemawashi.errors import Fault, Refused

__all__ = ["rubinstein", "stahl"]


def rubinstein(first: Number, second: Number) -> Fraction:
    """Give the first proposer's share, exactly; ``first`` and ``second`` are the discount factors a period, in [0, 1), one may be 1."""
    d1, d2 = _factor(first), _factor(second)
    if d1 == d2 == 1:
        raise Refused(
            Fault("discount", "both factors are 1", "somebody is impatient", "with no cost of delay every split is an equilibrium")
        )
    return (1 - d2) / (1 - d1 * d2)


def stahl(first: Number, second: Number, offers: int) -> Fraction:
    """Give the first proposer's share when at most ``offers`` are made, by backward induction, exactly."""
    if offers < 1:
        raise Refused(Fault("offers", f"{offers}", "there is at least one offer", "count the offers until the deadline"))
    factors = (_factor(first), _factor(second))
    share = Fraction(1)
    for turn in range(offers - 1, 0, -1):
        # in round `turn` the responder is the proposer of the next one; the first proposer moves in odd rounds
        share = 1 - factors[turn % 2] * share
    return share


def _factor(value: Number) -> Fraction:
    factor = exact(value, "discount")
    if not 0 <= factor <= 1:
        raise Refused(Fault("discount", str(value), "a discount factor lies between 0 and 1", "give the worth of a unit one period later"))
    return factor

"""Nash's solution and the asymmetric one.

    x* = argmax Π_p (u_p(x) − d_p)^{w_p}   over packages with u ≥ d and u ≥ walk-away

Nash (1950), Econometrica 18:155, theorem; weights: Harsanyi & Selten (1972), Kalai (1977), Int. J. Game Theory 6:129.
"""

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction
from math import lcm, prod

import numpy as np

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.solution import EMPTY, NO_D, Payoff, Solution, acceptable, best, gains, none, solved
from nemawashi.errors import Fault, Refused

__all__ = ["nash"]

EXPONENT = 200
"""Up to this common denominator of the weights products are compared as exact integers' powers, beyond it by logarithms of 50 digits."""


def nash(frontier: Frontier, weights: Sequence[Number] | None = None) -> Solution:
    """Give the packages with the largest product of gains over breakdown, ties listed.

    ``weights`` are bargaining powers, one a party, positive; they are scaled to sum to 1. Without
    weights the comparison is exact.
    Raises Refused for weights that cannot sum.
    """
    domain = frontier.domain
    power = _powers(weights, domain.parties)
    rule = "nash" if weights is None else "asymmetric nash"
    d = domain.disagreement
    if d is None:
        return none(frontier, rule, NO_D)
    at = acceptable(frontier)
    if not len(at):
        return none(frontier, rule, EMPTY)
    over = gains(frontier, at, d)
    up = np.all(over > 0, axis=1).tolist()
    slight = np.any(over <= 1e-9 * np.abs(frontier.values[at]), axis=1)
    for k in np.flatnonzero(slight):
        up[k] = all(u > v for u, v in zip(frontier.payoff(int(at[k])), d, strict=True))
    at, over = at[up], over[up]
    if not len(at):
        return none(frontier, rule, "no package gives every party more than breakdown, so the product of gains is zero everywhere")
    rough = np.log(np.maximum(over, 5e-324)) @ np.array([float(w) for w in power])
    ladder = lcm(*(w.denominator for w in power))

    def product(u: Payoff) -> Fraction:
        over_d = [value - low for value, low in zip(u, d, strict=True)]
        if ladder > EXPONENT:
            return _logarithm(over_d, power)
        return prod((gain ** int(w * ladder) for gain, w in zip(over_d, power, strict=True)), start=Fraction(1))

    chosen, score = best(frontier, at, rough, product)
    assert isinstance(score, Fraction)
    value = score if weights is None else float(np.exp(rough.max()))
    return solved(frontier, rule, chosen, value, note=f"product of gains over d = {_show(d)}")


def _powers(weights: Sequence[Number] | None, parties: tuple[str, ...]) -> tuple[Fraction, ...]:
    if weights is None:
        return tuple(Fraction(1) for _ in parties)
    numbers = [exact(w, "weights") for w in weights]
    if len(numbers) != len(parties) or any(w <= 0 for w in numbers):
        shown = ", ".join(str(w) for w in weights)
        raise Refused(
            Fault(
                "weights", shown, "bargaining powers are positive, one a party, and are scaled to sum to 1", f"give {len(parties)} of them"
            )
        )
    total = sum(numbers, Fraction(0))
    return tuple(w / total for w in numbers)


def _logarithm(over: Sequence[Fraction], power: Sequence[Fraction]) -> Fraction:
    """Σ w ln(gain) to 60 digits, cut at 50, so that equal products compare as equal."""
    with localcontext() as context:
        context.prec = 60
        total = Decimal(0)
        for gain, w in zip(over, power, strict=True):
            ratio = Decimal(gain.numerator) / Decimal(gain.denominator)
            total += Decimal(w.numerator) / Decimal(w.denominator) * ratio.ln()
        return Fraction(round(total, 50))


def _show(point: Payoff) -> str:
    return "(" + ", ".join(f"{float(value):g}" for value in point) + ")"

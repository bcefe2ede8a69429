"""The utilitarian solution:  argmax Σ_p w_p u_p(x), among the packages nobody would refuse.

It adds up payoffs of different parties; say in which units. Harsanyi (1955), J. Political Economy 63:309; Thomson (1994), Handbook of
Game Theory II, ch. 35.
"""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.number import Number, exact
from nemawashi.bargain.solution import EMPTY, Payoff, Solution, acceptable, best, none, solved
from nemawashi.errors import Fault, Refused

__all__ = ["utilitarian"]


def utilitarian(frontier: Frontier, weights: Sequence[Number] | None = None) -> Solution:
    """Give the packages with the largest (weighted) sum of payoffs, ties listed; weights are positive, one a party."""
    parties = frontier.domain.parties
    w = tuple(exact(value, "weights") for value in weights) if weights is not None else (Fraction(1),) * len(parties)
    if len(w) != len(parties) or any(value <= 0 for value in w):
        shown = ", ".join(str(value) for value in w)
        raise Refused(Fault("weights", shown, "weights are positive, one a party", f"give {len(parties)} of them"))
    at = acceptable(frontier)
    if not len(at):
        return none(frontier, "utilitarian", EMPTY)

    def total(u: Payoff) -> Fraction:
        return sum((a * b for a, b in zip(w, u, strict=True)), Fraction(0))

    chosen, score = best(frontier, at, frontier.values[at] @ np.array([float(value) for value in w]), total)
    assert isinstance(score, Fraction)
    return solved(frontier, "utilitarian", chosen, score, note="largest sum of payoffs, in the units given")

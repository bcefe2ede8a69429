"""The egalitarian solution on a finite set: the smallest gain as large as can be, then the next smallest (leximin).

    x* = lexicographic argmax of the gains u_p(x) − d_p sorted upwards

Kalai (1977), Econometrica 45:1623; leximin on sets where gains cannot be equal: Imai (1983), Econometrica 51:389.
It compares gains between parties in the units given; scale the payoffs first when these are not comparable.
"""

from fractions import Fraction

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.solution import EMPTY, NO_D, Payoff, Solution, acceptable, best, gains, none, solved

__all__ = ["egalitarian"]


def egalitarian(frontier: Frontier) -> Solution:
    """Give the package with the most equal gains in the leximin sense, ties listed."""
    d = frontier.domain.disagreement
    if d is None:
        return none(frontier, "egalitarian", NO_D)
    at = acceptable(frontier)
    if not len(at):
        return none(frontier, "egalitarian", EMPTY)

    def sorted_gains(u: Payoff) -> tuple[Fraction, ...]:
        return tuple(sorted(value - low for value, low in zip(u, d, strict=True)))

    chosen, score = best(frontier, at, gains(frontier, at, d).min(axis=1), sorted_gains)
    assert isinstance(score, tuple)
    return solved(frontier, "egalitarian", chosen, score[0], note="leximin of gains over d, in the units given")

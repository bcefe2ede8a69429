"""The packages whose smallest gain is as large as can be, every tie kept:  argmax min_p (u_p(x) − d_p).

The leximin refinement of the same idea is :mod:`nemawashi.bargain.egalitarian`. Rawls (1971); Sen (1970), ch. 9.
"""

from fractions import Fraction

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.solution import EMPTY, NO_D, Payoff, Solution, acceptable, best, gains, none, solved

__all__ = ["max_min_gain"]


def max_min_gain(frontier: Frontier) -> Solution:
    """Give every efficient package with the largest smallest gain over breakdown."""
    d = frontier.domain.disagreement
    if d is None:
        return none(frontier, "max-min gain", NO_D)
    at = acceptable(frontier)
    if not len(at):
        return none(frontier, "max-min gain", EMPTY)

    def smallest(u: Payoff) -> Fraction:
        return min(value - low for value, low in zip(u, d, strict=True))

    chosen, score = best(frontier, at, gains(frontier, at, d).min(axis=1), smallest)
    assert isinstance(score, Fraction)
    return solved(frontier, "max-min gain", chosen, score, note="largest smallest gain over d, in the units given")

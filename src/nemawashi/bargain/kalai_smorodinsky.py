"""Kalai and Smorodinsky's solution on a finite set.

    x* = argmax min_p (u_p(x) − d_p) / (m_p − d_p)

with the ideal point m_p the best party p could get among the packages nobody would refuse (``ideal="acceptable"``, the original
definition), or among all packages (``ideal="all"``). Kalai & Smorodinsky (1975), Econometrica 43:513; on finite sets the largest
smallest share of the ideal gain stands for the crossing with the line from d to m (Nagahisa & Tanaka 2002, Social Choice and Welfare 19:751).
"""

from fractions import Fraction
from typing import Literal

import numpy as np

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.solution import EMPTY, NO_D, Payoff, Solution, acceptable, best, gains, none, solved

__all__ = ["kalai_smorodinsky"]


def kalai_smorodinsky(frontier: Frontier, ideal: Literal["acceptable", "all"] = "acceptable") -> Solution:
    """Give the packages with the largest smallest share of each party's ideal gain; ties by the next smallest share, then listed."""
    rule = "kalai-smorodinsky"
    d = frontier.domain.disagreement
    if d is None:
        return none(frontier, rule, NO_D)
    at = acceptable(frontier)
    if not len(at):
        return none(frontier, rule, EMPTY)
    pool = at if ideal == "acceptable" else np.arange(len(frontier))
    heads = pool[frontier.values[pool].argmax(axis=0)]
    m: Payoff = tuple(frontier.payoff(int(i))[p] for p, i in enumerate(heads))
    able = [p for p in range(len(d)) if m[p] > d[p]]
    if not able:
        return none(frontier, rule, "no party can gain over breakdown")
    reach = np.array([float(m[p] - d[p]) for p in able])
    rough = (gains(frontier, at, d)[:, able] / reach).min(axis=1)

    def shares(u: Payoff) -> tuple[Fraction, ...]:
        return tuple(sorted((u[p] - d[p]) / (m[p] - d[p]) for p in able))

    chosen, score = best(frontier, at, rough, shares)
    assert isinstance(score, tuple)
    where = "the packages nobody would refuse" if ideal == "acceptable" else "all packages"
    stuck = [frontier.domain.parties[p] for p in range(len(d)) if p not in able]
    note = f"ideal point {tuple(float(v) for v in m)}: the best each could get among {where}"
    if stuck:
        note += f"; {', '.join(stuck)} cannot gain and is left out of the shares"
    return solved(frontier, rule, chosen, score[0], note=note, ideal=m)

"""Tied hands: the outcome when a party can show that it would sign nothing below a level (Schelling 1960, ch. 2; Putnam 1988)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import floor

from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.nash import nash
from nemawashi.bargain.settled import Rule, Settled, settled_on

__all__ = ["Tied", "tied_hands"]

TICK = 10_000
"""Levels are rounded down to this fraction of a point, so that a party's best stays within reach."""


@dataclass(frozen=True, slots=True)
class Tied:
    """What is settled when nothing below ``level`` can be signed."""

    level: float
    settled: Settled


def tied_hands(found: Frontier, party: str, levels: Sequence[float], rule: Rule = nash) -> tuple[Tied, ...]:
    """The curve of outcomes as ``party`` shows ever higher levels, on one frontier: a walk-away moves no package. Beyond the ZOPA nothing is signed."""
    domain = found.domain
    place = domain.parties.index(party)
    curve: list[Tied] = []
    for level in levels:
        away: list[Fraction | None] = list(domain.outside or (None,) * len(domain.parties))
        now, raised = away[place], Fraction(floor(level * TICK), TICK)
        away[place] = raised if now is None else max(now, raised)
        curve.append(Tied(level, settled_on(replace(found, domain=domain.with_outside(*away)), rule)))
    return tuple(curve)

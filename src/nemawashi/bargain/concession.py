"""From a package on the table to a better one: into the ZOPA at least cost, up from a draft, or back as an offer hard to refuse.

All are read off the frontier: whatever keeps every other party at a given payoff, the best a party can still have is an efficient
point (Raiffa 1982, ch. 11; post-settlement settlements: Raiffa 1985, Negotiation Journal 1:9). A draft enters by its payoffs, one a party in the
domain's order, so that they may be the exact table's or those of a model solved again.
"""

from collections.abc import Sequence
from fractions import Fraction
from math import prod

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Frontier, Point
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.issue import Package
from nemawashi.bargain.rules import Cap
from nemawashi.errors import Refused, Unknown

__all__ = ["counter_offers", "fewest_changes", "improve", "into_zopa"]

Payoff = Sequence[Fraction]


def into_zopa(front: Frontier, party: str) -> Point | None:
    """The package nobody would refuse that leaves ``party`` most: the way in that costs it least; None where the zone is empty or not known."""
    p = _place(front.domain, party)
    if front.zopa is None or not len(front.zopa):
        return None
    return max(front.some(front.zopa), key=lambda point: point.payoffs[p])


def fewest_changes(domain: Domain, party: str, proposal: Package) -> Point | None:
    """A package nobody would refuse that changes as few issues of the proposal as possible, the best for ``party`` of these; None as above.

    Raises Refused where the rules leave no package at all.
    """
    _place(domain, party)
    domain.indices(proposal)
    if domain.floor is None:
        return None
    costs = {issue.id: {option: int(option != proposal[issue.id]) for option in issue.options} for issue in domain.issues}
    for moved in range(len(domain.issues) + 1):
        try:
            front = frontier(domain.with_rules(Cap(costs, moved, name=f"at most {moved} issues changed")))
        except Refused:
            if moved == len(domain.issues):
                raise
            continue
        found = into_zopa(front, party)
        if found is not None:
            return found
    return None


def improve(front: Frontier, draft: Payoff) -> tuple[Point, ...]:
    """The efficient packages at least as good as a draft for all and better for one; first the one that splits the gain over it as Nash would."""
    points = list(front.some(front.beyond(draft)))
    points.sort(key=lambda point: -prod((u - v for u, v in zip(point.payoffs, draft, strict=True)), start=Fraction(1)))
    return tuple(points)


def counter_offers(front: Frontier, party: str, offer: Payoff) -> tuple[Point, ...]:
    """The packages at least as good for every other party as the offer just made to ``party``, and better for it, best first.

    Who made that offer cannot refuse one of these without taking back what it said it would sign.
    """
    p = _place(front.domain, party)
    points = [point for point in front.some(np.flatnonzero(front.at_least(offer))) if point.payoffs[p] > offer[p]]
    points.sort(key=lambda point: -point.payoffs[p])
    return tuple(points)


def _place(domain: Domain, party: str) -> int:
    if party not in domain.parties:
        raise Unknown("party", party, domain.parties)
    return domain.parties.index(party)

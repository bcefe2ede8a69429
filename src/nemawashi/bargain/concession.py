"""From a package on the table to a better one: into the ZOPA at least cost, up from a draft, or back as an offer hard to refuse.

All three are read off the frontier: whatever keeps every other party at a given payoff, the best a party can still have is an efficient
point (Raiffa 1982, ch. 11; post-settlement settlements: Raiffa 1985, Negotiation Journal 1:9).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from nemawashi.bargain.domain import Domain, Package
from nemawashi.bargain.frontier.answer import Frontier, Point
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.nash import nash
from nemawashi.bargain.rules import Cap
from nemawashi.bargain.solution import EMPTY, NO_D
from nemawashi.errors import Refused, Unknown

__all__ = ["Concession", "Improvement", "counter_offers", "fewest_changes", "improve", "into_zopa"]


@dataclass(frozen=True, slots=True)
class Concession:
    """Where to move, what it costs the mover, and which issues change; ``point`` is None when there is nowhere to go (``note`` says why)."""

    point: Point | None
    cost: Fraction | None
    """u_own(proposal) − u_own(point); negative when the mover gains as well."""
    changes: dict[str, tuple[str, str]]
    note: str


@dataclass(frozen=True, slots=True)
class Improvement:
    """The efficient packages at least as good as a draft for all, and the one that splits the gain over it as Nash would."""

    points: tuple[Point, ...]
    fair: Point | None
    efficient: bool
    """True when the draft itself leaves nothing on the table."""


def into_zopa(front: Frontier, party: str, proposal: Package) -> Concession:
    """Give the package everybody could accept that costs ``party`` least, measured from its own proposal."""
    domain = front.domain
    p = _party(domain, party)
    own = domain.payoff(proposal)
    if front.zopa is None:
        return Concession(None, None, {}, NO_D)
    if not len(front.zopa):
        return Concession(None, None, {}, EMPTY)
    floor = front.floor or ()
    if not domain.broken(proposal) and all(low is None or u >= low for u, low in zip(own, floor, strict=True)):
        return Concession(Point(own, dict(proposal)), Fraction(0), {}, "the proposal is already in the zone of possible agreement")
    heights = front.values[front.zopa, p]
    at = front.zopa[heights >= heights.max() - 1e-12 * abs(heights.max())]
    scored = sorted(at.tolist(), key=lambda i: (-front.payoff(i)[p], i))
    point = front.point(scored[0])
    return Concession(
        point, own[p] - point.payoffs[p], _changes(proposal, point.package), "the least loss among packages nobody would refuse"
    )


def fewest_changes(domain: Domain, party: str, proposal: Package) -> Concession:
    """Give a package everybody could accept that changes as few issues of the proposal as possible, the best for ``party`` of these."""
    _party(domain, party)
    domain.indices(proposal)
    if domain.floor is None:
        return Concession(None, None, {}, NO_D)
    costs = {issue.id: {option: int(option != proposal[issue.id]) for option in issue.options} for issue in domain.issues}
    for moved in range(len(domain.issues) + 1):
        try:
            front = frontier(domain.with_rules(Cap(costs, moved, name=f"at most {moved} issues changed")))
        except Refused:
            if moved == len(domain.issues):
                raise
            continue
        found = into_zopa(front, party, proposal)
        if found.point is not None:
            return Concession(found.point, found.cost, found.changes, f"{moved} issues changed, and fewer do not do")
    return Concession(None, None, {}, EMPTY)


def improve(domain: Domain, draft: Package, front: Frontier | None = None) -> Improvement:
    """Give what a draft leaves on the table; ``front`` saves finding the frontier again."""
    whole = front or frontier(domain)
    here = domain.payoff(draft)
    at = np.flatnonzero(whole.at_least(here))
    points = whole.some(at)
    better = tuple(point for point in points if point.payoffs != here)
    fair = nash(frontier(domain.with_disagreement(*here).with_outside(*([None] * len(here))))).point
    return Improvement(better, fair or (better[0] if better else None), not better)


def counter_offers(front: Frontier, party: str, offer: Package, most: int = 10) -> tuple[Point, ...]:
    """Give the packages at least as good for every other party as the offer just made to ``party``, and better for it, best first.

    Who made that offer cannot refuse one of these without taking back what it said it would sign.
    """
    domain = front.domain
    p = _party(domain, party)
    given = domain.payoff(offer)
    floor: Sequence[Fraction | None] = given
    at = np.flatnonzero(front.at_least(floor))
    points = [point for point in front.some(at) if point.payoffs[p] > given[p]]
    points.sort(key=lambda point: -point.payoffs[p])
    return tuple(points[:most])


def _party(domain: Domain, party: str) -> int:
    if party not in domain.parties:
        raise Unknown("party", party, domain.parties)
    return domain.parties.index(party)


def _changes(before: Package, after: Package) -> dict[str, tuple[str, str]]:
    return {issue: (before[issue], option) for issue, option in after.items() if before[issue] != option}

"""What can be said of packages when values are known only as a region.

* *necessarily efficient*: efficient whatever the admissible values. Since each party's values vary on their own and payoffs are linear in
  them, a package can be dominated somewhere exactly when it is dominated at some combination of the readings; so that is decided
  exactly when there are few enough combinations.
* *possibly efficient*: efficient for some admissible values. A witness proves it. One other package at least as good at every reading
  disproves it. With one uncertain party the rest is decided by linear programmes that collect dominating packages until they close.
* *acceptability*: the share of draws in which a package is efficient, acceptable to all, or chosen by the rule (SMAA: Lahdelma, Hokkanen
  & Salminen 1998, Eur. J. Oper. Res. 106:137), with its standard error.
* *minimax regret*: how much a party may come to miss, max over readings and packages of u(y) − u(x); the smallest is the safest.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from nemawashi.bargain.domain import Domain
from nemawashi.bargain.frontier.answer import Frontier
from nemawashi.bargain.frontier.find import frontier
from nemawashi.bargain.issue import Package
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.bargain.uncertain import Uncertain
from nemawashi.errors import Unknown

__all__ = ["Acceptability", "Flip", "Region", "Regret", "acceptability", "flips", "minimax_regret", "necessarily_efficient", "region"]

Rule = Callable[[Frontier], Solution]
CORNERS = 512
"""The most combinations of readings that are all gone through."""


@dataclass(frozen=True, slots=True)
class Acceptability:
    """Shares of draws for one package; ``error`` is the largest standard error of them."""

    package: dict[str, str]
    efficient: float
    acceptable: float
    chosen: float
    error: float


@dataclass(frozen=True, slots=True)
class Region:
    """What a rule picks over the region: each package with its share of draws, and the range of payoffs over draws and readings."""

    rule: str
    packages: tuple[tuple[dict[str, str], float], ...]
    """Most often picked first; tied packages share a draw."""
    low: tuple[float, ...]
    high: tuple[float, ...]
    unanswered: float
    """Share of the draws and readings at which the rule has no answer (no zone of possible agreement)."""
    draws: int

    @property
    def robust(self) -> dict[str, str] | None:
        """The package picked in every draw and at every reading; None when there is no such package."""
        return self.packages[0][0] if len(self.packages) == 1 and not self.unanswered else None


@dataclass(frozen=True, slots=True)
class Regret:
    """The most a party may come to miss with a package, and the reading and package that show it."""

    package: dict[str, str]
    regret: Fraction
    reading: int
    against: dict[str, str]


@dataclass(frozen=True, slots=True)
class Flip:
    """How far one party's values must move from the base towards a reading until the rule picks another package."""

    party: str
    reading: int
    share: float | None
    """In (0, 1]; None when the answer holds all the way."""
    after: dict[str, str] | None


def _on_frontier(front: Frontier, package: Package) -> bool:
    u = front.domain.payoff(package)
    return any(v == u for v in front.payoffs(np.flatnonzero(front.at_least(u))))


def necessarily_efficient(uncertain: Uncertain, package: Package) -> bool | None:
    """True when no admissible values make the package dominated; None where there are too many combinations of readings to tell."""
    if uncertain.corners > CORNERS:
        return None
    return not uncertain.base.broken(package) and all(_on_frontier(frontier(domain), package) for domain in uncertain.at_corners())


def acceptability(
    uncertain: Uncertain, packages: Sequence[Package], rng: np.random.Generator, draws: int = 200, rule: Rule = nash
) -> tuple[Acceptability, ...]:
    """Give each package's shares over ``draws`` random admissible domains."""
    keys = [uncertain.base.indices(package) for package in packages]
    efficient, accepted, chosen = (np.zeros(len(packages)) for _ in range(3))
    for _ in range(draws):
        front = frontier(uncertain.draw(rng))
        floor = front.floor
        answer = rule(front)
        picks = [front.domain.indices(package) for package in answer.packages]
        for k, key in enumerate(keys):
            if front.domain.rules and front.domain.broken(packages[k]):
                continue
            u = front.domain.payoff_at(key)
            efficient[k] += _on_frontier(front, packages[k])
            accepted[k] += floor is not None and not front.domain.refused_by(u)
            chosen[k] += picks.count(key) / len(picks) if picks else 0
    shares = np.stack([efficient, accepted, chosen]) / draws
    errors = np.sqrt(shares * (1 - shares) / draws).max(axis=0)
    return tuple(
        Acceptability(dict(package), float(e), float(a), float(c), float(s))
        for package, e, a, c, s in zip(packages, *shares, errors, strict=True)
    )


def region(uncertain: Uncertain, rng: np.random.Generator, draws: int = 200, rule: Rule = nash) -> Region:
    """Give what a rule picks over the region: at every combination of readings (when few) and over the draws."""
    shares: dict[tuple[int, ...], float] = {}
    low, high = np.full(len(uncertain.base.parties), np.inf), np.full(len(uncertain.base.parties), -np.inf)
    unanswered, name = 0, ""
    corners = list(uncertain.at_corners()) if uncertain.corners <= CORNERS else []
    for turn in range(len(corners) + draws):
        drawn = turn >= len(corners)
        front = frontier(uncertain.draw(rng) if drawn else corners[turn])
        answer = rule(front)
        name = answer.rule
        if not answer.points:
            unanswered += 1
        for package in answer.packages:
            key = front.domain.indices(package)
            shares[key] = shares.get(key, 0.0) + (drawn / len(answer.packages))
        for point in answer.points:
            low, high = np.minimum(low, point.values), np.maximum(high, point.values)
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    return Region(
        rule=name,
        packages=tuple((uncertain.base.package(key), share / draws if draws else 0.0) for key, share in ranked),
        low=tuple(float(value) for value in low),
        high=tuple(float(value) for value in high),
        unanswered=unanswered / max(1, len(corners) + draws),
        draws=draws,
    )


def minimax_regret(uncertain: Uncertain, packages: Sequence[Package], party: str) -> tuple[Regret, ...]:
    """Give each package's largest regret for a party over its readings and the other packages, the smallest first, exactly."""
    base = uncertain.base
    if party not in base.parties:
        raise Unknown("party", party, base.parties)
    p = base.parties.index(party)
    table = [[vertex.payoff(package)[p] for package in packages] for vertex in uncertain.vertices(party)]
    found = []
    for k, package in enumerate(packages):
        worst = max((max(row) - row[k], -reading) for reading, row in enumerate(table))
        row = table[-worst[1]]
        found.append(Regret(dict(package), worst[0], -worst[1], dict(packages[row.index(max(row))])))
    return tuple(sorted(found, key=lambda regret: regret.regret))


def flips(uncertain: Uncertain, rule: Rule = nash, steps: int = 16, precision: float = 1e-3) -> tuple[Flip, ...]:
    """Give, for each party and reading, the first share of the way from the base at which the rule's packages change.

    The way is searched in ``steps`` steps, then by halving to ``precision``; a change undone within one step is not seen.
    """
    before = _picked(uncertain.base, rule)
    found = []
    for party in uncertain.base.parties:
        for k, vertex in enumerate(uncertain.readings.get(party, ())):
            way = Uncertain(uncertain.base, {party: (uncertain.base, vertex)})

            def picked(share: Fraction, way: Uncertain = way, party: str = party) -> frozenset[tuple[int, ...]]:
                return _picked(way.mixture({party: (1 - share, share)}), rule)

            high = next((Fraction(i, steps) for i in range(1, steps + 1) if picked(Fraction(i, steps)) != before), None)
            if high is None:
                found.append(Flip(party, k, None, None))
                continue
            low = high - Fraction(1, steps)
            while high - low > precision:
                middle = (low + high) / 2
                low, high = (low, middle) if picked(middle) != before else (middle, high)
            after = min(picked(high), default=None)
            found.append(Flip(party, k, float(high), None if after is None else uncertain.base.package(after)))
    return tuple(found)


def _picked(domain: Domain, rule: Rule) -> frozenset[tuple[int, ...]]:
    return frozenset(domain.indices(package) for package in rule(frontier(domain)).packages)

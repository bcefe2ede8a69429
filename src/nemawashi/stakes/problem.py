"""The bargaining problem of the stakes: a table of exact payoffs, with breakdown, walk-away and the red lines that bind."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import RedLine
from nemawashi.bargain import Domain, Forbid
from nemawashi.stakes.polytope import Polytope
from nemawashi.stakes.reservation import Breakdown
from nemawashi.stakes.screen import HIGH, LOW, VALUE, Screen
from nemawashi.stakes.value import POINTS

__all__ = ["RESOLUTION", "Draw", "Share", "Support", "across", "binding", "centre", "core", "drawn", "payoffs", "support"]

Array = NDArray[np.float64]
RESOLUTION = 10_000
"""Payoffs are taken to this fraction of a point; the table is exact from there on."""


@dataclass(frozen=True, eq=False)
class Draw:
    """One admissible world: a party's weights, and where in its range each attribute's changes stand (−1 low, 0 value, +1 high)."""

    weights: Mapping[str, Array]
    position: Array

    def at(self, change: Array) -> Array:
        """Changes (3, attributes) read at this draw's positions, (attributes)."""
        up = np.maximum(self.position, 0.0) * (change[HIGH] - change[VALUE])
        down = np.minimum(self.position, 0.0) * (change[VALUE] - change[LOW])
        read: Array = change[VALUE] + up + down
        return read


def centre(screen: Screen, weights: Mapping[str, Polytope]) -> Draw:
    """The draw shown where one must be: mean of the vertices, central values. A convention, not a finding."""
    return Draw({party: polytope.centre for party, polytope in weights.items()}, np.zeros(len(screen.attributes)))


def drawn(screen: Screen, weights: Mapping[str, Polytope], count: int, rng: np.random.Generator) -> tuple[Draw, ...]:
    """``count`` draws: weights uniform on each polytope, positions uniform in their ranges, one an attribute (its options move together)."""
    points = {party: polytope.draws(count, rng) for party, polytope in weights.items()}
    return tuple(Draw({party: points[party][k] for party in weights}, rng.uniform(-1.0, 1.0, len(screen.attributes))) for k in range(count))


def _points(value: float) -> Fraction:
    return Fraction(round(POINTS * value * RESOLUTION), RESOLUTION)


def binding(screen: Screen, lines: Iterable[RedLine]) -> tuple[Forbid, ...]:
    """Red lines as rules: each combination of options that crosses one is forbidden."""
    rules: list[Forbid] = []
    for line in lines:
        issues = list(line.crossed_by)
        if not issues or any(issue not in screen.agenda.ids for issue in issues):
            continue
        there = [[option for option in line.crossed_by[issue] if option in screen.options(issue)] for issue in issues]
        rules.extend(
            Forbid(dict(zip(issues, options, strict=True)), name=line.id, owner=line.party, where=line.where) for options in product(*there)
        )
    return tuple(rules)


def payoffs(
    screen: Screen,
    draw: Draw,
    *,
    breakdown: Breakdown | None = None,
    outside: Mapping[str, float] | None = None,
    red_lines: Iterable[RedLine] = (),
) -> Domain:
    """The two sides' bargaining problem at one draw: additive values, pair tables, d, walk-away, and the red lines that bind."""
    parties = tuple(own.party for own in screen.preferences)
    issues = {issue: screen.options(issue) for issue in screen.agenda.ids}

    def worth(party: str, change: Array) -> Fraction:
        return _points(float(draw.weights[party] @ change[screen.of(party)]))

    values = {
        party: {
            issue: {option: worth(party, draw.at(screen.main[issue, option])) for option in options} for issue, options in issues.items()
        }
        for party in parties
    }
    pairs = {
        pair: {party: {options: worth(party, beyond) for options, beyond in table.items()} for party in parties}
        for pair, table in screen.pairs.items()
    }
    return Domain.from_tables(
        values,
        issues=issues,
        pairs=pairs,
        rules=binding(screen, red_lines),
        disagreement=None if breakdown is None else {party: worth(party, draw.at(breakdown.change)) for party in parties},
        outside=None if outside is None else {party: Fraction(round(value * RESOLUTION), RESOLUTION) for party, value in outside.items()},
    )


@dataclass(frozen=True, slots=True)
class Share:
    """An answer and the share of draws that give it."""

    package: tuple[tuple[str, str], ...]
    share: float


def across(domains: Sequence[Domain], answer: Callable[[Domain], Iterable[Mapping[str, str]]]) -> tuple[Share, ...]:
    """Solutions as a region: the packages an answer picks over the draws, each with the share of draws in which it is picked (ties counted whole)."""
    counted: dict[tuple[tuple[str, str], ...], int] = {}
    for domain in domains:
        for package in answer(domain):
            key = tuple((issue.id, package[issue.id]) for issue in domain.issues)
            counted[key] = counted.get(key, 0) + 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Share(package, count / len(domains)) for package, count in ordered)


@dataclass(frozen=True, slots=True)
class Support:
    """An option and the share of draws in which an answer takes it (a draw with ties shares its vote among them)."""

    issue: str
    option: str
    share: float


def support(domains: Sequence[Domain], answer: Callable[[Domain], Sequence[Mapping[str, str]]]) -> tuple[Support, ...]:
    """A region read issue by issue: with many issues no whole package repeats over the draws, but what is taken on each issue does.

    Draws for which the answer is empty vote for nothing; the shares of an issue then sum to less than one.
    """
    votes: dict[tuple[str, str], float] = {}
    for domain in domains:
        taken = list(answer(domain))
        for package in taken:
            for issue in domain.issues:
                key = (issue.id, package[issue.id])
                votes[key] = votes.get(key, 0.0) + 1 / len(taken)
    order = {issue.id: place for place, issue in enumerate(domains[0].issues)} if domains else {}
    ranked = sorted(votes.items(), key=lambda item: (order[item[0][0]], -item[1], item[0][1]))
    return tuple(Support(issue, option, vote / len(domains)) for (issue, option), vote in ranked)


def core(supports: Iterable[Support], *, at_least: float = 0.9) -> dict[str, str]:
    """What holds on nearly every admissible view: the options taken in at least this share of draws. Issues on which the draws part are not in it."""
    return {row.issue: row.option for row in supports if row.share >= at_least}

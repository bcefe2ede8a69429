"""Solutions as regions: what each rule picks over draws of admissible weights and ranges, and how the packages picked at the centre fare.

The share of draws in which a package is efficient, acceptable to all and chosen is its acceptability (Lahdelma, Hokkanen & Salminen 1998); with some
eighteen issues hardly any whole package repeats over the draws, so a region is also read issue by issue (decision 11).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.bargain import Domain
from nemawashi.bargain.egalitarian import egalitarian
from nemawashi.bargain.frontier import Frontier
from nemawashi.bargain.kalai_smorodinsky import kalai_smorodinsky
from nemawashi.bargain.max_min_gain import max_min_gain
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.bargain.utilitarian import utilitarian
from nemawashi.stakes.problem import core, support
from nemawashi.workbench.frontier import DRAWS, READS, SEED, draws, fronts, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["RULES", "Region", "Robust", "RuleRegion", "region"]

RULES: tuple[Callable[[Frontier], Solution], ...] = (nash, kalai_smorodinsky, egalitarian, utilitarian, max_min_gain)


@dataclass(frozen=True, slots=True)
class Robust:
    """A package some rule names at the centre of the weights, and the shares of draws in which it is acceptable, efficient and chosen."""

    package: Package
    rules: tuple[str, ...]
    """Names of the solutions that pick it."""
    share: float
    """Draws in which it beats breakdown for every side."""
    efficient: float
    chosen: float
    """Draws in which one of its rules picks it."""


@dataclass(frozen=True, slots=True)
class RuleRegion:
    """What one rule picks over the draws."""

    rule: str
    payoffs: Mapping[str, tuple[float, float]]
    """Least and greatest payoff a party gets from it, points; empty when it has no answer in any draw."""
    packages: int
    """Different packages it picks."""
    core: Mapping[str, str]
    """Issue → option taken in at least nine draws of ten."""
    answered: int


@dataclass(frozen=True, slots=True)
class Region:
    """Every rule's region, and the packages the rules name at the centre."""

    packages: tuple[Robust, ...]
    rules: tuple[RuleRegion, ...]
    core: Mapping[str, str]
    """Nash's: issue → option taken in at least nine draws of ten."""
    open: int
    """Draws in which some package beats breakdown for every side."""
    draws: int
    seed: int


def region(bench: "Workbench") -> Region:
    """Give the regions of the solutions over draws of admissible weights and ranges."""
    return bench.memo("region", READS, lambda: _region(bench))


def _region(bench: "Workbench") -> Region:
    held = table(bench)
    named: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for answer in held.solutions:
        for point in answer.points[:1]:
            named.setdefault(tuple(point.package.items()), []).append(answer.rule)
    hits, efficient, chosen = (dict.fromkeys(named, 0) for _ in range(3))
    picked: list[list[list[dict[str, str]]]] = [[] for _ in RULES]
    ends: list[list[tuple[float, ...]]] = [[] for _ in RULES]
    domains = draws(bench)
    for domain, found in zip(domains, fronts(bench), strict=True):
        some = found.zopa is None or len(found.zopa) > 0
        answers = [rule(found) if some else None for rule in RULES]
        for place, one in enumerate(answers):
            picked[place].append([] if one is None else [point.package for point in one.points[:1]])
            ends[place].extend([] if one is None else [point.values for point in one.points])
        for key, rules in named.items():
            worth = domain.payoff(dict(key))
            hits[key] += not domain.refused_by(worth)
            efficient[key] += not len(found.beyond(worth))
            chosen[key] += any(one is not None and one.rule in rules and dict(key) in one.packages for one in answers)
    regions = tuple(
        RuleRegion(
            answer.rule,
            {party: (min(u[p] for u in rows), max(u[p] for u in rows)) for p, party in enumerate(held.domain.parties)} if rows else {},
            len({tuple(package.items()) for votes in packages for package in votes}),
            _core(domains, packages),
            sum(bool(votes) for votes in packages),
        )
        for answer, rows, packages in zip(held.solutions, ends, picked, strict=True)
    )
    return Region(
        packages=tuple(
            Robust(bench.agenda.package(dict(key)), tuple(rules), hits[key] / DRAWS, efficient[key] / DRAWS, chosen[key] / DRAWS)
            for key, rules in named.items()
        ),
        rules=regions,
        core=regions[0].core,
        open=regions[0].answered,
        draws=DRAWS,
        seed=SEED,
    )


def _core(domains: Sequence[Domain], packages: list[list[dict[str, str]]]) -> Mapping[str, str]:
    answers = {id(domain): votes for domain, votes in zip(domains, packages, strict=True)}
    return core(support(domains, lambda domain: answers[id(domain)]))

"""Which packages both sides could sign: payoffs as one side may see them, the exact frontier, solutions as regions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from nemawashi.agenda import Package, RedLine
from nemawashi.bargain import Domain
from nemawashi.bargain.egalitarian import egalitarian
from nemawashi.bargain.frontier import Frontier
from nemawashi.bargain.frontier import frontier as find
from nemawashi.bargain.kalai_smorodinsky import kalai_smorodinsky
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.bargain.utilitarian import utilitarian
from nemawashi.errors import Unknown
from nemawashi.stakes import Stakes
from nemawashi.stakes.polytope import Polytope, weights_of
from nemawashi.stakes.problem import Draw, centre, core, drawn, payoffs, support
from nemawashi.stakes.questions import fixed
from nemawashi.stakes.reservation import Breakdown, breakdown
from nemawashi.stakes.screen import Screen, screen
from nemawashi.stakes.value import Payoff, payoff
from nemawashi.workbench import shelf
from nemawashi.workbench.deadline import Deadline, deadline
from nemawashi.workbench.effects import Answer, effects, lapse
from nemawashi.workbench.screened import screen_from, screen_told

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["DRAWS", "READS", "SEED", "Region", "Robust", "Table", "problem", "region", "stakes_seen", "table"]

READS = ("clock", "side", "public", "closure", "elasticities", "red_lines", "without", "parties")
SCREEN_READS = ("clock", "side", "public", "closure", "elasticities")
SEED = 20250503
DRAWS = 64


@dataclass(frozen=True, eq=False)
class Table:
    """The bargaining table of a scenario: screen, weights, breakdown, the frontier at the centre and the solutions on it."""

    screen: Screen = field(repr=False)
    weights: Mapping[str, Polytope] = field(repr=False)
    breakdown: Breakdown | None
    deadline: Deadline | None
    domain: Domain = field(repr=False)
    frontier: Frontier = field(repr=False)
    nash: Solution
    kalai_smorodinsky: Solution
    egalitarian: Solution
    utilitarian: Solution

    def payoff(self, party: str, package: Package) -> Payoff:
        """A party's payoff of a package with its range over admissible weights and its shares."""
        return payoff(self.screen, party, package, self.weights[party])


def stakes_seen(bench: "Workbench") -> Stakes:
    """The stakes as the scenario's side may see them on the known day."""
    return bench.case.stakes.for_side("public" if bench.scenario.public else bench.scenario.side, bench.clock.known)


def table(bench: "Workbench") -> Table:
    """Give the bargaining table for the scenario's side, clocks and the red lines that bind."""
    return bench.memo("table", READS, lambda: _table(bench))


def _screen(bench: "Workbench") -> Screen:
    """The screen does not depend on which red lines bind."""

    def evaluate(package: Package) -> Answer:
        return effects(bench, package, ranges=len(bench.agenda.moved(package)) <= 1)

    def compute() -> Screen:
        preferences = stakes_seen(bench).of(bench.case.parties)
        name = shelf.label("screen", bench.case.digest, bench.scenario.key(SCREEN_READS))
        held = shelf.fetch(name)
        if held is not None:
            return screen_from(held, bench.agenda, preferences)
        made = screen(bench.agenda, preferences, evaluate)
        shelf.keep(name, screen_told(made))
        return made

    return bench.memo("screen", SCREEN_READS, compute)


def _table(bench: "Workbench") -> Table:
    scr = _screen(bench)
    weights = {own.party: weights_of(own) for own in scr.preferences}
    end = deadline(bench)
    without = None if end is None else breakdown(scr, lapse(bench, end.on), end.on)
    domain = problem(bench, scr, centre(scr, weights), without)
    found = find(domain)
    return Table(scr, weights, without, end, domain, found, nash(found), kalai_smorodinsky(found), egalitarian(found), utilitarian(found))


def problem(bench: "Workbench", screen: Screen, draw: Draw, without: Breakdown | None) -> Domain:
    """The bargaining problem at one draw of weights and sizes: red lines that bind, issues kept off the table, the parties asked for."""
    domain = payoffs(
        screen,
        draw,
        breakdown=without,
        outside=stakes_seen(bench).outside(bench.case.parties) or None,
        red_lines=_binding(bench),
    )
    apart = bench.scenario.without
    if apart:
        domain = fixed(domain, {issue: bench.agenda.issue(issue).status_quo.id for issue in apart})
    return domain.between(*bench.scenario.parties) if bench.scenario.parties else domain


def _binding(bench: "Workbench") -> list[RedLine]:
    lines = {line.id: line for line in bench.agenda.red_lines}
    for name in bench.scenario.red_lines:
        if name not in lines:
            raise Unknown("red line", name, lines)
    return [lines[name] for name in bench.scenario.red_lines]


@dataclass(frozen=True, slots=True)
class Robust:
    """A package a solution names at the centre of the weights, and how often it beats breakdown for every side over the draws."""

    package: Package
    rules: tuple[str, ...]
    """Names of the solutions that pick it."""
    share: float


@dataclass(frozen=True, slots=True)
class Region:
    """Solutions as a region: over draws of admissible weights and ranges, which options Nash takes, and how the central packages fare."""

    packages: tuple[Robust, ...]
    core: Mapping[str, str]
    """Issue → option taken in at least nine draws of ten."""
    open: int
    """Draws in which some package beats breakdown for every side."""
    draws: int
    seed: int


def region(bench: "Workbench") -> Region:
    """Give the region of Nash's solution over draws of admissible weights and ranges."""
    return bench.memo("region", READS, lambda: _region(bench))


def _region(bench: "Workbench") -> Region:
    held = table(bench)
    named: dict[tuple[tuple[str, str], ...], list[str]] = {}
    for rule in (held.nash, held.kalai_smorodinsky, held.egalitarian, held.utilitarian):
        for point in rule.points[:1]:
            named.setdefault(tuple(point.package.items()), []).append(rule.rule)
    hits = dict.fromkeys(named, 0)
    votes: list[tuple[Domain, list[dict[str, str]]]] = []
    for draw in drawn(held.screen, held.weights, DRAWS, np.random.default_rng(SEED)):
        domain = problem(bench, held.screen, draw, held.breakdown)
        found = find(domain)
        floor = domain.floor
        for key in named:
            worth = domain.payoff(dict(key))
            hits[key] += floor is None or all(low is None or u >= low for u, low in zip(worth, floor, strict=True))
        some = found.zopa is None or len(found.zopa) > 0
        votes.append((domain, [point.package for point in nash(found).points[:1]] if some else []))
    answers = {id(domain): packages for domain, packages in votes}
    supports = support([domain for domain, _ in votes], lambda domain: answers[id(domain)])
    return Region(
        packages=tuple(Robust(bench.agenda.package(dict(key)), tuple(rules), hits[key] / DRAWS) for key, rules in named.items()),
        core=core(supports),
        open=sum(bool(packages) for _, packages in votes),
        draws=DRAWS,
        seed=SEED,
    )

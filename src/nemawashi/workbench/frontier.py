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
from nemawashi.stakes.problem import centre, drawn, payoffs
from nemawashi.stakes.reservation import Breakdown, breakdown
from nemawashi.stakes.screen import Screen, screen
from nemawashi.stakes.value import Payoff, payoff
from nemawashi.workbench import shelf
from nemawashi.workbench.deadline import Deadline, deadline
from nemawashi.workbench.effects import Answer, effects, lapse
from nemawashi.workbench.screened import screen_from, screen_told

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "SEED", "Robust", "Table", "robust", "stakes_seen", "table"]

READS = ("clock", "side", "public", "closure", "elasticities", "red_lines")
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
    domain = payoffs(
        scr,
        centre(scr, weights),
        breakdown=without,
        outside=stakes_seen(bench).outside(bench.case.parties) or None,
        red_lines=_binding(bench),
    )
    found = find(domain)
    return Table(scr, weights, without, end, domain, found, nash(found), kalai_smorodinsky(found), egalitarian(found), utilitarian(found))


def _binding(bench: "Workbench") -> list[RedLine]:
    lines = {line.id: line for line in bench.agenda.red_lines}
    for name in bench.scenario.red_lines:
        if name not in lines:
            raise Unknown("red line", name, lines)
    return [lines[name] for name in bench.scenario.red_lines]


@dataclass(frozen=True, slots=True)
class Robust:
    """How often a package is efficient and better than breakdown for both over admissible weights and ranges."""

    package: Package
    share: float
    draws: int
    seed: int


def robust(bench: "Workbench") -> tuple[Robust, ...]:
    """Give the packages on the frontier in the most draws of admissible weights and ranges, most robust first."""
    return bench.memo("robust", READS, lambda: _robust(bench))


def _robust(bench: "Workbench") -> tuple[Robust, ...]:
    held = table(bench)
    outside = stakes_seen(bench).outside(bench.case.parties) or None
    counted: dict[tuple[tuple[str, str], ...], int] = {}
    for draw in drawn(held.screen, held.weights, DRAWS, np.random.default_rng(SEED)):
        domain = payoffs(held.screen, draw, breakdown=held.breakdown, outside=outside, red_lines=_binding(bench))
        found = find(domain)
        at = range(len(found)) if found.zopa is None else found.zopa.tolist()
        for point in found.some(list(at)):
            key = tuple(point.package.items())
            counted[key] = counted.get(key, 0) + 1
    ordered = sorted(counted.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Robust(bench.agenda.package(dict(key)), count / DRAWS, DRAWS, SEED) for key, count in ordered)

"""Which packages both sides could sign: payoffs as one side may see them, the exact frontier, solved again, and the solutions on it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from nemawashi.agenda import Package, RedLine
from nemawashi.bargain import Domain
from nemawashi.bargain.constraint import kept_at
from nemawashi.bargain.egalitarian import egalitarian
from nemawashi.bargain.frontier import Frontier
from nemawashi.bargain.frontier import frontier as find
from nemawashi.bargain.kalai_smorodinsky import kalai_smorodinsky
from nemawashi.bargain.max_min_gain import max_min_gain
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.bargain.utilitarian import utilitarian
from nemawashi.errors import Unknown
from nemawashi.stakes import Stakes
from nemawashi.stakes.elicit import ranking_fits
from nemawashi.stakes.polytope import Polytope, weights_of
from nemawashi.stakes.problem import Draw, binding, centre, drawn, payoffs
from nemawashi.stakes.reservation import Breakdown, breakdown
from nemawashi.stakes.screen import Screen, screen
from nemawashi.stakes.solved import Again, again
from nemawashi.stakes.value import Payoff, payoff
from nemawashi.workbench import shelf
from nemawashi.workbench.deadline import Deadline, deadline
from nemawashi.workbench.effects import Answer, effects, lapse
from nemawashi.workbench.screened import screen_from, screen_told
from nemawashi.workbench.solved import solved
from nemawashi.workbench.valued import Unvalued, must_be_valued, unvalued

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["DRAWS", "READS", "SEED", "Table", "draws", "fronts", "problem", "stakes_seen", "table", "table_or_why"]

READS = ("clock", "side", "public", "closure", "elasticities", "red_lines", "without", "parties")
SCREEN_READS = ("clock", "side", "public", "closure", "elasticities")
Array = NDArray[np.float64]
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
    """Payoffs by the screen, at the centre of the weights."""
    screened: Frontier = field(repr=False)
    """The exact frontier of the screen."""
    frontier: Frontier = field(repr=False)
    """The same packages solved again in the full model, those still efficient; solutions are taken on it."""
    again: Again = field(repr=False)
    solve: Callable[[Sequence[Package]], Mapping[Package, Array]] = field(repr=False)
    nash: Solution
    kalai_smorodinsky: Solution
    egalitarian: Solution
    utilitarian: Solution
    max_min_gain: Solution

    @property
    def solutions(self) -> tuple[Solution, ...]:
        """Every rule's answer, in the order in which they are shown."""
        return (self.nash, self.kalai_smorodinsky, self.egalitarian, self.utilitarian, self.max_min_gain)

    def payoff(self, party: str, package: Package) -> Payoff:
        """A party's payoff of a package, solved in the full model, with its range over admissible weights and its shares."""
        return payoff(self.screen, party, package, self.weights[party], solved=self.solve([package])[package])


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


def table_or_why(bench: "Workbench") -> Table | Unvalued:
    """The bargaining table, or why there is none on the known day."""
    why = unvalued(bench)
    return table(bench) if why is None else why


def _table(bench: "Workbench") -> Table:
    must_be_valued(bench)
    scr = _screen(bench)
    weights = {own.party: weights_of(own) for own in scr.preferences}
    ranked = bench.private.ranking if bench.private is not None and not bench.scenario.public else ()
    if bench.private is not None and len(ranked) > 1 and bench.scenario.side == bench.private.side:
        side = bench.private.side
        weights[side] = ranking_fits(scr, side, [bench.agenda.package([name]) for name in ranked], weights[side])
    end = deadline(bench)
    without = None if end is None else breakdown(scr, lapse(bench, end.on), end.on)
    middle = centre(scr, weights)
    domain = problem(bench, scr, middle, without)

    def solve(packages: Sequence[Package]) -> Mapping[Package, Array]:
        return solved(bench, scr, packages)

    screened = find(domain)
    whole = again(scr, screened, middle, solve)
    found = whole.frontier
    answers = (nash(found), kalai_smorodinsky(found), egalitarian(found), utilitarian(found), max_min_gain(found))
    return Table(scr, weights, without, end, domain, screened, found, whole, solve, *answers)


def problem(bench: "Workbench", screen: Screen, draw: Draw, without: Breakdown | None) -> Domain:
    """The bargaining problem at one draw of weights and sizes: red lines that bind, issues kept off the table, the parties asked for."""
    whole = payoffs(screen, draw, breakdown=without, outside=stakes_seen(bench).outside(bench.case.parties) or None)
    return _as_asked(bench, screen, whole)


def draws(bench: "Workbench") -> tuple[Domain, ...]:
    """The problem over draws of admissible weights and ranges; every scenario of a case, side and day meets the same draws."""
    return bench.memo("draws", READS, lambda: tuple(_as_asked(bench, table(bench).screen, whole) for whole in _drawn(bench)))


def fronts(bench: "Workbench") -> tuple[Frontier, ...]:
    """The frontier of every draw, by the screen."""
    return bench.memo("fronts over draws", READS, lambda: tuple(find(domain) for domain in draws(bench)))


def _drawn(bench: "Workbench") -> tuple[Domain, ...]:
    def compute() -> tuple[Domain, ...]:
        held = table(bench)
        outside = stakes_seen(bench).outside(bench.case.parties) or None
        found = drawn(held.screen, held.weights, DRAWS, np.random.default_rng(SEED))
        return tuple(payoffs(held.screen, draw, breakdown=held.breakdown, outside=outside) for draw in found)

    return bench.memo("drawn", SCREEN_READS, compute)


def _as_asked(bench: "Workbench", screen: Screen, whole: Domain) -> Domain:
    domain = whole.with_rules(*binding(screen, _binding(bench)))
    if bench.scenario.without:
        domain = kept_at(domain, {issue: bench.agenda.issue(issue).status_quo.id for issue in bench.scenario.without})
    return domain.between(*bench.scenario.parties) if bench.scenario.parties else domain


def _binding(bench: "Workbench") -> list[RedLine]:
    lines = {line.id: line for line in bench.agenda.red_lines}
    for name in bench.scenario.red_lines:
        if name not in lines:
            raise Unknown("red line", name, lines)
    return [lines[name] for name in bench.scenario.red_lines]

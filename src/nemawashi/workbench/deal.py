"""A draft on the table: what it leaves there, what the other side could not refuse instead, the way into the ZOPA, and what would flip the answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.bargain.concession import counter_offers, fewest_changes, improve, into_zopa
from nemawashi.bargain.frontier import Point
from nemawashi.bargain.logroll import Logroll, logrolls, single_gains
from nemawashi.errors import Fault, Refused
from nemawashi.stakes.problem import RESOLUTION
from nemawashi.stakes.sensitivity import Comparison, compare
from nemawashi.stakes.standing import Regret, dominator, regrets
from nemawashi.workbench.difference import Difference, difference
from nemawashi.workbench.frontier import DRAWS, READS, Table, draws, fronts, table

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Against", "Deal", "Swap", "Way", "deal"]

Payoff = tuple[Fraction, ...]
MOST = 5


@dataclass(frozen=True, slots=True)
class Way:
    """A package to move to, and what it gives each side beyond the draft, both solved in the full model, points."""

    package: Package
    over: Mapping[str, float]
    surely: tuple[str, ...] = ()
    """Sides at least as well off whatever the admissible weights (sizes at their central values)."""


@dataclass(frozen=True, slots=True)
class Swap:
    """A logroll: the changes that make it, and the way they are."""

    changes: tuple[tuple[str, str, str], ...]
    """(issue, before, after)."""
    way: Way


@dataclass(frozen=True, slots=True)
class Against:
    """The draft less another package for one side, and the weights at which the better of the two changes."""

    party: str
    package: Package
    comparison: Comparison
    value: float
    """Solved, at the centre of the weights."""


@dataclass(frozen=True, eq=False)
class Deal:
    """A draft, judged."""

    package: Package
    payoffs: Mapping[str, float]
    floor: Mapping[str, float | None]
    acceptable: Mapping[str, bool]
    better: tuple[Way, ...]
    """Efficient packages at least as good for everybody and better for somebody, the one that splits the gain as Nash would first."""
    better_count: int
    dominated: Package | None
    """A package that beats it whatever the admissible weights."""
    efficient: float
    """Share of draws in which nothing beats it."""
    accepted: float
    """Share of draws in which every side would sign it."""
    counters: Mapping[str, tuple[Way, ...]]
    """Side → packages better for it and at least as good for the others, best first."""
    swaps: tuple[Swap, ...]
    singles: tuple[Swap, ...]
    concessions: Mapping[str, Way | None]
    """Side → the acceptable package that costs it least; empty where the draft is acceptable."""
    fewest: Way | None
    """An acceptable package that changes as few issues as possible."""
    against: tuple[Against, ...]
    regrets: tuple[Regret, ...]
    """For the side the answer is for: the draft, the solutions and the first improvement."""
    partial: Difference | None
    """The whole table less a table of the draft's own issues."""


def deal(bench: "Workbench", package: Package, against: Package | None = None) -> Deal:
    """Judge a draft; ``against`` is the package it is compared with, Nash's where none is given."""
    return bench.memo("deal", READS, lambda: _deal(bench, package, against), package, against)


def _deal(bench: "Workbench", package: Package, against: Package | None) -> Deal:
    held = table(bench)
    domain = held.domain
    held.screen.change(package)
    broken = domain.broken(package)
    if broken:
        raise Refused(
            [
                Fault("package", f"“{rule}” binds and is broken", "a draft keeps what binds", "lift it, or change the draft")
                for rule in broken
            ]
        )
    here = _solved(held, package)
    better = [bench.agenda.package(point.package) for point in improve(held.frontier, here)]
    floor = domain.floor or (None,) * len(domain.parties)
    refused = domain.refused_by(here)
    other = against or (bench.agenda.package(held.nash.point.package) if held.nash.point else None)
    efficient, accepted = _over_draws(bench, package)
    named = [bench.agenda.package(answer.points[0].package) for answer in held.solutions if answer.points]
    rivals = list(dict.fromkeys((package, *named, *better[:1])))
    own = bench.own.id if bench.own.id in domain.parties else domain.parties[0]
    moved = {issue.id for issue, _ in bench.agenda.moved(package)}
    rest = tuple(issue for issue in bench.agenda.ids if issue not in moved)
    return Deal(
        package=package,
        payoffs={party: float(u) for party, u in zip(domain.parties, here, strict=True)},
        floor={party: None if low is None else float(low) for party, low in zip(domain.parties, floor, strict=True)},
        acceptable={party: party not in refused for party in domain.parties},
        better=tuple(_way(held, one, package) for one in better[:MOST]),
        better_count=len(better),
        dominated=dominator(held.screen, package, better, {p: held.weights[p] for p in domain.parties}),
        efficient=efficient,
        accepted=accepted,
        counters={party: _counters(bench, held, party, package, here) for party in domain.parties},
        swaps=tuple(_swap(bench, held, package, one) for one in logrolls(domain, package, MOST)),
        singles=tuple(_swap(bench, held, package, one) for one in single_gains(domain, package)[:MOST]),
        concessions={party: _to(bench, held, package, into_zopa(held.frontier, party)) for party in domain.parties} if refused else {},
        fewest=_to(bench, held, package, fewest_changes(domain, own, package)) if refused else None,
        against=() if other is None or other == package else tuple(_against(held, party, package, other) for party in domain.parties),
        regrets=regrets(held.screen, own, rivals, held.weights[own]),
        partial=difference(bench.at(without=rest), bench) if moved and rest and not bench.scenario.without else None,
    )


def _solved(held: Table, package: Package) -> Payoff:
    return tuple(_points(held.payoff(party, package).value) for party in held.domain.parties)


def _points(value: float) -> Fraction:
    return Fraction(round(value * RESOLUTION), RESOLUTION)


def _way(held: Table, to: Package, draft: Package) -> Way:
    before, after = _solved(held, draft), _solved(held, to)
    over = {party: float(b - a) for party, a, b in zip(held.domain.parties, before, after, strict=True)}
    surely = tuple(party for party in held.domain.parties if compare(held.screen, party, to, draft, held.weights[party]).low >= 0)
    return Way(to, over, surely)


def _counters(bench: "Workbench", held: Table, party: str, draft: Package, here: Payoff) -> tuple[Way, ...]:
    """Packages at least as good for every other side, and better for ``party``; those the others could not refuse at any weights first."""
    ways = [_way(held, bench.agenda.package(point.package), draft) for point in counter_offers(held.frontier, party, here)]
    others = set(held.domain.parties) - {party}
    ways.sort(key=lambda way: (not others <= set(way.surely), -way.over[party]))
    return tuple(ways[:MOST])


def _swap(bench: "Workbench", held: Table, draft: Package, roll: Logroll) -> Swap:
    changes = tuple((change.issue, change.before, change.after) for change in roll.changes)
    return Swap(changes, _way(held, bench.agenda.package(roll.package), draft))


def _to(bench: "Workbench", held: Table, draft: Package, point: Point | None) -> Way | None:
    return None if point is None else _way(held, bench.agenda.package(point.package), draft)


def _against(held: Table, party: str, draft: Package, other: Package) -> Against:
    value = held.payoff(party, draft).value - held.payoff(party, other).value
    return Against(party, other, compare(held.screen, party, draft, other, held.weights[party]), value)


def _over_draws(bench: "Workbench", package: Package) -> tuple[float, float]:
    efficient = accepted = 0
    for domain, found in zip(draws(bench), fronts(bench), strict=True):
        worth = domain.payoff(package)
        efficient += not len(found.beyond(worth))
        accepted += not domain.refused_by(worth)
    return efficient / DRAWS, accepted / DRAWS

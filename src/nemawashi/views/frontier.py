"""The packages both sides could sign, as a person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.bargain.feasible import count as counted
from nemawashi.bargain.frontier import Point
from nemawashi.bargain.solution import Solution
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.value import Payoff
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.linked import LinkedView, linked
from nemawashi.views.moves import moves_said
from nemawashi.workbench.frontier import Table, table
from nemawashi.workbench.receipt import Receipt, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["FeasibleView", "FrontierView", "PointView", "asked_for", "frontier", "gain"]

MOST_FEASIBLE = 1500
"""Dots drawn at most; more feasible packages than that are counted, not drawn."""


@dataclass(frozen=True, slots=True)
class FeasibleView:
    """A package that keeps the rules, drawn as a dot."""

    payoffs: Mapping[str, float]
    package: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PointView:
    """An efficient package."""

    payoffs: Mapping[str, float]
    package: Mapping[str, str]
    moves: Text
    gains: Mapping[str, Figure]
    zopa: bool
    crosses: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class FrontierView:
    """The answer of ``frontier``."""

    parties: tuple[str, ...]
    party_names: Mapping[str, Text]
    packages: int
    efficient: tuple[PointView, ...]
    feasible: tuple[FeasibleView, ...]
    zopa: tuple[int, ...]
    nash: tuple[PointView, ...]
    kalai_smorodinsky: tuple[PointView, ...]
    egalitarian: tuple[PointView, ...]
    utilitarian: tuple[PointView, ...]
    disagreement: Mapping[str, float]
    breakdown: Mapping[str, Figure]
    """What each side has when nothing is signed by the deadline, against the status quo."""
    method: str
    unit: Text
    text: Text
    left_out: tuple[Text, ...]
    """Options nobody has priced or judged, left out of the comparison."""
    notes: tuple[Text, ...]
    without: tuple[str, ...]
    """Issues kept off the table."""
    linkage: LinkedView | None
    """What their presence would do for each side; None when nothing is kept off."""
    receipt: Receipt


def frontier(bench: "Workbench") -> FrontierView:
    """Show the exact frontier for the scenario's side, with breakdown, ZOPA and solutions."""
    held = table(bench)
    found = held.frontier
    parties = held.domain.parties
    inside = set(range(len(found))) if found.zopa is None else set(found.zopa.tolist())
    d = held.domain.disagreement
    points = found.points
    count = counted(held.domain) or held.domain.combinations
    scenario = bench.scenario
    text = both("frontier.text", packages=f"{count:,}", efficient=len(points), zopa=len(inside))
    return FrontierView(
        parties=parties,
        party_names={party: bench.case.side(party).name for party in parties},
        packages=count,
        efficient=tuple(_point(bench, held, point, zopa=index in inside) for index, point in enumerate(points)),
        feasible=_feasible(held),
        zopa=tuple(sorted(inside)),
        nash=_solution(bench, held, held.nash),
        kalai_smorodinsky=_solution(bench, held, held.kalai_smorodinsky),
        egalitarian=_solution(bench, held, held.egalitarian),
        utilitarian=_solution(bench, held, held.utilitarian),
        disagreement={} if d is None else {party: float(value) for party, value in zip(parties, d, strict=True)},
        breakdown={}
        if held.breakdown is None
        else {party: gain(bench, held.breakdown.payoff(held.screen, party, held.weights[party])) for party in parties},
        method=found.method,
        unit=both("frontier.unit"),
        text=text,
        left_out=tuple(_left_out(bench, one.issue, one.option) for one in held.screen.left_out),
        notes=tuple(
            Text(f"{rule.rule}: {rule.note}", f"{rule.rule}: {rule.note}")
            for rule in (held.nash, held.kalai_smorodinsky, held.egalitarian, held.utilitarian)
        ),
        without=scenario.without,
        linkage=linked(bench, scenario.without) if scenario.without else None,
        receipt=receipt(
            bench,
            " ".join(("frontier", bench.case.id, *asked_for(bench))),
            f"views.frontier(bench.at({_changed(bench)}))" if asked_for(bench) else "views.frontier(bench)",
            (
                f"screen: {held.screen.evaluations} solves of the trade model, interplay left out at most {held.screen.skipped:.3f} swings",
                f"frontier: {found.method}, {found.candidates} candidates",
            ),
        ),
    )


def asked_for(bench: "Workbench") -> tuple[str, ...]:
    """The options of the command line that say what else than sides and dates a frontier was asked with."""
    now = bench.scenario
    lines = (f"--red-line {line}" for line in now.red_lines)
    return (*lines, *(f"--without {issue}" for issue in now.without), *((f"--parties {','.join(now.parties)}",) if now.parties else ()))


def _changed(bench: "Workbench") -> str:
    now = bench.scenario
    held = {"red_lines": now.red_lines, "without": now.without, "parties": now.parties}
    return ", ".join(f"{name}={value!r}" for name, value in held.items() if value)


def _left_out(bench: "Workbench", issue: str, option: str) -> Text:
    held = bench.agenda.issue(issue)
    title = held.option(option).title
    return Text(f"{held.title.en}: {title.en}", f"{held.title.ja}：{title.ja}")


def _solution(bench: "Workbench", held: Table, solution: Solution) -> tuple[PointView, ...]:
    return tuple(_point(bench, held, point, zopa=True) for point in solution.points)


def _moves(bench: "Workbench", package: Package) -> dict[str, str]:
    return {issue.id: option.id for issue, option in bench.agenda.moved(package)}


def _point(bench: "Workbench", held: Table, point: Point, *, zopa: bool) -> PointView:
    package = bench.agenda.package(point.package)
    return PointView(
        payoffs=_floats(held.domain.parties, point.payoffs),
        package=_moves(bench, package),
        moves=moves_said(bench, package),
        gains={party: gain(bench, held.payoff(party, package)) for party in held.domain.parties},
        zopa=zopa,
        crosses=tuple(line.title for line in bench.agenda.crossed(package)),
    )


def _floats(parties: tuple[str, ...], payoffs: tuple[Fraction, ...]) -> dict[str, float]:
    return {party: float(value) for party, value in zip(parties, payoffs, strict=True)}


def gain(bench: "Workbench", worth: Payoff) -> Figure:
    """A payoff against the status quo as a figure, with the shares it rests on."""
    shares = ", ".join(f"{origin} {share:.0%}" for origin, share in worth.shares.items())
    return Figure(
        value=worth.value,
        unit=Unit.POINT,
        as_of=bench.clock.on,
        basis=Basis.JUDGED if worth.mostly_judged else Basis.ASSUMED,
        sources=(Citation("case", f"stakes of {worth.party}"),),
        low=min(worth.low, worth.value),
        high=max(worth.high, worth.value),
        method="weights times changes; the range runs over all admissible weights and all ranges of what was computed or judged",
        note=f"rests on: {shares}",
        change=True,
    )


def _feasible(held: Table) -> tuple[FeasibleView, ...]:
    if held.domain.combinations > MOST_FEASIBLE:
        return ()
    parties = held.domain.parties
    shown = []
    for indices in held.domain.enumerate():
        values = held.domain.payoff_at(indices)
        shown.append(FeasibleView(_floats(parties, values), held.domain.package(indices)))
    return tuple(shown)

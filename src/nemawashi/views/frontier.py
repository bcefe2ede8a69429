"""The packages both sides could sign, as a person sees them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from nemawashi.bargain.feasible import count as counted
from nemawashi.bargain.frontier import Point
from nemawashi.bargain.nash import nash
from nemawashi.bargain.solution import Solution
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.value import Payoff
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.linked import LinkedView, linked
from nemawashi.views.moves import moves_said
from nemawashi.views.redlines import PricedView, prices
from nemawashi.views.regions import RegionsView, regions, rule_note
from nemawashi.views.weights import ValuesView, values
from nemawashi.workbench.frontier import Table, table
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["FeasibleView", "FrontierView", "PointView", "asked_for", "frontier", "gain", "gap_of", "power_of"]

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
    moves: Text = field(repr=False)
    """The moves in words; left out of JSON, where ``package`` says the same."""
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
    max_min_gain: tuple[PointView, ...]
    asymmetric: tuple[PointView, ...]
    """Nash's solution at the bargaining powers asked for; empty where none were."""
    power: Mapping[str, Figure]
    disagreement: Mapping[str, float]
    breakdown: Mapping[str, Figure]
    """What each side has when nothing is signed by the deadline, against the status quo."""
    method: str
    gap: Figure
    """How far the screen that found the packages lies from the full model that solved them, at most."""
    overtaken: Figure
    """Packages efficient by the screen that others dominate once all are solved."""
    regions: RegionsView
    red_lines: tuple[PricedView, ...]
    values: tuple[ValuesView, ...]
    """What each side's admissible weights rest on: bounds, and orderings with the statements behind them."""
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


def frontier(bench: "Workbench", power: Mapping[str, float] | None = None) -> FrontierView:
    """Show the exact frontier for the scenario's side, every package of it solved again, with breakdown, ZOPA, solutions and red lines' prices.

    ``power`` asks for the asymmetric Nash solution at these bargaining powers, one a party.
    """
    held = table(bench)
    found = held.frontier
    parties = held.domain.parties
    inside = set(range(len(found))) if found.zopa is None else set(found.zopa.tolist())
    d = held.domain.disagreement
    points = found.points
    count = counted(held.domain) or held.domain.combinations
    scenario = bench.scenario
    for name in power or ():
        if name not in parties:
            raise Unknown("party", name, parties, where="--power")
    skewed = None if power is None else nash(found, [power_of(power, party) for party in parties])
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
        max_min_gain=_solution(bench, held, held.max_min_gain),
        asymmetric=() if skewed is None else _solution(bench, held, skewed),
        power={} if power is None else {party: _power(bench, power[party]) for party in parties},
        disagreement={} if d is None else {party: float(value) for party, value in zip(parties, d, strict=True)},
        breakdown={}
        if held.breakdown is None
        else {party: gain(bench, held.breakdown.payoff(held.screen, party, held.weights[party])) for party in parties},
        method=found.method,
        gap=gap_of(bench, held),
        overtaken=_plain(bench, len(held.again.overtaken), both("method.overtaken").en),
        regions=regions(bench),
        red_lines=prices(bench),
        values=values(bench, held),
        unit=both("frontier.unit"),
        text=both("frontier.text", packages=f"{count:,}", efficient=len(points), zopa=len(inside)),
        left_out=tuple(_left_out(bench, one.issue, one.option) for one in held.screen.left_out),
        notes=tuple(rule_note(bench, answer) for answer in (*held.solutions, *(() if skewed is None else (skewed,)))),
        without=scenario.without,
        linkage=linked(bench, scenario.without) if scenario.without else None,
        receipt=receipt(
            bench,
            on_case(bench, "frontier", *asked_for(bench), *(() if power is None else (f"--power {_powers(power)}",))),
            _call(bench, power),
            (
                f"screen: {held.screen.evaluations} solves of the trade model, interplay left out at most {held.screen.skipped:.3f} swings",
                f"frontier: {found.method}, {found.candidates} candidates; {len(held.screened)} packages solved again, gap at most {held.again.largest:.3f} points",
            ),
        ),
    )


def power_of(power: Mapping[str, float], party: str) -> float:
    """The bargaining power of a party; refused when it is not given, or when a name is no party's."""
    if party not in power:
        rule = "bargaining powers are given for every party"
        raise Refused(Fault("--power", f"no power for {party}", rule, f"write --power {','.join(f'{name}=1' for name in (*power, party))}"))
    return power[party]


def gap_of(bench: "Workbench", held: Table) -> Figure:
    """The largest gap between the screen and the full model."""
    return Figure(
        held.again.largest,
        Unit.POINT,
        bench.clock.on,
        Basis.DERIVED,
        (Citation("case", "stakes"),),
        method=both("method.gap", n=len(held.again.gaps)).en,
    )


def _plain(bench: "Workbench", count: int, method: str) -> Figure:
    return Figure(count, Unit.COUNT, bench.clock.on, Basis.DERIVED, (Citation("case", "stakes"),), method=method)


def _power(bench: "Workbench", power: float) -> Figure:
    return Figure(power, Unit.RATIO, bench.clock.on, Basis.ASSUMED, (Citation("case", "asked for"),), method=both("method.power").en)


def _powers(power: Mapping[str, float]) -> str:
    return ",".join(f"{party}={value:g}" for party, value in power.items())


def _call(bench: "Workbench", power: Mapping[str, float] | None) -> str:
    return f"views.frontier({called_on(bench)}{'' if power is None else f', {dict(power)!r}'})"


def asked_for(bench: "Workbench") -> tuple[str, ...]:
    """The options of the command line that say what else than sides and dates a frontier was asked with."""
    now = bench.scenario
    lines = (f"--red-line {line}" for line in now.red_lines)
    return (*lines, *(f"--without {issue}" for issue in now.without), *((f"--parties {','.join(now.parties)}",) if now.parties else ()))


def called_on(bench: "Workbench") -> str:
    """The workbench of a call in Python, with the same."""
    now = bench.scenario
    held = {"red_lines": now.red_lines, "without": now.without, "parties": now.parties}
    changed = ", ".join(f"{name}={value!r}" for name, value in held.items() if value)
    return f"bench.at({changed})" if changed else "bench"


def _left_out(bench: "Workbench", issue: str, option: str) -> Text:
    held = bench.agenda.issue(issue)
    title = held.option(option).title
    return Text(f"{held.title.en}: {title.en}", f"{held.title.ja}：{title.ja}")


def _solution(bench: "Workbench", held: Table, solution: Solution) -> tuple[PointView, ...]:
    return tuple(_point(bench, held, point, zopa=True) for point in solution.points)


def _point(bench: "Workbench", held: Table, point: Point, *, zopa: bool) -> PointView:
    package = bench.agenda.package(point.package)
    return PointView(
        payoffs=_floats(held.domain.parties, point.payoffs),
        package=bench.agenda.moves(package),
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
        method=both("method.solved").en
        if worth.solved
        else "weights times changes; the range runs over all admissible weights and all ranges of what was computed or judged",
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

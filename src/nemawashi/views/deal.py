"""A draft on the table as a person sees it: who would sign it, what it leaves there, what to answer, and what would flip the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.sensitivity import compare
from nemawashi.stakes.standing import Regret
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.difference import DifferenceView, difference
from nemawashi.views.frontier import asked_for, called_on, gain
from nemawashi.views.lines import CrossedView, crossed
from nemawashi.views.moves import moves_said
from nemawashi.workbench.deal import Against, Deal, Swap, Way
from nemawashi.workbench.deal import deal as judge
from nemawashi.workbench.frontier import DRAWS, SEED, Table, table
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["AgainstView", "DealView", "FlipView", "RegretView", "SideView", "SwapView", "WayView", "deal"]


@dataclass(frozen=True, slots=True)
class SideView:
    """What the draft is to one side."""

    party: str
    name: Text
    gain: Figure
    breakdown: Figure | None
    accepts: bool
    said: Text


@dataclass(frozen=True, slots=True)
class WayView:
    """A package to move to, and what it gives each side beyond the draft."""

    package: Mapping[str, str]
    moves: Text = field(repr=False)
    changes: Text
    """What it changes in the draft, in words."""
    over: Mapping[str, Figure]
    surely: tuple[str, ...]
    """Sides at least as well off whatever the admissible weights."""


@dataclass(frozen=True, slots=True)
class SwapView:
    """Changes that leave nobody worse off."""

    changes: Text
    way: WayView


@dataclass(frozen=True, slots=True)
class FlipView:
    """A weight that flips the comparison."""

    attribute: str
    title: Text
    weight: Figure
    centre: Figure


@dataclass(frozen=True, slots=True)
class AgainstView:
    """The draft less another package for one side."""

    party: str
    name: Text
    figure: Figure
    holds: str
    """``robust``, ``necessary`` or ``open``."""
    said: Text
    flips: tuple[FlipView, ...]


@dataclass(frozen=True, slots=True)
class RegretView:
    """The most the side may come to miss with a package."""

    title: Text
    package: Mapping[str, str]
    figure: Figure


@dataclass(frozen=True, slots=True)
class DealView:
    """The answer of ``deal``."""

    package: Mapping[str, str]
    said: Text
    sides: tuple[SideView, ...]
    crossed: tuple[CrossedView, ...]
    efficient: Figure
    accepted: Figure
    standing: Text
    dominated: WayView | None
    better_count: Figure
    better: tuple[WayView, ...]
    counters: Mapping[str, tuple[WayView, ...]]
    swaps: tuple[SwapView, ...]
    singles: tuple[SwapView, ...]
    concessions: Mapping[str, WayView]
    fewest: WayView | None
    against: Mapping[str, str]
    rows: tuple[AgainstView, ...]
    regrets: tuple[RegretView, ...]
    partial: DifferenceView | None
    receipt: Receipt


def deal(bench: "Workbench", package: Package, against: Package | None = None) -> DealView:
    """Show a draft, judged."""
    held, found = table(bench), judge(bench, package, against)
    moved = bench.agenda.moves(package)
    other = bench.agenda.moves(found.against[0].package) if found.against else {}
    rival = () if against is None else tuple(f"--against {move}" for move in bench.agenda.typed(against))
    share = both("method.draws", draws=DRAWS, seed=SEED).en
    efficient, accepted = (_figure(bench, 100 * part, Unit.PERCENT, share) for part in (found.efficient, found.accepted))
    said = both("deal.efficient_in", share=f"{found.efficient:.0%}", accepted=f"{found.accepted:.0%}")
    proven = both(_proven(found), draws=DRAWS)
    left = both("deal.leaves", n=found.better_count) if found.better_count else both("deal.leaves_nothing")
    return DealView(
        package=moved,
        said=moves_said(bench, package),
        sides=tuple(_side(bench, held, found, party) for party in held.domain.parties),
        crossed=tuple(crossed(bench, line) for line in bench.agenda.crossed(package)),
        efficient=efficient,
        accepted=accepted,
        standing=Text(f"{said.en} {proven.en} {left.en}", f"{said.ja}{proven.ja}{left.ja}"),
        dominated=None if found.dominated is None else _package(bench, held, found.dominated, package),
        better_count=_figure(bench, found.better_count, Unit.COUNT, both("method.at_centre").en),
        better=tuple(_way(bench, held, way, package) for way in found.better),
        counters={party: tuple(_way(bench, held, way, package) for way in ways) for party, ways in found.counters.items()},
        swaps=tuple(_swap(bench, held, one, package) for one in found.swaps),
        singles=tuple(_swap(bench, held, one, package) for one in found.singles),
        concessions={party: _way(bench, held, way, package) for party, way in found.concessions.items() if way is not None},
        fewest=None if found.fewest is None else _way(bench, held, found.fewest, package),
        against=other,
        rows=tuple(_against(bench, one) for one in found.against),
        regrets=tuple(_regret(bench, held, found, one) for one in found.regrets),
        partial=None if found.partial is None else difference(bench, found.partial, "linked"),
        receipt=receipt(
            bench,
            on_case(bench, "deal", *bench.agenda.typed(package), *asked_for(bench), *rival),
            f"views.deal({called_on(bench)}, bench.agenda.package({moved!r}){'' if against is None else f', bench.agenda.package({bench.agenda.moves(against)!r})'})",
        ),
    )


def _proven(found: Deal) -> str:
    """What the draws prove: one in which nothing beats the draft makes it possibly efficient, one in which something does makes it not necessarily so."""
    if 0 < found.efficient < 1:
        return "deal.possibly"
    if found.efficient == 1:
        return "deal.always"
    return "deal.never" if found.dominated is None else "deal.dominated_always"


def _figure(bench: "Workbench", value: float, unit: str, method: str) -> Figure:
    return Figure(value, unit, bench.clock.on, Basis.JUDGED, (Citation("case", "stakes"),), method=method)


def _side(bench: "Workbench", held: Table, found: Deal, party: str) -> SideView:
    name = bench.case.side(party).name
    key = "deal.accepts" if found.acceptable[party] else "deal.refuses"
    return SideView(
        party=party,
        name=name,
        gain=gain(bench, held.payoff(party, found.package)),
        breakdown=None if held.breakdown is None else gain(bench, held.breakdown.payoff(held.screen, party, held.weights[party])),
        accepts=found.acceptable[party],
        said=Text(both(key, party=name.en).en, both(key, party=name.ja).ja),
    )


def _over(bench: "Workbench", held: Table, party: str, to: Package, draft: Package, value: float) -> Figure:
    """What one package gives a side beyond another: solved at the centre, its range that of the screen laid around it."""
    ends = compare(held.screen, party, to, draft, held.weights[party])
    low, high = value + ends.low_of_all - ends.value, value + ends.high_of_all - ends.value
    return Figure(
        value,
        Unit.POINT,
        bench.clock.on,
        Basis.JUDGED,
        (Citation("case", f"stakes of {party}"),),
        min(low, value),
        max(high, value),
        method=both("method.over").en,
        change=True,
    )


def _way(bench: "Workbench", held: Table, way: Way, draft: Package) -> WayView:
    over = {party: _over(bench, held, party, way.package, draft, value) for party, value in way.over.items()}
    changes = _changes(bench, draft, way.package)
    return WayView(bench.agenda.moves(way.package), moves_said(bench, way.package), changes, over, way.surely)


def _package(bench: "Workbench", held: Table, to: Package, draft: Package) -> WayView:
    parties = held.domain.parties
    over = {party: held.payoff(party, to).value - held.payoff(party, draft).value for party in parties}
    return _way(bench, held, Way(to, over, tuple(parties)), draft)


def _changes(bench: "Workbench", before: Package, after: Package) -> Text:
    rows = [
        (issue.title, issue.option(before[issue.id]).title, issue.option(after[issue.id]).title)
        for issue in bench.agenda.issues
        if before[issue.id] != after[issue.id]
    ]
    en = "; ".join(f"{issue.en}: {old.en} → {new.en}" for issue, old, new in rows)
    ja = "、".join(f"{issue.ja}：{old.ja}→{new.ja}" for issue, old, new in rows)
    return Text(en or "—", ja or "—")


def _swap(bench: "Workbench", held: Table, one: Swap, draft: Package) -> SwapView:
    return SwapView(_changes(bench, draft, one.way.package), _way(bench, held, one.way, draft))


def _against(bench: "Workbench", one: Against) -> AgainstView:
    found = one.comparison
    holds = "robust" if found.robust else "necessary" if found.necessary else "open"
    shift = one.value - found.value
    sources = (Citation("case", f"stakes of {one.party}"),)
    titles = {a.id: a.title for own in bench.case.stakes.preferences.values() for a in own.attributes}
    return AgainstView(
        party=one.party,
        name=bench.case.side(one.party).name,
        figure=Figure(
            one.value,
            Unit.POINT,
            bench.clock.on,
            Basis.JUDGED,
            sources,
            min(found.low_of_all + shift, one.value),
            max(found.high_of_all + shift, one.value),
            method=both("method.over").en,
            change=True,
        ),
        holds=holds,
        said=both(f"deal.{holds}"),
        flips=tuple(
            FlipView(
                flip.attribute,
                titles.get(flip.attribute, Text(flip.attribute, flip.attribute)),
                Figure(flip.weight, Unit.RATIO, bench.clock.on, Basis.JUDGED, sources, method=both("method.flip").en),
                Figure(flip.centre, Unit.RATIO, bench.clock.on, Basis.JUDGED, sources, method=both("method.flip").en),
            )
            for flip in found.flips
        ),
    )


def _regret(bench: "Workbench", held: Table, found: Deal, one: Regret) -> RegretView:
    if one.package == found.package:
        title = both("deal.draft")
    else:
        names = [
            answer.rule for answer in held.solutions if answer.points and bench.agenda.package(answer.points[0].package) == one.package
        ]
        keys = [both(f"frontier.{name.replace('-', '_').replace(' ', '_')}") for name in names] or [both("deal.better")]
        title = Text(", ".join(key.en for key in keys), "・".join(key.ja for key in keys))
    return RegretView(title, bench.agenda.moves(one.package), _figure(bench, one.regret, Unit.POINT, both("method.regret").en))

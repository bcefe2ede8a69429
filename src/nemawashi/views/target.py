"""A goal on an outcome as a person sees it: whose books, how far the agenda reaches, the least-cost package, or that none does."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import Package
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure, weakest
from nemawashi.stakes.target import Goal, Target
from nemawashi.strings import both
from nemawashi.trade import PublishedBalance
from nemawashi.units import Unit
from nemawashi.views.effects import BOUNDS, figure_of
from nemawashi.views.format import figure_text
from nemawashi.views.moves import moves_said
from nemawashi.workbench.balance import books_known, costs, goal_asked, level_today, reach
from nemawashi.workbench.effects import effects
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BooksView", "ReachedView", "TargetView", "target"]


@dataclass(frozen=True, slots=True)
class BooksView:
    """The level today on one set of books."""

    id: str
    books: str
    title: Text
    covers: str
    level: Figure
    chosen: bool


@dataclass(frozen=True, slots=True)
class ReachedView:
    """A package with what it does to the outcome, where that leaves it, and what it costs the side that asks."""

    package: Mapping[str, str]
    said: Text
    change: Figure
    level: Figure | None
    """None where the goal is on the change itself."""
    cost: Figure | None
    """None where nothing is known on the day of what the side values."""
    crosses: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class TargetView:
    """The answer of ``target``."""

    target: str
    reached: bool
    verdict: Text
    outcome: Text
    books: tuple[BooksView, ...]
    most: ReachedView
    against: ReachedView
    best: ReachedView | None
    shortfall: Figure | None
    cost_unit: Text
    closure: str
    elasticities: tuple[str, ...]
    method: str
    combinations: int
    silent: tuple[Text, ...]
    """Issues that cannot count because no option of theirs is priced."""
    notes: tuple[Text, ...]
    receipt: Receipt


def target(bench: "Workbench", goal: str, books: str | None = None) -> TargetView:
    """Show how far any package moves the outcome, and the least-cost one that reaches the goal on the chosen books."""
    asked, chosen = goal_asked(bench, goal, books)
    found = reach(bench, asked, today=level_today(asked, chosen), cost=costs(bench))
    most, against = _reached(bench, found, found.most.package, chosen), _reached(bench, found, found.against.package, chosen)
    best = None if found.best is None else _reached(bench, found, found.best.package, chosen)
    unit = str(most.change.unit)
    short = None if found.best is not None or not found.shortfall else _shortfall(bench, found, chosen, most)
    told = f" --books {books}" if books else ""
    sets = tuple(name for name in effects(bench, found.most.package).model.labels if name not in BOUNDS)
    economy = bench.case.economy
    notes = [both("target.flows", year=economy.as_of.year), both("target.against")]
    if bench.scenario.closure == "deficits held" and "balance" in asked.outcome:
        notes.insert(0, both("show.deficit_fixed"))
    notes.append(both("target.all" if found.method == "exhaustive" else "target.bound"))
    return TargetView(
        target=f"{asked} {unit}",
        reached=found.best is not None,
        verdict=_verdict(bench, asked, best, short, most),
        outcome=both(f"target.{asked.outcome}") if asked.outcome in ("balance", "goods_balance") else Text(asked.outcome, asked.outcome),
        books=tuple(_books(bench, asked, one, chosen=one is chosen) for one in (books_known(bench, asked) if chosen is not None else ())),
        most=most,
        against=against,
        best=best,
        shortfall=short,
        cost_unit=Text(
            both("target.cost", party=bench.own.name.en).en,
            both("target.cost", party=bench.own.name.ja).ja,
        ),
        closure=bench.scenario.closure,
        elasticities=sets,
        method=found.method,
        combinations=found.combinations,
        silent=tuple(bench.agenda.issue(name).title for name in found.silent),
        notes=tuple(notes),
        receipt=receipt(
            bench,
            on_case(bench, "target", f'"{goal}"{told}'),
            f"views.target(bench, {goal!r}, {books!r})",
            (f"{found.combinations} combinations, {found.method}; what is shown is solved in full",),
        ),
    )


def _reached(bench: "Workbench", found: Target, package: Package, books: PublishedBalance | None) -> ReachedView:
    goal = found.goal
    change = figure_of(bench, effects(bench, package), goal.outcome, goal.party, sector=goal.sector, partner=goal.partner)
    assert change is not None  # what was searched was computed
    return ReachedView(
        package=bench.agenda.moves(package),
        said=moves_said(bench, package),
        change=change,
        level=None if books is None else _level(bench, found.today, change, books),
        cost=_cost(bench, package),
        crosses=tuple(line.title for line in bench.agenda.crossed(package)),
    )


def _level(bench: "Workbench", today: float, change: Figure, books: PublishedBalance) -> Figure:
    low, high = (None if end is None else today + end for end in (change.low, change.high))
    return Figure(
        value=None if change.value is None else today + change.value,
        unit=Unit.USD_MILLION,
        as_of=bench.clock.on,
        basis=weakest((change.basis, Basis.DERIVED)),
        sources=(books.citation, *change.sources),
        low=low,
        high=high,
        method=f"the published balance of {books.as_of.year} on the books of {books.books}, plus the model's change",
        note=change.note,
    )


def _cost(bench: "Workbench", package: Package) -> Figure | None:
    table = costs(bench)
    if table is None:
        return None
    paid = sum(table.get((issue.id, option.id), 0.0) for issue, option in bench.agenda.moved(package))
    return Figure(
        value=paid,
        unit=Unit.POINT,
        as_of=bench.clock.on,
        basis=Basis.JUDGED,
        sources=(Citation("case", f"stakes of {bench.scenario.side}"),),
        method=f"sum over the issues moved of what each move alone costs {bench.scenario.side}, at central weights; a move that serves it costs nothing",
    )


def _shortfall(bench: "Workbench", found: Target, books: PublishedBalance | None, most: ReachedView) -> Figure:
    ends = [most.level or most.change]
    bound = found.goal.bound
    gaps = sorted(abs(bound - end) for end in (ends[0].low, ends[0].high) if end is not None)
    reached = any(end is not None and found.goal.met(end) for end in (ends[0].low, ends[0].high))
    return Figure(
        value=found.shortfall,
        unit=most.change.unit,
        as_of=bench.clock.on,
        basis=most.change.basis,
        sources=(*((books.citation,) if books else ()), *most.change.sources),
        low=0.0 if reached else gaps[0],
        high=gaps[-1],
        method="the goal less the level after the package that moves the outcome furthest",
    )


def _books(bench: "Workbench", goal: Goal, one: PublishedBalance, *, chosen: bool) -> BooksView:
    level = one.level(goal.party, goal.partner)
    source = bench.sources.get(one.source)
    figure = Figure(
        level,
        Unit.USD_MILLION,
        one.as_of,
        Basis.CITED,
        (one.citation,),
        note=f"certainty {one.certainty}" + (f"; {source.producer}" if source else ""),
    )
    return BooksView(one.id, one.books, one.title, one.covers, figure, chosen)


def _verdict(bench: "Workbench", goal: Goal, best: ReachedView | None, short: Figure | None, most: ReachedView) -> Text:
    if best is not None:
        if not best.package:
            return both("target.already", goal=goal)
        if best.cost is None:
            return both("target.uncosted", goal=goal)
        ends = [end for end in ((best.level or best.change).low, (best.level or best.change).high) if end is not None]
        key = "target.sure" if all(goal.met(end) for end in ends) else "target.central"
        return Text(
            both(key, goal=goal, cost=figure_text(best.cost, "en"), party=bench.own.name.en).en,
            both(key, goal=goal, cost=figure_text(best.cost, "ja"), party=bench.own.name.ja).ja,
        )
    if short is None:
        return both("target.unconfirmed", goal=goal)
    key = "target.none" if short.low else "target.none_central"
    return Text(
        both(key, goal=goal, change=figure_text(most.change, "en"), short=figure_text(short, "en")).en,
        both(key, goal=goal, change=figure_text(most.change, "ja"), short=figure_text(short, "ja")).ja,
    )

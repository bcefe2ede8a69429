"""A goal on an outcome, such as a bilateral balance: how far the agenda reaches, on whose books, and at what cost to the side that asks."""

from dataclasses import replace
from typing import TYPE_CHECKING

from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.barriers import concessions, moves
from nemawashi.stakes.target import Goal, Target, parse_goal, target
from nemawashi.trade import PublishedBalance, on_books
from nemawashi.units import Unit
from nemawashi.workbench.effects import effects
from nemawashi.workbench.frontier import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from nemawashi.agenda import Package
    from nemawashi.workbench.bench import Workbench
    from nemawashi.workbench.effects import Answer

__all__ = ["READS", "books_known", "costs", "goal_asked", "level_today", "moved_most", "reach"]

READS = ("clock", "side", "public", "closure", "elasticities")
_COVERS = {"goods": "goods_balance", "goods and services": "balance"}


def goal_asked(bench: "Workbench", text: str, books: str | None = None) -> tuple[Goal, PublishedBalance | None]:
    """Read a goal and choose the books that give its level today.

    A balance against a partner is counted as the chosen books count it: a balance of goods is compared with the model's change in goods. Any
    other outcome has no published level; its goal is a bound on the change against the status quo.
    """
    goal = parse_goal(text)
    regions = bench.case.economy.region_of
    for party in (goal.party, *([goal.partner] if goal.partner else [])):
        if party not in regions:
            raise Unknown("party", party, regions, where="target")
    if goal.outcome not in _COVERS.values() or not goal.partner:
        if books:
            raise Refused(
                Fault(
                    "--books",
                    f"{books} for {goal}",
                    "books give the level of a bilateral balance",
                    "leave --books out, or ask for a balance",
                )
            )
        return goal, None
    known = books_known(bench, goal)
    wanted = (books or goal.party).casefold()
    chosen = [one for one in known if wanted in (one.books.casefold(), one.id.casefold())]
    if not chosen:
        if books and known:
            raise Unknown("books", books, [name for one in known for name in (one.books, one.id)], where="--books")
        if not known:
            rule = "the level of a balance today is somebody's published figure"
            found = f"no balance of {goal.party} with {goal.partner} is known on {bench.clock.known}"
            raise Refused(Fault("target", found, rule, "add it to economy/balances.toml with its source, or ask on a later day"))
        chosen = list(known)
    return replace(goal, outcome=_COVERS[chosen[0].covers]), chosen[0]


def books_known(bench: "Workbench", goal: Goal) -> tuple[PublishedBalance, ...]:
    """The published balances of the goal's pair that could be read on the known day."""
    return on_books(bench.case.trade.balances, goal.party, goal.partner, bench.clock.known)


def level_today(goal: Goal, books: PublishedBalance | None) -> float:
    """The level at the status quo on the chosen books; zero where the goal is on a change."""
    return 0.0 if books is None else books.level(goal.party, goal.partner) or 0.0


def costs(bench: "Workbench") -> "Mapping[tuple[str, str], float] | None":
    """What each option costs the scenario's side, in its points at central weights; None where nobody's preferences are known on the day."""

    def compute() -> "Mapping[tuple[str, str], float] | None":
        try:
            held = table(bench)
        except Refused:
            return None
        return concessions(moves(held.screen, held.weights), bench.scenario.side)

    return bench.memo("costs", READS, compute)


def reach(bench: "Workbench", goal: Goal, *, today: float, cost: "Mapping[tuple[str, str], float] | None" = None) -> Target:
    """Search the agenda for a goal on an outcome; ``today`` is the level on the books the caller names."""

    def evaluate(package: "Package") -> "Answer":
        return effects(bench, package, ranges=False)

    return bench.memo(
        "target", READS, lambda: target(bench.agenda, evaluate, goal, today=today, cost=cost or {}), str(goal), today, cost is not None
    )


def moved_most(bench: "Workbench") -> Figure | None:
    """Give the furthest any package moves the importer's goods balance with the other side; solved in full."""
    importer = str(bench.case.trade.flows.importer[0])
    partner = bench.case.other(importer)
    found = reach(bench, Goal("goods_balance", importer, partner, "", at_least=True, bound=0.0), today=0.0)
    up = effects(bench, found.most.package).outcome("goods_balance", importer, partner=partner)
    if up is None:
        return None
    low, value, high = up
    moved = " ".join(f"{issue.id}={option.id}" for issue, option in bench.agenda.moved(found.most.package))
    economy = bench.case.economy
    return Figure(
        value=value,
        unit=Unit.USD_MILLION,
        as_of=bench.clock.on,
        basis=Basis.ASSUMED,
        sources=tuple(Citation(name) for name in economy.sources),
        low=low,
        high=high,
        method=f"largest change over {found.combinations:,} combinations of priced options ({found.method}), trade model, closure: "
        f"{bench.scenario.closure}; package: {moved}",
        note=f"goods, flows of {economy.as_of.year}; not priced and so not counted: {', '.join(found.silent) or 'nothing'}",
        change=True,
    )

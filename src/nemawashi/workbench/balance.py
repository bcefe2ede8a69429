"""The bilateral balance: the most any package on the agenda can move it, preferences apart."""

from typing import TYPE_CHECKING

from nemawashi.sources import Basis, Citation, Figure
from nemawashi.stakes.target import Goal, Target, target
from nemawashi.units import Unit
from nemawashi.workbench.effects import effects

if TYPE_CHECKING:
    from nemawashi.agenda import Package
    from nemawashi.workbench.bench import Workbench
    from nemawashi.workbench.effects import Answer

__all__ = ["READS", "moved_most", "reach"]

READS = ("clock", "closure", "elasticities")


def reach(bench: "Workbench", goal: Goal, *, today: float) -> Target:
    """Search the agenda for a goal on an outcome; ``today`` is the level on the books the caller names."""

    def evaluate(package: "Package") -> "Answer":
        return effects(bench, package, ranges=False)

    return bench.memo("target", READS, lambda: target(bench.agenda, evaluate, goal, today=today, cost={}), str(goal), today)


def moved_most(bench: "Workbench") -> Figure | None:
    """Give the furthest any package moves the importer's balance with the other side, each way; solved in full."""
    importer = str(bench.case.trade.flows.importer[0])
    partner = bench.case.other(importer)
    found = reach(bench, Goal("goods_balance", importer, partner, "", at_least=True, bound=0.0), today=0.0)
    up = effects(bench, found.most.package).outcome("goods_balance", importer, partner=partner)
    if up is None:
        return None
    low, value, high = up
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
        f"{bench.scenario.closure}; package: {found.most.package}",
        note=f"goods, flows of {economy.as_of.year}; not priced and so not counted: {', '.join(found.silent) or 'nothing'}",
        change=True,
    )

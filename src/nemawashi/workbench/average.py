"""Trade-weighted average duty on the clock, under the package when there is one, and how it stands to averages others published."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.pricing import AverageRow, Reconciliation
from nemawashi.pricing import average as weighted
from nemawashi.pricing import reconcile as reconciled
from nemawashi.pricing.average import By
from nemawashi.tariffs.entry import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "average", "reconcile"]

READS = ("clock", "package")


def average(
    bench: "Workbench", *, origin: str, importer: str, by: By = "total", answers: Mapping[str, Answer] | None = None
) -> tuple[AverageRow, ...]:
    """Give the statutory duty on an origin's goods, weighted by value: low takes every open question as the trader would have it."""
    law = bench.law
    if bench.scenario.package:
        law = enact(bench.agenda, bench.package, bench.law, bench.clock).law
    trade = bench.case.trade
    given = dict(answers or {})
    return bench.memo(
        "average",
        READS,
        lambda: weighted(law, bench.clock, trade.flows, importer, origin, by=by, concordance=trade.concordance, answers=given),
        importer,
        origin,
        by,
        tuple(sorted((key, str(value)) for key, value in given.items())),
    )


def reconcile(bench: "Workbench", *, answers: Mapping[str, Answer] | None = None) -> tuple[Reconciliation, ...]:
    """Set the averages others published, and could be read on the known day, beside ours: the gap told line by line."""
    given = dict(answers or {})

    def compute() -> tuple[Reconciliation, ...]:
        known = bench.clock.known
        readable = tuple(
            one
            for one in bench.case.trade.published
            if one.known <= known and ((source := bench.sources.get(one.source)) is None or (source.known_from() or known) <= known)
        )
        return reconciled(bench.law, bench.case.trade.flows, readable, answers=given)

    return bench.memo("reconcile", ("clock",), compute, tuple(sorted((key, str(value)) for key, value in given.items())))

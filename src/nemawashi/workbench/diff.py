"""Two regimes of the case side by side: another day, another package, against the workbench's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.pricing import Changes, changes
from nemawashi.tariffs import Law, MeasureChange, measure_changes
from nemawashi.tariffs.entry import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "RegimeDiff", "diff"]

READS = ("clock", "package")


@dataclass(frozen=True, slots=True)
class RegimeDiff:
    """What differs: headings with their sums, and the measures that stand otherwise, each with the act that made the difference."""

    goods: Changes
    measures: tuple[MeasureChange, ...]
    law: Law
    """The second regime's."""


def diff(
    bench: "Workbench",
    then: "Workbench",
    *,
    origin: str,
    importer: str,
    by_chapter: bool = False,
    answers: Mapping[str, Answer] | None = None,
) -> RegimeDiff:
    """Set the regime of ``then`` against that of ``bench``, on the trade the case holds."""
    before, after = _law(bench), _law(then)
    goods = changes(
        (before, bench.clock), (after, then.clock), bench.case.trade.flows, importer, origin, by_chapter=by_chapter, answers=answers
    )
    return RegimeDiff(goods, measure_changes(before, bench.clock, then.clock, importer, after=after), after)


def _law(bench: "Workbench") -> Law:
    return enact(bench.agenda, bench.package, bench.law, bench.clock).law if bench.scenario.package else bench.law

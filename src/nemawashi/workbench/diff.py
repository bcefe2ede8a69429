"""Two regimes of the case side by side: another day, another package, against the workbench's own."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from nemawashi.agenda import enact
from nemawashi.pricing import Changes, changes
from nemawashi.tariffs import Change, Law, MeasureChange, RuleChange, measure_changes, rule_changes
from nemawashi.tariffs import diff as compare
from nemawashi.tariffs.entry import Answer

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "RegimeDiff", "diff"]

READS = ("clock", "package")


@dataclass(frozen=True, slots=True)
class RegimeDiff:
    """What differs: headings with their sums, and the measures that stand otherwise, each with the act that made the difference."""

    goods: Changes | None
    """Headings on the trade the case holds; None where it holds none of this importer from this origin."""
    lines: tuple[Change, ...]
    """The importer's own lines whose duty differs, where no trade weighs them."""
    measures: tuple[MeasureChange, ...]
    rules: tuple[RuleChange, ...]
    """Stacking rules that stand otherwise."""
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
    measures = measure_changes(before, bench.clock, then.clock, importer, origin=origin, after=after)
    rules = rule_changes(before, bench.clock, then.clock, importer, origin=origin, after=after)
    flows = bench.case.trade.flows
    if origin not in flows.origins(importer):
        lines = compare(before, bench.clock, then.clock, origin=origin, importer=importer, answers=answers, after=after)
        return RegimeDiff(None, lines, measures, rules, after)
    goods = changes((before, bench.clock), (after, then.clock), flows, importer, origin, by_chapter=by_chapter, answers=answers)
    return RegimeDiff(goods, (), measures, rules, after)


def _law(bench: "Workbench") -> Law:
    return enact(bench.agenda, bench.package, bench.law, bench.clock).law if bench.scenario.package else bench.law

"""Two regimes side by side: measures that stand otherwise, headings that pay otherwise, and the dollars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from nemawashi.codes import dotted
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text
from nemawashi.pricing import ChangeRow, Changes
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.tariffs import Change
from nemawashi.tariffs.entry import Answer
from nemawashi.units import Unit
from nemawashi.workbench.diff import RegimeDiff
from nemawashi.workbench.diff import diff as compared
from nemawashi.workbench.duty import other_bench
from nemawashi.workbench.receipt import Receipt, options, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["ChangedMeasureView", "DiffRowView", "DiffView", "diff"]

BY = ("heading", "chapter")
MOST = 25
"""Rows shown where nobody asks for more; the sums are over all."""


@dataclass(frozen=True, slots=True)
class ChangedMeasureView:
    """A measure that stands otherwise, and the act that made the difference."""

    measure: str
    title: Text
    before: str
    """in_force, suspended or not_in_force."""
    after: str
    rate_before: str
    """The duty on products of the origin, in the law's words; empty where a schedule says it."""
    rate_after: str
    act: str
    pinpoint: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class ChangedRuleView:
    """A stacking rule that stands otherwise: the same duties add up otherwise."""

    rule: str
    text: Text
    before: str
    after: str
    act: str
    pinpoint: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class DiffRowView:
    """A heading, or a chapter, that pays otherwise."""

    heading: str
    before: Figure
    after: Figure
    change: Figure
    dollars: Figure
    imports: Figure


@dataclass(frozen=True, slots=True)
class DiffView:
    """The answer of ``diff``."""

    importer: str
    origin: str
    by: str
    then_on: str
    """In force on, of the second regime."""
    then_package: Mapping[str, str]
    measures: tuple[ChangedMeasureView, ...]
    """Those that reach products of the origin."""
    rules: tuple[ChangedRuleView, ...]
    weighed: bool
    """Whether the case holds trade by which to weigh; without it lines of the importer's schedule are shown, and no sum is known."""
    rows: tuple[DiffRowView, ...]
    """The largest sums."""
    count: int
    """How many headings, or chapters, differ."""
    change: Figure
    """Of the average over all imports."""
    dollars: Figure
    """A year."""
    receipt: Receipt


def diff(
    bench: "Workbench",
    compare: str | Sequence[str],
    *,
    origin: str,
    importer: str,
    by: str = "heading",
    most: int = MOST,
    answers: Mapping[str, Answer] | None = None,
) -> DiffView:
    """Show what differs between the workbench's regime and that of ``compare``: a day, moves ``issue=option``, or a named package."""
    against = (compare,) if isinstance(compare, str) else tuple(compare)
    if by not in BY:
        raise Unknown("grouping", by, BY, where="--by")
    if not against:
        rule = "two regimes are compared"
        raise Refused(Fault("--compare", "nothing to compare with", rule, "name a day, issue=option, or a package of the case"))
    then = other_bench(bench, against)
    found = compared(bench, then, origin=origin, importer=importer, by_chapter=by == "chapter", answers=answers)
    told = (
        _weighed(bench, then, found.goods, (importer, origin), by) if found.goods is not None else _unweighed(bench, then, found.lines, by)
    )
    asked = options(
        from_=origin, to=importer, by=by, compare=against, top=most if most != MOST else None, answer=answers, case=bench.case.address
    )
    return DiffView(
        importer=importer,
        origin=origin,
        by=by,
        then_on=then.clock.on.isoformat(),
        then_package=dict(then.scenario.package),
        measures=_measures(found),
        rules=_rules(found),
        weighed=found.goods is not None,
        rows=told.rows[:most],
        count=len(told.rows),
        change=told.change,
        dollars=told.dollars,
        receipt=receipt(
            bench,
            f"diff{asked}",
            f"views.diff(bench, {against!r}, origin={origin!r}, importer={importer!r}, by={by!r}, most={most}, answers={dict(answers or {})!r})",
        ),
    )


@dataclass(frozen=True, slots=True)
class _Told:
    """Rows and their sums."""

    rows: tuple[DiffRowView, ...]
    change: Figure
    dollars: Figure


def _weighed(bench: "Workbench", then: "Workbench", goods: Changes, pair: tuple[str, str], by: str) -> _Told:
    """Headings or chapters on a year's trade, the largest sums first."""
    tables = bench.case.trade.flows.select(*pair).tables
    cited = tuple(dict.fromkeys(table.citation for table in tables))
    year = date(tables[0].year, 12, 31)

    def figure(ends: tuple[float, float], unit: Unit, day: date, method: str, *, change: bool = False) -> Figure:
        value = ends[0] if ends[0] == ends[1] else None
        return Figure(value, unit, day, Basis.DERIVED, cited, min(ends), max(ends), method=method, change=change)

    def row(one: ChangeRow) -> DiffRowView:
        return DiffRowView(
            heading=one.heading if by == "chapter" else dotted(one.heading),
            before=figure(one.before, Unit.PERCENT, bench.clock.on, "statutory total duty of the first regime"),
            after=figure(one.after, Unit.PERCENT, then.clock.on, "statutory total duty of the second regime"),
            change=figure(one.points, Unit.PERCENT_POINT, then.clock.on, _CHANGE, change=True),
            dollars=figure(_millions(one.usd), Unit.USD_MILLION, then.clock.on, _DOLLARS, change=True),
            imports=figure((one.value_usd / 1e6,) * 2, Unit.USD_MILLION, year, "imports of the year, the weight"),
        )

    return _Told(
        tuple(row(one) for one in goods.rows),
        figure(goods.points, Unit.PERCENT_POINT, then.clock.on, "Σ value · change ÷ Σ value, over all imports", change=True),
        figure(_millions(goods.usd), Unit.USD_MILLION, then.clock.on, _DOLLARS, change=True),
    )


def _unweighed(bench: "Workbench", then: "Workbench", lines: Sequence[Change], by: str) -> _Told:
    """Lines of the importer's schedule, the largest changes first; what they come to is not known, which is not nothing."""
    if by != "heading":
        rule = "chapters are weighed by trade, and the case holds none of this importer from this origin"
        raise Refused(Fault("--by", f"no trade to weigh {by}s by", rule, "ask --by heading, or add flows to the case"))

    def figure(low: Decimal, high: Decimal | None, unit: Unit, day: date, method: str, one: Change) -> Figure:
        ends = (float(low), None if high is None else float(high))
        if unit is Unit.PERCENT_POINT and ends[1] is not None:
            ends = (min(ends[0], ends[1]), max(ends[0], ends[1]))
        cited = tuple(
            dict.fromkeys(c for side in (one.before, one.after) for line in side.lines if line.status == "applied" for c in line.sources)
        )
        change = unit is Unit.PERCENT_POINT
        return Figure(ends[0] if ends[0] == ends[1] else None, unit, day, Basis.DERIVED, cited, *ends, method=method, change=change)

    def unknown(unit: Unit, day: date) -> Figure:
        return Figure(None, unit, day, Basis.DERIVED, (), None, None, method="not known: the case holds no trade of this pair")

    def row(one: Change) -> DiffRowView:
        return DiffRowView(
            heading=dotted(one.heading),
            before=figure(one.before.low, one.before.high, Unit.PERCENT, bench.clock.on, "statutory total duty of the first regime", one),
            after=figure(one.after.low, one.after.high, Unit.PERCENT, then.clock.on, "statutory total duty of the second regime", one),
            change=figure(one.low, one.high, Unit.PERCENT_POINT, then.clock.on, _CHANGE, one),
            dollars=unknown(Unit.USD_MILLION, then.clock.on),
            imports=unknown(Unit.USD_MILLION, bench.clock.on),
        )

    ordered = sorted(lines, key=lambda one: (-max(abs(one.low), abs(one.high or one.low)), one.heading))
    return _Told(tuple(row(one) for one in ordered), unknown(Unit.PERCENT_POINT, then.clock.on), unknown(Unit.USD_MILLION, then.clock.on))


def _measures(found: RegimeDiff) -> tuple[ChangedMeasureView, ...]:
    shown = []
    for one in found.measures:
        measure, act = found.law.measures[one.measure], found.law.acts[one.act]
        cited = Citation(act.source or act.id, one.pinpoint)
        stands = (one.before, one.after, one.rate_before, one.rate_after)
        shown.append(ChangedMeasureView(one.measure, measure.label, *stands, act.name(), one.pinpoint, cited))
    return tuple(shown)


def _rules(found: RegimeDiff) -> tuple[ChangedRuleView, ...]:
    by_id = {rule.id: rule for rule in found.law.rules}
    shown = []
    for one in found.rules:
        rule, act = by_id[one.rule], found.law.acts[one.act]
        text = rule.label or both(f"rule.{rule.kind}", first=", ".join(rule.first), then=", ".join(rule.then))
        cited = Citation(act.source or act.id, one.pinpoint)
        shown.append(ChangedRuleView(one.rule, text, one.before, one.after, act.name(), one.pinpoint, cited))
    return tuple(shown)


_CHANGE = "the second regime's duty less the first one's; open facts are the same facts in both"
_DOLLARS = "change of duty × imports of the weights' year; imports unchanged, what trade does in answer is not in it"


def _millions(usd: tuple[float, float]) -> tuple[float, float]:
    return usd[0] / 1e6, usd[1] / 1e6

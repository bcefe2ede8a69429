"""Two regimes side by side: measures that stand otherwise, headings that pay otherwise, and the dollars."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.codes import dotted
from nemawashi.errors import Fault, Refused, Unknown
from nemawashi.language import Text
from nemawashi.pricing import ChangeRow
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.tariffs.entry import Answer
from nemawashi.units import Unit
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
    tables = bench.case.trade.flows.select(importer, origin).tables
    cited = tuple(dict.fromkeys(table.citation for table in tables))
    year = date(tables[0].year, 12, 31) if tables else bench.clock.on

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

    measures = []
    for one in found.measures:
        measure, act = found.law.measures[one.measure], found.law.acts[one.act]
        measures.append(
            ChangedMeasureView(
                one.measure, measure.label, one.before, one.after, act.name(), one.pinpoint, Citation(act.source or act.id, one.pinpoint)
            )
        )
    goods = found.goods
    asked = options(
        from_=origin, to=importer, by=by, compare=against, top=most if most != MOST else None, answer=answers, case=bench.case.address
    )
    return DiffView(
        importer=importer,
        origin=origin,
        by=by,
        then_on=then.clock.on.isoformat(),
        then_package=dict(then.scenario.package),
        measures=tuple(measures),
        rows=tuple(row(one) for one in goods.rows[:most]),
        count=len(goods.rows),
        change=figure(goods.points, Unit.PERCENT_POINT, then.clock.on, "Σ value · change ÷ Σ value, over all imports", change=True),
        dollars=figure(_millions(goods.usd), Unit.USD_MILLION, then.clock.on, _DOLLARS, change=True),
        receipt=receipt(
            bench,
            f"diff{asked}",
            f"views.diff(bench, {against!r}, origin={origin!r}, importer={importer!r}, by={by!r}, most={most}, answers={dict(answers or {})!r})",
        ),
    )


_CHANGE = "the second regime's duty less the first one's; open facts are the same facts in both"
_DOLLARS = "change of duty × imports of the weights' year; imports unchanged, what trade does in answer is not in it"


def _millions(usd: tuple[float, float]) -> tuple[float, float]:
    return usd[0] / 1e6, usd[1] / 1e6

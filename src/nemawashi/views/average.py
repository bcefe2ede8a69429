"""Trade-weighted averages as a person sees them: the interval, its basis and weights, and the gap to what others published."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, cast

from nemawashi.errors import Unknown
from nemawashi.language import Text
from nemawashi.pricing import AverageRow, Reconciliation
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.tariffs.entry import Answer
from nemawashi.units import Unit
from nemawashi.workbench.average import average as weighted
from nemawashi.workbench.average import reconcile as reconciled
from nemawashi.workbench.receipt import Receipt, on_case, options, receipt

if TYPE_CHECKING:
    from nemawashi.pricing.average import By
    from nemawashi.workbench import Workbench

__all__ = ["AverageRowView", "AverageView", "GapView", "ReconcileView", "ReconciledView", "average", "reconcile"]

BY = ("total", "chapter", "sector")


@dataclass(frozen=True, slots=True)
class AverageRowView:
    """One group of goods."""

    key: str
    title: Text
    rate: Figure
    """Statutory and total, percent of value."""
    collected: Figure
    """Percent collected in the weights' year."""
    imports: Figure
    """The weight."""


@dataclass(frozen=True, slots=True)
class AverageView:
    """The answer of ``average``."""

    importer: str
    origin: str
    by: str
    rows: tuple[AverageRowView, ...]
    basis: str
    """What the average is and over which weights."""
    answers: Mapping[str, str]
    receipt: Receipt


@dataclass(frozen=True, slots=True)
class GapView:
    """One step from our figure to the published one."""

    step: str
    how: str
    points: Figure
    """How far it moves the ends of our range."""
    reached: Figure
    """Our range after it; the published figure less the last of these is what is left."""


@dataclass(frozen=True, slots=True)
class ReconciledView:
    """A published average beside ours, and the steps between."""

    id: str
    producer: str
    day: date
    series: str
    """``total``, ``additional``, ``collected`` or ``not stated``."""
    published: Figure
    ours: Figure
    steps: tuple[GapView, ...]
    left: Figure
    """Published less ours and every step; zero within it means explained."""
    explained: bool
    note: str


@dataclass(frozen=True, slots=True)
class ReconcileView:
    """The answer of ``reconcile``."""

    rows: tuple[ReconciledView, ...]
    later: Text
    answers: Mapping[str, str]
    receipt: Receipt


def average(
    bench: "Workbench", *, origin: str, importer: str, by: str = "total", answers: Mapping[str, Answer] | None = None
) -> AverageView:
    """Show the trade-weighted duty on an origin's goods, in all or by chapter or sector."""
    if by not in BY:
        raise Unknown("grouping", by, BY, where="--by")
    rows = weighted(bench, origin=origin, importer=importer, by=cast("By", by), answers=answers)
    asked = options(by=by, from_=origin, to=importer, answer=answers, case=bench.case.address)
    return AverageView(
        importer=importer,
        origin=origin,
        by=by,
        rows=tuple(_row(bench, row, by, importer, origin) for row in rows),
        basis=rows[0].basis if rows else "",
        answers={key: str(given) for key, given in (answers or {}).items()},
        receipt=receipt(
            bench,
            f"average{asked}",
            f"views.average(bench, origin={origin!r}, importer={importer!r}, by={by!r}, answers={dict(answers or {})!r})",
        ),
    )


def _row(bench: "Workbench", row: AverageRow, by: str, importer: str, origin: str) -> AverageRowView:
    tables = bench.case.trade.flows.select(importer, origin).tables
    cited = tuple(dict.fromkeys(table.citation for table in tables))
    day = bench.clock.on
    year = date(tables[0].year, 12, 31) if tables else day
    basis = Basis.ASSUMED if row.assumed else Basis.DERIVED
    low, high = min(row.low, row.high), max(row.low, row.high)
    value = low if low == high else None
    return AverageRowView(
        key=row.key,
        title=_title(bench, row.key, by),
        rate=Figure(value, Unit.PERCENT, day, basis, cited, low, high, method="Σ value · rate ÷ Σ value, statutory total", note=row.basis),
        collected=Figure(row.collected, Unit.PERCENT, year, Basis.DERIVED, cited, method="duty collected over customs value"),
        imports=Figure(row.value_usd / 1e6, Unit.USD_MILLION, year, Basis.CITED if cited else Basis.ASSUMED, cited, method="the weight"),
    )


def _title(bench: "Workbench", key: str, by: str) -> Text:
    if by == "total":
        return both("average.total")
    if by == "chapter":
        return both("average.chapter", chapter=key)
    return next((sector.name for sector in bench.case.economy.sectors if sector.id == key), both("average.outside"))


def reconcile(bench: "Workbench", *, answers: Mapping[str, Answer] | None = None) -> ReconcileView:
    """Show each published average readable on the known day beside ours of its own day, and the gap line by line."""
    given = dict(answers or {"presumptions": "headline"})
    rows = reconciled(bench, answers=given)
    asked = options(answer=answers)
    hidden = len(bench.case.trade.published) - len(rows)
    return ReconcileView(
        rows=tuple(_reconciled(one) for one in rows),
        later=both("average.later", n=hidden) if hidden else Text("", ""),
        answers={key: str(value) for key, value in given.items()},
        receipt=receipt(bench, on_case(bench, "reconcile", asked.strip()), f"views.reconcile(bench, answers={dict(answers or {})!r})"),
    )


def _reconciled(one: Reconciliation) -> ReconciledView:
    published = one.published
    cited = (published.citation,)

    def figure(
        low: float, high: float, basis: Basis, unit: str = Unit.PERCENT_POINT, *, how: str = "", sources: tuple[Citation, ...] = ()
    ) -> Figure:
        ends = sorted((low, high))
        change = unit == Unit.PERCENT_POINT
        value = ends[0] if ends[0] == ends[1] else None
        return Figure(value, unit, published.on, basis, sources, ends[0], ends[1], method=how, change=change)

    return ReconciledView(
        id=published.id,
        producer=published.producer,
        day=published.on,
        series=published.basis,
        published=Figure(published.percent, Unit.PERCENT, published.on, Basis.CITED, cited, note=f"certainty {published.certainty}"),
        ours=figure(one.low, one.high, Basis.DERIVED, Unit.PERCENT, how=f"statutory total on {published.on} as known {published.known}"),
        steps=tuple(
            GapView(
                line.step,
                line.how,
                figure(line.low, line.high, Basis.DERIVED, how=line.how),
                figure(*line.reached, Basis.DERIVED, Unit.PERCENT, how="ours and every step so far"),
            )
            for line in one.lines
        ),
        left=figure(one.left_low, one.left_high, Basis.DERIVED, how="published less ours and every step", sources=cited),
        explained=one.explained,
        note=published.note,
    )

"""The day on which the law itself changes, and what happens if nothing is signed by then."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Lang, Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.format import figure_text, short_day
from nemawashi.workbench.deadline import Deadline, per_day

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["BreakdownView", "DeadlineView", "ending", "unsigned"]


@dataclass(frozen=True, slots=True)
class DeadlineView:
    """The day on which the law itself changes, and what of it changes."""

    title: Text
    on: date
    days: Figure


@dataclass(frozen=True, slots=True)
class BreakdownView:
    """What happens if nothing is signed."""

    text: Text
    rows: tuple[tuple[Text, Figure], ...]


def ending(bench: "Workbench", end: Deadline) -> DeadlineView:
    """Show the deadline: a suspension that ends, or a duty that begins."""
    labels = list(dict.fromkeys((held.label.en, held.label.ja) for held in (bench.law.measures[name] for name in end.measures)))[:2]
    names = "; ".join(en for en, _ in labels), "、".join(ja for _, ja in labels)
    days = Figure(
        end.days,
        Unit.DAY,
        bench.clock.on,
        Basis.DERIVED,
        _cited(bench, end),
        method="days to the next date on which the law as known raises duty",
    )
    key = f"show.deadline_{end.kind}"
    return DeadlineView(Text(both(key, measure=names[0]).en, both(key, measure=names[1]).ja), end.on, days)


def unsigned(bench: "Workbench", end: Deadline | None) -> BreakdownView:
    """Duty a day and the average rate, now and from the deadline on."""
    if end is None:
        return BreakdownView(both("show.no_deadline"), ())
    found = per_day(bench, end.on)
    tables = tuple(dict.fromkeys(Citation(one.source, one.pinpoint) for one in bench.case.trade.flows.tables))[:1]
    cited = tables + _cited(bench, end)

    def money(low: float, high: float, day: date, *, change: bool = False) -> Figure:
        return Figure(
            None,
            Unit.USD_MILLION_A_DAY,
            day,
            Basis.DERIVED,
            cited,
            low / 1e6,
            high / 1e6,
            method="statutory duty by heading on the imports of the weights' year, divided by its days; imports unchanged",
            note=found.basis,
            change=change,
        )

    def rate(low: float, high: float, day: date) -> Figure:
        scale = 100 * found.days / found.value_usd
        return Figure(
            None,
            Unit.PERCENT,
            day,
            Basis.DERIVED,
            cited,
            low * scale,
            high * scale,
            method="trade-weighted statutory total duty",
            note=found.basis,
        )

    now, then = rate(found.low, found.high, bench.clock.on), rate(found.other_low, found.other_high, end.on)
    origin = bench.case.side(found.origin).name

    def said(tongue: Lang) -> str:
        words = both(
            "show.no_deal_text",
            day=short_day(end.on, tongue),
            known=short_day(bench.clock.known, tongue),
            rate=figure_text(then, tongue),
            rate_now=figure_text(now, tongue),
            origin=origin.in_(tongue),
        )
        return words.in_(tongue)

    day = Text(
        both("show.duty_then", day=short_day(end.on, "en")).en,
        both("show.duty_then", day=short_day(end.on, "ja")).ja,
    )
    rows = (
        (both("show.duty_now"), money(found.low, found.high, bench.clock.on)),
        (day, money(found.other_low, found.other_high, end.on)),
        (both("show.duty_more"), money(found.increment_low, found.increment_high, end.on, change=True)),
    )
    return BreakdownView(Text(said("en"), said("ja")), rows)


def _cited(bench: "Workbench", end: Deadline) -> tuple[Citation, ...]:
    return tuple(Citation(bench.law.acts[act].source, pinpoint) for act, pinpoint in end.acts if act in bench.law.acts)

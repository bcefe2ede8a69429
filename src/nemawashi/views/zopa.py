"""The zone of possible agreement by date and under tied hands, as a person sees it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.bargain.hands import Tied
from nemawashi.errors import Unknown
from nemawashi.language import Text
from nemawashi.sources import Basis, Citation, Figure
from nemawashi.strings import both
from nemawashi.units import Unit
from nemawashi.views.format import day as day_said
from nemawashi.views.frontier import asked_for, called_on, gain
from nemawashi.workbench.frontier import Table, table
from nemawashi.workbench.ratify import FORMS, Form
from nemawashi.workbench.receipt import Receipt, on_case, receipt
from nemawashi.workbench.zopa import Dated, Zopa
from nemawashi.workbench.zopa import zopa as found_by_date

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["DatedView", "HandsView", "LevelView", "ZopaView", "zopa"]


@dataclass(frozen=True, slots=True)
class DatedView:
    """The zone on one date."""

    on: date
    why: tuple[Text, ...]
    breakdown: Mapping[str, Figure]
    acceptable: Figure
    carried: Figure
    """Of these, surely to possibly carried by every side's bodies."""
    open: Figure


@dataclass(frozen=True, slots=True)
class LevelView:
    """The Nash package when a side would sign nothing below a level; no gains where nothing is left."""

    at_least: Figure
    gains: Mapping[str, Figure]
    acceptable: Figure


@dataclass(frozen=True, slots=True)
class HandsView:
    """One side's tied-hands curve."""

    party: str
    name: Text
    levels: tuple[LevelView, ...]


@dataclass(frozen=True, slots=True)
class ZopaView:
    """The answer of ``zopa``."""

    form: str
    form_said: Text
    dates: tuple[DatedView, ...]
    empties: date | None
    carried_no_more: date | None
    text: Text
    hands: tuple[HandsView, ...]
    receipt: Receipt


def zopa(bench: "Workbench", form: str = "executive") -> ZopaView:
    """Show the zone by date from the day in force on, the first date on which it empties, and each side's tied-hands curve."""
    known: dict[str, Form] = {name: name for name in FORMS}
    if form not in known:
        raise Unknown("form of a settlement", form, FORMS, where="--form")
    held, found = table(bench), found_by_date(bench, known[form])
    return ZopaView(
        form=form,
        form_said=both(f"ratify.{form}"),
        dates=tuple(_dated(bench, held, found, one) for one in found.dates),
        empties=found.empties,
        carried_no_more=found.carried_no_more,
        text=_text(bench, found),
        hands=tuple(
            HandsView(party, bench.case.side(party).name, tuple(_level(bench, one) for one in curve))
            for party, curve in found.hands.items()
        ),
        receipt=receipt(
            bench,
            on_case(bench, "zopa", f"--form {form}", *asked_for(bench)),
            f"views.zopa({called_on(bench)}, {form!r})",
            (f"{found.draws} draws, seed {found.seed}",),
        ),
    )


def _sources() -> tuple[Citation, ...]:
    return (Citation("case", "stakes"),)


def _figure(bench: "Workbench", low: float, high: float, unit: str, method: str, on: date | None = None, *, change: bool = False) -> Figure:
    value = low if low == high else None
    return Figure(value, unit, on or bench.clock.on, Basis.JUDGED, _sources(), low, high, method=method, change=change)


def _dated(bench: "Workbench", held: Table, found: Zopa, one: Dated) -> DatedView:
    share = both("method.draws", draws=found.draws, seed=found.seed).en
    return DatedView(
        on=one.on,
        why=one.why,
        breakdown={party: gain(bench, one.breakdown.payoff(held.screen, party, held.weights[party])) for party in held.domain.parties},
        acceptable=_figure(bench, one.acceptable, one.acceptable, Unit.COUNT, both("method.dated").en, one.on),
        carried=_figure(bench, one.surely, one.possibly, Unit.COUNT, both("method.carried").en, one.on),
        open=_figure(bench, 100 * one.open, 100 * one.open, Unit.PERCENT, share, one.on),
    )


def _level(bench: "Workbench", one: Tied) -> LevelView:
    tied = both("method.tied").en
    return LevelView(
        at_least=_figure(bench, one.level, one.level, Unit.POINT, both("method.level").en, change=True),
        gains={party: _figure(bench, value, value, Unit.POINT, tied, change=True) for party, value in (one.settled.payoffs or {}).items()},
        acceptable=_figure(bench, one.settled.acceptable, one.settled.acceptable, Unit.COUNT, both("method.dated").en),
    )


def _text(bench: "Workbench", found: Zopa) -> Text:
    last = found.dates[-1].on if found.dates else bench.clock.on
    parts = [_on("zopa.never", "last", last) if found.empties is None else _on("zopa.empties", "day", found.empties)]
    if found.carried_no_more is not None and found.carried_no_more != found.empties:
        parts.append(_on("zopa.carried", "day", found.carried_no_more))
    return Text(" ".join(part.en for part in parts), "".join(part.ja for part in parts))


def _on(key: str, name: str, when: date) -> Text:
    return Text(both(key, **{name: day_said(when, "en")}).en, both(key, **{name: day_said(when, "ja")}).ja)

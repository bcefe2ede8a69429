"""Events and provisions of law on one line, as known on the day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.record import Event
from nemawashi.sources import Citation
from nemawashi.views.cite import statements_cited
from nemawashi.views.format import day as day_said
from nemawashi.workbench.receipt import Receipt, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["TimelineRow", "TimelineView", "timeline"]


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """Something that happened, is due, or came into force."""

    id: str
    on: date
    until: date
    precision: str
    status: str
    kind: str
    title: Text
    text: Text
    effective: date | None
    """Of an act, the day it takes effect."""
    parties: tuple[str, ...]
    issues: tuple[str, ...]
    slipped_from: date | None
    """The date it was to have before, where it moved."""
    hindsight: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The answer of ``timeline``."""

    rows: tuple[TimelineRow, ...]
    receipt: Receipt


def timeline(bench: "Workbench") -> TimelineView:
    """Show every event and every provision's start as known on the day, in order of date."""
    rows = [row for event in bench.case.calendar.events(bench.case.record, bench.clock.known) if (row := _event(bench, event)) is not None]
    rows += _law(bench)
    return TimelineView(
        tuple(sorted(rows, key=lambda row: (row.on, row.id))), receipt(bench, f"timeline {bench.case.id}", "views.timeline(bench)")
    )


def _event(bench: "Workbench", event: Event) -> TimelineRow | None:
    known = bench.clock.known
    dating = event.dated(known)
    if dating is None:
        return None
    slips = event.slips(known)
    told = event.outcome is not None and event.outcome_known is not None and event.outcome_known <= known
    return TimelineRow(
        id=event.id,
        on=dating.when.first,
        until=dating.when.last,
        precision=dating.when.precision,
        status=dating.status,
        kind=event.kind,
        title=event.title,
        text=event.outcome if told and event.outcome is not None else Text("", ""),
        effective=None,
        parties=event.parties,
        issues=event.issues,
        slipped_from=slips[-1].was.when.last if slips else None,
        hindsight=event.hindsight,
        citations=tuple(dict.fromkeys((dating.citation, *statements_cited(bench, event.statements)))),
    )


def _law(bench: "Workbench") -> list[TimelineRow]:
    """Acts by the day they were signed; a provision's own date stands with the duty it changes."""
    rows = []
    for act in bench.law.acts.values():
        known = act.known_from()
        day = act.signed or act.published or act.effective
        if day is None or known is None or known > bench.clock.known or not bench.case.manifest.first <= day <= bench.case.manifest.last:
            continue
        effect = Text("", "")
        if act.effective is not None:
            effect = Text(f"in force {day_said(act.effective, 'en')}", f"{day_said(act.effective, 'ja')}施行")
        rows.append(
            TimelineRow(
                id=f"act-{act.id}",
                on=day,
                until=day,
                precision="day",
                status="held",
                kind="law",
                title=Text(f"{act.name()}: {act.title}" if act.number else act.title, act.name()),
                text=effect,
                effective=act.effective,
                parties=(),
                issues=(),
                slipped_from=None,
                hindsight=False,
                citations=(Citation(act.source, act.citation),),
            )
        )
    return rows

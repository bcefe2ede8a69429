"""Events and provisions of law on one line, as known on the day."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.record import Event, Negotiation
from nemawashi.sources import Citation
from nemawashi.tariffs.act import Act
from nemawashi.views.cite import statements_cited
from nemawashi.views.format import day as day_said
from nemawashi.views.lines import who
from nemawashi.workbench.receipt import Receipt, on_case, receipt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["RoundView", "TalksView", "TimelineRow", "TimelineView", "timeline"]


@dataclass(frozen=True, slots=True)
class RoundView:
    """What made a meeting a round: level, length, mandate, who could bind a side, and what was missing."""

    level: str
    number: int
    minutes: int | None
    mandate: Text | None
    can_commit: tuple[Text, ...]
    missing: Text | None


@dataclass(frozen=True, slots=True)
class TalksView:
    """One negotiation among those going on at once, as it stood on the day."""

    id: str
    title: Text
    role: str
    parties: tuple[str, ...]
    stage: str
    summary: Text
    known: date
    citations: tuple[Citation, ...]


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
    place: str
    people: tuple[Text, ...]
    round: RoundView | None
    changes: Text | None
    """What the date changes, by the calendar."""
    hindsight: bool
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The answer of ``timeline``."""

    rows: tuple[TimelineRow, ...]
    talks: tuple[TalksView, ...]
    """The case's own negotiation and the parallel ones."""
    receipt: Receipt


def timeline(bench: "Workbench") -> TimelineView:
    """Show every event and every provision's start as known on the day, in order of date, and how each negotiation stands."""
    effects = {due.entry.event: due.entry.effect for due in bench.case.calendar.at(bench.case.record, bench.clock)}
    events = bench.case.calendar.events(bench.case.record, bench.clock.known)
    rows = [row for event in events if (row := _event(bench, event, effects.get(event.id))) is not None]
    rows += _law(bench)
    return TimelineView(
        rows=tuple(sorted(rows, key=lambda row: (row.on, row.id))),
        talks=tuple(_talks(bench, one) for one in bench.record.negotiations if one.states),
        receipt=receipt(bench, on_case(bench, "timeline"), "views.timeline(bench)"),
    )


def _talks(bench: "Workbench", talks: Negotiation) -> TalksView:
    state = talks.states[-1]
    cited = dict.fromkeys((state.citation, *statements_cited(bench, (state.statement,))))
    return TalksView(talks.id, talks.title, talks.role, talks.parties, state.stage, state.summary, state.known, tuple(cited))


def _round(bench: "Workbench", event: Event) -> RoundView | None:
    if event.round is None:
        return None
    held = event.round
    return RoundView(held.level, held.number, held.minutes, held.mandate, tuple(who(bench, name) for name in held.can_commit), held.missing)


def _event(bench: "Workbench", event: Event, changes: Text | None) -> TimelineRow | None:
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
        place=event.place,
        people=tuple(who(bench, name) for name in event.participants),
        round=_round(bench, event),
        changes=changes,
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
                title=Text(f"{act.name()}: {act.title}" if act.number else act.title, _titled_ja(bench, act)),
                text=effect,
                effective=act.effective,
                parties=(),
                issues=(),
                slipped_from=None,
                place="",
                people=(),
                round=None,
                changes=None,
                hindsight=False,
                citations=(Citation(act.source, act.citation),),
            )
        )
    return rows


def _titled_ja(bench: "Workbench", act: Act) -> str:
    source = bench.sources.get(act.source)
    return source.title_ja if source is not None and source.title_ja else act.name()

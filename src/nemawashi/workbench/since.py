"""What changed since the last round: positions that moved, law that came, dates that slipped."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.positions import Movement
from nemawashi.record import Dating, Event
from nemawashi.sources import Citation
from nemawashi.workbench.positions import moves

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Change", "LastRound", "changes", "last_round"]

READS = ("clock",)


@dataclass(frozen=True, slots=True)
class LastRound:
    """The last round that was held, as known."""

    id: str
    title: Text
    on: date


@dataclass(frozen=True, slots=True)
class Change:
    """Something that is different from the last round."""

    on: date
    text: Text
    statements: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()


def last_round(bench: "Workbench") -> LastRound | None:
    """Give the last round held by the day."""
    held = [
        (dating.when.first, event)
        for event in bench.case.calendar.events(bench.case.record, bench.clock.known)
        if event.round is not None and (dating := _held(bench, event)) is not None
    ]
    if not held:
        return None
    on, event = max(held, key=lambda pair: pair[0])
    return LastRound(event.id, event.title, on)


def _held(bench: "Workbench", event: Event) -> Dating | None:
    dating = event.dated(bench.clock.known)
    return dating if dating is not None and dating.status == "held" and dating.when.first <= bench.clock.on else None


def changes(bench: "Workbench", since: date | None = None) -> tuple[Change, ...]:
    """Give what is new since ``since`` (the eve of the last round when none is given), law first, then moves of positions, newest first."""
    last = last_round(bench)
    start = since or (last.on - timedelta(days=1) if last is not None else bench.case.manifest.first)
    return bench.memo("changes", READS, lambda: _changes(bench, start), start)


def _changes(bench: "Workbench", since: date) -> tuple[Change, ...]:
    found = [*_law(bench, since), *_moved(bench, since)]
    return tuple(found)


def _law(bench: "Workbench", since: date) -> list[Change]:
    """Provisions on the sides' goods that came into force in the days since."""
    importer = str(bench.case.trade.flows.importer[0])
    rows = []
    for measure in bench.law.measures.values():
        if measure.importer != importer:
            continue
        for event in measure.event:
            if (
                since < event.on <= bench.clock.on
                and bench.law.known_on(event) <= bench.clock.known
                and event.kind in ("enact", "resume", "amend", "terminate")
            ):
                act = bench.law.acts.get(event.act)
                cited = (Citation(act.source, event.pinpoint),) if act is not None else ()
                rows.append(
                    Change(
                        event.on,
                        Text(f"{measure.label.en}: {_KIND[event.kind].en}", f"{measure.label.ja}：{_KIND[event.kind].ja}"),
                        citations=cited,
                    )
                )
    return sorted(rows, key=lambda row: row.on, reverse=True)


_KIND = {
    "enact": Text("in force", "施行"),
    "resume": Text("collected again", "再開"),
    "amend": Text("changed", "改正"),
    "terminate": Text("ended", "終了"),
}


def _moved(bench: "Workbench", since: date) -> list[Change]:
    """Moves of positions, the most telling first; moves with the same words on several issues are one line."""
    rows: dict[tuple[str, str], tuple[list[Text], Movement]] = {}
    for move in moves(bench, since):
        if move.kind == "restated":
            continue
        issue = next((held for held in bench.agenda.issues if held.id == move.issue), None)
        name = issue.title if issue is not None else Text(move.issue, move.issue)
        rows.setdefault((move.party, move.after.en), ([], move))[0].append(name)
    found = []
    for (party, _), (names, move) in rows.items():
        en, ja = ", ".join(name.en for name in names), "・".join(name.ja for name in names)
        who = bench.case.side(party).name if party in bench.case.parties else Text(party, party)
        text = Text(f"{who.en} on {en}: {move.after.en}", f"{who.ja}・{ja}：{move.after.ja}")
        found.append(Change(move.until, text, statements=move.statements))
    return found

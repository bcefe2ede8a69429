"""What changed since the last round: positions that moved, law that came, dates that slipped."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from nemawashi.agenda import Chip
from nemawashi.language import Text
from nemawashi.positions import Movement
from nemawashi.record import Dating, Event
from nemawashi.record.statement import Statement, When
from nemawashi.sources import Citation
from nemawashi.strings import both
from nemawashi.workbench.positions import moves

if TYPE_CHECKING:
    from nemawashi.workbench.bench import Workbench

__all__ = ["READS", "Change", "LastRound", "changes", "last_round", "learnt"]

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
    short: Text | None = None
    """The same in fewer words, for a narrow place."""
    issues: tuple[str, ...] = ()
    when: When | None = None
    """The day or days a date ahead was set or moved to; ``text`` is then what it is the date of."""
    was: When | None = None
    """Where it stood before."""


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
    """Give what is new since ``since`` (the eve of the last round when none is given): law, chips, moves of positions, dates that moved."""
    last = last_round(bench)
    start = since or (last.on - timedelta(days=1) if last is not None else bench.case.manifest.first)
    return bench.memo("changes", (*READS, "side"), lambda: _changes(bench, start), start)


def _changes(bench: "Workbench", since: date) -> tuple[Change, ...]:
    played = _chips(bench, since)
    told = {issue for change in played for issue in change.issues}
    return (*_law(bench, since), *played, *_moved(bench, since, told), *_dates(bench, since))


def _chips(bench: "Workbench", since: date) -> list[Change]:
    """Chips of the side that were put on the table since, or were there and met with something: one line a stage and day."""
    rows: dict[tuple[str, date], list[Chip]] = {}
    for chip in bench.agenda.chips:
        if chip.party == bench.own.id and chip.steps and (step := chip.steps[-1]).known > since and step.stage not in _INSIDE:
            rows.setdefault((step.stage, step.on), []).append(chip)
    found = []
    for (stage, on), held in sorted(rows.items(), key=lambda row: row[0][1], reverse=True):
        said = both(f"stage.{stage}")
        en, ja = "; ".join(chip.title.en for chip in held), "・".join(chip.title.ja for chip in held)
        before = both("stage.tabled") if any(step.stage == "tabled" for chip in held for step in chip.steps[:-1]) else None
        en_stage = said.en if before is None else f"{before.en}, {said.en}"
        ja_stage = said.ja if before is None else f"{before.ja}→{said.ja}"
        statements = tuple(dict.fromkeys(name for chip in held for step in chip.steps if step.known > since for name in step.statements))
        found.append(
            Change(on, Text(f"{en}: {en_stage}", f"{ja}：{ja_stage}"), statements, issues=tuple(dict.fromkeys(chip.issue for chip in held)))
        )
    return found


_INSIDE = ("considered", "prepared")
"""Stages of a chip that nobody outside has seen."""


def _dates(bench: "Workbench", since: date) -> list[Change]:
    """Dates still ahead that were set or moved since."""
    rows = []
    for event in bench.case.calendar.events(bench.case.record, bench.clock.known):
        now, was = event.dated(bench.clock.known), event.dated(since)
        if now is None or now.status not in ("planned", "expected") or now.known <= since or now.when.last < bench.clock.on:
            continue
        if was is not None and was.when == now.when:
            continue
        rows.append(
            Change(now.known, event.title, citations=(now.citation,), issues=event.issues, when=now.when, was=was.when if was else None)
        )
    return sorted(rows, key=lambda row: row.on, reverse=True)


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


def _moved(bench: "Workbench", since: date, told: Collection[str]) -> list[Change]:
    """Moves of positions, the most telling first; moves with the same words on several issues are one line. ``told``: issues the chips tell of."""
    rows: dict[tuple[str, str], tuple[list[str], Movement]] = {}
    for move in moves(bench, since):
        if move.kind == "restated" or (move.party == bench.own.id and move.issue in told):
            continue
        rows.setdefault((move.party, move.after.en), ([], move))[0].append(move.issue)
    said = {one.id: one for one in bench.record.statements}
    found = []
    for (party, _), (ids, move) in rows.items():
        names = [next((held.title for held in bench.agenda.issues if held.id == name), Text(name, name)) for name in ids]
        en, ja = ", ".join(name.en for name in names), "・".join(name.ja for name in names)
        who = bench.case.side(party).name if party in bench.case.parties else Text(party, party)
        text = Text(f"{who.en} on {en}: {move.after.en}", f"{who.ja}・{ja}：{move.after.ja}")
        short = Text(f"{who.en}: {move.after.en}", f"{who.ja}：{move.after.ja}")
        fresh = [said[name] for name in move.statements if name in said and said[name].known_from() > since]
        on = max((learnt(one, since) for one in fresh), default=move.until)
        found.append(Change(on, text, move.statements, short=short, issues=tuple(ids)))
    return found


def learnt(said: Statement, since: date) -> date:
    """The day a statement is news of: the day it was said, or the day it was read where it had been said before ``since``."""
    day = min(said.said_on.last, said.known_from())
    return day if day > since else said.known_from()

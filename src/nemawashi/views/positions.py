"""The position matrix as a person reads it, and what the statements behind each cell are."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from nemawashi.language import Text
from nemawashi.positions import FIRMNESS, Movement, Position
from nemawashi.sources import Citation
from nemawashi.strings import both
from nemawashi.views.cite import statements_cited
from nemawashi.views.format import short_day
from nemawashi.workbench.positions import moves, stances
from nemawashi.workbench.receipt import Receipt, on_case, receipt
from nemawashi.workbench.since import learnt

if TYPE_CHECKING:
    from nemawashi.workbench import Workbench

__all__ = ["CellView", "MovementView", "PartyView", "PositionRow", "PositionsView", "issue_title", "positions"]


@dataclass(frozen=True, slots=True)
class CellView:
    """One side's latest stance on one issue."""

    party: str
    stance: Text
    firmness: Text
    level: int
    """1 a possibility … 5 ruled out."""
    direction: str
    as_of: date
    sources: int
    """Independent sources by the origin of their chains."""
    linked: str
    conflict: bool
    conflicts: tuple[str, ...]
    """The relations behind the mark, as ``conflicts`` names them."""
    movement: Text
    basis: str
    counted: Text
    """How many independent sources carry it, in words."""
    statements: tuple[str, ...]
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class PositionRow:
    """An issue and every party's cell on it."""

    issue: str
    title: Text
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class PartyView:
    """A column."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class MovementView:
    """What moved, and by which statements."""

    party: str
    name: Text
    issue: str
    title: Text
    kind: str
    before: Text | None
    after: Text
    as_of: date
    citations: tuple[Citation, ...]
    statements: tuple[str, ...]
    """Ids of the record's statements that show the move, newest last where they have days."""


@dataclass(frozen=True, slots=True)
class PositionsView:
    """The answer of ``positions``; ``moved`` is filled when a day to compare with was given."""

    parties: tuple[PartyView, ...]
    rows: tuple[PositionRow, ...]
    since: date | None
    moved: tuple[MovementView, ...]
    receipt: Receipt


def issue_title(bench: "Workbench", issue: str) -> Text:
    """The title of an issue or topic."""
    for held in bench.case.agenda.issues:
        if held.id == issue:
            return held.title
    return next((topic.title for topic in bench.case.manifest.topics if topic.id == issue), Text(issue, issue))


def positions(bench: "Workbench", since: date | None = None) -> PositionsView:
    """Show the matrix on the known day, and what moved since ``since``."""
    cells = stances(bench)
    columns = tuple(PartyView(party, bench.case.side(party).name) for party in bench.case.parties)
    issues = list(dict.fromkeys(position.issue for position in cells))
    rows = tuple(
        PositionRow(issue, issue_title(bench, issue), tuple(_cell(bench, cell) for cell in cells if cell.issue == issue))
        for issue in issues
    )
    told = f" --since {since}" if since else ""
    call = f"views.positions(bench, {f'date.fromisoformat({str(since)!r})' if since else ''})"
    return PositionsView(
        parties=columns,
        rows=rows,
        since=since,
        moved=tuple(_moved(bench, move) for move in moves(bench, since)) if since else (),
        receipt=receipt(bench, on_case(bench, "positions", told.strip()), call),
    )


def _cell(bench: "Workbench", position: Position) -> CellView:
    moved = position.movement
    text = Text("", "")
    if moved is not None and moved.before is not None:
        en = both("positions.movement", day=short_day(moved.since, "en"), text=moved.before.en).en
        text = Text(en, both("positions.movement", day=short_day(moved.since, "ja"), text=moved.before.ja).ja)
    return CellView(
        party=position.party,
        stance=position.stance,
        firmness=FIRMNESS[position.firmness],
        level=int(position.firmness),
        direction=position.direction,
        as_of=position.as_of,
        sources=position.sources,
        linked=position.linked,
        conflict=bool(position.conflict),
        conflicts=position.conflict,
        movement=text,
        basis=position.basis,
        counted=_counted(position),
        statements=position.statements,
        citations=statements_cited(bench, position.statements[:3]),
    )


def _moved(bench: "Workbench", move: Movement) -> MovementView:
    return MovementView(
        party=move.party,
        issue=move.issue,
        title=issue_title(bench, move.issue),
        kind=move.kind,
        before=move.before,
        after=move.after,
        name=bench.case.side(move.party).name if move.party in bench.case.parties else Text(move.party, move.party),
        as_of=_said(bench, move),
        citations=statements_cited(bench, move.statements),
        statements=tuple(move.statements),
    )


def _said(bench: "Workbench", move: Movement) -> date:
    """The day of the newest statement that shows the move."""
    said = [bench.record.statement(name) for name in move.statements]
    return max((learnt(one, move.since) for one in said if one.known_from() > move.since), default=move.until)


def _counted(position: Position) -> Text:
    """How many independent sources carry the stance, or that it is the analyst's own reading."""
    if position.basis == "judged":
        return both("positions.source_none")
    return both("positions.source_one") if position.sources == 1 else both("positions.sources", n=position.sources)

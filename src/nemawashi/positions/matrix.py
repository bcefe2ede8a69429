"""The position matrix: party by issue, as known on a day.

Rules, in order. A statement bears on a cell when its actor is the party, it names the issue and it states a stance; it must be known by
``clock.known`` and said by ``clock.on``.

1. The newest statement opens a window of a week before it: within the week the firmer statement holds, then the one about fewer issues, then the
   one with more authority, then the later. So a minister's demand is not displaced by a newspaper's summary two days on. A statement whose day
   is known only to within more than a week counts from the first day on which it may have been said.
2. A statement that another supersedes never decides.
3. A bare possibility told by two independent origins or more counts as considered (2).
4. Firmer refusals, red lines and separations that point elsewhere and that nobody took back stay listed as ``standing``.
5. Refusing an exchange of one issue for another decides neither cell: each may move, though not for the other. It is listed as ``standing``
   with the issue that is kept.
6. An analyst's override holds until a statement later than it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from nemawashi.dates import Clock
from nemawashi.positions.infer import firmness, rank
from nemawashi.positions.movement import moved
from nemawashi.positions.overrides import Override
from nemawashi.positions.position import Firmness, Movement, Position
from nemawashi.record import Record, Statement

__all__ = ["WINDOW", "matrix", "movement"]

WINDOW = timedelta(days=7)
"""A week: the talks' own rhythm was a round a fortnight, and a summary follows the words it sums up within days."""

FIRM_NO = ("refusal", "red_line", "separation")


@dataclass(frozen=True, slots=True)
class _Cell:
    party: str
    issue: str
    statements: tuple[Statement, ...]
    on: date


def matrix(
    record: Record,
    issues: Sequence[str],
    clock: Clock,
    *,
    since: date | None = None,
    overrides: Sequence[Override] = (),
    parties: Sequence[str] = (),
) -> tuple[Position, ...]:
    """Give every party's latest stance on every issue on which it has one, in the order of ``issues``.

    ``parties`` are those at the table unless named. With ``since``, each position carries its movement from what was known on that day.
    """
    seen = record.at(clock.known)
    sides = tuple(parties) or tuple(party.id for party in record.parties if party.role == "side")
    before: Mapping[tuple[str, str], Position] = {}
    if since is not None:
        earlier = matrix(record, issues, Clock(min(since, clock.on), min(since, clock.known)), overrides=overrides, parties=sides)
        before = {(position.party, position.issue): position for position in earlier}
    found = []
    for issue in issues:
        for party in sides:
            position = _position(_cell(seen, party, issue, clock.on), seen, _override(overrides, party, issue, clock))
            if position is None:
                continue
            if since is not None:
                change = moved(before.get((party, issue)), position, seen, since, clock.known)
                position = replace(position, movement=change)
            found.append(position)
    return tuple(found)


def movement(
    record: Record,
    since: date,
    clock: Clock,
    *,
    issues: Sequence[str] = (),
    overrides: Sequence[Override] = (),
    parties: Sequence[str] = (),
) -> tuple[Movement, ...]:
    """Give what moved between what was known on ``since`` and on ``clock.known``, and by which statements.

    Most telling first: moves over restatements, those the record marks as a supersession, then the firmer.
    """
    named = tuple(issues) or tuple(dict.fromkeys(issue for item in record.statements for issue in item.issues))
    changes = [
        position.movement
        for position in matrix(record, named, clock, since=since, overrides=overrides, parties=parties)
        if position.movement is not None
    ]
    marked = {relation.statements[0] for relation in record.at(clock.known).relations if relation.kind == "supersedes"}
    order = {"softened": 0, "hardened": 0, "shifted": 0, "new": 1, "restated": 2}
    return tuple(
        sorted(
            changes,
            key=lambda change: (
                order[change.kind],
                marked.isdisjoint(change.statements),
                -change.firmness_after,
                named.index(change.issue),
            ),
        )
    )


def _cell(record: Record, party: str, issue: str, on: date) -> _Cell:
    bearing = tuple(item for item in record.statements if item.actor == party and issue in item.issues and item.said_on.first <= on)
    return _Cell(party, issue, bearing, on)


def _superseded(record: Record, issue: str, on: date) -> set[str]:
    """Statements that another replaced by ``on``."""
    said = {item.id for item in record.statements if item.said_on.first <= on}
    return {
        old
        for relation in record.relations
        if relation.kind == "supersedes" and relation.statements[0] in said and (not relation.issues or issue in relation.issues)
        for old in relation.statements[1:]
    }


def _position(cell: _Cell, record: Record, override: Override | None) -> Position | None:
    gone = _superseded(record, cell.issue, cell.on)
    stated = [item for item in cell.statements if item.stance is not None and item.id not in gone and not item.exchange]
    if not stated:
        return _judged(override, None, cell) if override else None
    newest = max(_day(item) for item in stated)
    recent = [item for item in stated if _day(item) >= newest - WINDOW]
    decisive = max(
        recent,
        key=lambda item: (
            firmness(item, record),
            -len(item.issues),
            rank(item, record),
            _day(item),
            item.said_on.first,
            item.known_from(),
            item.id,
        ),
    )
    same = sorted(
        (item for item in stated if item.direction == decisive.direction and item is not decisive),
        key=lambda item: item.said_on.last,
        reverse=True,
    )
    origins = tuple(sorted({origin for item in (decisive, *same) for origin in item.origins()}))
    level: Firmness = firmness(decisive, record)
    if level == 1 and len(origins) > 1:
        level = 2
    kept = [item for item in cell.statements if item.exchange[:1] == (cell.issue,) and item.id not in gone]
    standing = tuple(
        item.id
        for item in (*stated, *kept)
        if item.move in FIRM_NO and (item.direction != decisive.direction or item.exchange) and firmness(item, record) > level
    )
    behind = (decisive.id, *(item.id for item in same))
    conflict = tuple(
        relation.id
        for relation in record.relations_of(*behind, *standing)
        if relation.kind in ("contradicts", "tension") and (not relation.issues or cell.issue in relation.issues)
    )
    assert decisive.stance is not None
    position = Position(
        party=cell.party,
        issue=cell.issue,
        as_of=_day(decisive),
        stance=decisive.stance,
        firmness=level,
        direction=decisive.direction,
        statements=behind,
        sources=len(origins),
        origins=origins,
        linked=_linked(cell),
        conflict=conflict,
        standing=standing,
    )
    return _judged(override, position, cell) if override and override.known >= position.as_of else position


def _day(item: Statement) -> date:
    wide = item.said_on.last - item.said_on.first > WINDOW
    return item.said_on.first if wide else item.said_on.last


def _linked(cell: _Cell) -> Literal["", "linked", "separate"]:
    ties = [item for item in cell.statements if item.move in ("linkage", "separation")]
    if not ties:
        return ""
    return "linked" if max(ties, key=lambda item: (_day(item), item.id)).move == "linkage" else "separate"


def _override(overrides: Sequence[Override], party: str, issue: str, clock: Clock) -> Override | None:
    fitting = [item for item in overrides if item.party == party and item.issue == issue and item.known <= min(clock.known, clock.on)]
    return max(fitting, key=lambda item: item.known, default=None)


def _judged(override: Override, position: Position | None, cell: _Cell) -> Position:
    known = {item.id for item in cell.statements}
    if position is None:
        position = Position(
            party=cell.party,
            issue=cell.issue,
            as_of=override.known,
            stance=override.stance,
            firmness=override.firmness,
            direction=override.direction,
            statements=(),
            sources=0,
            origins=(),
            linked=_linked(cell),
        )
    kept = tuple(dict.fromkeys((*(key for key in override.statements if key in known), *position.statements)))
    return replace(
        position,
        as_of=override.known,
        stance=override.stance,
        firmness=override.firmness,
        direction=override.direction,
        statements=kept,
        basis="judged",
        reason=override.reason,
        by=override.by,
    )

"""The lines a side has drawn, with firmness, scope and owner."""

from nemawashi.dates import Clock
from nemawashi.positions.infer import firmness
from nemawashi.positions.position import RedLine
from nemawashi.record import Record, Statement

__all__ = ["redlines"]


def redlines(record: Record, clock: Clock) -> tuple[RedLine, ...]:
    """Give the red lines drawn by the day, firmest and newest first.

    Words of one owner on one day about the same issues are one line, told by its firmest statement. A red line binds only when the user says so;
    nothing here forbids anything.
    """
    seen = record.at(clock.known)
    drawn: dict[tuple[str, tuple[str, ...], tuple[str, ...]], Statement] = {}
    for item in seen.statements:
        if item.move != "red_line" or item.stance is None or item.said_on.first > clock.on:
            continue
        key = (item.speaker or item.actor, item.issues, item.exchange)
        held = drawn.get(key)
        if held is None or (firmness(item, seen), item.said_on.last) > (firmness(held, seen), held.said_on.last):
            drawn[key] = item
    lines = [_line(item, seen) for item in drawn.values()]
    return tuple(sorted(lines, key=lambda line: (-line.firmness, -line.as_of.toordinal(), line.id)))


def _line(item: Statement, record: Record) -> RedLine:
    assert item.stance is not None
    return RedLine(
        id=item.id,
        party=item.actor,
        issues=item.exchange or item.issues,
        scope="exchange" if item.exchange else "issue",
        firmness=firmness(item, record),
        owner=item.speaker or item.actor,
        text=item.stance,
        statement=item.id,
        as_of=item.said_on.last,
        contested=tuple(relation.id for relation in record.relations_of(item.id) if relation.kind in ("tension", "contradicts")),
    )

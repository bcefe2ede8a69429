"""How a position moved: towards the other side, away from it, or aside."""

from datetime import date
from typing import Literal

from nemawashi.positions.position import Movement, Position
from nemawashi.record import Record

__all__ = ["moved"]

Kind = Literal["new", "softened", "hardened", "shifted", "restated"]


def moved(before: Position | None, after: Position, record: Record, since: date, until: date) -> Movement | None:
    """Give the change from ``before`` to ``after``; None when nothing said or learnt since ``since`` bears on it.

    An analyst's judgement made of old statements is no movement of the party's.
    """
    fresh = tuple(key for key in after.statements if record.statement(key).known_from() > since)
    if not fresh and (after.basis == "judged" or (before is not None and before.stance == after.stance)):
        return None
    kind = _kind(before, after, record)
    shown = fresh or after.statements if before is None else tuple(dict.fromkeys((*before.statements[:1], *after.statements[:1], *fresh)))
    return Movement(
        party=after.party,
        issue=after.issue,
        since=since,
        until=until,
        kind=kind,
        before=before.stance if before else None,
        after=after.stance,
        firmness_before=before.firmness if before else None,
        firmness_after=after.firmness,
        statements=shown,
    )


def _kind(before: Position | None, after: Position, record: Record) -> Kind:
    """New; by a supersession's own reading; by direction; by firmness: a firmer offer is a softer stance."""
    if before is None:
        return "new"
    for relation in record.relations:
        if relation.kind == "supersedes" and relation.moves and relation.statements[0] in after.statements[:1]:
            replaced = set(relation.statements[1:])
            if replaced.intersection(before.statements) and (not relation.issues or after.issue in relation.issues):
                return "softened" if relation.moves == "softens" else "hardened"
    if before.direction != after.direction:
        if after.direction == "concede":
            return "softened"
        if before.direction == "concede":
            return "hardened"
        return "shifted"
    step = after.firmness - before.firmness
    if after.direction == "concede":
        step = -step
    if step:
        return "hardened" if step > 0 else "softened"
    return "restated" if before.stance == after.stance else "shifted"

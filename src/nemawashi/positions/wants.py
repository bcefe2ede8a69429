"""What a party wants most, for the first screen."""

from collections.abc import Sequence

from nemawashi.dates import Clock
from nemawashi.positions.infer import rank
from nemawashi.positions.matrix import matrix
from nemawashi.positions.overrides import Override
from nemawashi.positions.position import Position, Want
from nemawashi.record import Record

__all__ = ["wants"]

PERSON = 5
"""The rank of a minister; a leader's is higher."""


def wants(
    record: Record, party: str, clock: Clock, *, issues: Sequence[str] = (), most: int = 4, overrides: Sequence[Override] = ()
) -> tuple[Want, ...]:
    """Give what ``party`` presses the other side for: firmest first, then what a leader or minister wished in person, then what has more sources and more statements,
    then the newer.

    Issues that the same words settle are one want. ``process`` and ``parallel_talks`` are no wants of substance and are left out unless named.
    """
    seen = record.at(clock.known)
    named = tuple(issues) or tuple(
        dict.fromkeys(issue for item in record.statements for issue in item.issues if issue not in ("process", "parallel_talks"))
    )
    groups: dict[str, list[Position]] = {}
    for position in matrix(record, named, clock, overrides=overrides, parties=(party,)):
        if position.direction == "press":
            groups.setdefault(position.statements[0] if position.statements else position.issue, []).append(position)
    ranked = sorted(groups.values(), key=lambda group: _key(group[0], group, seen))
    return tuple(
        Want(
            party=party,
            issue=group[0].issue,
            issues=tuple(position.issue for position in group),
            text=group[0].stance,
            firmness=group[0].firmness,
            as_of=group[0].as_of,
            sources=max(position.sources for position in group),
            statements=tuple(dict.fromkeys(key for position in group for key in position.statements)),
        )
        for group in ranked[:most]
    )


def _key(first: Position, group: Sequence[Position], record: Record) -> tuple[int, int, int, int, int, str]:
    authority = rank(record.statement(first.statements[0]), record) if first.statements else 0
    in_person = 1 if authority >= PERSON else 0
    told = len({key for position in group for key in position.statements})
    best = max(position.sources for position in group)
    return (-first.firmness, -in_person, -best, -told, -first.as_of.toordinal(), first.issue)

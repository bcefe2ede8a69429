"""The position matrix: party by issue, as known on a day."""

from collections.abc import Sequence
from datetime import date

from nemawashi.dates import Clock
from nemawashi.positions.overrides import Override
from nemawashi.positions.position import Movement, Position, RedLine, Want
from nemawashi.record import Record

__all__ = ["matrix", "movement", "redlines", "wants"]


def matrix(
    record: Record, issues: Sequence[str], clock: Clock, *, since: date | None = None, overrides: Sequence[Override] = ()
) -> tuple[Position, ...]:
    """Give every party's latest stance on every issue on which it has one, in the order of ``issues``."""
    raise NotImplementedError


def movement(
    record: Record, since: date, clock: Clock, *, issues: Sequence[str] = (), overrides: Sequence[Override] = ()
) -> tuple[Movement, ...]:
    """Give what moved between what was known on ``since`` and on ``clock.known``, and by which statements."""
    raise NotImplementedError


def redlines(record: Record, clock: Clock) -> tuple[RedLine, ...]:
    """Give the red lines drawn by the day, firmest and newest first."""
    raise NotImplementedError


def wants(record: Record, party: str, clock: Clock, *, issues: Sequence[str] = (), most: int = 4) -> tuple[Want, ...]:
    """Give what ``party`` wants the other side to do, firmest first."""
    raise NotImplementedError

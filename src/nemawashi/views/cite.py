"""Citations of statements: the report and the characters in it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nemawashi.sources import Citation

if TYPE_CHECKING:
    from nemawashi.record import Statement
    from nemawashi.workbench import Workbench

__all__ = ["statement_cited", "statements_cited"]


def statement_cited(statement: "Statement") -> Citation:
    """The report a statement stands in and where in it."""
    place = statement.pinpoint or f"characters {statement.start}–{statement.end}"
    return Citation(statement.report, place)


def statements_cited(bench: "Workbench", ids: Iterable[str]) -> tuple[Citation, ...]:
    """The places of the statements readable on the known day; others are left out, as they would tell what is behind the wall."""
    wanted = set(ids)
    return tuple(statement_cited(statement) for statement in bench.record.statements if statement.id in wanted)

"""The built-in cases."""

from dataclasses import dataclass

from nemawashi.case import known_cases

__all__ = ["CaseRow", "cases"]


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case by name and folder."""

    id: str
    folder: str


def cases() -> tuple[CaseRow, ...]:
    """Every built-in case."""
    return tuple(CaseRow(name, str(folder)) for name, folder in known_cases().items())

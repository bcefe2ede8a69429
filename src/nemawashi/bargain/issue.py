"""What is settled: an issue with its options, and what two issues are worth together."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

__all__ = ["Issue", "Package", "PairTable", "Table"]

Package = Mapping[str, str]
"""One option id an issue id, complete."""

Table = tuple[tuple[Fraction, ...], ...]
"""One party's values: a row an issue, a value an option."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to settle and the ways to settle it, in order."""

    id: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairTable:
    """What two issues are worth together beyond their separate values: ``values[party][option of first][option of second]``."""

    issues: tuple[str, str]
    values: tuple[Table, ...]

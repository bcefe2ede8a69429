"""Check spans and hashes against the texts, where somebody has them."""

from pathlib import Path

from nemawashi.errors import Fault
from nemawashi.record.collection import Record

__all__ = ["Verification", "verify"]

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked against a folder of texts, and what was wrong."""

    reports: int
    statements: int
    unchecked: tuple[str, ...]
    """Ids of reports of which the folder has no text."""
    faults: tuple[Fault, ...]


def verify(record: Record, texts: Path) -> Verification:
    """Compare the hash of every report's file and of every statement's span with those of the record."""
    raise NotImplementedError

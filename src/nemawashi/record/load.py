"""Read a case's ``record`` folder; every fault is kept with its line, and good rows with it."""

from pathlib import Path

from nemawashi.errors import Fault
from nemawashi.record.collection import Record

__all__ = ["load"]


def load(folder: Path, faults: list[Fault], *, root: Path | None = None) -> Record:
    """Read every ``*.toml`` of ``folder`` into a record.

    Adds a fault for each mistake and never raises for content. References inside the record (speakers, reports, statements, events) are checked
    here; issues and sources are checked by the case, which knows them.
    """
    raise NotImplementedError

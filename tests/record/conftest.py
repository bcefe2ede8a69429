from pathlib import Path

import pytest

import nemawashi
from nemawashi.errors import Fault
from nemawashi.record import Record, load

CASE = Path(nemawashi.__file__).parent / "cases" / "us-japan-2025"


@pytest.fixture(scope="session")
def record() -> Record:
    faults: list[Fault] = []
    found = load(CASE / "record", faults, root=CASE)
    assert faults == []
    return found


@pytest.fixture(scope="session")
def reports(shared: Path) -> Path:
    return shared / "reports"

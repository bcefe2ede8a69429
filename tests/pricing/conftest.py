"""The built-in case's law and trade, read once."""

from pathlib import Path

import pytest

from nemawashi import tariffs, trade
from nemawashi.errors import Fault
from nemawashi.tariffs import Law
from nemawashi.trade import Trade

CASE = Path(__file__).parents[2] / "src/nemawashi/cases/us-japan-2025"


@pytest.fixture(scope="session")
def law() -> Law:
    faults: list[Fault] = []
    found = tariffs.load(CASE / "law", faults, root=CASE)
    assert not faults, faults
    return found


@pytest.fixture(scope="session")
def tables() -> Trade:
    faults: list[Fault] = []
    found = trade.load(CASE / "economy", faults, root=CASE)
    assert not faults, faults
    return found

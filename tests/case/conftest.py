"""The built-in case, opened once for all tests of this folder: it is frozen, and opening it reads and checks every file."""

import pytest

import nemawashi.workbench.bench as workbench
from nemawashi.case import Case, open_case

BUILT_IN = "us-japan-2025"


@pytest.fixture(scope="session")
def opened() -> Case:
    return open_case(BUILT_IN)


@pytest.fixture
def opened_once(opened: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let commands find the built-in case open."""
    monkeypatch.setattr(workbench, "open_case", lambda given: opened if given == BUILT_IN else open_case(given))

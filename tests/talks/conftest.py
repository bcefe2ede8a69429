"""A desk to ask from: the commands as typed, every answer found again."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from nemawashi.cli import app
from nemawashi.workbench import Workbench

CASE = "us-japan-2025"


class Desk:
    """Asks as a person types; each answer is kept."""

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        """As known on 3 May 2025, for Japan."""
        self._held: dict[tuple[str, ...], str] = {}

    def text(self, *typed: str) -> str:
        """What the command prints, folded to one line of words."""
        if typed not in self._held:
            done = CliRunner().invoke(app, list(typed), catch_exceptions=False)
            assert done.exit_code == 0, done.output
            self._held[typed] = done.stdout
        return " ".join(self._held[typed].split())

    def told(self, *typed: str) -> Any:
        """The answer with --json."""
        self.text(*typed, "--json")
        return json.loads(self._held[(*typed, "--json")])


@pytest.fixture(scope="session")
def desk() -> Desk:
    return Desk(Workbench.open(CASE))

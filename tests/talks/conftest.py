"""A desk to ask from: the commands as typed, the built-in case opened once, every answer found again."""

import json
from collections.abc import Iterator
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


@pytest.fixture(scope="module")
def desk() -> Iterator[Desk]:
    shared = Workbench.open(CASE)
    opened = Workbench.open

    def again(case: Any = CASE, *, private: Any = None, **clocks: Any) -> Workbench:
        return shared.at(**clocks) if case == CASE and private is None else opened(case, private=private, **clocks)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workbench, "open", again)
        yield Desk(shared)

"""What every room's tests may ask for: the built-in case opened once, the folder beside the project, and a browser."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[1]
BUILT_IN = "us-japan-2025"


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a shelf of its own, shared by its workers, so that no answer of an earlier run is believed."""
    if not hasattr(config, "workerinput") and "NEMAWASHI_CACHE" not in os.environ:
        os.environ["NEMAWASHI_CACHE"] = folder = tempfile.mkdtemp(prefix="nemawashi-shelf-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


@pytest.fixture(scope="session", autouse=True)
def _one_world() -> Iterator[None]:
    """Let whoever opens the built-in case find it open, with the answers already found: it is frozen, and each answer is kept by all it depends on.

    Commands, calls and addresses still read their words and tell the answer each for itself. A folder, and private values, are opened anew.
    """
    from nemawashi.case import open_case
    from nemawashi.workbench import Workbench

    opened = Workbench.open

    @cache
    def world() -> Workbench:
        return opened(open_case(BUILT_IN))

    def again(case: Any = BUILT_IN, *, private: Any = None, **asked: Any) -> Workbench:
        mine = case == BUILT_IN if isinstance(case, str) else case is world().case
        if not mine:
            return opened(case, private=private, **asked)
        return world().at(**asked) if private is None else opened(world().case, private=private, **asked)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Workbench, "open", again)
        patch.setattr(
            import_module("nemawashi.web.application"), "open_case", lambda case: world().case if case == BUILT_IN else open_case(case)
        )
        yield


@pytest.fixture(scope="session")
def shared() -> Path:
    """Give ``../shared``: reports and tables that are never part of the project."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip(f"no ../shared beside {ROOT.name}: its reports and tables are not part of the project")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """Give Debian's Chromium. Where it is missing a test is skipped, but on the integration machine it fails."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "no chromium on this machine (on Debian: apt-get install chromium)"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(f"skipped: {len(terminalreporter.stats.get('skipped', []))} (reasons below)")

"""What every room's tests may ask for: the folder beside the project, and a browser."""

import os
import shutil
import tempfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]


def pytest_configure(config: pytest.Config) -> None:
    """Give the run a shelf of its own, shared by its workers, so that no answer of an earlier run is believed."""
    if not hasattr(config, "workerinput") and "NEMAWASHI_CACHE" not in os.environ:
        os.environ["NEMAWASHI_CACHE"] = folder = tempfile.mkdtemp(prefix="nemawashi-shelf-")
        config.add_cleanup(lambda: shutil.rmtree(folder, ignore_errors=True))


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

"""The files of the project, as git knows them, so that a build or an editor's leavings are not judged."""

import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "nemawashi"
WRITTEN_BY_TOOLS = ("requirements/", "web/package-lock.json", "LICENSE")
BINARY = {".npz", ".parquet", ".png", ".docx", ".woff2", ".ico"}


@cache
def tracked(*suffixes: str) -> tuple[Path, ...]:
    """Give the tracked files that end in one of ``suffixes`` (all of them for none)."""
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout: the habits are checked on tracked files")
    names = [name for name in listing.stdout.decode().split("\0") if name]
    return tuple(ROOT / name for name in names if (not suffixes or name.endswith(suffixes)) and (ROOT / name).is_file())


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")

"""The shelf: answers that took long, kept on this machine between runs.

An answer is found again only for the same case data, the same code and the same scenario; otherwise it is computed. Files are plain JSON in the user's
cache folder, readable by the user alone. ``NEMAWASHI_CACHE`` names another folder; ``off`` keeps nothing.
"""

import json
import os
import tempfile
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from nemawashi import __version__

__all__ = ["fetch", "keep", "label"]

ROOMS = ("trade", "tariffs", "agenda", "pricing", "economy", "stakes", "workbench")
"""Rooms whose code an answer kept here depends on."""
MOST = 400
"""Files kept; the oldest go first."""


def label(*parts: object) -> str:
    """The name of an answer: what was asked, of which data, by which code."""
    return sha256("\0".join([_code(), *(repr(part) for part in parts)]).encode()).hexdigest()


def fetch(name: str) -> Any | None:
    """The answer of that name, or None."""
    folder = _folder()
    if folder is None:
        return None
    try:
        return json.loads((folder / f"{name}.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None


def keep(name: str, answer: Any) -> None:
    """Keep an answer made of plain JSON values; a shelf that cannot be written to keeps nothing."""
    folder = _folder()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=folder, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as out:
            json.dump(answer, out)
        Path(temporary).replace(folder / f"{name}.json")
        files = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        for old in files[:-MOST]:
            old.unlink(missing_ok=True)
    except OSError:
        return


def _folder() -> Path | None:
    named = os.environ.get("NEMAWASHI_CACHE", "")
    if named == "off":
        return None
    if named:
        return Path(named)
    from platformdirs import user_cache_path  # noqa: PLC0415 - only where something is kept

    return user_cache_path("nemawashi")


@cache
def _code() -> str:
    """The version, and in a working copy the state of the sources, so that an edited formula is never answered from before the edit."""
    root = Path(__file__).parents[1]
    total = sha256(__version__.encode())
    for path in sorted(path for room in ROOMS for path in (root / room).rglob("*.py")):
        held = path.stat()
        total.update(f"{path.relative_to(root)} {held.st_size} {held.st_mtime_ns}\n".encode())
    return total.hexdigest()

"""The project holds what its developers wrote: no report's sentences, no file from the folder beside it."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import BINARY, WRITTEN_BY_TOOLS, name, text, tracked

WORDS = 12


def runs(words: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1))


def plain(written: str) -> list[str]:
    return re.findall(r"\w+", written.casefold())


def test_no_twelve_words_in_a_row_come_from_a_report(shared: Path) -> None:
    theirs = {run for path in (shared / "reports").iterdir() if path.suffix in {".txt", ".md"} for run in runs(plain(text(path)))}
    assert theirs
    found = {
        name(path): " ".join(run)
        for path in tracked()
        if path.suffix not in BINARY and not name(path).startswith(WRITTEN_BY_TOOLS)
        for run in runs(plain(text(path)))
        if run in theirs
    }
    assert not found


def test_no_file_was_copied_from_the_folder_beside_the_project(shared: Path) -> None:
    mine = {(path.stat().st_size, sha256(path)): name(path) for path in tracked() if path.stat().st_size > 0}
    sizes = {size for size, _ in mine}
    copies = {
        str(path.relative_to(shared)): mine[key]
        for path in shared.rglob("*")
        if path.is_file() and (size := path.stat().st_size) in sizes and (key := (size, sha256(path))) in mine
    }
    assert not copies, f"transcribe facts into the project's own tables: {copies}"


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()

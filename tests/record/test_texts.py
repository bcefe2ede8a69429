"""Spans and hashes against the texts, and that the texts are nowhere in the case."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from nemawashi.record import Record, verify

from .conftest import CASE

RUN = 8


def test_every_span_and_hash_agrees_with_the_texts(record: Record, reports: Path) -> None:
    found = verify(record, reports)
    assert found.faults == ()
    assert found.unchecked == ()
    assert found.reports == 5
    assert found.statements == sum(said.start is not None for said in record.statements) >= 130


def test_a_shifted_span_is_a_fault_with_its_line(record: Record, reports: Path) -> None:
    first = record.statements[0]
    said = next(item for item in record.statements if item.start is not None)
    assert said.start is not None
    shifted = replace(said, start=said.start + 1)
    moved = replace(record, statements=tuple(shifted if item.id == said.id else item for item in record.statements))
    (fault,) = verify(moved, reports).faults
    assert fault.where == said.where
    assert said.id in fault.found
    assert first is not shifted


def test_another_edition_is_a_fault(record: Record, reports: Path, tmp_path: Path) -> None:
    report = record.report("r003")
    text = (reports / report.file).read_text(encoding="utf-8")
    (tmp_path / report.file).write_text("\n" + text, encoding="utf-8")
    found = verify(record, tmp_path)
    assert any(report.file in fault.found and "another text" in fault.found for fault in found.faults)
    assert found.reports == 1
    assert set(found.unchecked) == {"r000", "r001", "r002", "r004"}


def test_a_text_that_is_not_utf8_is_a_fault(record: Record, tmp_path: Path) -> None:
    (tmp_path / record.report("r003").file).write_bytes(b"\xff\xfe")
    found = verify(record, tmp_path)
    assert [fault.rule for fault in found.faults] == ["offsets count characters of UTF-8 text"]


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


@pytest.mark.parametrize("kind", ["*.toml", "*.md"])
def test_no_run_of_eight_words_of_the_reports_stands_in_the_case(reports: Path, kind: str) -> None:
    runs: set[tuple[str, ...]] = set()
    for path in reports.glob("*.txt"):
        words = _words(path.read_text(encoding="utf-8"))
        runs.update(tuple(words[at : at + RUN]) for at in range(len(words) - RUN + 1))
    assert runs
    for path in sorted(CASE.rglob(kind)):
        words = _words(path.read_text(encoding="utf-8"))
        copied = [words[at : at + RUN] for at in range(len(words) - RUN + 1) if tuple(words[at : at + RUN]) in runs]
        assert copied == [], path

"""The shelf gives back what was kept, and nothing where it is switched off or cannot be written to."""

from pathlib import Path

import pytest

from nemawashi.workbench import shelf


def test_what_is_kept_comes_back_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMAWASHI_CACHE", str(tmp_path / "shelf"))
    name = shelf.label("answer", 1)
    assert shelf.fetch(name) is None
    shelf.keep(name, {"value": 0.1 + 0.2})
    assert shelf.fetch(name) == {"value": 0.1 + 0.2}
    assert shelf.fetch(shelf.label("answer", 2)) is None
    assert (tmp_path / "shelf").stat().st_mode & 0o077 == 0


def test_off_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMAWASHI_CACHE", "off")
    shelf.keep("name", 1)
    assert shelf.fetch("name") is None


def test_a_damaged_file_is_no_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEMAWASHI_CACHE", str(tmp_path))
    (tmp_path / "name.json").write_text("{")
    assert shelf.fetch("name") is None

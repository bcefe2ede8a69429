"""The tutorial's commands run as printed; the table of coverage names commands and tests that exist."""

import ast
import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemawashi.cli import app

from .conftest import CASE, Desk

HERE = Path(__file__).resolve().parent
DOCS = HERE.parents[1] / "docs"
COMMANDS = {command.name for command in app.registered_commands}


def typed() -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (DOCS / "tutorial.md").read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def test_every_command_of_the_tutorial_answers(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for line in typed():
        name, *arguments = shlex.split(line)
        assert name == "nemawashi", line
        assert desk.text(*arguments), line
    assert {path.name for path in tmp_path.iterdir()} == {"brief.docx", "brief.md", "kyou.md", "since.md", "farm.md", "terms.docx"}


def test_the_walk_to_a_case_of_one_s_own_runs_as_printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / "how-to" / "new-case.md").read_text("utf-8")
    seen: list[str] = []
    for language, block in re.findall(r"```(sh|toml)\n(.*?)```", page, re.DOTALL):
        if language == "toml":
            path = tmp_path / "talks" / block.splitlines()[0].removeprefix("# ")
            path.write_text((path.read_text("utf-8") if path.exists() else "") + "\n" + block, "utf-8")
            continue
        for line in block.splitlines():
            done = CliRunner().invoke(app, shlex.split(line)[1:], catch_exceptions=False)
            assert done.exit_code == 0, f"{line}: {done.output}"
            seen.append(done.stdout)
    moved = next(text for text in seen if "A longer suspension" in text)
    assert "27 Apr" in moved
    assert not any("A longer suspension" in text for text in seen[seen.index(moved) + 2 :][:1]), "behind the wall the day before"
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "brief.docx",
        "brief.md",
        "kyou.docx",
        "other-side.md",
        "since.md",
        "public.html",
    }
    assert "A longer suspension" in (tmp_path / "since.md").read_text("utf-8")


def test_the_tutorial_says_what_the_commands_say(desk: Desk) -> None:
    assert "27.5 %" in desk.text("duty", "8703.23.01", "--from", "JP", "--to", "US")
    assert " 24.0 % " in desk.text("duty", "8429.52.10", "--from", "JP", "--to", "US", "--on", "2025-07-09")
    assert "3.2 %" in desk.text("duty", "0902.10.10", "--from", "JP", "--to", "US", "--answer", "usjta_claimed=yes")


def test_coverage_has_every_row_with_commands_and_tests_that_exist() -> None:
    page = (DOCS / "coverage.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if re.match(r"\| S\d+ \|", line)]
    assert [row.split("|")[1].strip() for row in rows] == [f"S{number}" for number in range(1, 21)]
    tests = {
        node.name
        for path in HERE.glob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_s")
    }
    named = set(re.findall(r"`(test_s\w+)`", page))
    assert named == tests
    asked = set(re.findall(r"`nemawashi (\w+)", page))
    assert asked <= COMMANDS, asked - COMMANDS
    for row in rows:
        assert re.search(r"`nemawashi \w+", row), row
        number = row.split("|")[1].strip().lower()
        assert re.search(rf"`test_{number}_\w+`", row), row


def test_the_case_tells_about_itself() -> None:
    folder = HERE.parents[1] / "src" / "nemawashi" / "cases" / "us-japan-2025"
    readme = (folder / "README.md").read_text("utf-8")
    for path in folder.iterdir():
        if path.is_dir() and path.name != "__pycache__":
            assert f"`{path.name}/`" in readme, path.name


def test_the_timing_of_acts_is_the_law_s(desk: Desk) -> None:
    page = (HERE.parents[1] / "src" / "nemawashi" / "cases" / CASE / "TIMING.md").read_text("utf-8")
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in page.splitlines() if line.startswith("| `")]
    assert len(rows) >= 12
    for name, announced, signed, published, effective, *_ in rows:
        act = desk.bench.law.acts[name]
        held = (act.announced, act.signed, act.published, act.effective)
        assert [day or "" for day in (announced, signed, published, effective)] == [
            "" if day is None else day.isoformat() for day in held
        ], name

"""A new case opens, answers and renders; the texts of a record are compared with its spans."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from nemawashi.case import check_case, new_case
from nemawashi.cli import app
from nemawashi.errors import Refused


def run(*arguments: str) -> str:
    done = CliRunner().invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cases") / "mine"
    assert "case.toml" in run("new", str(made))
    return made


def test_a_new_case_is_accepted_and_every_table_is_explained(folder: Path) -> None:
    assert check_case(folder) == ()
    assert "no fault found" in run("check", str(folder))
    for path in folder.rglob("*.toml"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("#"), path.name
        assert len(lines) < 120, path.name


def test_a_new_case_renders_its_brief_and_answers(folder: Path, tmp_path: Path) -> None:
    for form in ("docx", "md"):
        run("brief", str(folder), "-o", str(tmp_path / f"brief.{form}"))
    paper = (tmp_path / "brief.md").read_text("utf-8")
    assert "Additional duty" in paper
    assert "2030" in paper
    duty = json.loads(run("duty", "0405.10.00", "--from", "NZ", "--to", "CL", "--case", str(folder), "--json"))
    assert duty["total"] == {"low": 6.0, "high": 6.0}
    lapsed = json.loads(run("duty", "0405.10.00", "--from", "NZ", "--to", "CL", "--case", str(folder), "--on", "2030-07-01", "--json"))
    assert lapsed["total"] == {"low": 21.0, "high": 21.0}
    reached = json.loads(run("target", str(folder), "balance(CL,NZ)>=0", "--json"))
    assert [one["level"]["value"] for one in reached["books"]] == [-30.0]
    assert [row["option"] for row in json.loads(run("barriers", str(folder), "--json"))["rankings"][0]["ranked"]] == ["quick"]


def test_nothing_is_overwritten(folder: Path) -> None:
    with pytest.raises(Refused, match="not empty"):
        new_case(folder)


def test_the_record_is_checked_against_the_texts(shared: Path, tmp_path: Path) -> None:
    told = json.loads(run("check", "--texts", str(shared / "reports"), "--json"))
    assert told["faults"] == []
    assert told["texts"]["reports"] == 5
    assert told["texts"]["statements"] > 100
    for path in (shared / "reports").glob("*.txt"):
        (tmp_path / path.name).write_text(path.read_text("utf-8").replace("tariff", "tarrif", 1), "utf-8")
    done = CliRunner().invoke(app, ["check", "--texts", str(tmp_path)])
    assert done.exit_code == 2
    assert "another text" in done.stdout

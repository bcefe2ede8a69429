"""Shipments at the command line: priced, explained, and the bad ones set aside."""

import csv
import json
from pathlib import Path

from typer.testing import CliRunner

from nemawashi.cli import app

GOOD = "heading,origin,date,value\n87032301,JP,2025-04-17,20000\n84295210,JP,2025-07-09,1000\n"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_file_is_priced_and_every_reason_explained(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(GOOD, "utf-8")
    done = CliRunner().invoke(app, ["price", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--to", "US", "--json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["rows"], told["priced"], told["set_aside"]) == (2, 2, 0)
    priced = rows(tmp_path / "out.csv")
    assert float(priced[0]["low"]) == float(priced[0]["high"]) == 27.5
    assert {row["reason"] for row in priced} <= {row["reason"] for row in rows(Path(told["reasons"]))}
    assert told["duty"]["low"] <= sum(float(row["duty_high"]) for row in priced)


def test_bad_rows_are_set_aside_and_the_exit_code_says_so(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text(GOOD + "not a code,JP,2025-04-17,1\n", "utf-8")
    done = CliRunner().invoke(app, ["price", str(tmp_path / "in.csv"), "-o", str(tmp_path / "out.csv"), "--to", "US"])
    assert done.exit_code == 1, done.output
    assert "1 set aside" in done.stdout
    assert len(rows(tmp_path / "out.csv")) == 2
    assert (tmp_path / "out.set-aside.csv").is_file()

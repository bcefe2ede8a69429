"""The term sheet: brackets by what is on record, tracked from draft to draft, in Word."""

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.brief import written
from nemawashi.cli import app
from nemawashi.web import application
from nemawashi.workbench import Workbench

CASE = "us-japan-2025"


def test_brackets_show_who_wants_which_words() -> None:
    bench = Workbench.open(CASE)
    paper = written(views.termsheet(bench, bench.agenda.package("midway")), "md").decode()
    assert "Nothing is agreed until everything is" in paper
    assert paper.count("[") >= 2
    assert "Japan" in paper
    assert "United States" in paper


def test_a_draft_is_tracked_against_the_one_before() -> None:
    bench = Workbench.open(CASE)
    before, after = (
        bench.agenda.package(moves) for moves in ("car_duty=mfn lng=share_20", "car_duty=as_others_10 farm_purchases=corn_soy")
    )
    paper = written(views.termsheet(bench, after, previous=before), "md").decode()
    assert "(changed)" in paper
    assert "(new)" in paper
    assert "Taken out" in paper
    same = written(views.termsheet(bench, after, previous=after), "md").decode()
    assert "(changed)" not in same
    assert "Taken out" not in same


def test_it_is_written_in_word(tmp_path: Path) -> None:
    done = CliRunner().invoke(
        app, ["termsheet", CASE, "midway", "-o", str(tmp_path / "terms.docx"), "--lang", "ja"], catch_exceptions=False
    )
    assert done.exit_code == 0, done.output
    assert (tmp_path / "terms.docx").read_bytes()[:2] == b"PK"


def test_in_word_the_draft_before_is_tracked_as_insertions_and_deletions() -> None:
    bench = Workbench.open(CASE)
    before, after = (bench.agenda.package(moves) for moves in ("car_duty=mfn lng=share_20", "car_duty=as_others_10"))
    xml = ZipFile(BytesIO(written(views.termsheet(bench, after, previous=before), "docx"))).read("word/document.xml").decode()
    assert "<w:ins " in xml
    assert "<w:del " in xml
    assert "w:delText" in xml
    first = ZipFile(BytesIO(written(views.termsheet(bench, after), "docx"))).read("word/document.xml").decode()
    assert "<w:ins " not in first


def test_the_sheet_is_data_too_the_same_by_call_command_and_address() -> None:
    bench = Workbench.open(CASE)
    asked = json.loads(
        json.dumps(views.answer(bench, views.clauses(bench, *(bench.agenda.package(n) for n in ("midway", "tabled_may"))), "en"))
    )
    told = CliRunner().invoke(app, ["termsheet", CASE, "midway", "--previous", "tabled_may", "--json"], catch_exceptions=False)
    assert json.loads(told.stdout) == asked
    moves = [f"{issue}={option}" for issue, option in asked["package"].items()]
    client = TestClient(application(CASE))
    assert client.get("/api/termsheet", params={"p": moves, "previous": "tabled_may"}).json() == asked
    assert client.get("/api/termsheet.docx", params={"p": moves}).content[:2] == b"PK"
    car = next(clause for clause in asked["clauses"] if clause["issue"] == "car_duty")
    assert {party for bracket in car["brackets"] for party in bracket["wanted_by"]} == {"JP", "US"}

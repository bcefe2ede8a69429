"""The term sheet: brackets by what is on record, tracked from draft to draft, in Word."""

from pathlib import Path

from typer.testing import CliRunner

from nemawashi import views
from nemawashi.brief import written
from nemawashi.cli import app
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

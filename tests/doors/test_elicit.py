"""``elicit``: an interview that can be stopped and scripted, refuses what clashes, and ends in values only its own side sees."""

import json
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.errors import Refused
from nemawashi.stakes.private import read_private
from nemawashi.web import application
from nemawashi.workbench import Workbench
from nemawashi.workbench.frontier import table

CASE = "us-japan-2025"
RATED = {
    "income": "90",
    "duty": "30 40",
    "cars": "100",
    "machines": "20",
    "farm": "95",
    "rules": "25",
    "standing": "60..80",
    "treasury": "15",
}


def answers(folder: Path, *more: str, **changed: str) -> Path:
    path = folder / "answers.txt"
    rows = [f"swing.jp_{name} = {value}" for name, value in (RATED | changed).items()]
    path.write_text("\n".join(["# said at the ministry", *rows, *more]), "utf-8")
    return path


def run(*arguments: str, given: str | None = None) -> tuple[int, str]:
    done = CliRunner().invoke(app, ["elicit", "--for", "JP", *arguments], input=given)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.exit_code, done.output


@pytest.fixture(scope="module")
def mine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("mine")
    code, _ = run(
        "-o",
        str(folder / "mine.toml"),
        "--by",
        "Desk",
        "--answers",
        str(answers(folder, "rank = midway > status_quo", "walk_away = -12 -4")),
    )
    assert code == 0
    return folder / "mine.toml"


def test_the_weights_are_the_ratings_over_their_sum(mine: Path) -> None:
    shown = views.elicit(Workbench.open(CASE), read_private(mine))
    cars = next(one for one in shown.weights if one.attribute == "jp_cars")
    assert cars.weight.low == pytest.approx(100 / 465, abs=0.01)
    assert mine.stat().st_mode & 0o077 == 0, "readable by its owner alone"


def test_the_private_file_changes_its_own_sides_table_and_nobody_elses(mine: Path) -> None:
    own, public = Workbench.open(CASE, private=mine), Workbench.open(CASE)
    assert table(own).weights["JP"].vertices.max() < table(public).weights["JP"].vertices.max()
    assert (table(own).weights["US"].vertices == table(public).weights["US"].vertices).all()
    assert table(own).domain.outside is not None
    assert float(table(own).domain.outside[0] or 0) == -8.0
    across = own.at(side="US")
    assert (table(across).weights["JP"].vertices == table(public.at(side="US")).weights["JP"].vertices).all()
    with pytest.raises(Refused, match="their own side alone"):
        Workbench.open(CASE, side="US", private=mine)


@pytest.mark.parametrize(
    ("more", "changed", "named"),
    [
        (("swap.jp_income.jp_duty = 3",), {}, "swap.jp_income.jp_duty"),
        ((), {"farm": "5"}, "jp_farm weighs at least as much as jp_rules"),
        (("rank = status_quo > full_cancellation",), {}, "is put above"),
        ((), {"cars": "99"}, "no swing counts 100"),
        (("rank = midway > nothing",), {}, "cannot be ranked"),
        (("swing.jp_taste = 3",), {}, "unknown question"),
    ],
)
def test_answers_that_clash_are_refused_and_named(more: tuple[str, ...], changed: dict[str, str], named: str, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=named):
        run("-o", str(tmp_path / "mine.toml"), "--answers", str(answers(tmp_path, *more, **changed)))
    assert not (tmp_path / "mine.toml").exists(), "nothing is kept of an interview that clashes"


def test_an_interview_goes_on_where_it_stopped(tmp_path: Path) -> None:
    path = str(tmp_path / "mine.toml")
    code, output = run("-o", path, given="90\nnonsense\n130\n35\nq\n")
    assert code == 1
    assert "6 of 8" in output
    assert read_private(Path(path)).answers == {"swing.jp_income": "90", "swing.jp_duty": "35"}
    code, _ = run("-o", path, given="100\n20\n100\n25\n70\n15\n" + "\n" * 9)
    assert code == 0
    assert read_private(Path(path)).answers["swing.jp_cars"] == "100"


def test_the_questions_are_data_for_the_page() -> None:
    bench = Workbench.open(CASE)
    asked = json.loads(json.dumps(views.answer(bench, views.elicit(bench), "ja")))
    assert TestClient(application(CASE)).get("/api/elicit", params={"lang": "ja"}).json() == asked
    assert {one["kind"] for one in asked["questions"]} == {"swing", "swap", "rank", "walk_away"}
    assert asked["weights"] == []

"""A case is a folder of text: what somebody changes by hand in a copy stands in the brief."""

import shutil
from pathlib import Path

import pytest

from nemawashi import views
from nemawashi.brief import written
from nemawashi.case import find_case
from nemawashi.workbench import Workbench


def rewrite(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) >= 1, f"{path.name} no longer holds {old!r}"
    path.write_text(text.replace(old, new), "utf-8")


def fewer_sets(path: Path, most: int = 2) -> None:
    """Keep the first elasticity sets only: what is tested here needs no ranges over all of them, and a copy is solved anew."""
    parts = path.read_text("utf-8").split("\n[[set]]")
    assert len(parts) > most
    path.write_text("\n[[set]]".join(parts[: most + 1]) + "\n", "utf-8")


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The brief of a copy in which a statement's stance, a rate, an option's title and a calendar date were changed."""
    folder = tmp_path_factory.mktemp("by-hand") / "talks"
    shutil.copytree(find_case("us-japan-2025"), folder)
    fewer_sets(folder / "economy" / "elasticities.toml")
    rewrite(folder / "record" / "r003.toml", "Cars and steel exempted", "Cars, steel and tea exempted")
    rewrite(folder / "law" / "us" / "reciprocal.toml", 'JP = "24 %"', 'JP = "31 %"')
    for name in ("issues.toml", "issues_wider.toml"):
        rewrite(folder / "agenda" / name, 'title = { en = "', 'title = { en = "Own words: ')
    rewrite(
        folder / "rehearse" / "calendar.toml",
        "Both leaders are in one place: the date Tokyo aims at.",
        "The leaders meet; Tokyo aims at it.",
    )
    bench = Workbench.open(folder)
    return written(views.brief(bench), "md").decode()


def test_a_stance_changed_by_hand_is_the_want_and_the_position(paper: str) -> None:
    assert paper.count("Cars, steel and tea exempted") >= 2
    assert "Cars and steel exempted" not in paper


def test_a_rate_changed_by_hand_moves_the_cliff(paper: str) -> None:
    row = next(line for line in paper.splitlines() if line.startswith("| Excavator"))
    assert "10.0 %" in row
    assert "31.0 %" in row
    assert "24.0 %" not in row


def test_a_title_changed_by_hand_names_the_option_in_the_packages(paper: str) -> None:
    packages = paper[paper.index("## The leading packages") : paper.index("## If they say")]
    rows = [line for line in packages.splitlines() if line.startswith("| **Own words: ")]
    assert len(rows) >= 3, packages
    assert all(
        cell in ("", "—") or cell.startswith("Own words: ") for row in rows for cell in (part.strip() for part in row.split("|")[2:])
    )


def test_a_calendar_line_changed_by_hand_stands_in_the_calendar(paper: str) -> None:
    assert "The leaders meet; Tokyo aims at it." in paper


def test_the_receipt_tells_the_copy_from_the_case(paper: str) -> None:
    assert Workbench.open("us-japan-2025").case.digest[:16] not in paper
    assert "sha256 " in paper

"""The case is alive: one number changed in one file moves what depends on it and nothing else."""

import shutil
from pathlib import Path

import pytest

from nemawashi import views
from nemawashi.case import find_case
from nemawashi.workbench import Workbench
from nemawashi.workbench.deadline import deadline, per_day
from nemawashi.workbench.positions import stances

CAR, EXCAVATOR = "8703.23.01", "8429.52.10"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    folder = tmp_path / "talks"
    shutil.copytree(find_case("us-japan-2025"), folder)
    return folder


def edit(folder: Path, pattern: str, old: str, new: str) -> None:
    changed = 0
    for path in sorted(folder.glob(pattern)):
        text = path.read_text("utf-8")
        if old in text:
            path.write_text(text.replace(old, new), "utf-8")
            changed += 1
    assert changed, f"{old!r} stands in no {pattern}"


def facts(folder: Path | str) -> dict[str, object]:
    bench = Workbench.open(folder)
    end = deadline(bench)
    assert end is not None
    cliff = bench.at(on=end.on)
    package = bench.at(package={"car_duty": "mfn"})
    cells = {(row.issue, cell.party): (cell.stance.en, cell.level) for row in views.positions(bench).rows for cell in row.cells}
    return {
        "duty of cars now": views.duty(bench, CAR, origin="JP", importer="US").total,
        "duty of excavators now": views.duty(bench, EXCAVATOR, origin="JP", importer="US").total,
        "duty of excavators on the cliff": views.duty(cliff, EXCAVATOR, origin="JP", importer="US").total,
        "duty of cars on the cliff": views.duty(cliff, CAR, origin="JP", importer="US").total,
        "duty a day now": (per_day(bench, end.on).low, per_day(bench, end.on).high),
        "duty a day on the cliff": (per_day(bench, end.on).other_low, per_day(bench, end.on).other_high),
        "effects of the car package": tuple(
            (o.party, o.name, o.sector, o.figure.low, o.figure.high) for o in views.effects(package).outcomes
        ),
        "positions": cells,
    }


def moved(before: dict[str, object], after: dict[str, object]) -> set[str]:
    return {name for name in before if before[name] != after[name]}


@pytest.fixture(scope="module")
def before() -> dict[str, object]:
    return facts("us-japan-2025")


def test_thirty_for_twenty_four(copy: Path, before: dict[str, object]) -> None:
    edit(copy, "law/us/*.toml", 'JP = "24 %"', 'JP = "30 %"')
    after = facts(copy)
    assert moved(before, after) == {"duty of excavators on the cliff", "duty a day on the cliff"}
    assert str(after["duty of excavators on the cliff"].low) in {"30", "30.0", "30.00"}  # type: ignore[attr-defined]


def test_one_elasticity(copy: Path, before: dict[str, object]) -> None:
    path = copy / "economy" / "elasticities.toml"
    text = path.read_text("utf-8")
    start = text.index("C29 = ")
    end = min(place for place in (text.find(",", start), text.find("\n", start), text.find("}", start)) if place > 0)
    path.write_text(text[:start] + "C29 = 3.25" + text[end:], "utf-8")
    assert moved(before, facts(copy)) == {"effects of the car package"}


def test_one_refusal(copy: Path, before: dict[str, object]) -> None:
    bench = Workbench.open("us-japan-2025")
    said = {one.id: one for one in bench.record.statements}
    decisive = [said[cell.statements[0]] for cell in stances(bench) if cell.statements and cell.statements[0] in said]
    refusal = next(one for one in decisive if one.move in ("refusal", "red_line") and one.stance is not None)
    assert refusal.stance is not None
    edit(copy, "record/*.toml", f'"{refusal.stance.en}"', '"Talks about it are possible"')
    assert moved(before, facts(copy)) == {"positions"}

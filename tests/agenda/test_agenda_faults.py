"""A broken agenda: every fault is told at once, with its line, and the good rows are kept."""

from pathlib import Path

import pytest

from nemawashi import agenda as room
from nemawashi.errors import Fault

GOOD = """\
[[issue]]
id = "cars"
title = { en = "Cars", ja = "車" }
question = { en = "What duty?", ja = "関税は" }
movers = ["US"]
[[issue.option]]
id = "now"
title = { en = "As it is", ja = "現状" }
status_quo = true
[[issue.option]]
id = "talk"
title = { en = "Talk", ja = "協議" }
[[issue.option.term]]
kind = "unpriced"
why = { en = "no size", ja = "大きさ不明" }
"""

TEN = """\
[[issue]]
id = "cars"
title = { en = "Cars", ja = "車" }
question = { en = "What duty?", ja = "関税は" }
movers = []
[[issue.option]]
id = "now"
title = { en = "As it is", ja = "現状" }
[[issue.option]]
id = "more"
title = { en = "More", ja = "増" }
[[issue.option.term]]
kind = "purchse"
[[issue.option]]
id = "buy"
title = { en = "Buy", ja = "購入" }
[[issue.option.term]]
kind = "purchase"
buyer = "JP"
seller = "US"
usd = { value = 100, unit = "USD million a year", basis = "assumed" }
additionality = { low = 0.9, value = 0.5, high = 1.0, unit = "ratio", basis = "assumed", by = "me", reason = "guess" }
delivery = { value = 1.0, unit = "ratio", basis = "cited" }
[[issue.option]]
id = "odd"
title = { en = "Odd", ja = "奇" }
colour = "red"
[[issue.option.term]]
kind = "barrier"
importer = "JP"
exporter = "US"
"""

LINES = """\
[[red_line]]
id = "x"
party = "JP"
title = { en = "x", ja = "x" }
crossed_by = { cras = ["now"] }
firmness = 9
owner = "me"
known = 2025-05-03
"""


def read(tmp_path: Path, **files: str) -> tuple[room.Agenda, list[Fault]]:
    folder = tmp_path / "agenda"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    return room.load(folder, faults, root=tmp_path), faults


def test_ten_faults_give_ten_messages_with_their_lines(tmp_path: Path) -> None:
    _, faults = read(tmp_path, issues=TEN, linkages=LINES)
    told = {(fault.where, fault.found) for fault in faults}
    expected = [
        ("agenda/issues.toml:1", "issue cars has 0 options marked status_quo"),
        ("agenda/issues.toml:1", "issue cars names nobody who must move"),
        ("agenda/issues.toml:6", "cars=now has no terms"),
        ("agenda/issues.toml:12", "a term of kind 'purchse'"),
        ("agenda/issues.toml:21", "usd is assumed without low, high, by, reason"),
        ("agenda/issues.toml:22", "additionality is 0.5 outside 0.9 to 1.0"),
        ("agenda/issues.toml:23", "delivery is cited without a source"),
        ("agenda/issues.toml:27", "colour is not a known key"),
        ("agenda/issues.toml:28", "change is missing"),
        ("agenda/linkages.toml:6", "firmness = 9"),
    ]
    assert [wanted for wanted in expected if wanted not in told] == []
    assert len(faults) == 11  # those ten, and a purchase that names no goods
    assert all(fault.rule and fault.remedy for fault in faults)


def test_a_wrong_kind_names_the_nearest(tmp_path: Path) -> None:
    _, faults = read(tmp_path, issues=TEN)
    assert next(f.remedy for f in faults if "purchse" in f.found).startswith("nearest known: purchase")


def test_good_rows_are_kept(tmp_path: Path) -> None:
    agenda, faults = read(tmp_path, issues=GOOD + GOOD.replace('"cars"', '"rice"').replace("movers = [", "mover = ["))
    assert agenda.ids == ("cars",)
    assert {fault.where for fault in faults} == {"agenda/issues.toml:16", "agenda/issues.toml:20"}


def test_ids_stand_once(tmp_path: Path) -> None:
    _, faults = read(tmp_path, issues=GOOD + GOOD)
    assert [fault.found for fault in faults] == ["issue cars stands here and at agenda/issues.toml:1"]


def test_the_status_quo_has_no_terms_and_no_line_against_it(tmp_path: Path) -> None:
    line = LINES.replace("cras", "cars").replace("9", "3")
    _, faults = read(tmp_path, issues=GOOD.replace('id = "talk"', 'id = "talk"\nstatus_quo = true'), linkages=line)
    found = [fault.found for fault in faults]
    assert "issue cars has 2 options marked status_quo" in found
    assert "cars=talk is the status quo and has terms" in found
    assert "red line x is crossed by the status quo of cars" in found


CHIP = """\
[[chip]]
id = "c"
party = "JP"
title = { en = "c", ja = "c" }
issue = "cars"
options = ["talk", "tlak"]
steps = [
  { stage = "tabled", on = 2025-05-01, known = 2025-05-03, statements = [] },
  { stage = "considered", on = 2025-04-19, known = 2025-04-18, statements = [] },
]
"""


def test_a_chip_is_considered_before_it_is_tabled_and_known_after_it_happens(tmp_path: Path) -> None:
    _, faults = read(tmp_path, issues=GOOD, chips=CHIP)
    assert len(faults) == 3
    assert any("before tabled" in fault.found for fault in faults)
    assert any("was known on 2025-04-18" in fault.found for fault in faults)
    assert any(fault.remedy == "nearest known: talk" for fault in faults)


@pytest.mark.parametrize("name", ["issues", "linkages"])
def test_an_unknown_table_is_told(tmp_path: Path, name: str) -> None:
    files = {"issues": GOOD, name: (GOOD if name == "issues" else "") + "\n[[isue]]\nid = 1\n"}
    _, faults = read(tmp_path, **files)
    assert [fault.found for fault in faults] == ["isue is not a known table"]

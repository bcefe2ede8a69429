"""Broken stakes: every fault with its line."""

from pathlib import Path

from nemawashi import stakes as room
from nemawashi.errors import Fault

BAD = """\
[[attribute]]
party = "JP"
id = "jp_income"
title = { en = "x", ja = "x" }
kind = "effect"
low = 0.2
high = 0.4
by = "me"
reason = { en = "x", ja = "x" }
known = 2025-05-03
swing = 0.0
[[attribute]]
party = "JP"
id = "jp_farm"
title = { en = "x", ja = "x" }
kind = "judged"
origin = "judgement"
low = 0.5
high = 0.4
by = "me"
reason = { en = "x", ja = "x" }
known = 2025-05-03
[[ordering]]
party = "JP"
more = "jp_farm"
less = "jp_cars"
rule = "named goal"
known = 2025-05-03
[[ordering]]
party = "JP"
more = "jp_income"
less = "jp_farm"
rule = "analyst"
known = 2025-05-03
[[sign]]
party = "JP"
issue = "rice"
sign = "resists"
statements = ["s1"]
known = 2025-05-03
"""

SCORES = """\
judgement = [
  { party = "JP", attribute = "jp_farm", issue = "rice", option = "more", low = 0.1, value = 0.2, high = 0.3, by = "me", known = 2025-05-03, reason = { en = "x", ja = "x" } },
  { party = "JP", attribute = "jp_fram", issue = "rice", option = "more", low = 0.5, value = 0.2, high = 0.3, by = "", known = 2025-05-03, reason = { en = "x", ja = "x" } },
  { party = "JP", attribute = "jp_income", issue = "rice", option = "more", low = -0.5, value = -0.2, high = -0.1, by = "me", known = 2025-05-03, reason = { en = "x", ja = "x" } },
]
"""


def test_each_fault_has_its_line(tmp_path: Path) -> None:
    folder = tmp_path / "stakes"
    folder.mkdir()
    (folder / "preferences.toml").write_text(BAD, encoding="utf-8")
    (folder / "judgements.toml").write_text(SCORES, encoding="utf-8")
    faults: list[Fault] = []
    stakes = room.load(folder, faults, root=tmp_path)
    told = {(fault.where, fault.found) for fault in faults}
    assert {
        ("stakes/preferences.toml:1", "jp_income has a swing of 0"),
        ("stakes/preferences.toml:1", "jp_income is effect without an outcome"),
        ("stakes/preferences.toml:12", "weight of jp_farm runs from 0.5 to 0.4"),
        ("stakes/preferences.toml:23", "unknown attribute of JP 'jp_cars'"),
        ("stakes/preferences.toml:23", "jp_farm before jp_cars by “named goal” without a statement"),
        ("stakes/preferences.toml:29", "jp_income before jp_farm by an analyst without name or reason"),
        ("stakes/judgements.toml:2", "rice=more is scored +0.2 though JP resists it (s1)"),
        ("stakes/judgements.toml:3", "unknown attribute of JP 'jp_fram'"),
        ("stakes/judgements.toml:3", "score 0.5, 0.2, 0.3"),
        ("stakes/judgements.toml:3", "a judgement nobody signed"),
        ("stakes/judgements.toml:4", "jp_income is effect and is given a score"),
    } <= told
    assert any("sum to at most 0.8" in fault.found for fault in faults)
    assert list(stakes.preferences) == ["JP"]

"""A record with faults gets one message each, with its line; good rows are kept."""

from pathlib import Path

from nemawashi.errors import Fault
from nemawashi.record import load

GOOD = """
[[party]]
id = "JP"
name = { en = "Japan", ja = "日本" }

[[person]]
id = "ishiba"
name = { en = "Ishiba", ja = "石破" }
party = "JP"

[[report]]
id = "r1"
outlet = { en = "Outlet", ja = "媒体" }
published_from = 2025-04-23
published_to = 2025-04-23
published_basis = { en = "stated", ja = "明記" }

[[statement]]
id = "s1"
report = "r1"
pinpoint = "whole page"
kind = "direct"
reported_speaker = "Ishiba"
speaker = "ishiba"
actor = "JP"
chain = [{ role = "outlet", name = "Outlet" }]
said_on = { from = 2025-04-21, to = 2025-04-21, precision = "day", basis = "weekday" }
move = "refusal"
paraphrase = { en = "No.", ja = "否。" }
"""


def faults_of(tmp_path: Path, text: str) -> list[Fault]:
    (tmp_path / "record").mkdir(exist_ok=True)
    (tmp_path / "record" / "all.toml").write_text(text, encoding="utf-8")
    faults: list[Fault] = []
    load(tmp_path / "record", faults, root=tmp_path)
    return faults


def test_the_smallest_record_has_no_faults(tmp_path: Path) -> None:
    assert faults_of(tmp_path, GOOD) == []


def test_a_statement_is_known_with_its_report(tmp_path: Path) -> None:
    faults_of(tmp_path, GOOD)
    record = load(tmp_path / "record", [], root=tmp_path)
    assert record.statements[0].known_from() == record.reports[0].published_to


def test_each_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    broken = (
        GOOD.replace('party = "JP"', 'party = "JQ"')
        .replace('speaker = "ishiba"\nactor = "JP"', 'speaker = "ishib"\nactor = "US"')
        .replace("from = 2025-04-21, to = 2025-04-21", "from = 2025-04-24, to = 2025-04-21")
        .replace('pinpoint = "whole page"', "start = 9\nend = 4")
        .replace('ja = "否。"', 'ja = " "')
    )
    faults = faults_of(tmp_path, broken)
    found = "\n".join(f"{fault.where} {fault.found}" for fault in faults)
    for part in (
        "record/all.toml:6 unknown party 'JQ'",
        "unknown person 'ishib'",
        "unknown party 'US'",
        "said_on ends before it starts",
        "before it was said",
        "half a span",
        "paraphrase of s1 lacks ja",
    ):
        assert part in found, part
    assert all(fault.where.startswith("record/all.toml:") for fault in faults)
    near = next(fault for fault in faults if "ishib'" in fault.found)
    assert "ishiba" in near.remedy


def test_a_misspelt_key_and_a_wrong_value_are_both_told_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = GOOD + GOOD[GOOD.index("[[statement]]") :].replace('"s1"', '"s2"').replace('move = "refusal"', 'move = "refuse"\nspeeker = "x"')
    faults = faults_of(tmp_path, text)
    assert len(faults) == 2
    assert {fault.where for fault in faults} == {"record/all.toml:40", "record/all.toml:41"}
    assert [said.id for said in load(tmp_path / "record", [], root=tmp_path).statements] == ["s1"]


def test_one_id_twice_names_both_places(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, GOOD + '[[party]]\nid = "JP"\nname = { en = "Nippon", ja = "日本" }\n')
    assert "record/all.toml:2" in fault.found


def test_a_table_that_is_no_part_of_a_record(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, GOOD + "[[statment]]\nid = 1\n")
    assert "statment" in fault.found


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    faults: list[Fault] = []
    load(tmp_path / "nowhere", faults)
    assert len(faults) == 1

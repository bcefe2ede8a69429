"""A law with faults gets one message a fault, each with its place, its rule and what to do."""

from pathlib import Path

from nemawashi.errors import Fault
from nemawashi.tariffs import load


def faults_of(folder: Path) -> list[Fault]:
    faults: list[Fault] = []
    load(folder, faults, root=folder.parent)
    return faults


def test_a_clean_folder_has_no_fault(folder: Path) -> None:
    assert faults_of(folder) == []


TEN = """
[[act]]
id = "order-2"
title = "Another order"
signed = 2025-05-01

[[measure]]
id = "wrong-prefix"
label = { en = "a", ja = "a" }
importer = "US"
authority = "s232"
headings = ["8709"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.1"
duty = "5 %"

[[measure]]
id = "overlap-one"
label = { en = "a", ja = "a" }
importer = "US"
authority = "s232"
programme = "p"
headings = ["8703"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.2"
duty = "5 %"

[[measure]]
id = "overlap-two"
label = { en = "a", ja = "a" }
importer = "US"
authority = "s232"
programme = "p"
headings = ["870323"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.3"
duty = "5 %"

[[rule]]
id = "forth"
kind = "displaces"
importer = "US"
first = ["extra"]
then = ["overlap-one"]
[[rule.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.4"

[[rule]]
id = "back"
kind = "displaces"
importer = "US"
first = ["overlap-one"]
then = ["extra"]
[[rule.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.5"

[[measure]]
id = "no-pinpoint"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = " "
duty = "5 %"

[[measure]]
id = "unknown-act"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-22"
pinpoint = "s.1"
duty = "5 %"

[[measure]]
id = "bad-duty"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.1"
duty = "five percent"

[[measure]]
id = "unknown-question"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
when = "in_transitt"
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.1"
duty = "5 %"

[[measure]]
id = "wrong-origin"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
origins = ["XQ"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.1"
duty = "5 %"

[[measure]]
id = "ends-before-it-starts"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
headings = ["8429"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
until = 2025-05-01
act = "order-2"
pinpoint = "s.1"
duty = "5 %"

[[measure]]
id = "misspelt"
label = { en = "a", ja = "a" }
importer = "US"
authority = "other"
heading = ["8429"]
[[measure.event]]
kind = "enact"
on = 2025-05-02
act = "order-2"
pinpoint = "s.1"
duty = "5 %"
"""


def test_ten_faults_get_ten_messages(folder: Path) -> None:
    (folder / "order.toml").write_text(TEN, encoding="utf-8")
    faults = faults_of(folder)
    lines = (folder / "order.toml").read_text(encoding="utf-8").split("\n")

    def at(fault: Fault) -> str:
        file, _, line = fault.where.rpartition(":")
        assert file == "law/order.toml"
        return next(text for text in reversed(lines[: int(line) + 1]) if text.startswith(("id", "heading", "kind")))

    found = {fault.found: at(fault) for fault in faults}
    ring = next(fault for fault in faults if "ring" in fault.found)
    assert "law/order.toml:48" in ring.remedy
    assert "law/order.toml:60" in ring.remedy
    assert len(faults) == 10, "\n".join(map(str, faults))
    for words in (
        "8709 covers no line",
        "overlap-one (law/order.toml:20) and overlap-two overlap in 870323",
        "stacking runs in a ring",
        "pinpoint is empty",
        "unknown act 'order-22'",
        "'five percent'",
        "unknown question 'in_transitt'",
        "unknown origin 'XQ'",
        "until 2025-05-01 is not after on 2025-05-02",
        "heading is not a known key",
    ):
        assert any(words in text for text in found), (words, list(found))
    assert all(fault.rule and fault.remedy for fault in faults)


def test_a_list_whose_hash_does_not_match_is_told(folder: Path) -> None:
    (folder / "schedule.csv").write_text("line,general\n87032301,2.6 %\n", encoding="utf-8")
    assert [fault.where for fault in faults_of(folder) if "sha256" in fault.found] == ["law/base.toml:21"]


def test_a_code_in_a_list_is_told_with_its_line(folder: Path) -> None:
    (folder / "codes.csv").write_text("code\n8703\n87O3\n8703\n", encoding="utf-8")
    (folder / "list.toml").write_text(
        '[[list]]\nid = "l"\nfile = "codes.csv"\nsha256 = ""\ntitle = "t"\nact = "order-1"\npinpoint = "Annex"\n', encoding="utf-8"
    )
    places = {fault.where: fault.found for fault in faults_of(folder)}
    assert places["law/codes.csv:3"] == "'87O3' is not a tariff code"
    assert places["law/codes.csv:4"] == "8703 stands twice"


def test_good_rows_are_kept_beside_bad_ones(folder: Path) -> None:
    (folder / "order.toml").write_text(TEN, encoding="utf-8")
    assert "overlap-one" in load(folder, [], root=folder.parent).measures
    assert "misspelt" not in load(folder, [], root=folder.parent).measures

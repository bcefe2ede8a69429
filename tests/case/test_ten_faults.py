"""Ten things broken in ten files are told at once, each with its place, the rule and the way out; nothing half-loaded is shown."""

import re
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from nemawashi.case import check_case, find_case, open_case
from nemawashi.cli import main
from nemawashi.errors import Refused

CASE = "us-japan-2025"

BROKEN: dict[str, tuple[str, str, str, str]] = {
    "bad TOML": ("positions/overrides.toml", "\n[[override]]", "\n[[override]", "TOML"),
    "a party nobody knows": ("agenda/chips.toml", 'party = "JP"', 'party = "JQ"', "'JQ'"),
    "a statement on no issue": ("record/r003.toml", 'issues = ["car_duty"', 'issues = ["car_dutty"', "'car_dutty'"),
    "a provision without its place in the act": ("law/us/autos.toml", 'pinpoint = "cl. (1)"\n', "", "pinpoint"),
    "a duty that is no duty": ("law/us/reciprocal.toml", 'JP = "24 %"', 'JP = "24 of a hundred"', "24 of a hundred"),
    "a meeting that ends before it begins": (
        "record/events.toml",
        "from = 2025-06-15, to = 2025-06-17",
        "from = 2025-06-15, to = 2025-06-07",
        "g7 ends before it starts",
    ),
    "an option that does nothing": (
        "agenda/issues_wider.toml",
        '[[issue.option.term]]\nkind = "unpriced"\nwhy = { en = "A study moves no gas',
        '[[issue.option]]\nid = "left"\ntitle = { en = "x", ja = "x" }\n[[issue.option.term]]\nkind = "unpriced"\nwhy = { en = "A study moves no gas',
        "alaska_study",
    ),
    "an assumption without a range": ("agenda/issues.toml", "low = 200, value = 400, high = 800", "value = 400", "range"),
    "a source nobody has": ("record/claims.toml", 'source = "tic-2025-04"', 'source = "tic-2025-40"', "'tic-2025-40'"),
    "a closure nobody knows": ("economy/baseline.toml", '"deficits held"', '"deficits hold"', "'deficits hold'"),
}
"""What breaks → file, what stands there, what is written instead, and what the message must name."""


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("broken") / "talks"
    shutil.copytree(find_case(CASE), folder)
    for name, old, new, _ in BROKEN.values():
        path = folder / name
        text = path.read_text("utf-8")
        assert old in text, f"{name} no longer holds {old!r}"
        path.write_text(text.replace(old, new, 1), "utf-8")
    return folder


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """Run the command as a person does: exit code, what it said, what it complained of."""

    def command(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["nemawashi", *arguments])
        with pytest.raises(SystemExit) as stopped:
            main()
        said = capsys.readouterr()
        return int(stopped.value.code or 0), said.out, said.err

    return command


def test_check_tells_all_of_them_at_once(broken: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    code, out, _ = run("check", str(broken))
    assert code == 2
    messages = re.split(r"\n(?=\S)", out.strip())
    faults = [message for message in messages if "\n    rule: " in message]
    assert len(faults) >= len(BROKEN)
    for breach, (file, _, _, named) in BROKEN.items():
        told = [fault for fault in faults if re.match(rf"{re.escape(file)}:\d+: ", fault) and named in fault]
        assert told, f"{breach}: nothing of {named} in {file}\n{out}"
        assert all(re.search(r"\n    rule: \S.*\n    do:   \S", fault) for fault in told)
    assert all(re.match(r"\S+\.(toml|csv):\d+: ", fault) for fault in faults)


def test_show_refuses_with_the_same_list_and_shows_nothing(broken: Path, run: Callable[..., tuple[int, str, str]]) -> None:
    told = [str(fault) for fault in check_case(broken)]
    code, out, err = run("show", str(broken))
    assert (code, out) == (2, "")
    assert [fault for fault in told if fault not in err] == []
    assert f"{len(told)} faults; nothing was done." in err
    with pytest.raises(Refused) as refused:
        open_case(broken)
    assert [str(fault) for fault in refused.value.faults] == told


def test_a_remedy_names_what_was_probably_meant(broken: Path) -> None:
    remedies = {fault.found: fault.remedy for fault in check_case(broken)}
    meant = {"'car_dutty'": "car_duty", "'JQ'": "JP", "'tic-2025-40'": "tic-2025-04", "'deficits hold'": "deficits held"}
    for found, name in meant.items():
        assert any(found in told and name in remedy for told, remedy in remedies.items()), (found, remedies)


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (("duty", "8703.23.99"), "8703.23.01"),
        (("duty", "8703.23.01", "--from", "JPX"), "JP"),
        (("show", CASE, "--on", "2025-13-01"), "2025-05-03"),
        (("timeline", CASE, "--known", "2024-05-03"), "2025-01-01"),
        (("effects", CASE, "car_duty=mnf"), "mfn"),
        (("effects", CASE, "car_dutty=mfn"), "car_duty"),
        (("effects", CASE, "car_duty=floor_15"), "mfn"),
        (("effects", CASE, "--closure", "deficits hold"), "deficits held"),
        (("frontier", CASE, "--red-line", "jp-farm-for-care"), "jp-farm-for-cars"),
        (("show", CASE, "--for", "KR"), "US"),
        (("show", "us-japan-2024"), CASE),
        (("show", CASE, "--lang", "fr"), "ja"),
        (("brief", CASE, "-o", "brief.pdf"), "brief.docx"),
    ],
)
def test_a_wrong_name_is_answered_with_the_nearest(
    arguments: tuple[str, ...], nearest: str, run: Callable[..., tuple[int, str, str]]
) -> None:
    code, out, err = run(*arguments)
    assert (code, out) == (2, "")
    assert nearest in err
    assert "    rule: " in err
    assert "    do:   " in err

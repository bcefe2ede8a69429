"""The lines that say how to make an answer again are run as they are printed: in a shell's words, and in Python."""

import json
import shlex
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli.app import app
from nemawashi.errors import Refused
from nemawashi.workbench import Workbench

OWN = "{own}"
OF_THE_SCENARIO = (
    *("show", "positions", "timeline", "conflicts", "claims", "barriers", "posture", "calendar"),
    *("agenda", "names", "sources", "references", "frontier", "elicit"),
)
ASKED = (
    "duty 7318.15.80 --from JP --on 2025-05-15 --answer 'steel_content=60 %' --answer usjta_claimed=no --value 1250.50",
    "duty 1006.30 --from US --to JP --on 2025-05-03 --value 100000 --quantity 500 --answer 'quota.jp-rice-ma=0 %' --compare 2025-09-16",
    "duty 8703.23.01 --on 2025-05-03 --compare us-232-autos=remove",
    "average --on 2025-04-10 --answer presumptions=headline",
    f"average --from NZ --to CL --case {OWN}",
    f"duty 0405.10.00 --from NZ --to CL --case {OWN}",
    "diff --on 2025-05-03 --known 2025-07-01 --compare 2025-07-09 --by chapter --answer usjta_claimed=yes",
    "reconcile --known 2025-09-20",
    "effects us-japan-2025 car_duty=mfn --closure balanced --elasticities shapiro",
    "target us-japan-2025 'output(JP,C29)>=1' --closure proportional",
    "concessions us-japan-2025 --outcome revenue --closure balanced",
    "sensitivity us-japan-2025 midway car_duty=mfn,lng=share_20 --outcome goods_balance --party US --partner JP --draws 0",
    "baseline --elasticities shapiro",
    f"effects {OWN} additional_duty=ended",
    f"optimal {OWN} --closure balanced",
    f"deal {OWN} additional_duty=ended --against status_quo --without fruit_inspection",
    f"ratify {OWN} status_quo",
    f"termsheet {OWN} status_quo --previous both",
    f"termsheet {OWN} both --previous status_quo",
    f"zopa {OWN} --form law --without fruit_inspection",
    f"frontier {OWN} --without fruit_inspection",
)


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case of one's own, in a folder with a blank in its name."""
    folder = tmp_path_factory.mktemp("cases") / "my case"
    assert CliRunner().invoke(app, ["new", str(folder)]).exit_code == 0
    return folder


def _told(words: list[str]) -> dict[str, Any]:
    done = CliRunner().invoke(app, [*words, "--json"])
    assert done.exit_code == 0, done.output
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _run(python: str) -> Any:
    *lines, last = python.splitlines()
    space: dict[str, Any] = {}
    exec("\n".join(lines), space)
    return eval(last, space)


@pytest.mark.parametrize("asked", ASKED)
def test_the_lines_to_reproduce_an_answer_run_as_printed(asked: str, own: Path) -> None:
    words = shlex.split(asked.replace(OWN, shlex.quote(str(own))))
    if "us-232-autos=remove" in asked:
        agenda = _told(["agenda", "us-japan-2025"])
        issue = agenda["issues"][0]
        words[-1] = f"{issue['id']}={issue['options'][-1]['id']}"
    first = _told(words)
    again = _told(shlex.split(first["receipt"]["command"])[1:])
    assert again == first
    assert _run(first["receipt"]["python"]).receipt.python == first["receipt"]["python"]


def test_a_folder_with_a_blank_is_one_word_of_every_command(own: Path) -> None:
    bench = Workbench.open(own)
    ended = bench.agenda.package(["additional_duty=ended"])
    shown = [getattr(views, verb)(bench) for verb in OF_THE_SCENARIO]
    shown += [
        views.zopa(bench),
        views.deal(bench, ended),
        views.ratify(bench, ended),
        views.clauses(bench, ended),
        views.concessions(bench),
    ]
    shown += [views.optimal(bench), views.effects(bench), views.baseline(bench), views.target(bench, "output(CL,FARM)>=0")]
    for one in shown:
        assert shlex.split(one.receipt.command)[2] == str(own), one.receipt.command
    assert str(own) in shlex.split(views.reconcile(bench).receipt.command)
    with pytest.raises(Refused) as refused:
        Workbench.open(own / "record")
    assert shlex.quote(str(own / "record")) in refused.value.faults[0].remedy


def test_the_lines_to_reproduce_a_priced_file_run_as_printed(tmp_path: Path) -> None:
    folder = tmp_path / "a folder"
    folder.mkdir()
    source = folder / "goods.csv"
    source.write_text("heading,origin,date,value\n8703.23.01,JP,2025-05-03,100000\n7318.15.80,JP,2025-05-15,1000\n", encoding="utf-8")
    words = ["price", str(source), "-o", str(folder / "out.csv"), "--to", "US", "--answer", "steel_content=60 %"]
    first = _told(words)
    priced = (folder / "out.csv").read_text(encoding="utf-8")
    (folder / "out.csv").unlink()
    assert _told(shlex.split(first["receipt"]["command"])[1:]) == first
    (folder / "out.csv").unlink()
    assert _run(first["receipt"]["python"]).priced == first["priced"]
    assert (folder / "out.csv").read_text(encoding="utf-8") == priced

"""A package at home: which bodies decide, and votes as ranges."""

import json

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.errors import Unknown
from nemawashi.web import application
from nemawashi.workbench import Workbench

CASE = "us-japan-2025"


def test_the_form_of_a_settlement_chooses_the_bodies() -> None:
    bench = Workbench.open(CASE)
    package = bench.agenda.package("midway")
    bodies = {
        form: {body.id for row in views.ratify(bench, package, form).rows for body in row.bodies} for form in ("executive", "law", "treaty")
    }
    assert "jp-lower-house" in bodies["treaty"]
    assert "jp-upper-house" in bodies["law"]
    assert "jp-lower-house" not in bodies["executive"]
    assert bodies["executive"] <= bodies["law"] & bodies["treaty"]
    with pytest.raises(Unknown, match="treaty"):
        views.ratify(bench, package, "treatise")


def test_votes_run_from_sure_to_possible_and_both_doors_agree() -> None:
    bench = Workbench.open(CASE).carrying(["midway"])
    shown = views.ratify(bench, bench.package, "treaty")
    for row in shown.rows:
        assert 0 <= (row.probability.low or 0) <= (row.probability.high or 0) <= 100
        assert (row.win_set.high or 0) <= (row.efficient.value or 0)
        for body in row.bodies:
            sure, possible, needed = body.votes.low or 0, body.votes.high or 0, body.needed.value or 0
            assert body.verdict == ("carries" if sure >= needed else "open" if possible >= needed else "fails")
    served = TestClient(application(CASE)).get("/api/ratify", params={"p": ["midway"], "form": "treaty"})
    assert served.status_code == 200, served.text
    assert served.json() == json.loads(json.dumps(views.answer(bench, shown)))
    told = CliRunner().invoke(app, ["ratify", CASE, "midway", "--form", "treaty", "--json"], catch_exceptions=False)
    assert json.loads(told.stdout) == served.json()

"""``zopa``: the zone by date and under tied hands, the same by call, command and address; and what theory says of it holds."""

import json
from datetime import date

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.errors import Unknown
from nemawashi.web import application
from nemawashi.workbench import Workbench
from nemawashi.workbench.frontier import table
from nemawashi.workbench.zopa import zopa

CASE = "us-japan-2025"


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open(CASE)


def test_three_doors_answer_alike(bench: Workbench) -> None:
    asked = json.loads(json.dumps(views.answer(bench, views.zopa(bench, "law"), "en")))
    told = CliRunner().invoke(app, ["zopa", CASE, "--form", "law", "--json"], catch_exceptions=False)
    assert json.loads(told.stdout) == asked
    assert TestClient(application(CASE)).get("/api/zopa", params={"form": "law"}).json() == asked
    with pytest.raises(Unknown, match="treaty"):
        views.zopa(bench, "handshake")


def test_on_the_deadline_the_zone_is_the_tables_own_and_before_it_breakdown_hurts_less(bench: Workbench) -> None:
    held, found = table(bench), zopa(bench)
    rows = {row.on: row for row in found.dates}
    assert held.frontier.zopa is not None
    assert rows[date(2025, 7, 9)].acceptable == len(held.frontier.zopa)
    japan = {day: row.breakdown.payoff(held.screen, "JP", held.weights["JP"]).value for day, row in rows.items()}
    assert japan[date(2025, 7, 9)] < japan[date(2025, 5, 3)], "the lapse of the suspension makes no deal worse for Japan"
    assert all(row.surely <= row.possibly <= row.acceptable for row in found.dates)
    assert found.empties is None


def test_tied_hands_help_who_ties_them_until_nothing_is_left(bench: Workbench) -> None:
    for party, curve in zopa(bench).hands.items():
        other = next(name for name in bench.case.parties if name != party)
        own = [level.settled.payoffs[party] for level in curve if level.settled.payoffs is not None]
        theirs = [level.settled.payoffs[other] for level in curve if level.settled.payoffs is not None]
        assert own == sorted(own)
        assert theirs == sorted(theirs, reverse=True)
        assert all(level.settled.payoffs is None or level.settled.payoffs[party] >= level.level - 1e-3 for level in curve)
        assert [level.settled.acceptable for level in curve] == sorted((level.settled.acceptable for level in curve), reverse=True)

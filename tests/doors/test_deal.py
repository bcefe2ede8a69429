"""``deal``: a draft judged, the same by call, command and address; and what is said of it is true."""

import json

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.errors import Refused
from nemawashi.web import application
from nemawashi.workbench import Workbench
from nemawashi.workbench.deal import deal
from nemawashi.workbench.frontier import table

CASE = "us-japan-2025"


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open(CASE)


def test_three_doors_answer_alike(bench: Workbench) -> None:
    asked = json.loads(json.dumps(views.answer(bench, views.deal(bench, bench.agenda.package("midway")), "en")))
    told = CliRunner().invoke(app, ["deal", CASE, "midway", "--json"], catch_exceptions=False)
    assert json.loads(told.stdout) == asked
    moves = [f"{issue}={option}" for issue, option in asked["package"].items()]
    served = TestClient(application(CASE)).get("/api/deal", params={"p": moves})
    assert served.json() == asked


def test_what_is_better_for_both_is_and_counter_offers_keep_the_other_side_whole(bench: Workbench) -> None:
    found = deal(bench, bench.agenda.package("tabled_may"))
    assert found.better_count > 0
    assert all(min(way.over.values()) >= 0 and max(way.over.values()) > 0 for way in found.better)
    for party, ways in found.counters.items():
        for way in ways:
            assert way.over[party] > 0
            assert all(value >= 0 for other, value in way.over.items() if other != party)


def test_a_draft_one_side_would_not_sign_is_shown_the_way_into_the_zopa(bench: Workbench) -> None:
    held = table(bench)
    found = deal(bench, bench.agenda.package("full_cancellation"))
    assert found.acceptable == {"JP": True, "US": False}
    best = max(point.payoffs[0] for point in held.frontier.some(held.frontier.zopa))
    way = found.concessions["JP"]
    assert way is not None
    assert found.payoffs["JP"] + way.over["JP"] == pytest.approx(float(best))


def test_the_nash_package_leaves_nothing_and_is_compared_with_what_is_named(bench: Workbench) -> None:
    nash = bench.agenda.package(table(bench).nash.packages[0])
    found = deal(bench, nash, bench.agenda.package("midway"))
    assert found.better_count == 0
    assert found.dominated is None
    assert {row.party for row in found.against} == {"JP", "US"}
    assert all(row.package == bench.agenda.package("midway") for row in found.against)


def test_a_draft_across_a_binding_line_or_with_an_option_nobody_judged_is_refused(bench: Workbench) -> None:
    with pytest.raises(Refused, match="binds and is broken"):
        deal(bench.at(red_lines=("jp-currency-apart",)), bench.agenda.package(["exchange_rate=clause"]))
    with pytest.raises(Refused, match="cannot be compared"):
        deal(bench, bench.agenda.package(["steel_duty=quota_2022"]))

"""One answer, three doors: the Python call, the command with --json and the page's address give the same object."""

import json
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from nemawashi import views
from nemawashi.cli import app
from nemawashi.errors import Refused
from nemawashi.web import application
from nemawashi.workbench import Workbench

CASE = "us-japan-2025"
VERBS: dict[str, tuple[list[str], Callable[[Workbench], Any]]] = {
    "show": (["show", CASE], views.show),
    "frontier": (["frontier", CASE], views.frontier),
    "positions": (["positions", CASE], views.positions),
    "timeline": (["timeline", CASE], views.timeline),
    "conflicts": (["conflicts", CASE], views.conflicts),
    "claims": (["claims", CASE], views.claims),
    "barriers": (["barriers", CASE], views.barriers),
    "posture": (["posture", CASE], views.posture),
    "calendar": (["calendar", CASE], views.calendar),
    "agenda": (["agenda", CASE], views.agenda),
    "reconcile": (["reconcile", CASE], views.reconcile),
    "average": (["average"], lambda bench: views.average(bench, origin="JP", importer="US")),
    "names": (["names", CASE], views.names),
    "sources": (["sources", CASE], views.sources),
    "references": (["references", CASE], views.references),
    "effects": (["effects", CASE], views.effects),
    "baseline": (["baseline", CASE], views.baseline),
    "concessions": (["concessions", CASE], views.concessions),
    "sensitivity": (["sensitivity", CASE], views.sensitivity),
    "optimal": (["optimal", CASE], views.optimal),
}


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(application(CASE))


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open(CASE)


def told(arguments: list[str]) -> Any:
    done = CliRunner().invoke(app, [*arguments, "--json"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def plain(answer: Any) -> Any:
    return json.loads(json.dumps(answer))


@pytest.mark.parametrize("verb", VERBS)
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_python_command_and_page_answer_alike(verb: str, lang: str, client: TestClient, bench: Workbench) -> None:
    arguments, call = VERBS[verb]
    served = client.get(f"/api/{verb}", params={"lang": lang})
    assert served.status_code == 200, served.text
    asked = plain(views.answer(bench, call(bench), lang))  # type: ignore[arg-type]
    assert served.json() == asked
    if lang == "en":
        assert told(arguments) == asked


def test_a_package_and_a_duty_too(client: TestClient, bench: Workbench) -> None:
    moved = bench.at(package={"car_duty": "mfn"})
    asked = plain(views.answer(moved, views.effects(moved), "en"))
    assert client.get("/api/effects", params={"p": ["car_duty=mfn"]}).json() == asked
    assert told(["effects", CASE, "car_duty=mfn"]) == asked
    lapse = bench.at(known="2025-07-01")
    asked = plain(views.answer(lapse, views.diff(lapse, ("2025-07-09",), origin="JP", importer="US", by="chapter"), "en"))
    parameters = {"compare": "2025-07-09", "by": "chapter", "known": "2025-07-01"}
    assert client.get("/api/diff", params=parameters).json() == asked
    assert told(["diff", "--compare", "2025-07-09", "--by", "chapter", "--known", "2025-07-01"]) == asked
    day = bench.at(on="2025-04-17")
    asked = plain(views.answer(day, views.duty(day, "8703.23.01", origin="JP", importer="US"), "en"))
    assert client.get("/api/duty", params={"heading": "8703.23.01", "from": "JP", "to": "US", "on": "2025-04-17"}).json() == asked
    assert told(["duty", "8703.23.01", "--from", "JP", "--to", "US", "--on", "2025-04-17"]) == asked
    assert asked["total"] == {"low": 27.5, "high": 27.5}


def test_an_error_names_the_nearest(client: TestClient) -> None:
    refused = client.get("/api/effects", params={"p": ["car_dutty=mfn"]})
    assert refused.status_code == 422
    assert "car_duty" in refused.json()["faults"][0]["remedy"]
    assert client.get("/api/show", params={"on": "2025-13-01"}).status_code == 422
    assert client.get("/api/show", headers={"host": "evil.example"}).status_code == 403


def test_a_target_too(client: TestClient, bench: Workbench) -> None:
    goal = "balance(US,JP)>=0"
    asked = plain(views.answer(bench, views.target(bench, goal, "JP"), "en"))
    assert client.get("/api/target", params={"goal": goal, "books": "JP"}).json() == asked
    assert told(["target", CASE, goal, "--books", "JP"]) == asked


def test_a_frontier_without_an_issue_too(client: TestClient, bench: Workbench) -> None:
    apart = bench.at(without=("defence_cost",), red_lines=("jp-treasuries",))
    asked = plain(views.answer(apart, views.frontier(apart), "en"))
    given = {"without": "defence_cost", "red_line": "jp-treasuries"}
    assert client.get("/api/frontier", params=given).json() == asked
    assert told(["frontier", CASE, "--without", "defence_cost", "--red-line", "jp-treasuries"]) == asked
    assert {row["package"].get("defence_cost") for row in asked["efficient"]} == {None}
    assert asked["linkage"]["issues"] == ["defence_cost"]
    assert client.get("/api/frontier", params={"without": "defence"}).status_code == 422


def test_other_assumptions_too(client: TestClient, bench: Workbench) -> None:
    free = bench.at(package={"car_duty": "mfn"}, closure="balanced", elasticities="shapiro")
    asked = plain(views.answer(free, views.effects(free), "en"))
    assert client.get("/api/effects", params={"p": ["car_duty=mfn"], "closure": "balanced", "elasticities": "shapiro"}).json() == asked
    assert told(["effects", CASE, "car_duty=mfn", "--closure", "balanced", "--elasticities", "shapiro"]) == asked
    refused = client.get("/api/effects", params={"closure": "balance"})
    assert refused.status_code == 422
    assert "deficits held" in refused.json()["faults"][0]["rule"]
    ranked = {"package": ["midway", "tabled_may"], "outcome": "goods_balance", "party": "US", "partner": "JP", "draws": 2}
    asked = plain(
        views.answer(
            bench, views.sensitivity(bench, ["midway", "tabled_may"], outcome="goods_balance", party="US", partner="JP", draws=2), "en"
        )
    )
    assert client.get("/api/sensitivity", params=ranked).json() == asked
    words = ["sensitivity", CASE, "midway", "tabled_may", "--outcome", "goods_balance", "--party", "US", "--partner", "JP", "--draws", "2"]
    assert told(words) == asked


def test_two_stacks_side_by_side(client: TestClient, bench: Workbench) -> None:
    good = {"origin": "JP", "importer": "US"}
    asked = plain(views.answer(bench, views.duty(bench, "8429.52.10", compare="2025-07-09", **good), "en"))
    assert client.get("/api/duty", params={"heading": "8429.52.10", "compare": "2025-07-09"}).json() == asked
    assert told(["duty", "8429.52.10", "--compare", "2025-07-09"]) == asked
    assert (asked["total"]["low"], asked["compared"]["total"]["low"]) == (10.0, 24.0)
    assert (asked["compared"]["difference"]["low"], asked["compared"]["difference"]["high"]) == (14.0, 14.0)
    assert {line["measure"] for line in asked["compared"]["changed"]} == {"us-ieepa-baseline", "us-ieepa-country"}
    car = views.duty(bench, "8703.23.01", compare=["car_duty=mfn"], **good)
    assert car.compared is not None
    assert (car.total.low, car.compared.total.low) == (Decimal("27.5"), Decimal("2.5"))
    assert car.compared.package == {"car_duty": "mfn"}
    with pytest.raises(Refused):
        views.duty(bench, "8703.23.01", compare=["2025-07-09", "2025-08-01"], **good)

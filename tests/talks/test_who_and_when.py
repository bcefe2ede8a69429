"""Rows S11 to S20: rounds and calendar, packages, home politics, parallel talks, diplomacy around, preparation, the press, haste, chance, claims."""

from typing import Any

from typer.testing import CliRunner

from nemawashi.cli import app
from nemawashi.workbench.positions import stances

from .conftest import CASE, Desk


def rows(desk: Desk, *clocks: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in desk.told("timeline", CASE, *clocks)["rows"]}


def test_s11_rounds_with_level_length_mandate_and_what_was_missing(desk: Desk) -> None:
    seen = rows(desk)
    first, second, officials = seen["round-1"]["round"], seen["round-2"]["round"], seen["official-talks"]["round"]
    assert (first["level"], first["minutes"], first["can_commit"]) == ("minister", 75, ["Donald Trump"])
    assert (second["minutes"], second["can_commit"]) == (130, [])
    assert officials["level"] == "official"
    assert "working-level preparation" in first["missing"]
    assert seen["round-2"]["slipped_from"] == "2025-04-30"
    third = seen["round-3"]
    assert (third["on"], third["status"]) == ("2025-05-11", "planned")
    assert seen["g7"]["on"] == "2025-06-15"
    assert "Tokyo aims at" in seen["g7"]["changes"]
    assert seen["suspension-lapses"]["on"] == "2025-07-09"


def test_s11_on_19_april_the_second_round_was_still_to_be_in_april(desk: Desk) -> None:
    second = rows(desk, "--known", "2025-04-19")["round-2"]
    assert (second["until"], second["status"], second["slipped_from"]) == ("2025-04-30", "planned", None)
    assert second["round"]["minutes"] is None
    assert second["text"] == ""


def test_s11_chips_and_what_became_of_them_when_tabled(desk: Desk) -> None:
    chips = {chip["id"]: chip for chip in desk.told("show", CASE)["chips"]}
    assert (chips["jp-corn-soy"]["stage"], chips["jp-corn-soy"]["on"]) == ("not engaged", "2025-05-01")
    assert chips["jp-car-inspection"]["stage"] == "not engaged"
    steps = {chip.id: [step.stage for step in chip.steps] for chip in desk.bench.agenda.chips}
    assert steps["jp-corn-soy"] == ["considered", "prepared", "tabled", "not engaged"]
    assert all(chip["to_them"] is not None and chip["to_us"] is not None for chip in chips.values() if chip["stage"] == "not engaged")


def test_s12_nothing_is_agreed_until_all_is_and_partial_deals_stand_beside(desk: Desk) -> None:
    tie = next(one for one in desk.bench.agenda.linkages if one.id == "jp-single-undertaking")
    assert (tie.by, tie.said_by) == ("JP", "akazawa")
    assert set(tie.issues) >= {"reciprocal_rate", "car_duty", "rice_access"}
    kinds = {package.id: package.kind for package in desk.bench.agenda.packages}
    assert {"status quo", "no deal", "partial", "full"} <= set(kinds.values())
    found = desk.told("frontier", CASE)
    assert found["packages"] > 1_000_000
    assert found["method"] == "exact"
    assert 0 < len(found["zopa"]) < len(found["efficient"])
    assert all(len(point["package"]) > 3 for point in found["nash"])


def test_s13_who_must_be_carried_at_home_with_seats_thresholds_and_dates(desk: Desk) -> None:
    groups = {group.id: {one.measure: one.value for one in group.readings} for group in desk.bench.record.constituencies}
    assert (groups["jp-lower-house"]["majority"], groups["jp-lower-house"]["coalition"], groups["jp-lower-house"]["short"]) == (
        233,
        220,
        13,
    )
    assert groups["jp-upper-house"]["needed"] == 50
    assert "won" not in groups["jp-upper-house"], "the poll lies ahead"
    assert (groups["jp-voters"]["approval"], groups["jp-voters"]["disapproval"]) == (30, 56)
    assert groups["us-executive"]["approval"] == 42
    assert {"jp-farmers", "jp-car-makers", "jp-komeito", "us-markets", "us-courts"} <= set(groups)
    bodies = {body.id: body for body in desk.bench.case.stakes.bodies}
    assert bodies["jp-lower-house"].needed == 233
    assert sum(bloc.seats for bloc in bodies["jp-lower-house"].blocs) == 465
    assert all(bloc.threshold.low < bloc.threshold.high for body in bodies.values() for bloc in body.blocs)
    carried = desk.text("ratify", CASE, "tabled_may")
    assert "The ruling party's farm members" in carried
    assert carried.count("Win-set") == 2
    treaty = desk.text("ratify", CASE, "tabled_may", "--form", "treaty")
    assert "House of Representatives" in treaty
    assert "Before it, farm concessions cost seats" in rows(desk)["upper-house"]["changes"]


def test_s14_many_talks_at_once_and_a_deal_as_precedent(desk: Desk) -> None:
    talks = {one["id"]: one for one in desk.told("timeline", CASE)["talks"]}
    assert {"us-jp", "us-asked", "us-kr", "us-vn", "us-it", "us-in", "us-cn"} == set(talks)
    assert talks["us-asked"]["summary"] == "About 40 talks going on beside Japan's"
    assert talks["us-cn"]["stage"] == "none"
    early = {one["id"]: one for one in desk.told("timeline", CASE, "--known", "2025-04-17")["talks"]}
    assert early["us-asked"]["summary"] == "More than 75 have asked"
    assert early["us-kr"]["stage"] == "scheduled"
    assert "a Korean accord sooner or later sets a mark for Japan's" in desk.text("timeline", CASE)
    third_countries = {said.id for said in desk.bench.record.statements if "parallel_talks" in said.issues}
    assert {"r004-us-precedent", "r001-model", "r004-forty-talks"} <= {said.id for said in desk.bench.record.statements}
    assert third_countries


def test_s15_manila_and_beijing_stand_on_the_timeline_tied_to_parties_and_issues(desk: Desk) -> None:
    seen = rows(desk)
    manila, beijing = seen["ishiba-marcos"], seen["saito-china"]
    assert (manila["on"], manila["parties"], manila["place"]) == ("2025-04-29", ["JP", "PH"], "Manila")
    assert set(manila["issues"]) == {"parallel_talks", "defence_cost"}
    assert (beijing["on"], beijing["parties"]) == ("2025-04-22", ["JP", "CN"])
    assert set(beijing["people"]) == {"Saito Tetsuo", "Liu Jianchao"}
    assert beijing["citations"]


def test_s16_from_the_other_sides_demands_to_a_brief(desk: Desk, tmp_path: Any) -> None:
    paper = tmp_path / "brief.md"
    desk.text("brief", CASE, "-o", str(paper))
    text = paper.read_text("utf-8")
    for heading in ("What changed", "Positions", "The law and its cliff", "If they say, we answer", "Red lines", "Calendar", "Assumptions"):
        assert heading in text, heading
    cards = text[text.index("If they say") : text.index("## Red lines")]
    assert "Cost of American forces in Japan" in cards
    assert "Exchange rate" in cards
    assert {"r001-reviewing", "r001-chips-considered"} <= {said.id for said in desk.bench.record.statements}


def test_s16_a_brief_for_one_ministry_holds_what_it_answers_for(desk: Desk, tmp_path: Any) -> None:
    paper = tmp_path / "farm.md"
    desk.text("brief", CASE, "-o", str(paper), "--ministry", "jp-agriculture")
    text = paper.read_text("utf-8")
    assert "for the Minister of Agriculture, Forestry and Fisheries" in text.splitlines()[0]
    positions = text[text.index("## Positions") : text.index("## The law")]
    assert [line for line in positions.splitlines() if line.startswith("| **")] != []
    assert "Rice access" in positions
    assert "Exchange rate" not in positions
    assert "Farm protection is not traded for the car tariff" in text[text.index("## Red lines") :]
    assert "No currency clause" not in text[text.index("## Red lines") :]
    first = text[: text.index("## What changed")]
    assert "rice +60 kt" in first
    assert "parts exempt" not in first, "another desk's move"
    assert "Treasuries held" not in first
    cards = text[text.index("## If they say") : text.index("## Red lines")]
    assert "Rice access" in cards
    assert "Exchange rate" not in cards
    packages = text[text.index("## The leading packages") : text.index("## If they say")]
    assert "**Rice access" in packages
    assert "**Duty on car parts" not in packages
    refused = CliRunner().invoke(app, ["brief", CASE, "-o", str(paper), "--ministry", "jp-agricultur"])
    assert "jp-agriculture" in str(refused.exception)


def test_s17_three_names_for_one_secretary_and_a_post_given_to_the_wrong_man(desk: Desk) -> None:
    people = {row["id"]: row for row in desk.told("names", CASE)["rows"]}
    assert {one["printed"] for one in people["bessent"]["variants"]} == {"Scott Bessent", "Scott Broughton", "Benson"}
    assert people["nakatani"]["variants"][0]["kind"] == "misprint"
    found = desk.told("conflicts", CASE)
    press = {row["id"]: row for row in found["press"]}
    assert press["who-posted"]["about"] == "speaker"
    assert press["who-posted"]["taken"].startswith("The President wrote all of them")
    assert "misattribution" in {flag["kind"] for flag in found["flags"]}
    assert {row["kind"] for row in found["press"]} == {"contradicts", "tension"}
    assert {row["kind"] for row in found["sides"]} == {"disagreement"}


def test_s17_chains_of_attribution_tell_how_many_sources_there_really_are(desk: Desk) -> None:
    said = {one.id: one for one in desk.bench.record.statements}
    chain = [link.role for link in said["r000-deficit-zero"].chain]
    assert chain[0] == "outlet"
    assert len(chain) >= 3
    troops = next(one for one in stances(desk.bench) if (one.party, one.issue) == ("US", "defence_cost"))
    assert 1 <= troops.sources <= len(troops.statements)


def test_s18_no_hurry_is_said_and_reasons_to_hurry_are_counted(desk: Desk) -> None:
    told = desk.told("posture", CASE)
    sides = {row["party"]: row for row in told["rows"]}
    assert [sides[party]["mixed"] for party in ("JP", "US")] == [True, True]
    assert "r004-catbird" in {one["statement"] for one in sides["US"]["patient"]}
    assert "r004-if-lapses" in {one["statement"] for one in sides["JP"]["pressed"]}
    assert all(one["citation"]["source"] for row in sides.values() for one in (*row["patient"], *row["pressed"]))
    assert "In public no hurry, in private an early deal" in desk.text("conflicts", CASE)
    now, more = told["duty_now"], told["added"]
    assert 55 < now["low"] < now["high"] < 75, "USD million a day"
    assert 20 < more["low"] < more["high"] < 35
    assert now["unit"] == "USD million a day"


def test_s19_left_to_chance_was_said_and_what_came_of_it_is_kept_behind_the_wall(desk: Desk) -> None:
    assert "The minister reports progress, a diplomat calls it luck, a high official sees no light" in desk.text("conflicts", CASE)
    assert "r004-to-chance" in {one.id for one in desk.bench.record.statements}
    ahead = {name for name, row in rows(desk).items() if row["status"] in ("planned", "expected")}
    assert {"round-3", "g7", "suspension-lapses", "upper-house"} <= ahead
    happened = rows(desk, "--known", "2025-09-20", "--on", "2025-09-20")
    assert [happened[name]["status"] for name in ("round-3", "g7", "upper-house", "round-8")] == ["held"] * 4
    assert happened["suspension-lapses"]["slipped_from"] == "2025-07-09"
    assert happened["suspension-lapses"]["on"] == "2025-08-01"


def test_s20_claims_are_checked_against_sources_or_there_is_no_data(desk: Desk) -> None:
    claims = {one["id"]: one for one in desk.told("claims", CASE)["rows"]}
    verdicts = {name: claims[name]["verdict"] for name in claims}
    assert verdicts["japan-bears-nothing"] == "contradicted"
    assert verdicts["largest-treasury-holder"] == "supported"
    assert verdicts["largest-deployment"] == "no_data"
    assert verdicts["car-standards-unequal"] == "partly"
    assert claims["largest-deployment"]["wanted"]
    for one in claims.values():
        assert one["made"], one["id"]
        assert all(evidence["citation"]["source"] and evidence["certainty"] for evidence in one["evidence"])
    burden = [evidence["figure"]["value"] for evidence in claims["japan-bears-nothing"]["evidence"] if evidence["figure"]]
    assert 211 in burden

"""Rows S1 to S10: tariffs by date, the deficit, farm goods, barriers, cars, defence, currency, gas and ships, bonds, the agreement of 2019."""

from nemawashi.workbench.linked import linked

from .conftest import CASE, Desk

CAR, PART, STEEL, ALUMINIUM, EXCAVATOR, TEA = "8703.23.01", "8708.29.51", "7208.10.15", "7606.12.30", "8429.52.10", "0902.10.10"


def total(desk: Desk, heading: str, on: str, known: str = "2025-05-03") -> tuple[float, float]:
    found = desk.told("duty", heading, "--from", "JP", "--to", "US", "--on", on, "--known", known)["total"]
    return found["low"], found["high"]


def lines(desk: Desk, *typed: str) -> dict[str, dict[str, str]]:
    return {line["measure"]: line for line in desk.told("duty", *typed)["lines"]}


def cell(desk: Desk, issue: str, party: str) -> dict[str, object]:
    rows = {row["issue"]: row["cells"] for row in desk.told("positions", CASE)["rows"]}
    return next(one for one in rows[issue] if one["party"] == party)


def test_s1_ten_per_cent_holds_and_twenty_four_comes_back_on_9_july(desk: Desk) -> None:
    assert total(desk, EXCAVATOR, "2025-04-04") == (0, 0)
    assert total(desk, EXCAVATOR, "2025-04-05") == (10, 10)
    assert total(desk, EXCAVATOR, "2025-05-03") == (10, 10)
    assert total(desk, EXCAVATOR, "2025-07-08") == (10, 10)
    assert total(desk, EXCAVATOR, "2025-07-09") == (24, 24)
    suspended = lines(desk, EXCAVATOR)["us-ieepa-country"]
    assert (suspended["status"], suspended["act"], suspended["pinpoint"]) == ("suspended", "Executive Order 14266", "s.2")


def test_s1_cars_pay_27_5_from_3_april_parts_from_3_may_and_metal_25(desk: Desk) -> None:
    assert total(desk, CAR, "2025-04-02")[0] == 2.5
    assert total(desk, CAR, "2025-04-03") == (27.5, 27.5)
    assert total(desk, PART, "2025-05-02")[1] < 27.5
    assert total(desk, PART, "2025-05-03")[1] == 27.5
    assert total(desk, STEEL, "2025-05-03") == (25, 25)
    assert total(desk, ALUMINIUM, "2025-05-03")[1] >= 25


def test_s1_the_average_rises_by_seven_points_on_9_july(desk: Desk) -> None:
    rows = [desk.told("average", "--from", "JP", "--to", "US", "--on", on)["rows"][0] for on in ("2025-05-03", "2025-07-09")]
    now, then = (row["rate"] for row in rows)
    assert 14 < now["low"] <= now["high"] < 17
    assert 21 < then["low"] <= then["high"] < 23


def test_s1_first_everything_was_to_go_then_cars_and_steel(desk: Desk) -> None:
    early = desk.told("positions", CASE, "--known", "2025-04-17")
    asked = {row["issue"]: {one["party"]: one["stance"] for one in row["cells"]} for row in early["rows"]}
    assert "removed" in asked["car_duty"]["JP"].casefold() or "cancel" in asked["car_duty"]["JP"].casefold()
    assert cell(desk, "car_duty", "JP")["stance"] == "Cars and steel exempted"
    moved = desk.told("positions", CASE, "--since", "2025-04-17")["moved"]
    assert ("JP", "car_duty") in {(one["party"], one["issue"]) for one in moved}


def test_s2_no_package_of_this_agenda_brings_the_deficit_to_zero(desk: Desk) -> None:
    found = desk.told("target", CASE, "balance(US,JP)>=0")
    assert found["reached"] is False
    chosen = next(one for one in found["books"] if one["chosen"])
    assert chosen["level"]["value"] == -68.5e3
    assert len({one["books"] for one in found["books"]}) == 2
    assert 0 < found["most"]["change"]["low"] < found["most"]["change"]["high"] < 10_000
    assert found["shortfall"]["low"] > 50_000
    assert found["closure"] == "deficits held"
    assert len(found["elasticities"]) >= 5
    assert "exhaustive" in found["method"]
    shown = desk.told("show", CASE)["deficit"]
    assert shown["figure"]["high"] < 10_000


def test_s3_rice_is_quota_and_duty_and_purchases_are_pledges_with_ranges(desk: Desk) -> None:
    rice = desk.text("duty", "1006.30", "--from", "US", "--to", "JP")
    assert "341" in rice
    beef = desk.told("duty", "0202.30", "--from", "US", "--to", "JP")["total"]
    assert beef["low"] == 21.6
    agenda = {issue.id: {option.id for option in issue.options} for issue in desk.bench.agenda.issues}
    assert {"us_60k_within", "us_70k_quota", "duty_halved"} <= agenda["rice_access"]
    done = desk.told("effects", CASE, "farm_purchases=corn_soy")
    exports = next(
        one["figure"]
        for one in done["outcomes"]
        if (one["party"], one["name"], one["partner"], one["sector"]) == ("US", "exports", "JP", "")
    )
    assert 0 < exports["low"] < exports["high"]
    assert "not priced" in desk.text("effects", CASE, "rice_access=duty_halved")


def test_s3_what_each_side_says_of_farm_goods(desk: Desk) -> None:
    assert cell(desk, "farm_purchases", "US")["stance"] == "More meat, seafood and potatoes"
    assert "Rice" in str(cell(desk, "rice_access", "US")["stance"])
    assert cell(desk, "seafood_potatoes", "JP")["stance"] == "Farm protection, food safety stay"
    assert "The Prime Minister will not pay for cars with farm protection while more American rice is being considered" in desk.text(
        "conflicts", CASE
    )


def test_s4_barriers_are_ranked_by_what_each_is_worth_and_what_has_no_price_has_no_rank(desk: Desk) -> None:
    ranking = desk.told("barriers", CASE)["rankings"][0]
    assert (ranking["asks"], ranking["gives"]) == ("US", "JP")
    assert [one["rank"] for one in ranking["ranked"]] == list(range(1, len(ranking["ranked"]) + 1))
    assert {one["issue"] for one in ranking["ranked"]} == {"car_inspection", "barriers_transparency"}
    for one in ranking["ranked"]:
        assert one["equivalent"]["basis"] in ("assumed", "cited")
        assert one["equivalent"]["low"] < one["equivalent"]["high"]
        assert {"JP", "US"} == set(one["worth"])
    assert [one["option"] for one in ranking["not_priced"]] == ["rice_tenders"]
    assert cell(desk, "barriers_transparency", "JP")["stance"] == "Washington should rank its demands"


def test_s5_more_american_cars_is_a_purchase_with_effects(desk: Desk) -> None:
    assert cell(desk, "car_purchases", "US")["stance"] == "Japan to import more American cars"
    done = desk.told("effects", CASE, "car_purchases=double")
    assert done["unpriced"] == []
    cars = [one["figure"] for one in done["outcomes"] if (one["party"], one["name"], one["partner"]) == ("US", "exports", "JP")]
    assert cars
    assert cars[0]["low"] > 0
    assert "not priced" in desk.text("effects", CASE, "car_purchases=charger_rules")


def test_s6_defence_is_linked_by_one_side_and_kept_apart_by_the_other(desk: Desk) -> None:
    assert (cell(desk, "defence_cost", "US")["linked"], cell(desk, "defence_cost", "JP")["linked"]) == ("linked", "separate")
    assert "Washington ties base costs to the tariffs; Tokyo keeps them apart" in desk.text("conflicts", CASE)
    crossed = desk.told("effects", CASE, "defence_cost=quadruple")["crossed"]
    assert [line["id"] for line in crossed] == ["jp-defence-apart"]


def test_s6_the_frontier_without_defence_at_the_table_and_with_it(desk: Desk) -> None:
    found = linked(desk.bench, ("defence_cost",)).difference.centre
    assert found.here.packages
    assert found.there.packages
    assert all(package["defence_cost"] == "sma_as_is" for package in found.here.packages)
    assert found.gain_in_best is not None
    assert all(gain >= 0 for gain in found.gain_in_best.values())
    bound = desk.told("frontier", CASE, "--red-line", "jp-defence-apart")
    assert all(point["package"].get("defence_cost") in (None, "early_review") for point in bound["efficient"])


def test_s6_the_command_tells_what_defence_at_the_table_does_for_each_side(desk: Desk) -> None:
    without = desk.told("frontier", CASE, "--without", "defence_cost")
    assert without["without"] == ["defence_cost"]
    assert all("defence_cost" not in point["package"] for point in without["efficient"])
    told = without["linkage"]
    assert {one["party"] for one in told["difference"]["served"]} == {"JP", "US"}
    assert {(one["by"], one["tie"]) for one in told["ties"]} == {("US", "links"), ("JP", "separates")}
    assert told["difference"]["verdict"]


def test_s7_the_same_for_the_exchange_rate(desk: Desk) -> None:
    without = desk.told("frontier", CASE, "--without", "exchange_rate")
    assert all("exchange_rate" not in point["package"] for point in without["efficient"])
    assert {(one["by"], one["tie"]) for one in without["linkage"]["ties"]} == {("US", "links"), ("JP", "separates")}
    assert without["packages"] * 3 == desk.told("frontier", CASE)["packages"], "three options of the exchange rate"


def test_s7_the_exchange_rate_runs_on_a_track_of_its_own_and_has_no_price(desk: Desk) -> None:
    assert (cell(desk, "exchange_rate", "US")["linked"], cell(desk, "exchange_rate", "JP")["linked"]) == ("linked", "separate")
    met = next(row for row in desk.told("timeline", CASE)["rows"] if row["id"] == "kato-bessent")
    assert met["on"] == "2025-04-24"
    assert set(met["people"]) == {"Kato Katsunobu", "Scott Bessent"}
    done = desk.text("effects", CASE, "exchange_rate=clause")
    assert "not priced: exchange_rate=clause: The model claims nothing about the exchange rate." in done


def test_s8_investment_pulls_against_the_balance_and_alaska_has_no_price_yet(desk: Desk) -> None:
    done = desk.text("effects", CASE, "investment=expand", "lng=alaska_offtake", "shipbuilding=cooperation")
    assert "tends to widen the host's trade deficit" in done
    assert done.count("not priced:") == 3
    gas = desk.told("effects", CASE, "lng=share_20")
    assert gas["unpriced"] == []
    chips = {chip["id"] for chip in desk.told("show", CASE)["chips"]}
    assert {"jp-investment", "jp-shipbuilding"} <= chips


def test_s9_who_ruled_out_treasuries_and_how_firmly(desk: Desk) -> None:
    crossed = desk.told("effects", CASE, "treasuries=leverage")["crossed"]
    assert [(line["owner"], line["firmness"]) for line in crossed] == [("Onodera Itsunori", "firm")]
    assert crossed[0]["against"], "the finance minister's card softens it"
    assert "The finance minister calls the bonds a card that exists" in desk.text("conflicts", CASE)
    crossed = desk.told("effects", CASE, "rice_access=us_70k_quota", "car_duty=mfn")["crossed"]
    assert [(line["id"], line["owner"], line["exchange"]) for line in crossed] == [("jp-farm-for-cars", "Ishiba Shigeru", True)]
    assert desk.told("effects", CASE, "rice_access=us_60k_within", "car_duty=mfn")["crossed"] == []


def test_s10_a_duty_on_a_good_the_agreement_binds_is_flagged(desk: Desk) -> None:
    tea = desk.told("duty", TEA)
    (flag,) = tea["bound"]
    assert flag["measures"] == ["us-ieepa-baseline"]
    assert (flag["figure"]["low"], flag["figure"]["high"]) == (10, 10)
    assert "3.2 %" in flag["text"]
    assert desk.told("duty", TEA, "--on", "2025-04-04")["bound"] == []
    assert desk.told("duty", CAR)["bound"] == [], "cars stand on no line of the agreement"
    claim = next(one for one in desk.told("claims", CASE)["rows"] if one["id"] == "not-with-2019")
    assert {evidence["bearing"] for evidence in claim["evidence"]} >= {"for", "against"}
    assert cell(desk, "agreement_2019", "JP")["stance"] == "Car duty at odds with 2019 accord"

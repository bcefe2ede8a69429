"""The workbench in a browser: clocks, links, sides, packages, languages, the frontier by keyboard, files."""

import json
import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import expect

from tests.e2e.conftest import PATIENCE, Desk


def _asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def test_opens_for_japan_on_both_clocks(desk: Desk) -> None:
    page = desk.open()
    expect(page.get_by_role("combobox", name="For", exact=True)).to_have_value("JP")
    expect(page.get_by_label("In force on")).to_have_value("2025-05-03")
    expect(page.get_by_label("As known on")).to_have_value("2025-05-03")
    expect(page.locator("h1")).to_contain_text("Japan")
    expect(page.locator(".deadline")).to_contain_text("67 days")
    expect(page.locator(".deadline")).to_contain_text("9 Jul 2025")
    assert page.locator("html").get_attribute("lang") == "en"


def test_moving_the_known_date_hides_what_was_not_known(desk: Desk) -> None:
    page = desk.open("/timeline")
    expect(page.get_by_text("Second round of the talks", exact=True)).to_be_visible()
    happened = page.locator("section:not(.ahead) li").count()
    page.get_by_label("As known on").fill("2025-04-20")
    desk.settled()
    assert _asked(page.url)["known"] == ["2025-04-20"]
    expect(page.get_by_text("Ishiba warns against a quick deal that harms the nation")).to_have_count(0)
    assert page.locator("section:not(.ahead) li").count() < happened


def test_moving_the_day_in_force_shows_the_cliff(desk: Desk) -> None:
    page = desk.open("/tariffs?heading=8429.52.10")
    expect(page.locator("h2").first).to_contain_text("10.0 %")
    page.get_by_label("In force on").fill("2025-07-09")
    expect(page.locator("h2").first).to_contain_text("24.0 %", timeout=PATIENCE)
    expect(page.locator("li[data-status=displaced]")).to_contain_text("IEEPA reciprocal baseline")


def test_the_path_of_a_duty_names_the_days_it_changes(desk: Desk) -> None:
    page = desk.open("/tariffs?heading=8429.52.10")
    steps = page.locator("table.steps tr")
    expect(steps).to_have_count(5, timeout=PATIENCE)
    assert [row.inner_text().split("\t")[:2] for row in steps.all()] == [
        ["1 Jan 2025", "0.0 %"],
        ["5 Apr 2025", "10.0 %"],
        ["9 Apr 2025", "24.0 %"],
        ["10 Apr 2025", "10.0 %"],
        ["9 Jul 2025", "24.0 %"],
    ]


def test_a_link_restores_the_state_and_back_and_forward_work(desk: Desk) -> None:
    page = desk.open("/package?for=US&on=2025-05-03&known=2025-05-03&p=car_duty=mfn")
    expect(page.get_by_role("combobox", name="For", exact=True)).to_have_value("US")
    control = page.locator("#issue-car_duty")
    expect(control).to_have_value("mfn")
    control.select_option("as_others_10")
    assert _asked(page.url)["p"] == ["car_duty=as_others_10"]
    page.get_by_role("link", name="Sources", exact=True).click()
    expect(page.locator("h1")).to_have_text("Sources")
    page.go_back()
    expect(control).to_have_value("as_others_10")
    page.go_back()
    expect(control).to_have_value("mfn")
    page.go_forward()
    expect(control).to_have_value("as_others_10")
    desk.settled()


def test_the_other_side_reads_another_first_screen(desk: Desk) -> None:
    page = desk.open()
    own = page.locator("main").inner_text()
    page.get_by_role("combobox", name="For", exact=True).select_option("US")
    expect(page.locator("h1")).to_contain_text("United States", timeout=PATIENCE)
    theirs = desk.settled().locator("main").inner_text()
    assert own.splitlines()[0] != theirs.splitlines()[0]
    assert re.findall(r"Worth to (.*)", own) != re.findall(r"Worth to (.*)", theirs)


def test_the_status_quo_has_exactly_no_effect(desk: Desk) -> None:
    page = desk.open("/package")
    expect(page.locator(".said")).to_have_text("The status quo: exactly no effect.")
    shown = page.locator(".effects .value button").all_inner_texts()
    assert len(shown) >= 10
    assert set(shown) <= {"0.00 %", "USD 0.00"}
    body = json.loads(page.request.get(f"{desk.base}/api/effects").text())
    assert all(row["figure"][bound] == 0.0 for row in body["outcomes"] for bound in ("low", "value", "high"))


def test_a_move_then_undo(desk: Desk) -> None:
    page = desk.open("/package")
    undo, reset = page.get_by_role("button", name="Undo"), page.get_by_role("button", name="Back to the status quo")
    expect(undo).to_be_disabled()
    page.locator("#issue-car_duty").select_option("mfn")
    expect(page.locator(".said")).to_have_text("1 of 18 issues move")
    expect(page.locator(".words")).to_contain_text("Duty on cars → Exempt: 2.5 % only")
    expect(page.locator("label[for=issue-car_duty]")).to_contain_text("moved")
    desk.settled()
    expect(page.locator(".effects")).not_to_contain_text("USD 0.00")
    undo.click()
    expect(page.locator("#issue-car_duty")).to_have_value("s232_25")
    expect(page.locator(".said")).to_have_text("The status quo: exactly no effect.")
    expect(reset).to_be_disabled()
    desk.settled()
    assert "p" not in _asked(page.url)


def test_a_red_line_crossed_is_shown_with_who_drew_it(desk: Desk) -> None:
    page = desk.open("/package")
    page.locator("#issue-car_inspection").select_option("accept_fmvss")
    expect(page.locator(".crossed").first).to_contain_text("Consumer safety is kept", timeout=PATIENCE)
    expect(page.locator(".crossed").first).to_contain_text("drawn by")


def test_a_named_package_is_loaded_whole(desk: Desk) -> None:
    page = desk.open("/package")
    names = page.get_by_role("combobox", name="Load a package …")
    names.select_option(index=names.locator("option").count() - 1)
    expect(page.locator(".said")).to_contain_text("of 18 issues move")
    moved = len(_asked(page.url)["p"])
    expect(page.locator(".words .move")).to_have_count(moved)
    desk.settled()


def test_every_string_changes_with_the_language(desk: Desk) -> None:
    for name in (
        "overview",
        "timeline",
        "positions",
        "tariffs",
        "package?p=car_duty=mfn",
        "frontier",
        "brief",
        "reading",
        "sources",
        "method",
    ):
        page = desk.open(f"/{name}", lang="ja")
        expect(page.locator("html")).to_have_attribute("lang", "ja")
        text = page.locator("body").inner_text()
        assert not re.search(
            r"\b(?:page|show|package|frontier|positions|tariffs|timeline|sources|basis|unit|status|event)\.[a-z_]{2,}\b", text
        )
        assert "{" not in text
        said = page.locator("nav a, h1, h2, label, th[scope=col], summary, button.line").all_inner_texts()
        spoken = [one.strip() for one in said if re.search("[A-Za-z]{4,}", one) and not re.search("[぀-ヿ一-鿿]", one)]
        assert spoken in ([], ["English"]), spoken
    page.get_by_role("combobox", name="言語").select_option("en")
    expect(page.locator("h1")).to_have_text("Method")


def test_arrow_keys_walk_along_the_frontier(desk: Desk) -> None:
    page = desk.open("/frontier")
    slider, here = page.get_by_role("slider"), page.locator("[data-at]")
    first = int(here.get_attribute("data-at") or 0)
    expect(page.locator(".here")).to_contain_text("Nash")
    slider.focus()
    slider.press("ArrowRight")
    expect(here).to_have_attribute("data-at", str(first + 1))
    expect(page.locator(".here .step")).to_contain_text("→")
    slider.press("ArrowLeft")
    expect(here).to_have_attribute("data-at", str(first))
    slider.press("Home")
    expect(here).to_have_attribute("data-at", "1")
    slider.press("End")
    expect(here).to_have_attribute("data-at", slider.get_attribute("aria-valuemax") or "")
    assert page.locator("table.points tbody tr").count() <= 50


def test_tables_and_charts_leave_as_files(desk: Desk) -> None:
    page = desk.open("/tariffs?heading=8703.23.01")
    with page.expect_download() as held:
        page.get_by_role("button", name=re.compile("8703.23.01, JP → US: CSV")).click()
    table = held.value.path().read_text("utf-8-sig")
    assert table.splitlines()[0].startswith("measure,authority,rate,status,act,pinpoint,reason")
    assert "Proclamation 10908" in table
    desk.open("/frontier")
    with page.expect_download() as held:
        page.get_by_role("button", name=re.compile("Frontier: .*SVG")).click()
    picture = held.value.path().read_text("utf-8")
    assert picture.startswith("<svg")
    assert "in force 3 May 2025" in picture
    with page.expect_download() as held:
        page.get_by_role("button", name=re.compile("Frontier: .*PNG")).click()
    assert held.value.path().read_bytes().startswith(b"\x89PNG")

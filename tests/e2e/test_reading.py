"""A new report on the page: marked, accepted, corrected and rejected by one key each, at any width and in both languages."""

import os

from playwright.sync_api import expect

from tests.e2e.conftest import Desk

REPORT = (
    "TOKYO, May 2, 2025 (Daily Ledger) — Prime Minister Shigeru Ishiba said on Friday that Japan will not accept a partial 😀 deal on tariffs.\n\n"
    "Japan is considering an increase of rice imports from the United States, two government officials said.\n\n"
    "U.S. Treasury Secretary Scott Bessent said Japan should open its rice market."
)


def _read(desk: Desk, lang: str = "en") -> None:
    page = desk.open("/reading", lang=lang)
    page.locator("textarea").first.fill(REPORT)
    page.locator("form button").click()
    expect(page.locator("mark.here")).to_be_visible()


def _shot(desk: Desk, name: str) -> None:
    if folder := os.environ.get("SHOTS"):
        desk.page.screenshot(path=f"{folder}/{name}.png", full_page=True)


def test_one_key_each_and_every_decision_is_shown(desk: Desk) -> None:
    _read(desk)
    page = desk.page
    expect(page.locator("mark")).to_have_count(3)
    expect(page.locator("mark.here")).to_contain_text("that Japan will not accept a partial 😀 deal")
    page.keyboard.press("a")
    expect(page.get_by_role("alert")).to_contain_text("who decides")
    page.get_by_label("Signed by").fill("Aiko")
    page.locator("article").focus()
    page.keyboard.press("a")
    expect(page.locator("mark.accepted")).to_have_count(1)
    expect(page.locator("mark.here")).to_contain_text("rice imports")
    page.keyboard.press("c")
    page.locator("section textarea").fill("certainty=probable\nissues=rice_access")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.locator("mark.corrected")).to_have_count(1)
    page.locator("article").focus()
    page.keyboard.press("r")
    expect(page.locator("mark.rejected")).to_have_count(1)
    expect(page.get_by_text("0 open, 2 accepted, 1 rejected, 0 disputed")).to_be_visible()
    _shot(desk, "reading-wide")
    page.get_by_role("button", name="Another report").click()
    page.locator("form button").click()
    expect(page.locator("mark.accepted")).to_have_count(1)
    assert not desk.complaints


def test_a_wrong_correction_says_why_and_keeps_nothing(desk: Desk) -> None:
    _read(desk)
    page = desk.page
    page.get_by_label("Signed by").fill("Ben")
    page.get_by_role("button", name="Correct", exact=False).first.click()
    page.locator("section textarea").fill("move=jump")
    page.get_by_role("button", name="Keep the correction").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.locator("mark.corrected", has_text="rice market")).to_have_count(0)
    desk.complaints[:] = [one for one in desk.complaints if "422" not in one]  # the browser notes a refusal, which is what was asked for


def test_it_fits_a_telephone_in_japanese(desk: Desk) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 700})
    desk.page.emulate_media(color_scheme="dark")
    _read(desk, "ja")
    assert desk.page.evaluate("document.documentElement.scrollWidth") <= 320
    _shot(desk, "reading-phone")

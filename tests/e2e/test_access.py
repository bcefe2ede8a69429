"""What everybody can use: names on every control, one heading, no sideways scrolling, panels inside the screen."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Desk

PAGES = ("overview", "timeline", "positions", "tariffs", "package", "frontier", "brief", "reading", "sources", "method")
BASICS = """() => {
  const name = (element) => (element.getAttribute("aria-label") || element.textContent || element.title || "").trim();
  const faults = [];
  const ids = [...document.querySelectorAll("[id]")].map((element) => element.id);
  for (const id of new Set(ids)) if (ids.filter((one) => one === id).length > 1) faults.push(`id twice: ${id}`);
  for (const input of document.querySelectorAll("input, select, textarea"))
    if (!input.labels?.length && !input.getAttribute("aria-label")) faults.push(`no label: ${input.outerHTML.slice(0, 80)}`);
  for (const button of document.querySelectorAll("button, a[href], summary")) if (!name(button)) faults.push(`no name: ${button.outerHTML.slice(0, 80)}`);
  for (const picture of document.querySelectorAll("svg:not([aria-hidden]), img, iframe"))
    if (!picture.getAttribute("aria-label") && !picture.getAttribute("alt") && !picture.title) faults.push(`no text: ${picture.outerHTML.slice(0, 80)}`);
  for (const held of document.querySelectorAll("[aria-controls], [aria-describedby], label[for]"))
    for (const id of [held.getAttribute("aria-controls"), held.getAttribute("aria-describedby"), held.getAttribute("for")])
      if (id && !document.getElementById(id)) faults.push(`points nowhere: ${id}`);
  for (const table of document.querySelectorAll("table")) if (!table.querySelector("th")) faults.push("a table without headings");
  for (const target of document.querySelectorAll("main button, main select, nav a, header button")) {
    const box = target.getBoundingClientRect();
    if (box.width && (box.width < 24 || box.height < 24) && !target.closest("p, td, li, .value")) faults.push(`small: ${target.outerHTML.slice(0, 80)}`);
  }
  if (document.querySelectorAll("h1").length !== 1) faults.push("not one h1");
  if (!document.querySelector("main") || !document.documentElement.lang || !document.title) faults.push("no main, language or title");
  return faults;
}"""
CONTRAST = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)).reduce((s, v, i) => s + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (element) => { for (let at = element; at; at = at.parentElement) { const c = numbers(getComputedStyle(at).backgroundColor); if (c.length === 3 || c[3] > 0.99) return c; } return [255, 255, 255]; };
  const faults = new Set();
  for (const element of document.querySelectorAll("body *")) {
    if (!element.checkVisibility() || ![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    if (element.closest("svg, option, .visually-hidden, .skip, :disabled")) continue;
    const style = getComputedStyle(element), a = light(numbers(style.color)), b = light(ground(element));
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faults.add(`${ratio.toFixed(2)} ${element.tagName} ${element.className} ${element.textContent.slice(0, 30)}`);
  }
  return [...faults];
}"""


def test_every_control_has_a_name_and_every_text_its_contrast(desk: Desk) -> None:
    for name in PAGES:
        page = desk.open(f"/{name}")
        assert page.evaluate(BASICS) == [], name
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            assert page.evaluate(CONTRAST) == [], (name, scheme)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_no_page_scrolls_sideways_at_320_pixels(desk: Desk, lang: str) -> None:
    desk.page.set_viewport_size({"width": 320, "height": 640})
    for name in (*PAGES, "package?p=car_duty=mfn&p=farm_purchases=wide", "tariffs?compare=2025-07-09"):
        page = desk.open(f"/{name}", lang=lang)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, name


def test_the_panel_of_a_figure_stays_on_the_screen(desk: Desk) -> None:
    for width in (320, 1280):
        desk.page.set_viewport_size({"width": width, "height": 640})
        page = desk.open("/package?p=car_duty=mfn")
        for button in (page.locator(".figure:visible").first, page.locator(".figure:visible").last):
            button.focus()
            panel = page.get_by_role("group", name="What this figure rests on")
            expect(panel).to_be_visible()
            box = panel.bounding_box()
            assert box is not None
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
            assert box["y"] >= 0
            assert box["y"] + box["height"] <= 640
            page.keyboard.press("Escape")
            expect(panel).to_have_count(0)


def test_the_whole_page_can_be_walked_by_tab(desk: Desk) -> None:
    page = desk.open("/tariffs")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_text("Skip to the content")
    seen = set()
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.add(
            page.evaluate(
                "document.activeElement.tagName + (document.activeElement.name || document.activeElement.textContent).slice(0, 20)"
            )
        )
    assert {"INPUTheading", "INPUTcompare"} <= seen

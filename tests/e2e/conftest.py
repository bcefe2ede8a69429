"""One server and one browser a run; a page keeps every address it asked for, and what its console complained about."""

import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, expect, sync_playwright

from nemawashi.web import application
from nemawashi.web.application import STATIC
from nemawashi.web.serving import HOST, free_port

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 180_000
"""Milliseconds: the first frontier of a scenario is solved before it is kept."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything here as driving a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the built-in case on a free port; the address."""
    if not (STATIC / "index.html").is_file():
        reason = "the page has not been built: make page"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    port = free_port(8900 + os.getpid() % 500)
    app = application("us-japan-2025", decisions=tmp_path_factory.mktemp("review") / "decisions.sqlite")
    server = uvicorn.Server(uvicorn.Config(app, host=HOST, port=port, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield f"http://{HOST}:{port}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Start Chromium once."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        yield found
        found.close()


@dataclass
class Desk:
    """A page on the workbench."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def open(self, address: str = "/", *, lang: str = "en") -> Page:
        """Go to an address and wait until no answer is outstanding."""
        self.page.goto(f"{self.base}{address}{'&' if '?' in address else '?'}lang={lang}")
        return self.settled()

    def settled(self) -> Page:
        """Wait until the page has its heading and nothing is being worked out."""
        self.page.locator("main h1").first.wait_for(timeout=PATIENCE)
        self.page.locator("main:not(:has([aria-busy='true']))").wait_for(timeout=PATIENCE)
        return self.page


@pytest.fixture
def desk(browser: Browser, served: str) -> Iterator[Desk]:
    """Open a fresh page at desktop size; afterwards, nothing may have left the machine and nothing may have gone wrong."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB", accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)
    found = Desk(context.new_page(), served)
    context.on("request", lambda request: found.asked.append(request.url))
    found.page.on("pageerror", lambda error: found.complaints.append(str(error)))
    found.page.on("console", lambda said: found.complaints.append(said.text) if said.type == "error" else None)
    yield found
    context.close()
    abroad = [url for url in found.asked if urlsplit(url).scheme in ("http", "https", "ws", "wss") and urlsplit(url).hostname != HOST]
    assert abroad == []
    assert found.complaints == []

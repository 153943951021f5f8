"""A Chromium that reaches nothing but this machine, and pages to visit with it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, sync_playwright

from tests.support.chromium import MISSING, chromium
from tests.support.database import Databases
from tests.support.pages import Pages, four_centres_on, pages_on

ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
WAIT_MILLISECONDS = 10_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of this machine; in CI its absence is a failure.

    It ends with the module: while it runs, no asynchronous test can run in this process.
    """
    program = chromium()
    assert program, MISSING
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def four_centres(migrated: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """The pages over the ledger of the four centres."""
    with four_centres_on(migrated, tmp_path_factory.mktemp("pages")) as pages:
        yield pages


@pytest.fixture
def nothing_on_file(databases: Databases, tmp_path: Path) -> Iterator[Pages]:
    """The pages before any ledger."""
    with pages_on(databases, tmp_path) as pages:
        yield pages


@dataclass
class Visit:
    """One reader's window; what it asked for outside and what it complained of is kept."""

    context: BrowserContext
    page: Page
    may_complain: bool = False
    """Where the test makes requests fail, the browser says so."""
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)


Visitor = Callable[..., Page]


@pytest.fixture
def visitor(browser: Browser) -> Iterator[Visitor]:
    """Opens windows: Chinese, 1280 pixels wide, unless told otherwise. None may go outside."""
    visits: list[Visit] = []

    def visit(*, may_complain: bool = False, **wishes: Any) -> Page:
        context = browser.new_context(
            **{"viewport": {"width": 1280, "height": 800}, "locale": "zh-CN"} | wishes
        )
        context.set_default_timeout(WAIT_MILLISECONDS)
        opened = Visit(context, context.new_page(), may_complain)
        opened.page.on("request", lambda request: _note(request.url, opened))
        opened.page.on("response", lambda response: _weigh(response, opened))
        opened.page.on("console", lambda message: _hear(message.text, opened))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        visits.append(opened)
        return opened.page

    yield visit
    for opened in visits:
        opened.context.close()
        assert opened.outside == []
        assert opened.may_complain or opened.complaints == []


def _weigh(response: Response, visit: Visit) -> None:
    if response.status >= 500:
        visit.complaints.append(f"{response.status} {response.url}")


def _hear(complaint: str, visit: Visit) -> None:
    # What a page was answered with is weighed by its status.
    if not complaint.startswith("Failed to load resource"):
        visit.complaints.append(complaint)


def _note(url: str, visit: Visit) -> None:
    parts = urlsplit(url)
    if parts.scheme != "data" and parts.hostname != "127.0.0.1":
        visit.outside.append(url)

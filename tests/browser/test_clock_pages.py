"""Pages of deadlines and calendars in a real browser: they fit, unfold, and axe finds nothing."""

import pytest
from playwright.sync_api import expect

from services.projections.deadlines.runner import keep_up
from tests.browser.conftest import Visitor
from tests.support.axe import violations
from tests.support.pages import Pages
from tests.support.rich_disputes import arbitrated, refused_and_linked

pytestmark = pytest.mark.browser


def kept(pages: Pages) -> None:
    """Wait until read models and deadlines hold all that is on file."""
    pages.catch_up()
    pages.live.ask(
        lambda api: keep_up(
            pages.databases.projector, api.dependencies.rulebook, clock=api.service.clock
        )
    )


def test_pages_of_clocks_fit_and_axe_finds_nothing(
    nothing_on_file: Pages, visitor: Visitor
) -> None:
    pages = nothing_on_file
    dispute = pages.live.ask(arbitrated).removeprefix("/v1")
    pages.live.ask(refused_and_linked)
    kept(pages)
    paths = (dispute, "/deadlines", "/deadlines?light=red", "/exceptions", "/calendars")

    for width in (1280, 390):
        page = visitor(viewport={"width": width, "height": 900})
        for path in (*paths, "/calendars?region=CN&year=2027&lang=en"):
            page.goto(pages.url + path)
            page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert violations(page) == [], path


def test_the_reason_of_a_day_unfolds_by_keyboard(nothing_on_file: Pages, visitor: Visitor) -> None:
    dispute = nothing_on_file.live.ask(lambda api: api.registered())
    kept(nothing_on_file)
    page = visitor()
    page.goto(nothing_on_file.url + "/deadlines")
    page.get_by_role("link", name="号").first.click()
    expect(page).to_have_url(nothing_on_file.url + dispute.removeprefix("/v1"))

    clocks = page.get_by_role("region", name="期限")
    first = clocks.get_by_text("为什么是这一天").first
    expect(clocks.get_by_text("2026-03-11（周三）").first).to_be_hidden()
    first.focus()
    page.keyboard.press("Enter")

    expect(clocks.get_by_text("2026-03-11（周三）").first).to_be_visible()


def test_what_is_due_is_narrowed_without_leaving_the_page(
    nothing_on_file: Pages, visitor: Visitor
) -> None:
    nothing_on_file.live.ask(lambda api: api.registered())
    kept(nothing_on_file)
    page = visitor()
    page.goto(nothing_on_file.url + "/deadlines")
    expect(page.get_by_role("row")).not_to_have_count(0)

    page.get_by_label("待办").select_option("claimed")

    expect(page.get_by_text("没有符合条件的期限")).to_be_visible()
    expect(page).to_have_url(nothing_on_file.url + "/deadlines?tasks=claimed&centre=&region=")

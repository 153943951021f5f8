"""Pages of disputes in which much has happened, in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visitor
from tests.support.axe import violations
from tests.support.pages import Pages
from tests.support.rich_disputes import arbitrated, refused_and_linked

pytestmark = pytest.mark.browser


def test_the_page_of_a_long_dispute_fits_and_axe_finds_nothing(
    nothing_on_file: Pages, visitor: Visitor
) -> None:
    pages = nothing_on_file
    tried = pages.live.ask(arbitrated)
    agreed, _ = pages.live.ask(refused_and_linked)
    pages.catch_up()

    for width in (1280, 390):
        page = visitor(viewport={"width": width, "height": 800})
        for dispute in (tried, agreed):
            page.goto(pages.url + dispute.replace("/v1", ""))
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            assert violations(page) == []


def test_a_related_dispute_is_reached_by_keyboard(nothing_on_file: Pages, visitor: Visitor) -> None:
    dispute, other = nothing_on_file.live.ask(refused_and_linked)
    nothing_on_file.catch_up()
    page = visitor()
    page.goto(nothing_on_file.url + dispute.replace("/v1", ""))

    related = page.get_by_role("region", name="相关争议").get_by_role("link")
    related.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(nothing_on_file.url + other.replace("/v1", ""))

"""Signing in by a browser: the first password, one's account, signing out; nothing that axe minds."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from services.access.account import Account
from services.console.caller import console_caller
from services.workflow.domain.given import Role
from tests.browser.conftest import Visitor
from tests.support.api import Api
from tests.support.axe import violations
from tests.support.database import Databases
from tests.support.pages import Pages, pages_on

pytestmark = pytest.mark.browser
OWN = "Xin-mima-2026"


@pytest.fixture
def closed(databases: Databases, tmp_path: Path) -> Iterator[Pages]:
    """The pages as they are in production: nobody sees them without signing in."""
    with pages_on(databases, tmp_path, console_caller(is_development=False)) as pages:
        yield pages


def test_a_first_sign_in_from_the_closed_page_to_signing_out(
    closed: Pages, visitor: Visitor
) -> None:
    async def opened(api: Api) -> str:
        made_at = api.service.clock.now()
        account = Account(
            account="li",
            name="区人社局监督岗",
            role=Role.SUPERVISOR,
            region="650105",
            made_at=made_at,
        )
        return await api.partners.access.accounts.add(account, by="test")

    first = closed.live.ask(opened)
    page = visitor(viewport={"width": 390, "height": 800})
    page.goto(f"{closed.url}/disputes?state=closed")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    assert violations(page) == []

    page.get_by_label("账号").fill("li")
    page.get_by_label("密码").fill("wrong")
    page.get_by_role("button", name="登录").click()
    expect(page.get_by_role("alert")).to_contain_text("账号或密码不对")
    assert violations(page) == []
    page.get_by_label("密码").fill(first)
    page.get_by_role("button", name="登录").click()

    expect(page.get_by_role("heading", name="修改密码")).to_be_visible()
    page.get_by_label("现在的密码").fill(first)
    page.get_by_label("新密码", exact=True).fill(OWN)
    page.get_by_label("再写一次新密码").fill("other")
    page.get_by_role("button", name="保存新密码").click()
    expect(page.get_by_text("两次填写的新密码不一样。")).to_be_visible()
    for label, value in (("现在的密码", first), ("新密码", OWN), ("再写一次新密码", OWN)):
        page.get_by_label(label, exact=True).fill(value)
    page.get_by_role("button", name="保存新密码").click()

    page.get_by_role("link", name="区人社局监督岗").click()
    expect(page.get_by_text("监督人员")).to_be_visible()
    page.get_by_role("button", name="领取令牌").click()
    assert page.locator("#token").inner_text().count(".") == 2
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.cookie") == ""

    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()
    page.goto(f"{closed.url}/disputes")
    expect(page.get_by_role("heading", name="登录")).to_be_visible()

"""What readers do on the pages, in a real browser, over the ledger of the four centres."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visitor
from tests.support.axe import violations
from tests.support.pages import Pages

pytestmark = pytest.mark.browser
ADDRESSES = (
    "/",
    "/?from=2025-06-01&to=2025-01-01",
    "/figures/area_resolution@1?part=denominator",
    "/figures/centres_reaching@1?part=denominator",
    "/disputes",
    "/disputes?state=closed&number=none",
    "/help",
)


def test_the_overview_shows_the_true_figures_and_not_the_naive_ones(
    four_centres: Pages, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(four_centres.url)

    expect(page).to_have_title("余姚市 · 枫桥")
    figure = page.get_by_role("region", name="辖区争议基层化解率")
    expect(figure).to_contain_text("54.7%")
    expect(figure).to_contain_text("41 / 75")
    expect(page.get_by_role("region", name="达标调解中心占比")).to_contain_text("25.0%")
    rows = page.get_by_role("region", name="各调解中心").get_by_role("row")
    told = [" ".join(row.inner_text().split()) for row in rows.all()[1:]]
    assert [re.findall(r"[\d.]+%|\d+ / \d+|\S达\d+%|达到\d+%", line)[:2] for line in told] == [
        ["62.5%", "5 / 8"],
        ["59.3%", "16 / 27"],
        ["50.0%", "11 / 22"],
        ["50.0%", "9 / 18"],
    ]
    expect(page.get_by_text("示例数据").first).to_be_visible()


def test_a_number_opens_into_its_disputes_and_a_dispute_into_its_timeline(
    four_centres: Pages, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(four_centres.url)
    page.get_by_role("row", name=re.compile("梨洲")).get_by_role("link", name="分母 27").click()

    part = page.get_by_role("region", name="分母")
    expect(part).to_contain_text("共27件")
    expect(part.get_by_role("row")).to_have_count(28)
    first = part.get_by_role("row").nth(1)
    number = first.get_by_role("link").first.inner_text()
    position = first.get_by_role("link").last
    named = position.inner_text()
    position.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(number)
    told = page.get_by_role("region", name="经过")
    expect(told).to_contain_text("示例工人"[:1] + "某某")
    expect(told).to_contain_text(f"日志第{named}条")
    expect(page.get_by_role("region", name="现状与下一步")).to_contain_text("接下来")


def test_the_list_is_narrowed_without_leaving_the_page(
    four_centres: Pages, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(f"{four_centres.url}/disputes")
    page.evaluate("window.stayed = true")
    page.get_by_label("状态").select_option(label="仲裁审理中")
    expect(page).to_have_url(re.compile("state=in_arbitration"))
    expect(page.get_by_role("region", name=re.compile("^共"))).to_contain_text("仲裁审理中")
    page.get_by_label("案号").fill("YY-LJ")
    page.get_by_role("button", name="查询").click()
    expect(page).to_have_url(re.compile("number=YY-LJ"))

    page.get_by_label("案号").fill("没有这个号")
    page.get_by_label("案号").press("Enter")
    expect(page.get_by_text("没有符合条件的争议")).to_be_visible()
    assert page.evaluate("window.stayed")
    page.get_by_role("link", name="清除条件").click()
    expect(page.get_by_role("heading", name="共79件")).to_be_visible()


def test_another_region_or_period_changes_the_figures_without_leaving_the_page(
    four_centres: Pages, visitor: Visitor
) -> None:
    page = visitor()
    page.goto(four_centres.url)
    page.evaluate("window.stayed = true")
    page.get_by_label("区域", exact=True).select_option(value="330281001")
    expect(page.get_by_role("heading", level=1)).to_have_text("梨洲街道")
    expect(page.get_by_role("region", name="辖区争议基层化解率")).to_contain_text("59.3%")

    page.get_by_label("截止日期").fill("2025-01-31")
    page.get_by_role("button", name="查询").click()
    expect(page).to_have_url(re.compile("to=2025-01-31"))
    page.get_by_role("link", name="2025年").click()
    expect(page.get_by_role("region", name="辖区争议基层化解率")).to_contain_text("16 / 27")
    assert page.evaluate("window.stayed")


def test_pages_work_without_javascript(four_centres: Pages, visitor: Visitor) -> None:
    page = visitor(java_script_enabled=False)
    page.goto(four_centres.url)
    page.get_by_label("区域", exact=True).select_option(value="330281001")
    page.get_by_role("button", name="查询").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("梨洲街道")
    expect(page.get_by_role("region", name="辖区争议基层化解率")).to_contain_text("16 / 27")


def test_the_language_is_switched_and_kept(four_centres: Pages, visitor: Visitor) -> None:
    page = visitor()
    page.goto(four_centres.url)
    page.get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", name="Newest disputes")).to_be_visible()

    page.goto(f"{four_centres.url}/disputes")
    expect(page.get_by_role("heading", level=1)).to_have_text("Disputes")
    page.get_by_role("link", name="中文").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("争议")


def test_everything_is_reached_by_keyboard(four_centres: Pages, visitor: Visitor) -> None:
    page = visitor()
    page.goto(four_centres.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    numerator = page.get_by_role("link", name="分子 41").first
    for _ in range(30):
        page.keyboard.press("Tab")
        if numerator.evaluate("link => link === document.activeElement"):
            break
    expect(numerator).to_be_focused()
    assert numerator.evaluate("link => getComputedStyle(link).outlineWidth") != "0px"
    page.keyboard.press("Enter")

    expect(page.get_by_role("region", name="分子")).to_contain_text("共41件")


def test_the_page_says_how_to_begin_and_then_shows_the_first_dispute(
    nothing_on_file: Pages, visitor: Visitor
) -> None:
    page = visitor(viewport={"width": 390, "height": 800})
    page.goto(nothing_on_file.url)
    expect(page.get_by_role("heading", name="还没有登记任何争议")).to_be_visible()
    expect(page.get_by_text("fengqiao import ledger")).to_be_visible()

    nothing_on_file.register()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("水磨沟区")
    expect(page.get_by_role("region", name="最新争议")).to_contain_text("〔2026〕0001号")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_service_that_does_not_answer_is_told_and_nothing_is_lost(
    four_centres: Pages, visitor: Visitor
) -> None:
    page = visitor(may_complain=True)
    page.goto(f"{four_centres.url}/disputes")
    page.context.set_offline(offline=True)
    page.get_by_label("案号").fill("YY-LJ")
    page.get_by_role("button", name="查询").click()

    expect(page.get_by_role("alert")).to_contain_text("服务没有应答")
    expect(page.get_by_label("案号")).to_have_value("YY-LJ")


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_fit_and_axe_finds_nothing(four_centres: Pages, visitor: Visitor, width: int) -> None:
    page = visitor(viewport={"width": width, "height": 800})
    for address in (*ADDRESSES, _a_dispute(page, four_centres)):
        page.goto(four_centres.url + address)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        assert violations(page) == [], address


def _a_dispute(page: Page, pages: Pages) -> str:
    page.goto(f"{pages.url}/disputes")
    return str(page.locator("a[href^='/disputes/']").first.get_attribute("href"))

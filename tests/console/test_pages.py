"""What the pages answer: headers, names, faults, paging, languages."""

import re
from html import unescape

import httpx2
import pytest

FIGURE = "/figures/area_resolution@1"
PAGES = ("/", "/disputes", "/help", FIGURE, f"{FIGURE}?part=numerator", "/disputes/none")
DISPUTE = re.compile(r'href="(/disputes/[0-9a-f-]{36})"')


def listed(page: str) -> list[str]:
    """The disputes of a table, by the address of each row's first link."""
    rows = re.findall(r'<tr role="row">.*?</tr>', page, re.DOTALL)
    found = [DISPUTE.search(row) for row in rows]
    return [match[1] for match in found if match]


def address(page: str, words: str) -> str | None:
    """Where the link of these words leads."""
    found = re.search(rf'href="([^"]+)"[^>]*>{words}</a>', page)
    return unescape(found[1]) if found else None


@pytest.mark.parametrize("path", PAGES)
def test_every_page_forbids_what_it_does_not_need(reader: httpx2.Client, path: str) -> None:
    answer = reader.get(path)

    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; script-src 'self'; style-src 'self';")
    assert "unsafe" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"
    assert answer.headers["Cache-Control"] == "no-store"
    assert not re.search(r"<style|<script(?! src=)|\sstyle=|\son[a-z]+=", answer.text)


def test_no_page_shows_more_of_a_person_than_the_surname(reader: httpx2.Client) -> None:
    overview = reader.get("/").text
    pages = [overview, *(reader.get(path).text for path in listed(overview))]

    assert len(pages) == 11
    for page in pages:
        assert "示某某" in page
        assert "示例工人" not in page


@pytest.mark.parametrize(
    "path",
    [
        "/disputes/none",
        "/disputes/00000000-0000-0000-0000-000000000000",
        "/figures/none@1",
        f"{FIGURE}?row=none",
    ],
)
def test_what_is_not_there_is_told_on_a_page(reader: httpx2.Client, path: str) -> None:
    answer = reader.get(path)

    assert answer.status_code == 404
    assert "没有这个页面" in answer.text


@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ("from=2025-02-30&to=2025-03-01", "from", "日期不存在"),
        ("from=2025-02-01&to=soon", "to", "日期不存在"),
        ("from=2025-02-01&to=2025-01-01", "to", "早于起始日期"),
        ("region=110101", "region", "没有这个区域"),
    ],
)
def test_what_cannot_be_read_is_told_at_its_field(
    reader: httpx2.Client, typed: str, field: str, fault: str
) -> None:
    for path in ("/", FIGURE):
        answer = reader.get(f"{path}?{typed}")

        assert answer.status_code == 422
        assert re.search(rf'id="{field}-fault">[^<]*{fault}', answer.text)
        assert f'aria-describedby="{field}-fault"' in answer.text
        assert "请先改正" in answer.text


def test_the_list_keeps_what_was_typed_wrong(reader: httpx2.Client) -> None:
    answer = reader.get("/disputes?from=2025-13-01&number=YY-LJ")

    assert answer.status_code == 422
    assert 'value="2025-13-01"' in answer.text
    assert 'value="YY-LJ"' in answer.text


def test_who_follows_the_pages_of_the_list_sees_every_dispute_once(reader: httpx2.Client) -> None:
    path: str | None = "/disputes"
    seen: list[str] = []
    while path:
        page = reader.get(path).text
        seen += listed(page)
        path = address(page, "下一页")

    assert len(seen) == len(set(seen)) == 79


def test_a_page_that_begins_nowhere_begins_at_the_top(reader: httpx2.Client) -> None:
    first = reader.get("/disputes")
    forged = reader.get("/disputes?cursor=forged")

    assert listed(forged.text) == listed(first.text)


def test_every_matter_of_a_number_is_behind_it(reader: httpx2.Client) -> None:
    path: str | None = f"{FIGURE}?part=denominator"
    seen: list[str] = []
    while path:
        page = reader.get(path).text
        assert "共75件" in page
        seen += listed(page)
        path = address(page, "下一页")

    assert len(seen) == len(set(seen)) == 75


def test_a_merged_duplicate_stands_with_its_leading_case(reader: httpx2.Client) -> None:
    pages = [
        reader.get(f"{FIGURE}?part=denominator&row={code}").text
        for code in ("YY-LZ", "YY-FS", "YY-YM")
    ]

    assert sum(page.count("并入") for page in pages) == 4


def test_the_language_is_asked_for_then_kept_then_the_browsers(reader: httpx2.Client) -> None:
    def heading(path: str, wish: str) -> str:
        page = reader.get(path, headers={"Accept-Language": wish}).text
        return str(re.findall(r"<h1>([^<]*)</h1>", page)[0])

    assert heading("/help", "fr") == "帮助"
    assert heading("/help", "en-GB,zh;q=0.5") == "Help"
    assert heading("/help?lang=zh", "en") == "帮助"
    assert heading("/help", "en") == "帮助"
    assert heading("/help?lang=xx", "en") == "帮助"
    assert heading("/help?lang=en", "zh") == "Help"
    assert heading("/help", "zh") == "Help"


def test_a_file_is_kept_for_ever_under_the_address_of_its_bytes(reader: httpx2.Client) -> None:
    page = reader.get("/help").text
    found = re.findall(r'(?:href|src)="(/static/[^"]+)"', page)

    assert len(set(found)) == 5
    for path in found:
        plain = reader.get(path, headers={"Accept-Encoding": "identity"})
        packed = reader.get(path, headers={"Accept-Encoding": "gzip"})
        assert "immutable" in plain.headers["Cache-Control"]
        assert packed.headers["Content-Encoding"] == "gzip"
        assert packed.content == plain.content
        assert reader.get(re.sub(r"/[0-9a-f]{12}/", "/000000000000/", path)).status_code == 404
    assert reader.get("/static/000000000000/vendor.json").status_code == 404

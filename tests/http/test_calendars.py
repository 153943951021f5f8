"""Calendars by HTTP: a notice entered late moves dates from that day on, and not the days before."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest_asyncio

from services.kit.clock import legal_day
from tests.support.api import Answer, Api

NOTICE: dict[str, Any] = {
    "year": 2027,
    "off_days": [
        *("2027-01-01", "2027-02-05", "2027-02-08", "2027-02-09", "2027-02-10", "2027-02-11"),
        *("2027-02-12", "2027-04-05", "2027-05-03", "2027-05-04", "2027-06-09", "2027-09-15"),
        *("2027-10-01", "2027-10-04", "2027-10-05", "2027-10-06", "2027-10-07"),
    ],
    "make_up_days": ["2027-01-31", "2027-02-14", "2027-09-26", "2027-10-09"],
    "title": "关于2027年部分节假日安排的通知（虚构）",
    "number": "虚构〔2026〕1号",
    "issuer": "虚构办公厅",
    "published_on": "2026-11-10",
    "read_at": "https://example.cn/2027",
}
DUE = {"rule": "MED.ACCEPT", "from": "2027-02-04"}


@pytest_asyncio.fixture(loop_scope="module", autouse=True)
async def after_the_notice_is_out(api: Api) -> None:
    api.service.clock.instant = datetime(2026, 11, 22, 2, tzinfo=UTC)


def national(api: Api) -> str:
    return api.token("supervisor", "bureau", region="CN")


async def read(api: Api, path: str, **query: Any) -> Any:
    answer = await api.get(f"{path}?{urlencode(query)}")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def recorded_on(api: Api, region: str, number: int) -> date:
    """The legal day on which the log took a notice in: by the database's clock, not by ours."""
    told = await read(api, f"/v1/calendars/{region}")
    (entry,) = (one for one in told["notices"] if one["notice"] == number)
    return legal_day(datetime.fromisoformat(entry["entered_at"]))


async def entered(api: Api, region: str = "CN", token: str = "", **changes: Any) -> Answer:
    return await api.post(
        f"/v1/calendars/{region}/notices", NOTICE | changes, token=token or national(api)
    )


async def withdrawn(api: Api, region: str, number: int, token: str = "") -> Answer:
    path = f"/v1/calendars/{region}/notices/{number}/withdraw"
    return await api.post(path, {"reason": "年份误录"}, token=token or national(api))


async def test_a_notice_entered_late_moves_a_date_and_takes_its_mark_away(api: Api) -> None:
    before = await read(api, "/v1/deadlines", **DUE, region="330281")
    answer = await entered(api)
    after = await read(api, "/v1/deadlines", **DUE, region="330281")
    number = answer.json()["notice"]
    day_before = await recorded_on(api, "CN", number) - timedelta(days=1)
    yesterday = await read(api, "/v1/deadlines", **DUE, region="330281", as_of=day_before)
    await withdrawn(api, "CN", number)
    back = await read(api, "/v1/deadlines", **DUE, region="330281")

    assert answer.status_code == 201, answer.text
    assert (before["due_rolled"], before["provisional"]) == ("2027-02-15", True)
    assert (after["due_rolled"], after["provisional"]) == ("2027-02-16", False)
    assert after["calendar"].endswith(f"+CN#{number}")
    assert (yesterday["due_rolled"], yesterday["provisional"]) == ("2027-02-15", True)
    assert yesterday["calendar"] == before["calendar"]
    assert (back["due_rolled"], back["provisional"]) == ("2027-02-15", True)

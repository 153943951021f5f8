"""Calendars by HTTP: a notice entered late moves dates from that day on, and not the days before."""

import asyncio
from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
import pytest_asyncio

from services.kit.clock import legal_day
from services.workflow.domain.given import Role
from services.workflow.http.calendar_docs import EXAMPLES
from services.workflow.recorded import codec
from tests.support.api import Answer, Api, dispute_id

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
    assert any("春节（虚构〔2026〕1号）" in step["zh"] for step in after["explanation"])
    assert (yesterday["due_rolled"], yesterday["provisional"]) == ("2027-02-15", True)
    assert yesterday["calendar"] == before["calendar"]
    assert (back["due_rolled"], back["provisional"]) == ("2027-02-15", True)


async def test_a_decision_keeps_the_calendar_that_it_was_taken_under(api: Api) -> None:
    number = (await entered(api)).json()["notice"]
    dispute = await api.registered()
    rows = await api.service.store.read_stream(dispute_id(dispute))
    meta = codec.decode(rows[0]).meta
    await withdrawn(api, "CN", number)

    assert "+CN#" in meta.calendar
    assert meta.calendar.startswith("CN-65-")
    assert codec.decode(rows[0]).meta.calendar != api.service.rulebook.calendar("650105").version


async def test_the_notice_of_a_region_publishes_its_year_there_and_nowhere_else(api: Api) -> None:
    national_no = (await entered(api)).json()["notice"]
    xinjiang = api.token("supervisor", "bureau-65", region="650000")
    before = await read(api, "/v1/calendars/650105013/2027")
    answer = await entered(
        api, "65", xinjiang, off_days=["2027-03-10"], make_up_days=[], number="新政〔2026〕9号"
    )
    after = await read(api, "/v1/calendars/650105013/2027")
    elsewhere = await read(api, "/v1/calendars/CN/2027")
    await withdrawn(api, "65", answer.json()["notice"], xinjiang)
    await withdrawn(api, "CN", national_no)

    assert answer.json()["region"] == "65"
    (warning,) = answer.json()["warnings"]
    assert warning["code"] == "calendar_days_unexplained"
    assert "2027-03-10" in warning["en"]
    assert (before["calendar"], before["is_published"]) == ("CN-65", False)
    assert after["is_published"]
    own = {"day": "2027-03-10", "is_off": True, "source": "新政〔2026〕9号"}
    assert [own.items() <= day.items() for day in after["days"]].count(True) == 1
    assert [one["region"] for one in after["sources"]] == ["CN", "65"]
    assert "2027-03-10" not in {day["day"] for day in elsewhere["days"]}


async def test_a_year_of_which_some_days_were_read_is_partly_known_until_its_notice_is_entered(
    api: Api,
) -> None:
    xinjiang = api.token("supervisor", "bureau-65", region="650000")
    asked = {"rule": "MED.ACCEPT", "from": "2026-05-25", "region": "650105013"}
    before = await read(api, "/v1/calendars/65/2026")
    years = {one["year"]: one for one in (await read(api, "/v1/calendars/65"))["years"]}
    provisional = await read(api, "/v1/deadlines", **asked)
    of_2026 = {"year": 2026, "off_days": ["2026-03-20", "2026-05-27", "2026-05-28", "2026-05-29"]}
    answer = await entered(api, "65", xinjiang, **of_2026, make_up_days=[], replaces=0)
    after = await read(api, "/v1/calendars/65/2026")
    counted = await read(api, "/v1/deadlines", **asked)
    await withdrawn(api, "65", answer.json()["notice"], xinjiang)

    assert (before["is_published"], before["is_partly_known"]) == (False, True)
    assert before["sources"][1]["basis"] == "partly_known"
    assert [years[year]["is_partly_known"] for year in (2022, 2024, 2025)] == [True, False, False]
    assert years[2025]["is_published"]
    assert (after["is_published"], after["is_partly_known"]) == (True, False)
    assert (provisional["provisional"], counted["provisional"]) == (True, False)
    assert provisional["due_rolled"] == counted["due_rolled"]


async def test_a_calendar_tells_its_years_and_every_notice_with_who_entered_it(api: Api) -> None:
    answer = await entered(api, number="虚构〔2026〕7号")
    number = answer.json()["notice"]
    standing = await read(api, "/v1/calendars/CN")
    await withdrawn(api, "CN", number)
    told = await read(api, "/v1/calendars/CN")

    years = {year["year"]: year for year in standing["years"]}
    assert years[2026]["sources"][0] | {"title": ""} == {
        "region": "CN",
        "basis": "shipped",
        "notice": 0,
        "title": "",
        "number": "国办发明电〔2025〕7号",
        "published_on": "2025-11-04",
        "read_at": "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm",
    }
    assert years[2027]["is_published"]
    assert years[2027]["sources"][0]["basis"] == "entered"
    assert min(years) == 2004
    last = told["notices"][-1]
    assert (last["notice"], last["standing"]) == (number, "withdrawn")
    assert (last["entered_by"], last["withdrawal_reason"]) == ("supervisor@bureau", "年份误录")
    assert told["entries"] == standing["entries"] + 1
    assert {year["year"]: year for year in told["years"]}[2027]["sources"][0]["basis"] == "computed"


async def test_a_year_lists_each_day_with_its_name_and_what_it_rests_on(api: Api) -> None:
    told = await read(api, "/v1/calendars/330281/2026")
    days = {day["day"]: day for day in told["days"]}

    assert days["2026-02-14"] == {
        "day": "2026-02-14",
        "is_off": False,
        "name_zh": "调休上班",
        "name_en": "a make-up working day",
        "source": "国办发明电〔2025〕7号",
    }
    assert days["2026-02-17"]["name_zh"] == "春节"
    assert list(days) == sorted(days)


async def test_a_calendar_is_told_as_it_was_known_on_a_day(api: Api) -> None:
    told = await read(api, "/v1/calendars/CN/2026", as_of="2025-11-03")

    assert not told["is_published"]
    assert told["sources"][0]["basis"] == "computed"
    assert "2026-02-14" not in {day["day"] for day in told["days"]}


async def test_a_notice_sent_again_under_its_key_gets_its_first_answer(api: Api, key: str) -> None:
    path, token = "/v1/calendars/CN/notices", national(api)
    first = await api.post(path, NOTICE, token=token, key=key)
    again = await api.post(path, NOTICE, token=token, key=key)
    other = await api.post(path, NOTICE | {"note": "另一份"}, token=token, key=key)
    repeated = await entered(api)
    await withdrawn(api, "CN", first.json()["notice"])

    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert again.headers["ETag"] == f'"{first.json()["version"]}"'
    assert other.json()["type"] == "/problems/idempotency-key-reused"
    assert repeated.json()["code"] == "calendar_notice_exists"


async def test_what_a_caller_has_not_seen_is_told_by_the_version(api: Api) -> None:
    seen = (await read(api, "/v1/calendars/CN"))["entries"]
    path, token = "/v1/calendars/CN/notices", national(api)
    first = await api.post(path, NOTICE, token=token, If_Match=f'"{seen}"')
    stale = await api.post(path, NOTICE | {"replaces": 1}, token=token, If_Match=f'"{seen}"')
    await withdrawn(api, "CN", first.json()["notice"])

    assert first.status_code == 201
    assert stale.status_code == 412
    assert stale.json()["current_version"] == seen + 1


async def test_missing_festivals_are_a_warning(api: Api) -> None:
    answer = await entered(api, off_days=["2027-01-01"], make_up_days=[])
    told = await read(api, "/v1/calendars/CN/2027")
    await withdrawn(api, "CN", answer.json()["notice"])

    (warning,) = answer.json()["warnings"]
    assert warning["code"] == "calendar_festivals_missing"
    assert "2027-06-09 端午节" in warning["zh"]
    assert "2027-06-09" in {day["day"] for day in told["days"] if day["is_off"]}


async def test_a_county_cannot_take_a_month_off(api: Api) -> None:
    county = api.token("supervisor", "bureau-650105", region="650105")
    asked = {"rule": "MED.ACCEPT", "from": "2026-12-07", "region": "650105013"}
    december = [f"2026-12-{day:02}" for day in range(1, 32)]
    before = await read(api, "/v1/deadlines", **asked)
    refused = await entered(
        api, "650105", county, year=2026, off_days=december, make_up_days=[], number="县〔2026〕1号"
    )
    one = await entered(api, "650105", county, year=2026, off_days=["2026-12-24"], make_up_days=[])
    after = await read(api, "/v1/deadlines", **asked)
    await withdrawn(api, "650105", one.json()["notice"], county)

    assert (refused.status_code, refused.json()["code"]) == (409, "calendar_too_many_days")
    assert refused.json()["rule"]["id"] == "CAL.REGION"
    assert one.status_code == 201
    assert {warning["code"] for warning in one.json()["warnings"]} == {
        "calendar_days_unexplained",
        "calendar_needs_second_look",
    }
    assert after["due_rolled"] == before["due_rolled"]


@pytest.mark.parametrize(
    ("region", "changes", "status", "code"),
    [
        ("CN", {"make_up_days": ["2027-02-12", "2027-02-14"]}, 409, "calendar_day_twice"),
        ("CN", {"year": 2026}, 409, "calendar_day_of_other_year"),
        ("CN", {"replaces": 99}, 409, "calendar_replaces_other"),
        ("99", {}, 404, "unknown_region"),
        ("33028", {}, 404, "unknown_region"),
    ],
)
async def test_what_cannot_be_entered_is_told_with_its_rule(
    api: Api, region: str, changes: Any, status: int, code: str
) -> None:
    answer = await entered(api, region, **changes)

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert status == 404 or answer.json()["rule"]["id"].startswith("CAL.")


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.SYSTEM])
async def test_only_who_keeps_the_calendar_enters_and_everybody_reads(api: Api, role: Role) -> None:
    answer = await api.post("/v1/calendars/CN/notices", NOTICE, role=role)
    of_the_region = await api.post("/v1/calendars/65/notices", NOTICE, role=role)
    told = await api.get("/v1/calendars/65", role=role)

    assert (answer.status_code, of_the_region.status_code) == (403, 403)
    assert answer.json()["code"] == "calendar_not_permitted"
    assert told.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/calendars/CN?asof=2026-01-01", 422),
        ("/v1/calendars/CN?as_of=2026-13-01", 422),
        ("/v1/calendars/CN?as_of=2099-01-01", 422),
        ("/v1/deadlines?rule=MED.ACCEPT&from=2027-02-04&region=CN&as_of=2099-01-01", 422),
        ("/v1/calendars/CN/1999", 404),
        ("/v1/calendars/CN/soon", 404),
        ("/v1/calendars/00/2026", 404),
    ],
)
async def test_a_question_that_makes_no_sense_is_told_so(api: Api, path: str, status: int) -> None:
    assert (await api.get(path)).status_code == status


async def test_of_two_at_once_one_notice_is_entered(api: Api) -> None:
    answers = await asyncio.gather(*(entered(api, number=f"虚构〔2026〕{no}号") for no in range(4)))
    won = [answer for answer in answers if answer.status_code == 201]
    for answer in won:
        await withdrawn(api, "CN", answer.json()["notice"])

    assert len(won) == 1
    assert {answer.status_code for answer in answers} == {201, 409}


async def test_the_examples_of_the_document_can_be_sent(api: Api) -> None:
    path, token = "/v1/calendars/CN/notices", national(api)
    sent = await api.post(path, EXAMPLES["enter_holiday_notice"], token=token)
    number = sent.json()["notice"]
    taken_back = await api.post(
        f"{path}/{number}/withdraw", EXAMPLES["withdraw_holiday_notice"], token=token
    )

    assert (sent.status_code, taken_back.status_code) == (201, 200)
    assert taken_back.headers["ETag"] == f'"{taken_back.json()["version"]}"'


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"off_days": ["2027-02-30"]}, "#/off_days/0"),
        ({"title": " "}, "#/title"),
        ({"replaces": -1}, "#/replaces"),
        ({"offdays": []}, "#/offdays"),
    ],
)
async def test_a_fault_in_a_notice_is_told_at_its_field(
    api: Api, change: Any, pointer: str
) -> None:
    answer = await entered(api, **change)

    assert answer.status_code == 422
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize("year", [0, 1, 9999, 2_000_000_000])
async def test_a_year_that_is_none_is_refused(api: Api, year: int) -> None:
    answer = await entered(api, year=year)

    assert answer.json()["code"] == "calendar_year_implausible"


async def test_who_keeps_the_national_calendar_sees_no_disputes(api: Api) -> None:
    dispute = await api.registered()
    as_keeper = {"Authorization": f"Bearer {national(api)}"}
    figures = "/v1/figures/area_resolution@1?region=650105&from=2026-01-01&to=2026-03-31"

    assert (await api.client.get(dispute, headers=as_keeper)).status_code == 404
    assert (await api.client.get("/v1/disputes", headers=as_keeper)).json()["items"] == []
    assert (await api.client.get(figures, headers=as_keeper)).status_code == 403

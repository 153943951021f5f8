"""GET /v1/disputes/{id}/deadlines: every period of one dispute, with its law, its days and who acts."""

from datetime import timedelta
from typing import Any

import pytest

from services.kit.clock import SystemClock
from services.workflow.domain.given import Role
from tests.support.api import Answer, Api
from tests.support.reinforcing import move_to

ACCEPT = "MED.ACCEPT"


@pytest.fixture(autouse=True)
def _tenth_of_march(api: Api) -> None:
    move_to(api, 3, 10)


async def read(api: Api, dispute: str, asked: str = "", **headers: Any) -> dict[str, Any]:
    answer = await api.get(f"{dispute}/deadlines{asked}", **headers)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def of_rule(told: dict[str, Any], rule: str) -> dict[str, Any]:
    (found,) = (one for one in told["deadlines"] if one["rule"] == rule)
    assert isinstance(found, dict)
    return found


def refused_at(answer: Answer, parameter: str) -> str:
    assert answer.status_code == 422, answer.text
    (error,) = answer.json()["errors"]
    assert error["parameter"] == parameter
    return str(error["detail"])


async def test_a_deadline_is_told_with_its_law_its_days_and_who_must_act(api: Api) -> None:
    told = await read(api, await api.registered())

    one = of_rule(told, ACCEPT)
    assert (one["start"], one["due_natural"], one["due_rolled"]) == (
        "2026-03-10", "2026-03-13", "2026-03-13",
    )  # fmt: skip
    assert (one["status"], one["provisional"], one["is_late"]) == ("running", True, False)
    assert one["basis"]
    assert one["evidence"] in "SRCI"
    assert one["is_verified"] is False
    assert one["caveats"][0]["code"] == "unverified"
    assert (one["body"], one["is_own_duty"]) == (str(api.service.body("centre")), True)
    assert one["body_name"] == "水磨沟区centre"
    assert one["calendar"].startswith("CN-65")
    assert one["title_zh"]
    assert one["title_en"]


async def test_each_day_explains_itself_in_both_languages(api: Api) -> None:
    one = of_rule(await read(api, await api.registered()), ACCEPT)

    counted = [step for step in one["explanation"] if step["is_counted"]]
    assert [step["on"] for step in counted][-1] == "2026-03-13"
    assert all(step["zh"] and step["en"] for step in one["explanation"])


async def test_the_short_form_has_the_dates_without_the_days(api: Api) -> None:
    dispute = await api.registered()
    long, short = await read(api, dispute), await read(api, dispute, "?explain=false")

    assert of_rule(short, ACCEPT)["explanation"] == []
    assert of_rule(short, ACCEPT)["due_rolled"] == of_rule(long, ACCEPT)["due_rolled"]


async def test_it_says_what_the_dispute_waits_for_next(api: Api) -> None:
    told = await read(api, await api.registered())

    assert (told["waits_for"]["deadline"], told["waits_for"]["due"]) == (ACCEPT, "2026-03-13")
    assert told["waits_for"]["zh"]


async def test_a_declined_dispute_waits_for_the_parties_for_a_stated_reason(api: Api) -> None:
    dispute = await api.registered()
    declined = {"ground": "out_of_scope", "guidance": "向人民法院起诉"}
    await api.done(f"{dispute}/declination", declined)

    waits_for = (await read(api, dispute))["waits_for"]

    assert (waits_for["deadline"], waits_for["reason"]) == ("", "the_parties")


async def test_an_act_after_the_last_day_is_told_as_late(api: Api) -> None:
    dispute = await api.registered()
    move_to(api, 3, 18)
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-18"})

    one = of_rule(await read(api, dispute), ACCEPT)

    assert (one["status"], one["met_on"], one["is_late"]) == ("met", "2026-03-18", True)


async def test_today_is_told_as_it_is_understood_by_now(api: Api) -> None:
    # The log keeps the time of its own: that day is the present one.
    api.service.clock.instant = SystemClock().now()
    today = api.service.clock.today()
    dispute = await api.registered()

    told = await read(api, dispute, f"?as_of={today}")
    now = await read(api, dispute)

    assert (told["as_of"], told["version"]) == (today.isoformat(), 1)
    assert told["deadlines"] == now["deadlines"]
    before = today - timedelta(hours=24)
    assert (await api.get(f"{dispute}/deadlines?as_of={before}")).status_code == 404


async def test_an_earlier_version_is_told_with_the_present_day(api: Api) -> None:
    dispute = await api.registered()
    move_to(api, 3, 20)
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-20"})

    told = await read(api, dispute, "?version=1")

    assert (told["version"], told["as_of"]) == (1, "2026-03-20")
    assert of_rule(told, ACCEPT)["status"] == "lapsed"
    assert [caveat["code"] for caveat in told["caveats"]] == ["past_record"]


async def test_wrong_parameters_are_told_at_their_name(api: Api) -> None:
    address = f"{await api.registered()}/deadlines"

    assert "2026-03-02" in refused_at(await api.get(f"{address}?as_of=10.3.2026"), "as_of")
    refused_at(await api.get(f"{address}?as_of=2026-03-11"), "as_of")
    refused_at(await api.get(f"{address}?explain=perhaps"), "explain")
    refused_at(await api.get(f"{address}?version=0"), "version")
    refused_at(await api.get(f"{address}?version=1&as_of=2026-03-10"), "version")
    refused_at(await api.get(f"{address}?day=2026-03-10"), "day")


async def test_the_tag_changes_with_the_day_that_changes_the_answer(api: Api) -> None:
    address = f"{await api.registered()}/deadlines"
    first, again = await api.get(address), await api.get(address)
    api.service.clock.instant += timedelta(hours=24)
    later = await api.get(address)

    assert first.headers["ETag"] == again.headers["ETag"] != later.headers["ETag"]


async def test_who_may_not_read_the_dispute_learns_nothing_of_its_deadlines(api: Api) -> None:
    answer = await api.get(f"{await api.registered()}/deadlines", role=Role.PARTNER_BUREAU)

    assert answer.status_code == 404

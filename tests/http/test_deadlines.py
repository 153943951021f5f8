"""GET /v1/deadlines: every worked timeline, and what is wrong with a question at its parameter."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from services.cli.main import app
from services.workflow.domain.given import Role
from tests.support.api import Answer, Api
from tests.support.timelines import Worked, worked

STEPS = [pytest.param(step, id=step.id) for step in worked()]
GOOD = {"rule": "MED.ACCEPT", "from": "2026-02-12", "region": "330281"}


async def ask(api: Api, query: Any, **headers: str) -> Answer:
    sent = {"Authorization": f"Bearer {api.tokens[Role.CLERK]}", **headers}
    return await api.client.get("/v1/deadlines", params=query, headers=sent)


@pytest.mark.parametrize("step", STEPS)
async def test_each_step_of_the_timelines_comes_out_of_the_api(api: Api, step: Worked) -> None:
    answer = await ask(api, step.query)

    assert answer.status_code == 200, answer.text
    step.comes_out(answer.json())


@pytest.mark.parametrize("step", STEPS[:8])
async def test_the_api_and_the_command_answer_alike(api: Api, step: Worked) -> None:
    printed = CliRunner().invoke(app, ["deadline", *step.arguments, "--json"]).output

    assert (await ask(api, step.query)).json() == json.loads(printed)


async def test_the_same_answer_has_the_same_tag(api: Api) -> None:
    first, second = await ask(api, GOOD), await ask(api, GOOD)

    assert first.headers["ETag"] == second.headers["ETag"]


@pytest.mark.parametrize(
    ("change", "parameter", "code"),
    [
        ({"rule": "MED.ACCEPTED"}, "rule", "rule.unknown"),
        ({"rule": ""}, "rule", "rule.unknown"),
        ({"rule": "MED.EFFECT"}, "rule", "rule.no_period"),
        ({"rule": "MED.ONESTOP"}, "rule", "rule.not_for_this_kind"),
        ({"from": "12.2.2026"}, "from", "day.invalid"),
        ({"from": "2026-W07-4"}, "from", "day.invalid"),
        ({"from": "1900-01-01"}, "from", "day.invalid"),
        ({"region": "3302"}, "region", "region.shape"),
        ({"region": "990000"}, "region", "region.province"),
        ({"region": "339999"}, "region", "region.unknown"),
        ({"region": "CN-99"}, "region", "region.province"),
        ({"org_kind": "bakery"}, "org_kind", "org_kind.unknown"),
        ({"extension": "1.5"}, "extension", "extension.invalid"),
        ({"extension": "9999999999999"}, "extension", "extension.invalid"),
        ({"extension": "1"}, "extension", "extension.none"),
        ({"suspended": "2026-02-20"}, "suspended", "suspended.invalid"),
        ({"suspended": "x..2026-02-20"}, "suspended", "day.invalid"),
        ({"suspended": "2026-02-20..2026-02-19"}, "suspended", "suspension.order"),
        ({"rule": "ARB.NOTICE", "suspended": "2026-02-20..2026-02-21"}, "suspended", None),
        ({"interrupted": "yesterday"}, "interrupted", "day.invalid"),
        ({"rule": "ARB.NOTICE", "interrupted": "2026-02-01"}, "interrupted", None),
        ({"form": "2026-02-12"}, "form", "invalid"),
    ],
)
async def test_what_is_wrong_is_told_at_its_parameter(
    api: Api, change: dict[str, str], parameter: str, code: str | None
) -> None:
    answer = await ask(api, GOOD | change)

    assert answer.status_code == 422
    assert answer.headers["Content-Type"].startswith("application/problem+json")
    (error,) = answer.json()["errors"]
    assert error["parameter"] == parameter
    assert code in {None, error["code"]}
    assert error["detail"]


async def test_an_unknown_rule_is_told_with_the_nearest_in_the_callers_language(api: Api) -> None:
    chinese = await ask(api, GOOD | {"rule": "REV.APPLYING"})
    english = await ask(api, GOOD | {"rule": "REV.APPLYING"}, **{"Accept-Language": "en"})

    assert "相近的有：REV.APPLY" in chinese.json()["errors"][0]["detail"]
    assert "nearest are REV.APPLY" in english.json()["errors"][0]["detail"]


async def test_all_that_is_wrong_is_told_at_once(api: Api) -> None:
    answer = await ask(api, {"rule": "MED.ACCEPT"})

    assert [error["parameter"] for error in answer.json()["errors"]] == ["from", "region"]


async def test_interruptions_and_suspensions_may_be_repeated_and_nothing_else(api: Api) -> None:
    good = [*GOOD.items(), ("rule", "LIM.1Y")]
    answer = await ask(api, good)
    several = await ask(
        api,
        [
            *(GOOD | {"rule": "LIM.1Y"}).items(),
            ("suspended", "2026-03-01..2026-03-10"),
            ("suspended", "2026-05-01..2026-05-10"),
        ],
    )

    assert answer.status_code == 422
    assert answer.json()["errors"][0]["parameter"] == "rule"
    assert several.json()["due_natural"] == "2027-03-04"
    broken = await ask(
        api,
        [
            *({"rule": "LIM.1Y", "from": "2025-02-14", "region": "330281"}).items(),
            ("interrupted", "2025-11-10"),
            ("interrupted", "2025-11-13"),
        ],
    )
    assert broken.json()["due_rolled"] == "2026-11-13"


async def test_nobody_computes_without_a_token(api: Api) -> None:
    assert (await api.client.get("/v1/deadlines", params=GOOD)).status_code == 401


async def test_a_region_down_to_its_village_has_the_calendar_of_its_province(api: Api) -> None:
    answer = await ask(api, {"rule": "ARB.ACCEPT", "from": "2025-06-04", "region": "650105013"})

    assert answer.json()["due_rolled"] == "2025-06-16"
    assert answer.json()["calendar"].startswith("CN-65")

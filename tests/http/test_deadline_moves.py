"""The journal over all disputes: who relied on a correction finds it there, and nobody else's."""

from typing import Any

import pytest

from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.reinforcing import move_to

MOVES = "/v1/deadline-moves"


@pytest.fixture(autouse=True)
def _tenth_of_march(api: Api) -> None:
    move_to(api, 3, 10)


async def read(api: Api, databases: Databases, path: str, **how: Any) -> Any:
    await catch_up(databases.projector)
    await keep_up(databases.projector, NationalRulebook(), clock=api.service.clock)
    answer = await api.get(path, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def corrected(api: Api) -> str:
    """A dispute whose day of receipt was put right after mediation had failed; its id."""
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/failure", {"reasons": [{"code": "no_show", "party": 2}]})
    seen = (await api.get(dispute)).headers["ETag"]
    put_right = {
        "field": "registered_on",
        "new": "2026-03-03",
        "reason": "录入错误",
        "evidence": "申请书原件",
    }
    await api.done(f"{dispute}/corrections", put_right, If_Match=seen)
    return dispute.rsplit("/", 1)[1]


async def test_who_relied_on_a_correction_finds_it_also_after_the_deadline_had_ended(
    api: Api, migrated: Databases
) -> None:
    dispute = await corrected(api)
    centre = str(api.service.body("centre"))

    found = await read(
        api, migrated, f"{MOVES}?body={centre}&is_correction=true&dispute={dispute}&limit=200"
    )

    moved = {one["rule"]: one for one in found["items"]}
    one = moved["MED.15.RECEIPT"]
    assert (one["due_natural_was"], one["due_natural_is"]) == ("2026-03-25", "2026-03-18")
    assert [change["code"] for change in one["changes"]] == ["start", "was_over"]
    assert (one["cause"], one["dispute"]) == ("FactCorrected", dispute)
    hows = {each["how"]: each for each in one["relied_by"]}
    assert {"handled", "mediated", "decided"} <= hows.keys()
    assert hows["handled"]["body"] == {"id": centre, "name": "水磨沟区centre"}
    assert hows["handled"]["how_name"] == "办理该争议"
    assert "clerk@centre" not in str(found)


async def test_the_same_stands_in_the_journal_of_the_dispute(api: Api, migrated: Databases) -> None:
    dispute = await corrected(api)

    listed = await read(api, migrated, f"{MOVES}?dispute={dispute}&limit=200")
    of_it = await read(api, migrated, f"/v1/disputes/{dispute}/deadline-moves")

    own = {"dispute", "case_number", "region", "organisation"}
    told = [{k: v for k, v in one.items() if k not in own} for one in listed["items"]]
    assert sorted(told, key=str) == sorted(of_it["items"], key=str)


async def test_the_newest_come_first_page_by_page_from_a_place_or_a_day_on(
    api: Api, migrated: Databases
) -> None:
    await corrected(api)
    whole = (await read(api, migrated, f"{MOVES}?limit=200&total=true"))["items"]
    paged, cursor = [], ""
    while cursor is not None:
        page = await read(api, migrated, f"{MOVES}?limit=2{cursor and '&cursor=' + cursor}")
        paged += page["items"]
        cursor = page["next"]
    position = whole[0]["position"]

    assert paged == whole
    assert [one["position"] for one in whole] == sorted(
        (o["position"] for o in whole), reverse=True
    )
    later = await read(api, migrated, f"{MOVES}?after_position={position}&total=true")
    assert (later["items"], later["total"]) == ([], 0)
    for query, share in (
        ("since=2020-01-01", len(whole)),
        ("since=9999-12-31", 0),
        ("since=0001-01-01", len(whole)),
        ("region=650105", len(whole)),
        ("region=330281", 0),
        (f"organisation={api.service.body('court')}", 0),
        (f"body={api.service.body('court')}", 0),
    ):
        found = await read(api, migrated, f"{MOVES}?{query}&total=true")
        assert found["total"] == share, query


async def test_who_has_no_part_in_a_dispute_reads_nothing_of_it(
    api: Api, migrated: Databases
) -> None:
    await corrected(api)

    for role in (Role.COURT_LIAISON, Role.PARTNER_BUREAU):
        found = await read(api, migrated, f"{MOVES}?total=true", role=role)
        assert (found["items"], found["total"]) == ([], 0), role


@pytest.mark.parametrize("path", ["/v1/deadlines-due", "/v1/tasks", MOVES])
async def test_a_rule_that_is_in_no_pack_is_refused_with_the_nearest(
    api: Api, migrated: Databases, path: str
) -> None:
    await catch_up(migrated.projector)

    answer = await api.get(f"{path}?rule=MED.15.RECEIPTS")
    nope = await api.get(f"{path}?rule=NOPE")

    (fault,) = answer.json()["errors"]
    assert (answer.status_code, nope.status_code) == (422, 422)
    assert (fault["parameter"], fault["code"]) == ("rule", "unknown_rule")
    assert "MED.15.RECEIPT" in fault["detail"]


async def test_tasks_wait_for_the_deadlines_that_they_are_made_of(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    body = {"until": "2026-04-10", "consented_by": [1, 2]}
    done = await api.done(f"{dispute}/mediation-period/extensions", body)
    await catch_up(migrated.projector)
    path = f"/v1/tasks?min_position={done.headers['Log-Position']}"

    assert (await api.get(path)).status_code == 503
    assert (await read(api, migrated, path))["items"]

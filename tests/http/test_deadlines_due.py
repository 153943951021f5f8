"""Open deadlines by HTTP: for whom they are, page by page, counted by light; what moved them; exceptions."""

import base64
from typing import Any

from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.rules.rulebook import NationalRulebook
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.queries import rows_of
from tests.support.reinforcing import agreed_on

FORGED = base64.urlsafe_b64encode(
    b'["2026-03-02","22222222-2222-5222-8222-222222222222","\\u0000",""]'
).decode()
"""Of the right form, with a character that no text of ours has."""


async def read(api: Api, databases: Databases, path: str, **how: Any) -> Any:
    """The answer, once everything recorded so far is in the list and its deadlines are computed."""
    await catch_up(databases.projector)
    await keep_up(databases.projector, NationalRulebook(), clock=api.service.clock)
    answer = await api.get(path, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_an_open_deadline_is_listed_with_its_rule_its_days_and_its_light(
    api: Api, migrated: Databases
) -> None:
    dispute = (await api.in_mediation()).rsplit("/", 1)[1]

    found = await read(api, migrated, "/v1/deadlines-due?rule=MED.15.RECEIPT&limit=200&total=true")

    (one,) = [each for each in found["items"] if each["dispute"] == dispute]
    assert one["rule_name"].startswith("自调解组织收到调解申请之日起15日内")
    assert (one["start_on"], one["due_natural"]) == ("2026-03-10", "2026-03-25")
    # The days of March 2026 are past for every reader.
    assert (one["light"], one["status"]) == ("red", "lapsed")
    assert one["days_left"] < 0
    assert one["body"]["name"] == "水磨沟区centre"
    assert found["total"] == len(found["items"])


async def test_each_filter_narrows_the_list_and_its_count(api: Api, migrated: Databases) -> None:
    await api.in_mediation()
    everything = await read(api, migrated, "/v1/deadlines-due?limit=200&total=true")
    assert everything["total"] > 0
    centre, court = api.service.body("centre"), api.service.body("court")
    mediator = api.service.mediator
    for query, share in (
        (f"organisation={centre}", "all"),
        (f"organisation={court}", "none"),
        (f"mediator={mediator}", "some"),
        ("region=650105", "all"),
        ("region=330281", "none"),
        ("status=suspended", "none"),
        ("light=green&due_to=2026-06-01", "none"),
        ("due_from=2026-01-01&due_to=2026-01-31", "none"),
        ("is_sample=true", "none"),
    ):
        found = await read(api, migrated, f"/v1/deadlines-due?{query}&limit=200&total=true")
        assert found["total"] == len(found["items"]), query
        expected = {"all": everything["total"], "none": 0}.get(share, found["total"])
        assert found["total"] == expected, query
        assert share != "some" or 0 < found["total"] <= everything["total"]


async def test_pages_follow_one_another_by_day_and_miss_nothing(
    api: Api, migrated: Databases
) -> None:
    for _ in range(3):
        await api.in_mediation()
    whole = (await read(api, migrated, "/v1/deadlines-due?limit=200"))["items"]

    paged, path = [], "/v1/deadlines-due?limit=2"
    while path:
        answer = await api.get(path)
        page = answer.json()
        paged += page["items"]
        path = f"/v1/deadlines-due?limit=2&cursor={page['next']}" if page["next"] else ""

    assert paged == whole
    days = [one["act_by"] for one in whole]
    assert days == sorted(days)


async def test_who_has_no_part_in_a_dispute_sees_none_of_its_deadlines_nor_their_number(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()

    for role in (Role.COURT_LIAISON, Role.PARTNER_BUREAU):
        found = await read(api, migrated, "/v1/deadlines-due?total=true", role=role)
        assert (found["items"], found["total"]) == ([], 0), role
        summary = await read(api, migrated, "/v1/deadlines-due/summary", role=role)
        assert summary["items"] == [], role
        answer = await api.get(f"{dispute}/deadline-moves", role=role)
        assert answer.status_code == 404, role


async def test_a_supervisor_sees_the_lights_of_the_region_by_body(
    api: Api, migrated: Databases
) -> None:
    await api.in_mediation()

    by_body = await read(api, migrated, "/v1/deadlines-due/summary", role=Role.SUPERVISOR)
    by_region = await read(
        api, migrated, "/v1/deadlines-due/summary?by=region", role=Role.SUPERVISOR
    )
    listed = await read(api, migrated, "/v1/deadlines-due?total=true", role=Role.SUPERVISOR)

    (centre,) = by_body["items"]
    assert centre["body"]["name"] == "水磨沟区centre"
    assert centre["red"] + centre["amber"] + centre["green"] == listed["total"]
    assert [one["region"] for one in by_region["items"]] == ["650105013"]


async def test_what_moved_a_deadline_is_told_with_both_days_and_whom_it_concerns(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    await read(api, migrated, "/v1/deadlines-due")
    extension = {"until": "2026-04-10", "consented_by": [1, 2]}
    await api.done(f"{dispute}/mediation-period/extensions", extension)

    found = await read(api, migrated, f"{dispute}/deadline-moves")

    (moved,) = [one for one in found["items"] if "MED" in one["rule"] and one["changes"]]
    assert [change["code"] for change in moved["changes"]] == ["extension"]
    assert (moved["due_natural_was"], moved["due_natural_is"]) == ("2026-03-25", "2026-04-10")
    assert moved["cause"] == "MediationExtended"
    assert [body["name"] for body in moved["told"]] == ["水磨沟区centre"]


async def test_a_lapse_that_nobody_recorded_is_an_exception(api: Api, migrated: Databases) -> None:
    dispute = (await api.in_mediation()).rsplit("/", 1)[1]

    found = await read(api, migrated, "/v1/exceptions?code=lapse_overdue&limit=200&total=true")
    elsewhere = await read(
        api, migrated, "/v1/exceptions?code=lapse_overdue", role=Role.PARTNER_BUREAU
    )

    (one,) = [each for each in found["items"] if each["dispute"] == dispute]
    assert "MED.15.RECEIPT" in one["rules"]
    assert one["since"] >= "2026-03-25"
    assert found["total"] == len(found["items"])
    assert elsewhere["items"] == []


async def test_a_dispute_held_back_by_a_fault_is_an_exception(
    api: Api, migrated: Databases
) -> None:
    dispute = (await api.in_mediation()).rsplit("/", 1)[1]
    await catch_up(migrated.projector)
    rows_of(
        migrated.projector,
        "INSERT INTO views.quarantine (table_name, stream_id, position, topic, error, error_hash)"
        " SELECT table_name, %s, 1, 'dispute:X', 'KeyError', 'x' FROM views.positions"
        " WHERE view = 'dispute_facts' AND is_live",
        dispute,
    )

    answer = await api.get("/v1/exceptions?code=quarantined&total=true", role=Role.SUPERVISOR)
    rows_of(migrated.projector, "DELETE FROM views.quarantine")

    assert [(one["dispute"], one["views"]) for one in answer.json()["items"]] == [
        (dispute, ["dispute_facts"])
    ]


async def test_a_mistyped_period_and_a_foreign_cursor_are_told_at_the_field(
    api: Api, migrated: Databases
) -> None:
    await catch_up(migrated.projector)
    for query, field in (
        ("due_from=2026-03-02&due_to=2026-03-01", "due_to"),
        ("cursor=abc", "cursor"),
        (f"cursor={FORGED}", "cursor"),
        ("light=yellow", "light"),
        ("rule=med", "rule"),
        ("person=x", "person"),
    ):
        answer = await api.get(f"/v1/deadlines-due?{query}")
        assert answer.status_code == 422, query
        assert [error["parameter"] for error in answer.json()["errors"]] == [field]


async def test_who_waits_for_an_own_act_gets_deadlines_that_know_of_it(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    body = {"until": "2026-04-10", "consented_by": [1, 2]}
    done = await api.done(f"{dispute}/mediation-period/extensions", body)
    position = done.headers["Log-Position"]
    await catch_up(migrated.projector)
    path = f"/v1/deadlines-due?min_position={position}"

    early = await api.get(path)
    later = await read(api, migrated, path)

    assert early.status_code == 503
    assert later["items"]


async def test_a_window_that_a_party_let_pass_is_nobodys_open_deadline(
    api: Api, migrated: Databases
) -> None:
    """It lapsed in silence, with no event since: an instalment that was not paid stays overdue."""
    dispute = (await agreed_on(api)).rsplit("/", 1)[1]

    found = await read(api, migrated, "/v1/deadlines-due?limit=200")

    rules = {each["rule"] for each in found["items"] if each["dispute"] == dispute}
    assert "MED.FOLLOW" in rules
    assert not {"CONF.APPLY", "REV.APPLY"} & rules

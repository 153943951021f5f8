"""Lists across disputes and the package by HTTP: names, ages, pages, faults, and for whom they are."""

import hashlib
from typing import Any
from uuid import UUID

import pytest
import rfc8785

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases


async def read(api: Api, databases: Databases, path: str, **how: Any) -> Any:
    """The answer, once everything recorded so far is in the read models."""
    await catch_up(databases.projector)
    answer = await api.get(path, **how)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def offered(api: Api) -> str:
    """The address of a dispute that is offered to the commission."""
    dispute = await api.in_mediation()
    commission = str(api.service.body("commission"))
    body = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", body)
    return dispute


async def test_an_offer_goes_out_of_one_body_and_into_another(
    api: Api, migrated: Databases
) -> None:
    identity = (await offered(api)).rsplit("/", 1)[1]

    out = await read(api, migrated, "/v1/handovers?direction=out&is_open=true&limit=200")
    received = await read(
        api, migrated, "/v1/handovers?direction=in&limit=200", role=Role.ARBITRATION_CLERK
    )
    nothing = await read(api, migrated, "/v1/handovers?direction=in")

    (sent,) = [one for one in out["items"] if one["dispute"] == identity]
    assert sent in received["items"]
    assert nothing["items"] == []
    assert (sent["state"], sent["state_name"]) == ("offered", "已发出，未送达")
    assert (sent["sender"]["name"], sent["receiver"]["name"]) == (
        "水磨沟区centre",
        "水磨沟区commission",
    )
    assert sent["age_days"] > 0


async def test_who_acts_for_no_body_has_no_direction(api: Api, migrated: Databases) -> None:
    await catch_up(migrated.projector)
    answer = await api.get("/v1/handovers?direction=in", role=Role.SUPERVISOR)

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == ["direction"]


async def test_an_agenda_and_the_documents_of_a_dispute_are_listed(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    session = {"starts_at": "2026-03-12T14:30:00+08:00", "mode": "in_room", "place": "第一调解室"}
    letter = {"kind": "suggestion_letter", "recipients": [2], "reply_by": "2026-03-20"}
    await api.done(f"{dispute}/scheduled-sessions", session)
    await api.done(f"{dispute}/documents", letter)
    identity = dispute.rsplit("/", 1)[1]

    mediator = api.service.mediator
    agenda = await read(
        api, migrated, f"/v1/sessions?from=2026-03-12&to=2026-03-12&mediator={mediator}"
    )
    unserved = await read(api, migrated, "/v1/documents?state=unserved")
    overdue = await read(api, migrated, "/v1/documents?state=overdue", Accept_Language="en")

    (listed,) = [one for one in agenda["items"] if one["dispute"] == identity]
    assert (listed["day"], listed["kind_name"], listed["state_name"]) == (
        "2026-03-12",
        "调解",
        "已排期",
    )
    assert listed["organisation"]["name"] == "水磨沟区centre"
    (waiting,) = [one for one in unserved["items"] if one["dispute"] == identity]
    assert (waiting["recipient"], waiting["served_on"], waiting["attempts"]) == (2, None, 0)
    (late,) = [one for one in overdue["items"] if one["dispute"] == identity]
    assert late["is_overdue"]
    assert late["kind_name"].isascii()


async def test_a_refusal_is_counted_against_who_made_the_agreement(
    api: Api, migrated: Databases
) -> None:
    court = str(api.service.body("court"))
    liaison: Any = {"role": Role.COURT_LIAISON}
    for _ in range(2):
        dispute = await api.effective()
        await api.done(f"{dispute}/confirmation", {"court": court, "applicants": [1, 2]})
        await api.done(f"{dispute}/confirmation/docketing", {"number": "民特1号"}, **liaison)
        await api.done(f"{dispute}/confirmation/dismissal", {"ground": "unclear"}, **liaison)
    centre = api.service.body("centre")

    path = f"/v1/reinforcements?organisation={centre}&result=refused&counts=true&total=true"
    found = await read(api, migrated, path)

    assert found["total"] == len(found["items"]) == 2
    assert found["items"][0]["ground_name"] == "内容不明确"
    (count,) = found["counts"]
    assert (count["organisation"]["id"], count["ground"], count["count"]) == (
        str(centre),
        "unclear",
        2,
    )


async def test_the_link_to_the_next_page_of_items_keeps_what_was_asked(
    api: Api, migrated: Databases
) -> None:
    for _ in range(2):
        await offered(api)
    await catch_up(migrated.projector)

    first = await api.get("/v1/handovers?limit=1&is_open=true")
    second = await api.get(first.headers["Link"].removeprefix("<").partition(">")[0])

    assert "is_open=true" in first.headers["Link"]
    assert second.status_code == 200
    assert first.json()["items"] != second.json()["items"]


@pytest.mark.parametrize(
    ("path", "parameter"),
    [
        ("/v1/handovers?direction=up", "direction"),
        ("/v1/handovers?cursor=x", "cursor"),
        ("/v1/sessions?from=2026-03-02&to=2026-03-01", "to"),
        ("/v1/documents?state=lost", "state"),
        ("/v1/reinforcements?ground=x%22", "ground"),
        ("/v1/disputes?stage=never", "stage"),
        ("/v1/disputes?pending_before=court", "pending_before"),
    ],
)
async def test_a_parameter_that_cannot_be_meant_is_told_at_its_name(
    api: Api, path: str, parameter: str
) -> None:
    answer = await api.get(path)

    assert answer.status_code == 422
    assert [error["parameter"] for error in answer.json()["errors"]] == [parameter]


async def test_disputes_are_found_by_what_they_wait_for(api: Api, migrated: Databases) -> None:
    plain = (await api.in_mediation()).rsplit("/", 1)[1]
    sent = (await offered(api)).rsplit("/", 1)[1]
    asked = await api.effective()
    court = str(api.service.body("court"))
    await api.done(f"{asked}/confirmation", {"court": court, "applicants": [1, 2]})
    asked = asked.rsplit("/", 1)[1]
    ids = f"ids={plain},{sent},{asked}"

    for query, expected in (
        ("has_offer=true", {sent}),
        ("has_offer=false", {plain, asked}),
        ("stage=mediation", {plain, sent}),
        ("stage=reinforcement", {asked}),
        ("reinforcement=confirmation", {asked}),
        ("reinforcement=review", set()),
        ("is_breached=true", set()),
        (f"pending_before={court}", set()),
    ):
        found = await read(api, migrated, f"/v1/disputes?{ids}&{query}")
        assert {item["id"] for item in found["items"]} == expected, query


async def test_a_package_is_for_the_bodies_of_the_offer(api: Api, migrated: Databases) -> None:
    plain, dispute = await api.in_mediation(), await offered(api)

    package = await read(api, migrated, f"{dispute}/package", role=Role.ARBITRATION_CLERK)

    assert package == await read(api, migrated, f"{dispute}/package")
    assert [party["name"] for party in package["parties"]] == [
        "阿依古丽",
        "乌鲁木齐某某建筑有限公司",
    ]
    assert package["claims"][0]["disposition"] == "open"
    assert [entry["version"] for entry in package["chronology"]] == [1, 2, 3, 4]
    assert package["first_contact_on"] == "2026-03-10"
    assert [fact["type"] for fact in package["interruptions"]] == ["DisputeRegistered"]
    assert "13999912345" not in str(package)
    for path, role, status in (
        (f"{plain}/package", Role.CLERK, 403),
        (f"{dispute}/package", Role.SUPERVISOR, 403),
        (f"{dispute}/package", Role.COURT_LIAISON, 404),
        ("/v1/disputes/x/package", Role.CLERK, 404),
    ):
        answer = await api.get(path, role=role)
        assert answer.status_code == status, (path, role, answer.text)


async def test_a_package_tells_agreements_documents_and_facts_both_sides_agree_on(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.in_mediation()
    facts = {"facts": "劳动关系自2024年3月1日起", "agreed_by": [1, 2]}
    await api.done(f"{dispute}/undisputed-facts", facts, role=Role.MEDIATOR)
    document = {"kind": "rights_notice", "title": "权利义务告知书", "recipients": [1]}
    await api.done(f"{dispute}/documents", document)
    served = {"recipient": 1, "method": "direct", "outcome": "served", "proof": "签收"}
    await api.done(f"{dispute}/documents/1/services", served)
    commission = str(api.service.body("commission"))
    offer = {"to": commission, "reason": "申请人要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)

    package = await read(api, migrated, f"{dispute}/package", role=Role.ARBITRATION_CLERK)

    assert [fact["facts"] for fact in package["undisputed"]] == ["劳动关系自2024年3月1日起"]
    digest = package.pop("digest")
    assert hashlib.sha256(rfc8785.dumps(package)).hexdigest() == digest
    (told,) = package["documents"]
    stored = await api.service.store.read_stream(UUID(package["dispute"]))
    (row,) = (row for row in stored if row.position == told["position"])
    assert hashlib.sha256(row.state).hexdigest() == told["digest"]
    assert told["title"] == "权利义务告知书"
    assert [attempt["outcome"] for attempt in told["service"]] == ["served"]

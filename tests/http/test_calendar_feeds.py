"""A person's calendar: a secret address, opened and closed, with what is due and nothing of people."""

import io
from datetime import date
from typing import Any

import pytest
from icalendar import Calendar
from msgspec.structs import replace

from services.access.account import Account
from services.access.client import Client, new_id
from services.partners.profiles.partner import ALL_SCOPES
from services.projections.deadlines.runner import keep_up
from services.projections.runner import catch_up
from services.workflow.application.calendar_feeds import account_id
from services.workflow.domain.given import Role
from services.workflow.domain.mediator import MediatorAdmitted, MediatorReleased
from services.workflow.recorded import codec
from tests.support.api import Answer, Api, dispute_id
from tests.support.database import Databases
from tests.support.partners import partner
from tests.support.scenes import Scene

FEEDS = "/v1/calendar-feeds"


async def opened(api: Api, **how: Any) -> str:
    answer = await api.post(FEEDS, **how)
    assert answer.status_code == 201, answer.text
    address: str = answer.json()["address"]
    return address


async def read(api: Api, databases: Databases, address: str, **headers: str) -> Answer:
    """What is at the address for who brings no token, with everything recorded so far."""
    await catch_up(databases.projector)
    await keep_up(databases.projector, api.dependencies.rulebook, clock=api.service.clock)
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return await api.client.get(address, headers=sent)


def entries(answer: Answer) -> dict[str, Any]:
    assert answer.status_code == 200, answer.text
    found = Calendar.from_ical(answer.content)
    return {str(event["uid"]): event for event in found.walk("VEVENT")}


async def test_an_open_deadline_is_a_day_in_the_calendar_of_its_body(
    api: Api, migrated: Databases
) -> None:
    dispute = await api.registered()
    number = (await api.get(dispute)).json()["case_number"]
    answer = await read(api, migrated, await opened(api))
    event = entries(answer)[f"{dispute_id(dispute)}/MED.ACCEPT@fengqiao"]

    assert event.decoded("dtstart") == date(2026, 3, 13)
    assert event.decoded("dtend") == date(2026, 3, 14)
    assert number in event["summary"]
    assert "依据" in event["description"]
    assert f"/disputes/{dispute_id(dispute)}" in event["description"]
    assert event.walk("VALARM")
    assert (event["sequence"], event["class"]) == (0, "PRIVATE")
    assert answer.headers["content-type"].startswith("text/calendar")


async def test_nothing_of_people_is_in_it(api: Api, migrated: Databases) -> None:
    await api.in_mediation()
    answer = await read(api, migrated, await opened(api))

    for word in ("阿依古丽", "某某建筑", "13999912345", "王调解"):
        assert word not in answer.text


async def test_what_is_met_leaves_the_calendar(api: Api, migrated: Databases) -> None:
    dispute, address = await api.registered(), await opened(api)
    uid = f"{dispute_id(dispute)}/MED.ACCEPT@fengqiao"
    assert uid in entries(await read(api, migrated, address))
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})

    assert uid not in entries(await read(api, migrated, address))


async def test_what_was_moved_says_so(api: Api, migrated: Databases) -> None:
    dispute, address = await api.registered(), await opened(api)
    uid = f"{dispute_id(dispute)}/MED.ACCEPT@fengqiao"
    before = entries(await read(api, migrated, address))[uid]
    correction = {
        "field": "registered_on",
        "new": "2026-03-09",
        "reason": "录入有误",
        "evidence": "登记表",
    }
    version = (await api.get(dispute)).headers["ETag"]
    await api.done(f"{dispute}/corrections", correction, If_Match=version)
    after = entries(await read(api, migrated, address))[uid]

    assert after.decoded("dtstart") == date(2026, 3, 12)
    assert after["sequence"] > before["sequence"]
    assert after.decoded("last-modified") >= before.decoded("last-modified")


async def test_a_mediator_has_the_own_disputes_and_sessions(api: Api, migrated: Databases) -> None:
    of_nobody = await api.registered()
    dispute = await api.in_mediation()
    session = {"starts_at": "2026-03-11T10:00:00+08:00", "mode": "in_room", "place": "一号室"}
    await api.done(f"{dispute}/scheduled-sessions", session)
    found = entries(await read(api, migrated, await opened(api, role=Role.MEDIATOR)))

    assert not [uid for uid in found if uid.startswith(str(dispute_id(of_nobody)))]
    (listed,) = [e for uid, e in found.items() if uid.startswith(f"{dispute_id(dispute)}/sitting")]
    assert "调解" in listed["summary"]
    assert "一号室" not in str(listed)


async def test_an_unchanged_calendar_is_not_sent_again(api: Api, migrated: Databases) -> None:
    address = await opened(api)
    first = await read(api, migrated, address)
    again = await read(api, migrated, address, If_None_Match=first.headers["ETag"])

    assert first.headers["Cache-Control"] == "private, no-cache"
    assert (again.status_code, again.content) == (304, b"")


async def test_the_address_is_told_once_and_only_its_digest_is_stored(api: Api, key: str) -> None:
    address = await opened(api, key=key)
    again = await api.post(FEEDS, key=key)
    rows = await api.service.store.read_stream(account_id("clerk@centre"))
    secret = address.rsplit("/", 1)[1].removesuffix(".ics")

    assert again.json() == {"is_open": True, "address": None}
    assert again.headers["Idempotency-Replayed"] == "true"
    assert all(secret.encode() not in row.state for row in rows)


async def test_a_closed_address_leads_nowhere_and_a_new_one_closes_the_old(
    api: Api, migrated: Databases
) -> None:
    old, new = await opened(api), await opened(api)
    assert (await read(api, migrated, old)).status_code == 404
    assert (await read(api, migrated, new)).status_code == 200
    closed = await api.done(f"{FEEDS}/closure", {})

    assert closed.json() == {"is_open": False, "address": None}
    assert (await api.client.get(new)).status_code == 404
    again = await api.post(f"{FEEDS}/closure", {})
    assert again.json()["code"] == "no_calendar_open"


@pytest.mark.parametrize("secret", ["x", "A" * 64, "%00" * 64, "é" * 64])
async def test_an_unknown_address_is_not_there(api: Api, secret: str) -> None:
    answer = await api.client.get(f"{FEEDS}/{secret}.ics")

    assert answer.status_code == 404
    assert answer.headers["Cache-Control"] == "no-store"


async def test_who_belongs_to_no_body_has_no_calendar(api: Api) -> None:
    answer = await api.post(FEEDS, role=Role.SUPERVISOR)

    assert answer.status_code == 403
    assert answer.json()["code"] == "calendar_needs_a_body"


async def test_the_address_of_a_mediator_ends_with_the_term_at_the_body(
    api: Api, migrated: Databases, logged: io.StringIO
) -> None:
    address = await opened(api, role=Role.MEDIATOR)
    before = await read(api, migrated, address)
    centre, mediator = api.service.body("centre"), api.service.mediator
    scene = Scene(api.service.store)
    scene.versions[mediator] = len(await api.service.store.read_stream(mediator))
    on = api.service.clock.today()
    await scene.record(mediator, MediatorReleased(occurred_on=on, organisation=centre))
    gone = await read(api, migrated, address)
    await scene.record(mediator, MediatorAdmitted(occurred_on=on, organisation=centre))
    back = await read(api, migrated, address)

    assert (before.status_code, gone.status_code, back.status_code) == (200, 404, 200)
    assert "mediator_not_in_term" not in gone.text
    assert "mediator_not_in_term" in logged.getvalue()
    assert address.rsplit("/", 1)[1].removesuffix(".ics") not in logged.getvalue()


async def test_the_supervisor_of_the_region_closes_the_address_of_who_left(
    api: Api, migrated: Databases, key: str
) -> None:
    address = await opened(api)
    of_the_account = f"{FEEDS}/clerk@centre/closure"
    elsewhere = api.token("supervisor", "bureau", region="650106")
    refused = [
        await api.post(of_the_account, {}, token=elsewhere),
        await api.post(of_the_account, {}, role=Role.MEDIATOR),
    ]
    still = await read(api, migrated, address)
    closed = await api.post(of_the_account, {}, role=Role.SUPERVISOR, key=key)
    repeated = await api.post(of_the_account, {}, role=Role.SUPERVISOR, key=key)
    again = await api.post(of_the_account, {}, role=Role.SUPERVISOR)
    row = (await api.service.store.read_stream(account_id("clerk@centre")))[-1]

    assert [answer.json()["code"] for answer in refused] == ["calendar_of_another"] * 2
    assert {answer.status_code for answer in refused} == {403}
    assert still.status_code == 200
    assert (closed.status_code, closed.json()) == (200, {"is_open": False, "address": None})
    assert repeated.headers["Idempotency-Replayed"] == "true"
    assert (await api.client.get(address)).status_code == 404
    assert (again.status_code, again.json()["code"]) == (409, "no_calendar_open_for_account")
    assert codec.decode(row).meta.role == "supervisor"


@pytest.mark.parametrize("end", ["disabled", "moved"])
async def test_the_address_ends_with_the_account_that_opened_it(
    api: Api, migrated: Databases, end: str
) -> None:
    centre, accounts = api.service.body("centre"), api.partners.access.accounts
    account = Account(
        account=f"wang-{end}",
        name="窗口",
        role=Role.CLERK,
        organisation=centre,
        made_at=api.service.clock.now(),
    )
    await accounts.add(account, by="test")
    token = api.issuer.issue(
        account.account, {"role": "clerk", "org": str(centre)}, lifetime_seconds=3600
    )
    address = await opened(api, token=token)
    assert (await read(api, migrated, address)).status_code == 200
    if end == "disabled":
        await accounts.disable(account.account, by="test")
    else:
        elsewhere = replace(account, organisation=api.service.body("other-centre"))
        await accounts.change(elsewhere, by="test")

    assert (await api.client.get(address)).status_code == 404


async def test_the_address_of_a_program_ends_with_its_client(api: Api) -> None:
    clients, centre = api.partners.access.clients, api.service.body("centre")
    client = Client(
        client_id=new_id(),
        name="看板",
        role=Role.CLERK,
        organisation=centre,
        made_at=api.service.clock.now(),
    )
    await clients.add(client, by="test")
    told = {"role": "clerk", "org": str(centre)}
    token = api.issuer.issue(client.client_id, told, lifetime_seconds=3600)
    address = await opened(api, token=token)
    assert (await api.client.get(address)).status_code == 200
    await clients.disable(client.client_id, by="test")

    assert (await api.client.get(address)).status_code == 404


async def test_a_partners_system_has_no_calendar(api: Api) -> None:
    centre = await partner(api.partners.profiles, "centre", fields=("*", "-answers.parties"))
    token = api.token("clerk", "centre", partner=centre.code, scope=" ".join(ALL_SCOPES))
    answer = await api.post(FEEDS, token=token, Accept_Language="en")

    assert answer.status_code == 403
    assert "calendars are for people" in answer.json()["detail"]


async def test_whoever_opened_it_closes_it_by_the_name_of_the_account_too(api: Api) -> None:
    address = await opened(api)
    closed = await api.post(f"{FEEDS}/clerk@centre/closure", {})
    unknown = await api.post(f"{FEEDS}/nobody/closure", {}, role=Role.SUPERVISOR)

    assert closed.status_code == 200
    assert (await api.client.get(address)).status_code == 404
    assert unknown.json()["code"] == "no_calendar_open_for_account"


async def test_other_addresses_below_still_need_a_token(api: Api) -> None:
    assert (await api.client.post(FEEDS)).status_code == 401
    assert (await api.client.get(f"{FEEDS}/x")).status_code == 401


async def test_a_calendar_is_read_by_get_alone_as_nothing_else_is_taken_down(api: Api) -> None:
    assert (await api.client.head(await opened(api))).status_code == 405

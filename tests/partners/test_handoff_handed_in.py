"""A dispute that came by a package: who reads what came, what the sender is told, and once it stays."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import msgspec
import psycopg
import pytest
import pytest_asyncio
import rfc8785

from services.partners.handoff.archive import MOST_ENCLOSED, Body, zipped
from services.partners.handoff.arriving import LIMITS
from services.partners.handoff.keys import signed
from services.partners.profiles.partner import Partner
from services.workflow.application.registry import OrganisationDetails, organisation_id
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from tests.partners.test_handoff_arrivals import KEY, SHARED, package, send
from tests.support.api import Answer, Api
from tests.support.database import Databases
from tests.support.feeding import feed_all, items
from tests.support.handing_over import members
from tests.support.partners import partner
from tests.support.write_side import entry

NUMBER, PHONE, LAWYER = "11010519491231002X", "13999955555", "13999977777"
PEOPLE: dict[str, Any] = {
    **SHARED,
    "worker_count": 2,
    "parties": [
        SHARED["parties"][0],
        {"no": 7, "side": "claimant", "kind": "worker", "name": "走了的人", "has_left": True},
        {
            "no": 3, "side": "claimant", "kind": "worker", "name": "买买提", "phone": PHONE,
            "document": {"type": "resident_id", "number": NUMBER},
            "lawyer": {"name": "张律师", "phone": LAWYER},
        },
        SHARED["parties"][1] | {"phone": "0991-4641234", "contact": {"phone": "13999966666"}},
    ],
    "chronology": [
        {"text": f"买买提（{PHONE}，{NUMBER}）和古丽娜尔、走了的人到场", "document": 4},
        {"text": "电话139 9995-5555或0991 4641234，证件11010519491231002x、110105-19491231-002X"},
    ],
}  # fmt: skip


@pytest_asyncio.fixture(scope="module", loop_scope="module", autouse=True)
async def centre(api: Api) -> AsyncIterator[Partner]:
    """A mediation organisation whose system hands disputes in."""
    found = await partner(api.partners.profiles, "centre")
    await api.partners.handoff.keys.add_of_partner(found.id, KEY.as_dict(private=False), by="test")
    yield found


def desk(api: Api, role: str = "clerk", code: str | None = "other-centre") -> dict[str, str]:
    return {"Authorization": f"Bearer {api.token(role, code, region='650105')}"}


async def transfer(api: Api, **changes: Any) -> Answer:
    return await send(api, package(api, "centre", "transfer", **changes), "centre", "clerk")


async def handed_in(api: Api, path: str, headers: dict[str, str]) -> Answer:
    return await api.client.get(f"{path}/handed-in", headers=headers)


async def decide(api: Api, path: str, body: dict[str, Any]) -> None:
    headers = {**desk(api), "Idempotency-Key": str(uuid4())}
    answer = await api.client.post(path, json=body, headers=headers)
    assert answer.status_code == 200, answer.text


async def decline(api: Api, path: str) -> None:
    told = {"ground": "out_of_scope", "guidance": "可直接向人民法院起诉。"}
    await decide(api, f"{path}/declination", told)


async def test_what_came_names_people_to_those_who_see_people_in_the_record(api: Api) -> None:
    path = (await transfer(api, shared=PEOPLE)).headers["Location"]
    assert (await handed_in(api, path, desk(api, "supervisor", None))).status_code == 403
    assert (await handed_in(api, path, desk(api, "clerk", "commission"))).status_code == 404

    ours = await handed_in(api, path, desk(api))
    shared = ours.json()["record"]["shared"]
    assert [p["name"] for p in shared["parties"]] == ["古丽娜尔", "…", "买买提", "某某商贸"]
    assert shared["chronology"] == [
        {"text": "买买提（…，…）和古丽娜尔、…到场", "document": 4},
        {"text": "电话…或…，证件…、…"},
    ]
    assert "13999966666" not in ours.text
    # Of parties no number is kept twice; of others they are told to who has the dispute.
    assert not any(number in ours.text for number in (PHONE, NUMBER, "13999912345"))
    assert LAWYER in ours.text
    sender = await handed_in(api, path, desk(api, "clerk", "centre"))
    assert ("买买提" in sender.text, LAWYER in sender.text) == (True, False)


async def test_a_system_from_which_anything_is_withheld_is_not_told_the_record(
    api: Api, centre: Partner
) -> None:
    path = (await transfer(api, shared=PEOPLE)).headers["Location"]
    token = api.token("clerk", "centre", partner="centre", scope="handoff disputes:read")
    system = {"Authorization": f"Bearer {token}"}
    assert (await handed_in(api, path, system)).json()["record"] is not None
    changes: tuple[dict[str, Any], ...] = (
        {"fields": ("*", "-answers.name")}, {"hidden_documents": ("wage_record",)},
    )  # fmt: skip
    for version, change in enumerate(changes, start=2):
        await partner(api.partners.profiles, "centre", version=version, **change)
        told = await handed_in(api, path, system)
        assert (told.status_code, told.json()["record"]) == (200, None)
        assert (told.json()["step"], told.json()["manifest"]["kind"]) == ("registered", "transfer")
        assert "买买提" not in told.text
    await partner(api.partners.profiles, centre.code, version=len(changes) + 2)


async def test_the_id_of_another_stream_is_no_dispute(api: Api) -> None:
    body = api.service.body("other-centre")
    path = f"/v1/disputes/{body}"
    assert (await api.client.get(path, headers=desk(api))).status_code == 404
    assert (await handed_in(api, path, desk(api))).status_code == 404
    sent = {**desk(api), "Idempotency-Key": str(uuid4())}
    told = {"ground": "out_of_scope", "guidance": "可直接向人民法院起诉。"}
    answer = await api.client.post(f"{path}/declination", json=told, headers=sent)
    assert (answer.status_code, answer.json()["code"]) == (404, "unknown_dispute")
    # In the sender's system anything may be called so.
    assert (await transfer(api, dispute=str(body))).status_code == 201
    # Nor is a dispute a body.
    dispute = UUID((await transfer(api)).json()["dispute"])
    assert (await transfer(api, receiver=Body(id=dispute))).status_code == 404
    token = api.token("clerk", "centre", partner="centre", scope="handoff", region="650105")
    compared = await api.client.post(
        "/v1/reconciliation",
        json={"beliefs": [{"dispute": str(body), "offer": 1, "step": "offered"}]},
        headers={"Authorization": f"Bearer {token}"},
    )
    assert compared.status_code == 200, compared.text
    assert compared.json()["results"][0]["result"] == "unknown"


async def test_who_was_erased_is_gone_from_what_came_too(api: Api, migrated: Databases) -> None:
    answer = await transfer(api, shared=PEOPLE)
    dispute = UUID(answer.json()["dispute"])
    event: Any = codec.decode((await api.service.store.read_stream(dispute))[0]).event
    second = event.parties[1].name
    assert isinstance(second, Sealed)
    await api.service.keyring.destroy(second.person)

    path = answer.headers["Location"]
    told = (await handed_in(api, path, desk(api))).json()["record"]["shared"]
    assert [p["name"] for p in told["parties"]] == ["古丽娜尔", "…", "…", "某某商贸"]
    assert told["chronology"][0]["text"] == "…（…，…）和古丽娜尔、…到场"
    # And not hidden alone: what is stored, opened by the key of another, has it no more.
    with psycopg.connect(migrated.admin) as connection:
        query = "SELECT record FROM handoff.arrivals WHERE dispute = %s"
        row = connection.execute(query, (dispute,)).fetchone()
    assert row is not None
    (stored,) = await api.service.keyring.open_all([(dispute, msgspec.convert(row[0], Sealed))])
    assert stored is not None
    assert not any(word in stored for word in ("买买提", "古丽娜尔", "走了的人", PHONE, NUMBER))


async def test_the_sender_is_told_what_the_receiver_answers(
    api: Api, centre: Partner, migrated: Databases
) -> None:
    accepted, declined = [(await transfer(api)).headers["Location"] for _ in range(2)]
    await decide(api, f"{accepted}/acceptance", {"other_side_consented_on": "2026-03-10"})
    await decline(api, declined)
    steps = []
    for path in (accepted, declined, (await transfer(api)).headers["Location"]):
        told = (await handed_in(api, path, desk(api, "clerk", "centre"))).json()
        steps.append((told["step"], told["custodian"]))
    # The receiver has it from its acceptance on: before, and after a refusal, the sender.
    ours = str(api.service.body("other-centre"))
    assert steps == [("accepted", ours), ("declined", None), ("registered", None)]

    await feed_all(migrated, api.partners.profiles)
    told = [json.loads(item.body) for item in items(migrated, centre.id)]
    kinds = {
        path: [e["type"].split(".")[2] for e in told if path.endswith(e["subject"])]
        for path in (accepted, declined)
    }
    assert kinds == {
        accepted: ["DisputeRegistered", "ApplicationAccepted"],
        declined: ["DisputeRegistered", "ApplicationDeclined"],
    }


async def test_a_new_offer_of_a_dispute_that_is_still_open_is_refused_with_its_number(
    api: Api,
) -> None:
    matter = str(uuid4())
    first = await transfer(api, dispute=matter)
    again = await transfer(api, dispute=matter, offer=2)
    assert again.status_code == 409, again.text
    assert first.json()["case_number"] in again.json()["detail"]
    # Once it was declined, it may be handed over anew: that is another dispute.
    await decline(api, first.headers["Location"])
    anew = await transfer(api, dispute=matter, offer=2)
    assert anew.status_code == 201, anew.text
    assert anew.json()["dispute"] != first.json()["dispute"]
    assert (await transfer(api, dispute=matter, offer=1)).json() == first.json()


async def test_of_two_offers_of_a_dispute_at_once_one_is_taken(api: Api) -> None:
    matter, before = str(uuid4()), await api.service.store.head()
    answers = await asyncio.gather(*(transfer(api, dispute=matter, offer=n) for n in (1, 2, 3)))
    assert sorted(answer.status_code for answer in answers) == [201, 409, 409]
    # The registration and the number of the case, once.
    assert await api.service.store.head() == before + 2


def test_a_package_as_large_as_we_write_is_not_too_large_to_be_read() -> None:
    assert MOST_ENCLOSED + LIMITS.record < LIMITS.bytes


async def test_a_dispute_of_our_own_log_is_not_put_on_file_again(api: Api) -> None:
    own = await api.in_mediation()
    answer = await transfer(api, dispute=own.rsplit("/", 1)[1])
    assert answer.status_code == 409, answer.text
    assert (await api.get(own)).json()["case_number"] in answer.json()["detail"]
    assert "/referrals" in answer.json()["detail"]


@pytest.mark.parametrize(("name", "expected"), [("古丽娜尔", 201), ("别人", 409)])
async def test_after_a_crash_before_the_receipt_the_same_is_taken_and_nothing_else(
    api: Api, migrated: Databases, name: str, expected: int
) -> None:
    matter = str(uuid4())
    first = await transfer(api, dispute=matter)
    cut_off(migrated, matter)
    parties = [{**SHARED["parties"][0], "name": name}, SHARED["parties"][1]]
    # Made anew: the same hand-over, in other bytes.
    second = await transfer(
        api, dispute=matter, shared={**SHARED, "parties": parties}, case_number="重发"
    )
    assert second.status_code == expected, second.text
    told = second.json()
    if expected == 201:
        assert told["dispute"] == first.json()["dispute"]
    else:
        assert first.json()["case_number"] in told["detail"]


def cut_off(databases: Databases, matter: str) -> None:
    """As if the service had stopped between the registration and its receipt."""
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute("DELETE FROM handoff.arrivals WHERE matter = %s", (matter,))


async def test_one_that_was_cut_off_is_finished_though_its_record_changed(
    api: Api, migrated: Databases
) -> None:
    matter = str(uuid4())
    first = await transfer(api, dispute=matter)
    cut_off(migrated, matter)
    before = await api.service.store.head()
    other = {**SHARED, "claims": [{**SHARED["claims"][0], "amount": 1}]}
    assert (await transfer(api, dispute=matter, shared=other)).status_code == 409
    changed = {**SHARED, "matter": "拖欠两个月工资。"}
    again = await transfer(api, dispute=matter, shared=changed)
    assert again.status_code == 201, again.text
    assert again.json()["case_number"] == first.json()["case_number"]
    assert again.json()["position"] == first.json()["position"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert await api.service.store.head() == before
    told = await handed_in(api, first.headers["Location"], desk(api))
    assert told.json()["record"]["shared"]["matter"] == changed["matter"]
    # With its receipt, it is the one that there is.
    assert (await transfer(api, dispute=matter, offer=2, shared=changed)).status_code == 409


async def test_one_that_was_cut_off_and_declined_may_be_handed_over_anew(
    api: Api, migrated: Databases
) -> None:
    matter = str(uuid4())
    first = await transfer(api, dispute=matter)
    cut_off(migrated, matter)
    await decline(api, first.headers["Location"])
    disputes = {first.json()["dispute"]}
    for offer in (2, 3):
        anew = await transfer(api, dispute=matter, offer=offer)
        assert anew.status_code == 201, anew.text
        assert (await transfer(api, dispute=matter, offer=4)).status_code == 409
        await decline(api, anew.headers["Location"])
        disputes.add(anew.json()["dispute"])
    assert len(disputes) == 3


async def test_of_the_manifest_only_what_is_known_is_kept(api: Api) -> None:
    whole = members(package(api, "centre", "transfer"))
    manifest = json.loads(whole["manifest.json"]) | {"note": "古丽娜尔 13999912345"}
    raw = rfc8785.dumps(manifest)
    data = zipped({**whole, "manifest.json": raw, "manifest.jws": signed(KEY, raw).encode()})
    answer = await send(api, data, "centre", "clerk")
    assert answer.status_code == 201, answer.text
    told = (await handed_in(api, answer.headers["Location"], desk(api))).json()["manifest"]
    del manifest["note"]
    assert told == manifest


async def test_a_transfer_goes_to_a_body_that_reaches_the_place(api: Api) -> None:
    far = OrganisationDetails(
        code="far-centre",
        name="天山区调解中心",
        short_name="天山调",
        kind=OrganisationKind.MEDIATION_CENTRE,
        tier=Tier.TOWNSHIP,
        region=RegionCode("650102"),
        established_on=date(2018, 1, 1),
    )
    await api.service.registry.register_organisation(far, entry())
    answer = await transfer(api, receiver=Body(id=organisation_id("far-centre")))
    assert answer.status_code == 422, answer.text
    assert [e["code"] for e in answer.json()["errors"]] == ["outside_area"]

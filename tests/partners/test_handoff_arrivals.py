"""A partner hands a dispute in by a signed package: on file once, with one receipt; forged, not at all."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest
import pytest_asyncio

from services.partners.handoff.archive import Body, Manifest, written, zipped
from services.partners.handoff.keys import new_key, signed
from services.partners.handoff.verifying import RECORD
from services.partners.profiles.partner import Partner
from services.workflow.domain.given import Role
from tests.support.api import Answer, Api
from tests.support.database import Databases
from tests.support.handing_over import members, offered
from tests.support.partners import partner
from tests.support.uploads import pdf

KEY, FORGER = new_key(), new_key()
SHARED: dict[str, Any] = {
    "region": "650105013",
    "parties": [
        {"no": 1, "side": "claimant", "kind": "worker", "name": "古丽娜尔", "phone": "13999912345"},
        {"no": 2, "side": "respondent", "kind": "employer", "name": "某某商贸", "region": "650105"},
    ],
    "claims": [{"no": 1, "kind": "remuneration", "amount": 990_000, "known_on": "2026-01-31"}],
    "matter": "拖欠两个月工资",
    "chronology": [{"text": "仲裁委收到申请"}],
}


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def senders(api: Api) -> AsyncIterator[dict[str, Partner]]:
    """A commission and a mediation organisation, both with the same key registered."""
    found = {}
    for code in ("commission", "centre", "other-centre"):
        found[code] = await partner(api.partners.profiles, code)
        public = KEY.as_dict(private=False)
        await api.partners.handoff.keys.add_of_partner(found[code].id, public, by="test")
    yield found


def package(
    api: Api,
    sender: str = "commission",
    kind: str = "arbitration_entrusted",
    *,
    shared: dict[str, Any] | None = None,
    files: dict[str, bytes] | None = None,
    key: Any = KEY,
    **changes: Any,
) -> bytes:
    matter = changes.pop("dispute", str(uuid4()))
    manifest = Manifest(
        **{
            "dispute": matter,
            "offer": 1,
            "kind": kind,
            "sender": Body(id=api.service.body(sender), name="发送方"),
            "receiver": Body(id=api.service.body("other-centre"), name="接收方"),
            "made_at": datetime(2026, 3, 10, tzinfo=UTC),
            "case_number": "水劳人仲案〔2026〕35号",
            **changes,
        }
    )
    record = {"format": "fengqiao.record/1", "shared": {**(shared or SHARED), "dispute": matter}}
    told = {RECORD: json.dumps(record, ensure_ascii=False).encode(), **(files or {})}
    return written(manifest, told, lambda raw: signed(key, raw))


async def send(
    api: Api, data: bytes, code: str = "commission", role: str = "arbitration_clerk", **headers: str
) -> Answer:
    token = api.token(role, code, partner=code, scope="handoff", region="650105")
    sent = {"Authorization": f"Bearer {token}", "Content-Type": "application/zip", **headers}
    return await api.client.post("/v1/packages", content=data, headers=sent)


def refusals(databases: Databases) -> list[list[str]]:
    with psycopg.connect(databases.admin) as connection:
        found = connection.execute("SELECT codes FROM handoff.refusals ORDER BY no").fetchall()
    return [codes for (codes,) in found]


async def head(api: Api) -> int:
    return await api.service.store.head()


async def test_a_commission_entrusts_mediation_by_a_package_and_stays_custodian(
    api: Api, senders: dict[str, Partner]
) -> None:
    assert senders
    data = package(api)
    answer = await send(api, data)
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    assert receipt["custodian"] == str(api.service.body("commission"))
    assert receipt["step"] == "registered"

    desk = api.token("clerk", "other-centre")
    path = answer.headers["Location"]
    bearer = {"Authorization": f"Bearer {desk}"}
    record = (await api.client.get(path, headers=bearer)).json()
    assert record["case_number"] == receipt["case_number"]
    assert [party["name"] for party in record["parties"]] == ["古丽娜尔", "某某商贸"]
    assert record["mandate"] == "arbitration_entrusted"
    # What the sender said besides is there word for word.
    came = (await api.client.get(f"{path}/handed-in", headers=bearer)).json()
    assert came["record"]["shared"]["chronology"] == SHARED["chronology"]
    assert came["receipt"] == receipt
    # The manifest as far as it is known, and not what was put in besides.
    assert came["manifest"]["case_number"] == "水劳人仲案〔2026〕35号"
    stranger = {"Authorization": f"Bearer {api.token('clerk', 'centre')}"}
    assert (await api.client.get(f"{path}/handed-in", headers=stranger)).status_code == 404


async def test_sent_again_it_gets_the_same_receipt_and_nothing_is_added(
    api: Api, senders: dict[str, Partner]
) -> None:
    assert senders
    matter = str(uuid4())
    first = await send(api, package(api, dispute=matter))
    before = await head(api)
    # The very same bytes, and a package made anew after the receipt was lost.
    for data in (package(api, dispute=matter), package(api, dispute=matter, case_number="重发")):
        again = await send(api, data)
        assert (again.status_code, again.json()) == (201, first.json())
        assert again.headers["Idempotency-Replayed"] == "true"
    assert await head(api) == before
    second = await send(api, package(api))
    assert second.json()["sequence"] == first.json()["sequence"] + 1


async def test_two_of_the_same_at_once_are_one(api: Api, senders: dict[str, Partner]) -> None:
    assert senders
    data, before = package(api), await head(api)
    answers = await asyncio.gather(*(send(api, data) for _ in range(4)))
    assert [one.status_code for one in answers] == [201] * 4
    assert len({one.content for one in answers}) == 1
    # The registration and the number of the case, once.
    assert await head(api) == before + 2


async def test_an_organisation_transfers_a_dispute_to_another(
    api: Api, senders: dict[str, Partner]
) -> None:
    assert senders
    answer = await send(api, package(api, "centre", "transfer"), "centre", "clerk")
    assert answer.status_code == 201, answer.text
    receipt = answer.json()
    # On file with the receiver, who has not said yet that it takes it.
    assert (receipt["step"], receipt["custodian"]) == ("registered", None)
    record = await api.get(answer.headers["Location"])
    assert (record.status_code, record.json()["mandate"]) == (200, "partner_transfer")


@pytest.mark.parametrize(
    ("to", "more", "expected"),
    [("other-centre", {"consented_by": [1, 2]}, (201, [])),
     ("commission", {}, (422, ["referral_is_answered"]))],
)  # fmt: skip
async def test_the_very_package_that_we_write_is_read_by_another_deployment(
    api: Api,
    senders: dict[str, Partner],
    migrated: Databases,
    to: str,
    more: dict[str, Any],
    expected: tuple[int, list[str]],
) -> None:
    dispute = await offered(api, to, **more)
    ours = (await api.get(f"{dispute}/referrals/1/package")).content
    for key in (await api.client.get("/.well-known/package-keys.json")).json()["keys"]:
        await api.partners.handoff.keys.add_of_partner(senders["centre"].id, key, by="test")
    forget(migrated, dispute)
    answer = await send(api, ours, "centre", "clerk")
    told = answer.json()
    assert (answer.status_code, [e["code"] for e in told.get("errors", [])]) == expected, told


def forget(databases: Databases, dispute: str) -> None:
    """As if the dispute were in the log of another deployment."""
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute("SET session_replication_role = replica")
        connection.execute(
            "UPDATE log.events SET stream_id = %s WHERE stream_id = %s",
            (uuid4(), dispute.rsplit("/", 1)[1]),
        )


async def test_enclosed_files_come_on_file_as_if_they_were_uploaded(
    api: Api, senders: dict[str, Partner]
) -> None:
    assert senders
    slip, program = pdf(), b"MZ\x90\x00 no evidence"
    names = [f"files/{hashlib.sha256(content).hexdigest()}" for content in (slip, program)]
    evidence = [{"sha256": names[0][6:], "kind": "wage_record", "title": "工资条.pdf", "party": 1}]
    files = dict(zip(names, (slip, program), strict=True))
    data = package(api, shared={**SHARED, "evidence": evidence}, files=files)
    answer = await send(api, data)
    assert answer.status_code == 201, answer.text
    faults = {f"files/{one['sha256']}": one["fault"] for one in answer.json()["files"]}
    assert faults == {names[0]: None, names[1]: "type_not_taken"}
    assert (await send(api, data)).json() == answer.json()

    bearer = {"Authorization": f"Bearer {api.token('clerk', 'other-centre')}"}
    path = f"{answer.headers['Location']}/files"
    listed = (await api.client.get(path, headers=bearer)).json()
    assert [(one["kind"], one["title"]) for one in listed] == [("wage_record", "工资条.pdf")]


Break = Callable[[Api], bytes]
BROKEN: dict[str, Break] = {
    "unknown_key": lambda api: package(api, key=FORGER),
    "another_sender": lambda api: package(api, "centre"),
    "unknown_kind": lambda api: package(api, kind="transfer"),
    "to_itself": lambda api: package(api, receiver=Body(id=api.service.body("commission"))),
    "return_is_of_a_dispute_on_file": lambda api: package(api, kind="return"),
    "bad_record": lambda api: package(api, shared={**SHARED, "parties": []}),
    "hash_differs": lambda api: zipped({**members(package(api)), RECORD: b"{}"}),
    "bad_signature": lambda api: zipped({**members(package(api)), "manifest.jws": b"x"}),
    "unknown_member": lambda api: zipped({**members(package(api)), "../x": b"x"}),
    "not_a_zip": lambda _: b"PK\x03\x04 nonsense",
}


@pytest.mark.parametrize("code", BROKEN)
async def test_what_is_forged_or_malformed_leaves_an_audit_row_and_no_more(
    api: Api, senders: dict[str, Partner], migrated: Databases, code: str
) -> None:
    assert senders
    before, audited = await head(api), len(refusals(migrated))
    answer = await send(api, BROKEN[code](api))
    assert answer.status_code == 422, answer.text
    assert code in {error["code"] for error in answer.json()["errors"]}
    assert await head(api) == before
    assert len(refusals(migrated)) == audited + 1
    assert code in refusals(migrated)[-1]


async def test_who_may_not_hand_in_is_refused(
    api: Api, senders: dict[str, Partner], migrated: Databases
) -> None:
    assert senders
    data = package(api)
    person = {"Authorization": f"Bearer {api.token('clerk', 'centre')}"}
    zip_file = {"Content-Type": "application/zip"}
    answer = await api.client.post("/v1/packages", content=data, headers=person | zip_file)
    assert answer.status_code == 403
    elsewhere = {**SHARED, "region": "650102"}
    outside = await send(api, package(api, shared=elsewhere))
    assert outside.status_code == 403
    nowhere = await send(api, package(api, receiver=Body(id=uuid4())))
    assert nowhere.status_code == 404
    assert refusals(migrated)[-2:] == [["not_permitted"], ["unknown_organisation"]]
    assert (await send(api, data, **{"Content-Type": "application/json"})).status_code == 415
    huge = await send(api, b"", **{"Content-Length": str(1 << 30)})
    assert huge.status_code == 413
    assert refusals(migrated)[-1] == ["too_large"]


async def test_a_key_that_was_ended_signs_no_more(api: Api, senders: dict[str, Partner]) -> None:
    keys, of = api.partners.handoff.keys, senders["commission"].id
    kid = await keys.add_of_partner(of, FORGER.as_dict(private=False), by="test")
    assert (await send(api, package(api, key=FORGER))).status_code == 201
    assert await keys.end_of_partner(of, kid)
    assert (await send(api, package(api, key=FORGER))).status_code == 422
    assert (await api.get("/v1/disputes", role=Role.CLERK)).status_code == 200

"""Claims go on in a linked dispute: two streams, two numbers, everybody readable in both."""

from typing import Any
from uuid import UUID

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.domain.register import register_id
from tests.support.api import APPLICATION, Api, dispute_id
from tests.support.database import Databases

CLAIMS = [
    {"kind": "remuneration", "amount": 2_640_000, "known_on": "2026-01-15"},
    {"kind": "economic_compensation", "amount": 880_000},
    {"kind": "social_insurance"},
]
REASON = "赵某对解除原因争议大"
SPLIT = {"claims": [3, 2], "reason": REASON}


async def taken_up(api: Api, **changes: Any) -> str:
    """The address of an accepted dispute with three claims."""
    dispute = await api.registered(claims=CLAIMS, **changes)
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
    return dispute


async def given_so_far(api: Api) -> int:
    """How many numbers the centre's register has given."""
    rows = await api.service.store.read_stream(register_id(api.service.body("centre"), 2026))
    return len(rows)


async def test_a_split_leaves_two_disputes_that_read_alike(api: Api) -> None:
    dispute = await taken_up(api)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    origin = (await api.get(dispute)).json()
    linked = (await api.get(f"/v1/disputes/{told['linked_dispute']}")).json()

    assert told["dispute"] == origin["id"]
    assert [c["disposition"] for c in origin["claims"]] == ["open", "split_off", "split_off"]
    assert [(c["no"], c["kind"]) for c in linked["claims"]] == [
        (1, "social_insurance"),
        (2, "economic_compensation"),
    ]
    assert linked["case_number"] == told["linked_case_number"] != origin["case_number"]
    assert linked["leader"] == origin["id"]
    assert linked["version"] == 1
    for field in ("state", "parties", "received_on", "accepted_on", "custodian", "region"):
        assert linked[field] == origin[field], field
    worker = linked["parties"][0]
    assert (worker["name"], worker["phone"]) == ("阿依古丽", "13999912345")
    assert worker["document"] == "resident_id:11010519491231002X"


async def test_both_numbers_come_from_the_register_without_a_gap(api: Api) -> None:
    before = await given_so_far(api)
    dispute = await taken_up(api)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()

    assert await given_so_far(api) == before + 2
    assert told["case_number"].endswith(f"{before + 1:04d}号")
    assert told["linked_case_number"].endswith(f"{before + 2:04d}号")


async def test_a_repeat_splits_nothing_off_again(api: Api, key: str) -> None:
    dispute = await taken_up(api)
    first = await api.done(f"{dispute}/claims/separation", SPLIT, key=key)
    head, numbers = await api.service.store.head(), await given_so_far(api)

    again = await api.done(f"{dispute}/claims/separation", SPLIT, key=key)

    assert again.json() == first.json()
    assert again.headers["Idempotency-Replayed"] == "true"
    assert await api.service.store.head() == head
    assert await given_so_far(api) == numbers


async def test_both_histories_tell_the_reason_and_name_each_other(
    api: Api, migrated: Databases
) -> None:
    dispute = await taken_up(api)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    await catch_up(migrated.projector)
    here = (await api.get(f"{dispute}/history")).json()["items"][-1]["text"]
    there = (await api.get(f"/v1/disputes/{told['linked_dispute']}/history")).json()["items"]

    assert here == (f"第3、2项请求分案处理，另立{told['linked_case_number']}，理由：{REASON}。")
    assert there[0]["text"] == (
        f"从{told['case_number']}分案，水磨沟区centre登记为{told['linked_case_number']}，"
        f"请求：社会保险、经济补偿8,800.00元，理由：{REASON}。"
    )


async def test_no_name_and_no_reason_stands_in_the_log(api: Api) -> None:
    dispute = await taken_up(api)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()

    for stream in (dispute_id(dispute), UUID(told["linked_dispute"])):
        for row in await api.service.store.read_stream(stream):
            stored = row.state.decode()
            assert "阿依古丽" not in stored
            assert REASON not in stored


async def test_who_acts_for_a_party_acts_and_is_named_in_both(api: Api) -> None:
    dispute = await taken_up(api)
    lawyer = {"kind": "lawyer", "name": "古丽娜律师", "phone": "13999900000"}
    await api.done(f"{dispute}/parties/1/representatives", lawyer | {"evidence": "授权委托书"})
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    there = f"/v1/disputes/{told['linked_dispute']}"

    assert (await api.get(there)).json()["representatives"] == (await api.get(dispute)).json()[
        "representatives"
    ]
    (acting,) = (await api.get(there)).json()["representatives"]
    assert (acting["name"], acting["phone"]) == ("古丽娜律师", "13999900000")
    for row in await api.service.store.read_stream(UUID(told["linked_dispute"])):
        assert "古丽娜" not in row.state.decode()


async def test_a_person_who_was_erased_stays_erased_in_the_linked_dispute(api: Api) -> None:
    parties = [
        *APPLICATION["parties"],
        {"side": "claimant", "kind": "worker", "name": "买买提"},
    ]
    dispute = await taken_up(api, parties=parties)
    record, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)
    name = record.parties[2].name
    assert not isinstance(name, str)
    assert await api.service.keyring.destroy(name.person)

    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    linked = (await api.get(f"/v1/disputes/{told['linked_dispute']}")).json()

    assert [party["name"] for party in linked["parties"]] == [
        "阿依古丽",
        "乌鲁木齐某某建筑有限公司",
        None,
    ]


async def test_the_linked_dispute_goes_its_own_way(api: Api) -> None:
    dispute = await taken_up(api)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    linked = f"/v1/disputes/{told['linked_dispute']}"
    await api.done(f"{linked}/mediator", {"mediator": str(api.service.mediator)})
    await api.done(f"{linked}/withdrawal", {"reason": "no_longer_pursued", "by": [1]})

    assert (await api.get(linked)).json()["state"] == "closed"
    assert (await api.get(dispute)).json()["state"] == "accepted"


async def test_all_claims_are_never_split_off(api: Api) -> None:
    dispute = await taken_up(api)
    before = await given_so_far(api)
    refused = await api.post(f"{dispute}/claims/separation", {"claims": [1, 2, 3], "reason": "x"})

    assert refused.status_code == 409
    assert refused.json()["code"] == "no_claim_would_stay"
    assert await given_so_far(api) == before


async def test_a_court_splits_nothing_of_ours(api: Api) -> None:
    dispute = await taken_up(api)
    refused = await api.post(f"{dispute}/claims/separation", SPLIT, role=Role.COURT_LIAISON)

    assert refused.status_code in {403, 404}


async def test_under_a_court_s_mandate_the_court_reads_both(api: Api) -> None:
    court = str(api.service.body("court"))
    mandate = {
        "mandate": "court_entrusted",
        "channel": "court_entrusted",
        "seised_body": court,
        "seised_reference": "（2026）新0105民初8号",
    }
    dispute = await taken_up(api, **mandate)
    told = (await api.done(f"{dispute}/claims/separation", SPLIT)).json()
    linked = await api.get(f"/v1/disputes/{told['linked_dispute']}", role=Role.COURT_LIAISON)

    assert linked.status_code == 200
    given = linked.json()["handover"]["mandate"]
    assert linked.json()["custodian"] == given["body"] == court
    assert given["reference"] == "（2026）新0105民初8号"
    assert linked.json()["state"] == "accepted"

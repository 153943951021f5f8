"""People who come later: representatives, heirs, successors; their names sealed and opened."""

from typing import Any

import pytest

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from tests.support.api import APPLICATION, Api, dispute_id
from tests.support.database import Databases

LAWYER = {
    "kind": "lawyer",
    "name": "赵律师",
    "phone": "13912345679",
    "powers": ["settle"],
    "evidence": "赵律师的授权委托书",
    "valid_until": "2027-12-31",
}
HEIR = {
    "successor": {"name": "古丽娜", "phone": "13999912346"},
    "kind": "death",
    "evidence": "阿依古丽死亡证明",
}
SECRETS = ("赵律师", "13912345679", "古丽娜", "13999912346", "死亡证明", "授权委托书")


async def record(api: Api, dispute: str, role: Role = Role.CLERK) -> dict[str, Any]:
    answer = await api.get(dispute, role=role)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def stored(api: Api, dispute: str) -> str:
    """The dispute's stream as it is stored."""
    rows = await api.service.store.read_stream(dispute_id(dispute))
    return "".join(row.state.decode() for row in rows)


async def test_a_representative_is_sealed_in_the_log_and_read_by_name(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/1/representatives", LAWYER)
    (known,) = (await record(api, dispute))["representatives"]

    assert (known["name"], known["phone"]) == ("赵律师", "13912345679")
    assert (known["party"], known["kind"], known["powers"]) == (1, "lawyer", ["settle"])
    assert known["valid_from"] == "2026-03-10"
    assert known["valid_until"] == "2027-12-31"
    text = await stored(api, dispute)
    assert not [secret for secret in SECRETS if secret in text]


async def test_a_supervisor_reads_representatives_without_their_names(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/1/representatives", LAWYER)
    (known,) = (await record(api, dispute, Role.SUPERVISOR))["representatives"]

    assert known["name"] is known["phone"] is None
    assert known["kind"] == "lawyer"


async def test_a_change_of_representative_is_one_command(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/1/representatives", LAWYER)
    other = LAWYER | {"name": "钱律师", "replaces": 1}
    await api.done(f"{dispute}/parties/1/representatives", other)
    await api.done(f"{dispute}/representatives/2/end", {"reason": "解除委托"})
    first, second = (await record(api, dispute))["representatives"]

    assert (first["ended_on"], second["ended_on"]) == ("2026-03-10", "2026-03-10")
    assert second["name"] == "钱律师"
    again = await api.post(f"{dispute}/representatives/2/end", {})
    assert again.json()["code"] == "authority_ended"


async def test_an_heir_is_read_by_name_and_the_dead_worker_stays_on_file(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/1/succession", HEIR)
    told = await record(api, dispute)

    assert [(p["no"], p["name"], p["has_left"]) for p in told["parties"]] == [
        (1, "阿依古丽", True),
        (2, "乌鲁木齐某某建筑有限公司", False),
        (3, "古丽娜", False),
    ]
    assert told["parties"][2]["side"] == "claimant"
    assert told["parties"][2]["is_sealed"]
    text = await stored(api, dispute)
    assert not [secret for secret in SECRETS if secret in text]


async def test_the_history_tells_who_came_and_why(api: Api, migrated: Databases) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/1/representatives", LAWYER)
    await api.done(f"{dispute}/parties/1/succession", HEIR)
    await catch_up(migrated.projector)
    told = [entry["text"] for entry in (await api.get(f"{dispute}/history")).json()["items"][1:]]

    assert told == [
        (
            "赵律师（律师，第1号代理人）代理申请人阿依古丽（当事人1），特别授权：和解、签署协议，"
            "至2027年12月31日，依据：赵律师的授权委托书。"
        ),
        (
            "申请人古丽娜（当事人3）承继申请人阿依古丽（当事人1）的地位（原当事人死亡），"
            "依据：阿依古丽死亡证明。"
        ),
    ]


async def test_people_who_come_one_after_the_other_get_numbers_of_their_own(api: Api) -> None:
    dispute = await api.registered()
    joining = {"side": "claimant", "kind": "worker", "name": "买买提"}
    for name in ("买买提", "热合曼"):
        party = joining | {"name": name}
        await api.done(f"{dispute}/parties", {"party": party, "reason": "共同申请"})
    told = await record(api, dispute)

    assert [p["name"] for p in told["parties"]][2:] == ["买买提", "热合曼"]
    assert told["worker_count"] == 3


async def test_a_repeat_appoints_nobody_twice(api: Api, key: str) -> None:
    dispute = await api.registered()
    for _ in range(2):
        await api.done(f"{dispute}/parties/1/representatives", LAWYER, key=key)

    assert len((await record(api, dispute))["representatives"]) == 1


async def test_a_renamed_worker_is_sealed_under_the_same_key(api: Api) -> None:
    dispute = await api.registered()
    before, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)
    await api.done(f"{dispute}/parties/1/name", {"name": "阿依努尔", "evidence": "户口簿"})
    after, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)

    was, now = before.parties[0].name, after.parties[0].name
    assert not isinstance(was, str)
    assert not isinstance(now, str)
    assert was.person == now.person
    assert (await record(api, dispute))["parties"][0]["name"] == "阿依努尔"
    assert "阿依努尔" not in await stored(api, dispute)


async def test_an_investor_who_is_a_person_is_sealed(api: Api) -> None:
    dispute = await api.registered()
    investor = {"name": "孙某", "document": {"type": "passport", "number": "E12345678"}}
    struck_off = {"evidence": "注销登记信息", "answerable": [investor]}
    await api.done(f"{dispute}/parties/2/cancellation", struck_off)
    told = await record(api, dispute)

    assert told["parties"][1]["is_cancelled"]
    assert told["parties"][2]["name"] == "孙某"
    assert told["parties"][2]["is_sealed"]
    assert "孙某" not in await stored(api, dispute)


async def test_what_is_known_of_a_party_shows_in_the_record(api: Api) -> None:
    dispute = await api.registered()
    await api.done(f"{dispute}/parties/2/responses", {"stance": "denies", "statement": "已付清"})
    days = {"started_on": "2024-03-01", "ended_on": "2026-02-28"}
    await api.done(f"{dispute}/parties/1/employment", days)
    worker, employer = (await record(api, dispute))["parties"]

    assert (worker["employed_from"], worker["employed_until"]) == ("2024-03-01", "2026-02-28")
    assert employer["response"] == "denies"


@pytest.mark.parametrize(
    ("path", "body", "code"),
    [
        ("parties/9/succession", HEIR, "unknown_party"),
        ("parties/9/name", {"name": "新", "evidence": "书"}, "unknown_party"),
        ("parties/9/cancellation", {"evidence": "书"}, "unknown_party"),
        ("parties/9/representatives", LAWYER, "unknown_party"),
        ("parties/2/departure", {"reason": "退出"}, "last_of_its_side"),
        ("representatives/1/end", {}, "unknown_representative"),
    ],
)
async def test_a_refusal_names_its_rule(
    api: Api, path: str, body: dict[str, Any], code: str
) -> None:
    refused = await api.post(f"{await api.registered()}/{path}", body)

    assert refused.status_code == 409
    assert refused.json()["code"] == code
    assert refused.json()["rule"]


async def test_a_mandate_and_a_correction_show_in_the_record(api: Api) -> None:
    court = str(api.service.body("court"))
    dispute = await api.registered(
        mandate="court_delegated",
        channel="court_delegated",
        seised_body=court,
        seised_reference="（2026）新0105诉前调1号",
    )
    missing = {"items": "工资支付记录", "due_on": "2026-03-20"}
    await api.done(f"{dispute}/missing-materials", missing)
    told = await record(api, dispute)

    assert (told["state"], told["correction_due_on"]) == ("awaiting_correction", "2026-03-20")
    assert told["channel"] == "court_delegated"
    assert told["handover"]["mandate"]["body"] == court
    refused = await api.post(f"{dispute}/withdrawal", {"reason": "no_longer_pursued", "by": [1]})
    assert refused.json()["code"] == "mandate_not_returned"
    assert "工资支付记录" not in await stored(api, dispute)


async def test_a_registration_names_a_body_that_exists(api: Api) -> None:
    mandate = {"mandate": "court_delegated", "channel": "court_delegated"}
    nowhere = "11111111-1111-5111-8111-111111111111"
    for seised, code in ((None, "mandate_needs_body"), (nowhere, "unknown_organisation")):
        body = {**mandate, "seised_body": seised}
        refused = await api.post("/v1/disputes", APPLICATION | body)
        assert refused.json()["code"] == code

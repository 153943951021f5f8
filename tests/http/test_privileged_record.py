"""The privileged record is read and written by the assigned mediator, or today's cover; by nobody else."""

from collections.abc import Awaitable, Callable

import pytest

from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.domain.privileged import privileged_id
from tests.support.api import APPLICATION, Api, dispute_id
from tests.support.database import Databases
from tests.support.mediators import (
    enter_mediator,
    follow_a_recusal,
    own_token,
    take_over_by_transfer,
    token_of,
)
from tests.support.queries import rows_of

CANARY = "金丝雀七成五"
WRITES = {
    "confidential-notes": {"note": CANARY},
    "settlement-offers": {"party": 2, "content": CANARY},
    "settlement-offers/1/answers": {"party": 1, "answer": "countered", "content": CANARY},
}


async def talked(api: Api) -> str:
    """The address of a dispute with a note, an offer, and an answer to it."""
    dispute = await api.in_mediation()
    for path, body in WRITES.items():
        await api.done(f"{dispute}/{path}", body, role=Role.MEDIATOR)
    return dispute


async def test_notes_offers_and_answers_are_listed_in_order(api: Api) -> None:
    dispute = await talked(api)
    listed = (await api.get(f"{dispute}/confidential-notes", role=Role.MEDIATOR)).json()

    assert [(e["version"], e["type"], e["party"], e["answer"]) for e in listed] == [
        (1, "ConfidentialNoteTaken", None, None),
        (2, "SettlementOfferMade", 2, None),
        (3, "SettlementOfferAnswered", 1, "countered"),
    ]
    assert [(e["offer"], e["note"]) for e in listed] == [(None, CANARY), (1, CANARY), (1, CANARY)]


async def test_an_answer_needs_no_words(api: Api) -> None:
    dispute = await api.in_mediation()
    offer = {"party": 1, "content": "两万元"}
    await api.done(f"{dispute}/settlement-offers", offer, role=Role.MEDIATOR)
    answer = {"party": 2, "answer": "accepted"}
    await api.done(f"{dispute}/settlement-offers/1/answers", answer, role=Role.MEDIATOR)
    listed = (await api.get(f"{dispute}/confidential-notes", role=Role.MEDIATOR)).json()

    assert [entry["note"] for entry in listed] == ["两万元", None]
    again = await api.post(f"{dispute}/settlement-offers/1/answers", answer, role=Role.MEDIATOR)
    assert again.json()["code"] == "answered_already"


@pytest.mark.parametrize("role", [r for r in Role if r not in {Role.MEDIATOR, Role.SYSTEM}])
async def test_no_other_role_reads_or_writes_it(api: Api, role: Role) -> None:
    dispute = await talked(api)
    read = await api.get(f"{dispute}/confidential-notes", role=role)
    writes = [await api.post(f"{dispute}/{path}", body, role=role) for path, body in WRITES.items()]

    for answer in (read, *writes):
        assert answer.status_code in {403, 404}
        assert CANARY not in answer.text


async def test_no_other_mediator_of_the_organisation_reads_or_writes_it(api: Api) -> None:
    token = token_of(api, await enter_mediator(api, "新调旁"))
    dispute = await talked(api)
    path = f"{dispute}/confidential-notes"
    read = await api.client.get(path, headers={"Authorization": f"Bearer {token}"})
    writes = [await api.post(f"{dispute}/{p}", body, token=token) for p, body in WRITES.items()]

    assert {answer.status_code for answer in (read, *writes)} == {403}
    assert CANARY not in read.text


async def test_a_refusal_is_the_same_with_and_without_a_privileged_record(api: Api) -> None:
    full, bare = await talked(api), await api.in_mediation()
    first = await api.get(f"{full}/confidential-notes")
    second = await api.get(f"{bare}/confidential-notes")

    assert (first.status_code, second.status_code) == (403, 403)
    assert first.json()["detail"] == second.json()["detail"]


async def test_who_wasfollow_a_recusal_is_shut_out_at_once(api: Api) -> None:
    dispute = await talked(api)
    await api.done(f"{dispute}/recusals", {"by": "organisation", "reason": "工作调整"})

    assert (await api.get(f"{dispute}/confidential-notes", role=Role.MEDIATOR)).status_code == 403
    body = WRITES["confidential-notes"]
    answer = await api.post(f"{dispute}/confidential-notes", body, role=Role.MEDIATOR)
    assert answer.status_code == 403


async def test_who_takes_over_reads_what_was_said_before(api: Api) -> None:
    successor = await enter_mediator(api, "新调续")
    dispute = await talked(api)
    await api.done(f"{dispute}/mediator", {"mediator": str(successor)})
    headers = {"Authorization": f"Bearer {token_of(api, successor)}"}
    read = await api.client.get(f"{dispute}/confidential-notes", headers=headers)

    assert read.text.count(CANARY) == 3


@pytest.mark.parametrize("hand_on", [follow_a_recusal, take_over_by_transfer])
async def test_the_next_mediator_starts_with_an_empty_record(
    api: Api, hand_on: Callable[[Api, str], Awaitable[str]]
) -> None:
    dispute = await talked(api)
    token = await hand_on(api, dispute)
    path = f"{dispute}/confidential-notes"
    read = await api.client.get(path, headers={"Authorization": f"Bearer {token}"})

    assert (read.status_code, read.json()) == (200, [])
    answer = {"party": 1, "answer": "refused"}
    told = await api.post(f"{dispute}/settlement-offers/1/answers", answer, token=token)
    never = await api.post(f"{dispute}/settlement-offers/9/answers", answer, token=token)
    assert told.json()["code"] == never.json()["code"] == "unknown_settlement_offer"
    own = {"party": 1, "content": "自家的话"}
    made = await api.post(f"{dispute}/settlement-offers", own, token=token)
    assert made.status_code == 200, made.text
    listed = (await api.client.get(path, headers={"Authorization": f"Bearer {token}"})).json()
    assert [entry["note"] for entry in listed] == ["自家的话"]


@pytest.mark.parametrize("code", ["centre", "other-centre"])
async def test_under_a_later_mandate_nobody_reads_what_was_said_under_the_first(
    api: Api, code: str
) -> None:
    desk = Role.ARBITRATION_CLERK
    commission = {"body": str(api.service.body("commission")), "case_number": "水劳人仲收35号"}
    filed = await api.post("/v1/direct-filings", APPLICATION | commission, role=desk)
    dispute = filed.headers["Location"]
    mandate = {"organisation": str(api.service.body("centre")), "consented_by": [1, 2]}
    await api.done(f"{dispute}/mandates/suggestion", mandate, role=desk)
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    for path, body in WRITES.items():
        await api.done(f"{dispute}/{path}", body, role=Role.MEDIATOR)
    returned = {"result": "failure", "report": "双方差距过大"}
    await api.done(f"{dispute}/mandates/return", returned)
    await api.done(f"{dispute}/arbitration/acceptance", {"number": "水劳人仲案35号"}, role=desk)
    later = mandate | {"organisation": str(api.service.body(code))}
    await api.done(f"{dispute}/mandates/entrustment", later, role=desk)
    successor = await enter_mediator(
        api, f"新调后{dispute[-6:]}", organisations=(api.service.body(code),)
    )
    assigned = {"mediator": str(successor)}
    clerk = api.token("clerk", code)
    answer = await api.post(f"{dispute}/mediator", assigned, token=clerk)
    assert answer.status_code == 200, answer.text
    headers = {"Authorization": f"Bearer {own_token(api, successor, code)}"}
    read = await api.client.get(f"{dispute}/confidential-notes", headers=headers)

    assert (read.status_code, read.json()) == (200, [])


async def test_who_is_put_back_after_a_recusal_reads_what_the_own_account_wrote(api: Api) -> None:
    dispute = await talked(api)
    successor = await follow_a_recusal(api, dispute)
    note = {"note": "接手后的话"}
    written = await api.post(f"{dispute}/confidential-notes", note, token=successor)
    assert written.status_code == 200, written.text
    await api.done(f"{dispute}/recusals", {"by": "organisation", "reason": "工作调整"})
    first = {"mediator": str(api.service.mediator)}
    await api.done(f"{dispute}/conflicts", first | {"kind": "earlier_role", "detail": "曾任调解员"})
    for party in (1, 2):
        await api.done(f"{dispute}/conflicts/1/consents", {"party": party})
    await api.done(f"{dispute}/mediator", first)
    read = await api.get(f"{dispute}/confidential-notes", role=Role.MEDIATOR)

    assert read.text.count(CANARY) == 3
    assert "接手后的话" not in read.text


async def test_nothing_of_it_is_in_the_log_the_record_the_history_or_a_read_model(
    api: Api, migrated: Databases
) -> None:
    dispute = await talked(api)
    before = (await api.get(dispute)).json()["version"]
    await catch_up(migrated.projector)
    log = await api.service.store.read_log(after=0, limit=100_000)

    assert not any(CANARY.encode() in row.state for row in log)
    for path in (dispute, f"{dispute}/history", f"{dispute}/actions", "/v1/disputes"):
        answer = await api.get(path)
        assert answer.status_code == 200
        assert CANARY not in answer.text
        assert "SettlementOffer" not in answer.text
    stream = str(privileged_id(dispute_id(dispute)))
    for table in ("dispute_list", "dispute_timeline", "dispute_facts", "quarantine"):
        rows = rows_of(migrated.projector, f"SELECT t::text FROM views.{table} t")
        assert not any(stream in text or CANARY in text for (text,) in rows)
    assert (await api.get(dispute)).json()["version"] == before == 3

"""Agreements before courts and commissions over the API: what a scenario sends, and what it reads."""

from datetime import UTC, datetime
from typing import Any

from services.workflow.domain.dispute.records import PastReinforcement
from services.workflow.domain.given import Role
from tests.support.api import Answer, Api, dispute_id

COURT, COMMISSION = Role.COURT_LIAISON, Role.ARBITRATION_CLERK
BOTH = [1, 2]
_SIGNATURES: tuple[dict[str, int], ...] = ({"party": 1}, {"party": 2}, {})


def move_to(api: Api, month: int, day: int) -> None:
    """Let it be ten in the morning of that day of 2026 in Shanghai."""
    api.service.clock.instant = datetime(2026, month, day, 2, tzinfo=UTC)


def payments(*amounts: int, due_in: int = 4) -> list[dict[str, Any]]:
    """Instalments (fen) on the 15th of a month and the months after."""
    return [
        {"no": no, "due_on": f"2026-{due_in + no - 1:02d}-15", "amount": amount}
        for no, amount in enumerate(amounts, start=1)
    ]


async def signed_and_sealed(api: Api, dispute: str) -> None:
    for signature in _SIGNATURES:
        await api.done(f"{dispute}/signatures", signature)
    await api.done(f"{dispute}/seal", {})


async def agreed_on(api: Api, *amounts: int, kind: str = "remuneration") -> str:
    """The address of a dispute on one claim, whose agreement took effect today."""
    today = api.service.clock.today().isoformat()
    claims = [{"kind": kind, "amount": 2_640_000}]
    dispute = await api.registered(claims=claims)
    await api.done(f"{dispute}/acceptance", {"other_side_consented_on": today})
    await api.done(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    term = {"claim": 1, "instalments": payments(*(amounts or (1_320_000, 1_320_000)))}
    await api.done(f"{dispute}/terms", {"terms": [term]})
    await signed_and_sealed(api, dispute)
    return dispute


async def confirm(api: Api, dispute: str, *applicants: int) -> Answer:
    body = {"court": str(api.service.body("court")), "applicants": list(applicants or BOTH)}
    return await api.post(f"{dispute}/confirmation", body)


async def review(api: Api, dispute: str) -> Answer:
    body = {"commission": str(api.service.body("commission")), "applicants": BOTH}
    return await api.post(f"{dispute}/review", body)


async def order(api: Api, dispute: str) -> Answer:
    body = {"court": str(api.service.body("court")), "applicant": 1}
    return await api.post(f"{dispute}/payment-order", body)


async def roads(api: Api, dispute: str) -> dict[str, str | None]:
    """Each road, and the code of why it is not open."""
    answer = await api.get(f"{dispute}/routes")
    assert answer.status_code == 200, answer.text
    for road in answer.json():
        assert road["is_open"] is (road["why_not"] is None)
        assert road["rule"]["source"]
    return {
        road["route"]: road["why_not"]["code"] if road["why_not"] else None
        for road in answer.json()
    }


async def answers(api: Api, dispute: str) -> tuple[PastReinforcement, ...]:
    """What courts and commissions have said, the earliest first."""
    folded, _ = await api.service.reader.current(dispute_id(dispute), api.service.clerk)
    return folded.past_reinforcements


def refused(answer: Answer, code: str, rule: str) -> dict[str, Any]:
    """The problem document of a refusal, which names its rule and what is possible instead."""
    assert answer.status_code == 409, answer.text
    told: dict[str, Any] = answer.json()
    assert (told["code"], told["rule"]["id"]) == (code, rule)
    assert told["allowed"]
    return told

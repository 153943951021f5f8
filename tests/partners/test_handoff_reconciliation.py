"""What each side believes of an offer: agree, ahead, or a contradiction that a person looks at."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import msgspec
import pytest_asyncio

from services.partners.handoff.steps import BEGINNING, ReferralMessage, chained
from services.projections.runner import catch_up
from services.workflow.domain.given import Role
from services.workflow.recorded.codec import decode_value
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.handing_over import Commission, commissions, offer_to, offered

DESK = Role.ARBITRATION_CLERK
Both = dict[str, Commission]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(api: Api, migrated: Databases) -> AsyncIterator[Both]:
    async with commissions(api, migrated) as found:
        yield found


def belief(dispute: str, step: str, offer: int = 1, **more: Any) -> dict[str, Any]:
    return {"dispute": dispute.rsplit("/", 1)[1], "offer": offer, "step": step, **more}


async def result(commission: Commission, told: dict[str, Any]) -> dict[str, Any]:
    (found,) = await commission.believes(told)
    return found


async def test_every_belief_is_answered_for_itself(api: Api, both: Both) -> None:
    a, dispute = both["commission"], await offered(api)
    centre = str(api.service.body("centre"))
    answers = await a.believes(
        belief(dispute, "offered", custodian=centre),
        belief(dispute, "received"),
        belief(dispute, "accepted"),
        belief(dispute, "expired"),
        belief(dispute, "recalled"),
        belief(dispute, "offered", custodian=str(api.service.body("commission"))),
        belief(dispute, "offered", chain="0" * 64),
        belief(dispute, "offered", offer=2),
        belief(f"/v1/disputes/{uuid4()}", "offered"),
    )
    assert [(one["result"], one["why"]) for one in answers] == [
        ("agree", ""),
        ("you_are_ahead", ""),
        ("you_are_ahead", ""),
        ("contradiction", "step"),
        ("contradiction", "step"),
        ("contradiction", "custodian"),
        ("contradiction", "chain"),
        ("contradiction", "step"),
        ("unknown", ""),
    ]
    assert answers[2]["send_again"] == ["accepted"]


async def test_who_is_behind_is_told_what_it_missed_with_positions(api: Api, both: Both) -> None:
    a, dispute = both["commission"], await offered(api)
    await a.tells("referral_received", dispute, offer=1)
    recall = await api.done(f"{dispute}/referrals/1/recall", {"reason": "申请人撤回"})
    missed = (await result(a, belief(dispute, "offered")))["missed"]
    assert [m["step"] for m in missed] == ["received", "recalled"]
    assert missed[-1]["position"] == recall.json()["position"]
    assert (await result(a, belief(dispute, "accepted")))["result"] == "contradiction"
    agreed = await result(a, belief(dispute, "recalled"))
    # Where the dispute is now is no longer the matter of a body that it did not go to.
    assert (agreed["result"], agreed["custodian"]) == ("agree", None)
    assert (await a.step(dispute))["custodian"] is None


async def test_a_return_that_never_arrived_is_asked_for_again(api: Api, both: Both) -> None:
    a, dispute = both["commission"], await offered(api)
    await a.tells("referral_accepted", dispute, offer=1)
    found = await result(a, belief(dispute, "offered", offer=2))
    assert (found["result"], found["send_again"]) == ("you_are_ahead", ["offered"])
    await a.tells("offer_return", dispute, ground="sent_in_error")
    assert (await result(a, belief(dispute, "offered", offer=2)))["result"] == "agree"
    # The first offer is history: who has the dispute now says nothing about it.
    told = belief(dispute, "accepted", custodian=str(api.service.body("centre")))
    assert (await result(a, told))["result"] == "agree"


async def test_a_contradiction_stands_before_a_person_until_it_is_put_away(
    api: Api, both: Both, migrated: Databases
) -> None:
    a, dispute = both["commission"], await offered(api)
    before = (await api.get(dispute)).json()
    found = await result(a, belief(dispute, "recalled"))
    again = await result(a, belief(dispute, "recalled"))
    assert found["contradiction"] == again["contradiction"]
    assert (await api.get(dispute)).json() == before

    await catch_up(migrated.projector)
    path = "/v1/reconciliation/contradictions"
    for role in (Role.CLERK, DESK, Role.SUPERVISOR):
        listed = (await api.get(path, role=role)).json()["items"]
        assert found["contradiction"] in {one["id"] for one in listed}
    other = await both["tianshan"].get(path)
    assert found["contradiction"] not in {one["id"] for one in other.json()["items"]}

    settling = f"{path}/{found['contradiction']}/settlement"
    assert (await a.post(settling, {"ground": "已核对"})).status_code == 403
    assert (await both["tianshan"].post(settling, {"ground": "已核对"})).status_code == 403
    settled = await api.post(settling, {"ground": "对方误录，已电话核对"})
    assert settled.json()["ground"] == "对方误录，已电话核对"
    late = await api.post(settling, {"ground": "再次"}, role=Role.SUPERVISOR)
    assert late.json()["ground"] == "对方误录，已电话核对"
    listed = (await api.get(path)).json()["items"]
    assert found["contradiction"] not in {one["id"] for one in listed}
    assert found["contradiction"] in {
        one["id"] for one in (await api.get(f"{path}?open=false")).json()["items"]
    }


async def test_a_side_lists_all_that_changed_since_page_by_page(
    api: Api, both: Both, migrated: Databases
) -> None:
    b, there = both["tianshan"], {"connection": {"kind": "performance_place", "region": "650102"}}
    since = await api.service.store.head()
    refused, mine = await offered(api, "tianshan", **there), await offered(api, "tianshan", **there)
    await offered(api)
    await b.tells("referral_refused", refused, offer=1, ground="no_capacity")
    await b.tells("referral_accepted", mine, offer=1)
    entrusted = {"organisation": str(api.service.body("centre")), "consented_by": [1, 2]}
    await b.tells("arbitration_accepted", mine, number="天劳人仲案〔2026〕1号")
    assert await b.tells("mediation_entrusted", mine, **entrusted) == "applied"
    await catch_up(migrated.projector)

    pages, mandates = 0, list[dict[str, Any]]()
    told: dict[str, Any] = {}
    following: int | None = since
    while following is not None:
        page = (await b.get(f"/v1/reconciliation?since={following}&limit=1")).json()
        told |= {one["dispute"]: one for one in page["referrals"]}
        mandates += page["mandates"]
        pages, following = pages + 1, page["next"]
    assert pages == 2
    assert {one: told[one]["step"] for one in told} == {
        refused.rsplit("/", 1)[1]: "refused",
        mine.rsplit("/", 1)[1]: "accepted",
    }
    assert [(m["mandate"], m["returned_on"]) for m in mandates] == [("arbitration_entrusted", None)]
    beliefs = [belief(one, told[one.rsplit("/", 1)[1]]["step"]) for one in (refused, mine)]
    assert [one["result"] for one in await b.believes(*beliefs)] == ["agree", "agree"]
    everything = (await b.get("/v1/reconciliation")).json()["referrals"]
    assert {one["dispute"] for one in everything} == set(told)


async def test_the_chain_of_receipts_can_be_worked_out_by_the_other_side(
    api: Api, both: Both
) -> None:
    a, dispute = both["commission"], await offered(api)
    await a.tells("referral_received", dispute, offer=1)
    refusal = {"offer": 1, "ground": "materials_missing", "reason": "缺申请书"}
    await a.tells("referral_refused", dispute, **refusal)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))
    chain = BEGINNING
    for offer in (1, 2):
        for told in (await a.step(dispute, offer))["messages"]:
            message = msgspec.convert(told, ReferralMessage, dec_hook=decode_value)
            assert chained(chain, message) == told["chain"]
            chain = bytes.fromhex(told["chain"])

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
from tests.support.keeping import kept

DESK = Role.ARBITRATION_CLERK
CONTRADICTIONS = "/v1/reconciliation/contradictions"
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


async def excepted(
    api: Api, both: Both, databases: Databases, dispute: str
) -> list[tuple[str, dict[str, Any]]]:
    """Who finds the dispute among those to look at because beliefs contradict, and what each is told."""
    await kept(databases, api.service.rulebook, api.service.clock)
    path = "/v1/exceptions?code=beliefs_contradict&limit=200"
    roles = (Role.CLERK, DESK, Role.SUPERVISOR)
    answers = {role.value: await api.get(path, role=role) for role in roles}
    answers["other"] = await both["tianshan"].get(path)
    return [
        (who, one) for who, answer in answers.items() for one in answer.json()["items"]
        if one["dispute"] == dispute.rsplit("/", 1)[1]
    ]  # fmt: skip


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
        ("contradiction", "offer"),
        ("unknown", ""),
    ]
    assert answers[1]["send_again"] == ["delivered", "received"]
    assert answers[2]["send_again"] == ["delivered", "received", "accepted"]


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
    recalled = await result(a, belief(dispute, "recalled", offer=2))
    assert recalled["send_again"] == ["offered", "recalled"]
    strange = await result(a, belief(dispute, "offered", offer=2, chain="0" * 64))
    assert (strange["result"], strange["why"]) == ("contradiction", "chain")
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
    assert await excepted(api, both, migrated, dispute) == []
    found = await result(a, belief(dispute, "recalled"))
    again = await result(a, belief(dispute, "recalled"))
    assert found["contradiction"] == again["contradiction"]
    assert (await api.get(dispute)).json() == before

    listed = await excepted(api, both, migrated, dispute)
    assert [who for who, _ in listed] == ["clerk", "arbitration_clerk", "supervisor"]
    for _, one in listed:
        assert one["name"] == "对账发现双方所记移送情况相互矛盾，待人工核对"
        assert [body["id"] for body in one["bodies"]] == [str(api.service.body("commission"))]
    path = CONTRADICTIONS
    await is_shown_to_those_concerned(api, both, found["contradiction"])

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
    assert await excepted(api, both, migrated, dispute) == []
    # The same again is settled; something else waits for a person anew.
    assert (await result(a, belief(dispute, "recalled")))["contradiction"] == found["contradiction"]
    anew = (await result(a, belief(dispute, "expired")))["contradiction"]
    assert anew not in (None, found["contradiction"])
    assert len(await excepted(api, both, migrated, dispute)) == 3


async def is_shown_to_those_concerned(api: Api, both: Both, contradiction: str) -> None:
    """In the list of the desks that have to do with it, and of no other body."""
    for role in (Role.CLERK, DESK, Role.SUPERVISOR):
        listed = (await api.get(CONTRADICTIONS, role=role)).json()["items"]
        assert contradiction in {one["id"] for one in listed}
    other = await both["tianshan"].get(CONTRADICTIONS)
    assert contradiction not in {one["id"] for one in other.json()["items"]}


async def test_however_much_a_body_says_one_contradiction_of_a_kind_is_open(
    api: Api, both: Both
) -> None:
    a, dispute = both["commission"], await offered(api)
    said = [belief(dispute, "offered", chain=f"{n:064x}") for n in range(40)]
    said += [belief(dispute, "offered", offer=n) for n in range(2, 42)]
    said.append(belief(dispute, "expired"))
    answers = await a.believes(*said)
    assert len({one["contradiction"] for one in answers}) == 3

    pages = list[dict[str, Any]]()
    following: str | None = ""
    while following is not None:
        page = (await a.get(f"{CONTRADICTIONS}?limit=1{following}")).json()
        pages += page["items"]
        following = f"&cursor={page['next']}" if page["next"] else None
    assert pages == (await a.get(CONTRADICTIONS)).json()["items"]
    ours = [one for one in pages if one["dispute"] == dispute.rsplit("/", 1)[1]]
    told = {one["why"]: (one["times"], one["offer"], one["told"]["chain"]) for one in ours}
    assert told == {
        "chain": (40, 1, f"{39:064x}"),
        "offer": (40, 41, None),
        "step": (1, 1, None),
    }


async def test_a_chain_is_compared_with_that_of_the_step_that_is_believed(
    api: Api, both: Both
) -> None:
    a, dispute = both["commission"], await offered(api)
    await a.tells("referral_received", dispute, offer=1)
    first, second = [m["chain"] for m in (await a.step(dispute))["messages"]]
    answers = await a.believes(
        belief(dispute, "received", chain=second),
        belief(dispute, "received", chain=first),
        belief(dispute, "offered", chain=first),
        belief(dispute, "offered", chain=second),
        # It has not been told of a delivery by anybody else: what it has from us is the offer.
        belief(dispute, "delivered", chain=first),
        belief(dispute, "accepted", chain=first),
        belief(dispute, "accepted", chain=second),
        belief(dispute, "accepted", chain="0" * 64),
    )
    assert [(one["result"], one["why"]) for one in answers] == [
        ("agree", ""),
        ("contradiction", "chain"),
        ("we_are_ahead", ""),
        ("contradiction", "chain"),
        ("we_are_ahead", ""),
        ("you_are_ahead", ""),
        ("you_are_ahead", ""),
        ("contradiction", "chain"),
    ]


async def test_pages_of_any_size_tell_all_that_one_page_tells(
    api: Api, both: Both, migrated: Databases
) -> None:
    a = both["commission"]
    first, second, _ = [await offered(api) for _ in range(3)]
    await a.tells("referral_refused", second, offer=1, ground="no_capacity")
    await api.done(f"{second}/referrals", offer_to(api, "commission"))
    # Its place on the pages is no longer that of its hand-over.
    await api.done(f"{first}/sessions", {"place": "第一调解室", "present": [1, 2]})
    await catch_up(migrated.projector)

    whole = (await a.get("/v1/reconciliation")).json()
    number = len({one["dispute"] for one in whole["referrals"]})
    assert number >= 3
    for limit in {1, 2, 3, number - 1, number, number + 1}:
        paged = list[dict[str, Any]]()
        following: str | None = ""
        while following is not None:
            page = (await a.get(f"/v1/reconciliation?limit={limit}{following}")).json()
            paged += page["referrals"]
            following = f"&since={page['next']}" if page["next"] else None
        assert paged == whole["referrals"]

    since = f"/v1/reconciliation?since={whole['position']}"
    assert (await a.get(since)).json()["referrals"] == []
    await a.tells("referral_accepted", second, offer=2)
    await catch_up(migrated.projector)
    (refused, accepted) = (await a.get(since)).json()["referrals"]
    assert [refused["step"], accepted["step"]] == ["refused", "accepted"]


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

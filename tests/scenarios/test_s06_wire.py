"""S6 over the wire: two commissions with systems of their own, by signed packages, messages, webhooks."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest_asyncio

from services.partners.profiles.secret import Direction
from services.workflow.domain.clocks.counting import computed
from services.workflow.domain.given import Role
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national
from tests.support.api import Api, api_on
from tests.support.canary import planted
from tests.support.database import Databases
from tests.support.delivering import delivering
from tests.support.feeding import feed_all
from tests.support.handing_over import (
    Commission,
    commissions,
    members,
    offer_to,
    offered,
    record_of,
)
from tests.support.keeping import kept
from tests.support.partners import secret
from tests.support.receivers import answering, receiver
from tests.support.sweeping import listed, sweep_of

Both = dict[str, Commission]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def folder(tmp_path_factory: Any) -> Path:
    found: Path = tmp_path_factory.mktemp("keys")
    return found


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def api(migrated: Databases, folder: Path) -> AsyncIterator[Api]:
    migrated.empty()
    async with api_on(migrated, folder) as running:
        yield running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def both(api: Api, migrated: Databases) -> AsyncIterator[Both]:
    async with commissions(api, migrated) as found:
        yield found


async def record(api: Api, dispute: str) -> dict[str, Any]:
    answer = await api.get(dispute)
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


async def test_a_package_is_fetched_received_and_taken_over(api: Api, both: Both) -> None:
    a = both["commission"]
    note, facts = planted("私下"), planted("无争议")
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/confidential-notes", {"note": note}, role=Role.MEDIATOR)
    agreed = {"facts": facts, "agreed_by": [1, 2]}
    await api.done(f"{dispute}/undisputed-facts", agreed, role=Role.MEDIATOR)
    await api.done(f"{dispute}/referrals", offer_to(api, "commission"))

    told = record_of(await a.package(dispute))
    assert [fact["facts"] for fact in told["shared"]["undisputed"]] == [facts]
    assert told["shared"]["parties"][0]["name"] == "阿依古丽"
    assert told["offer"]["reason"] == "申请人要求仲裁"
    answer = await a.get(f"{dispute}/referrals/1/package")
    assert note.encode() not in answer.content
    assert (await a.get(f"{dispute}/referrals/1/package")).content == answer.content

    assert await a.tells("referral_received", dispute, offer=1, receipt_number="收9号") == "applied"
    assert (await record(api, dispute))["custodian"] == str(api.service.body("centre"))
    received_on = api.service.clock.today()
    api.service.clock.advance(days=3)
    assert await a.tells("referral_accepted", dispute, offer=1) == "applied"

    after = await record(api, dispute)
    assert after["custodian"] == str(api.service.body("commission"))
    assign = await api.post(f"{dispute}/mediator", {"mediator": str(api.service.mediator)})
    assert assign.status_code == 403
    lapse = await api.post(f"{dispute}/arbitration/silence", {}, role=Role.ARBITRATION_CLERK)
    due = computed(national().rule("ARB.ACCEPT"), calendar_for("650105"), received_on)
    assert lapse.json()["data"]["due"] == due.due_rolled.isoformat()
    steps = await a.step(dispute)
    assert [m["step"] for m in steps["messages"]] == ["offered", "received", "accepted"]
    assert [m["sequence"] for m in steps["messages"]] == [1, 1, 2]


async def test_a_receipt_that_is_lost_is_sent_again_and_there_is_one_offer(
    api: Api, both: Both
) -> None:
    a, dispute = both["commission"], await offered(api)
    event = a.sender.event("referral_received", dispute, {"offer": 1, "receipt_number": "收10号"})
    first, again = await a.sender.send(event), await a.sender.send(event)
    assert first.json()["id"] == again.json()["id"]
    assert await a.verdict(first.json()["id"]) == "applied"
    # The sender lost our answer and offers once more: it is told of the one in flight.
    repeated = await api.post(f"{dispute}/referrals", offer_to(api, "commission"))
    assert (repeated.status_code, repeated.json()["code"]) == (409, "offer_in_flight")
    # Its receipt under an id of its own adds nothing either.
    assert (
        await a.tells("referral_received", dispute, offer=1, receipt_number="收10号") == "applied"
    )

    steps = await a.step(dispute)
    assert [m["step"] for m in steps["messages"]] == ["offered", "received"]
    (result,) = await a.believes(belief(dispute, "received", chain=steps["messages"][-1]["chain"]))
    assert result["result"] == "agree"


async def test_a_refusal_comes_back_with_its_reason_and_takes_the_package_away(
    api: Api, both: Both
) -> None:
    a, dispute = both["commission"], await offered(api)
    await a.package(dispute)
    why = "缺少申请人签名"
    refusal = {"offer": 1, "ground": "materials_missing", "reason": why}
    assert await a.tells("referral_refused", dispute, **refusal) == "applied"

    gone = await a.get(f"{dispute}/referrals/1/package")
    assert gone.status_code == 403
    assert (await a.get(dispute)).status_code == 404
    ours = await api.get(f"{dispute}/referrals/1/package")
    assert why in members(ours.content)["record.json"].decode()
    handover = (await record(api, dispute))["handover"]
    assert handover["past_offers"][0]["ground"] == "materials_missing"
    assert (await both["tianshan"].get(f"{dispute}/referrals/1")).status_code == 404


async def test_a_return_after_acceptance_goes_on_to_the_right_commission(
    api: Api, both: Both
) -> None:
    a, b = both["commission"], both["tianshan"]
    dispute = await offered(api)
    assert await a.tells("referral_accepted", dispute, offer=1) == "applied"
    returned = {"ground": "wrong_jurisdiction", "reason": "合同履行地在天山区"}
    assert await a.tells("offer_return", dispute, **returned) == "applied"
    assert (await record(api, dispute))["custodian"] == str(api.service.body("commission"))
    back = await api.done(f"{dispute}/referrals/2/acceptance", {})
    assert back.json()["custodian"] == str(api.service.body("centre"))

    there = {"connection": {"kind": "performance_place", "region": "650102"}}
    await api.done(f"{dispute}/referrals", offer_to(api, "tianshan", **there))
    told = record_of(await b.package(dispute, 3))
    assert told["offer"]["connection"]["region"] == "650102"
    # A had it once and reads on; what goes to B is not for A.
    assert (await a.get(f"{dispute}/referrals/3/package")).status_code == 404
    assert await a.tells("referral_accepted", dispute, offer=3) == "contradicts"
    assert await b.tells("referral_accepted", dispute, offer=3) == "applied"
    assert (await record(api, dispute))["custodian"] == str(api.service.body("tianshan"))


def belief(dispute: str, step: str, offer: int = 1, **more: Any) -> dict[str, Any]:
    return {"dispute": dispute.rsplit("/", 1)[1], "offer": offer, "step": step, **more}


async def test_b_is_down_for_a_day_and_gets_one_offer(
    api: Api, both: Both, migrated: Databases, folder: Path
) -> None:
    b, there = both["tianshan"], {"connection": {"kind": "performance_place", "region": "650102"}}
    profile, clock = b.sender.partner, api.service.clock
    await secret(api.partners.profiles, profile, Direction.OUT)
    noted = api.partners.handoff.delivered.on_delivered
    async with (
        receiver(answering(503)) as hook,
        delivering(migrated, folder, clock=clock, on_delivered=noted) as worker,
    ):
        await worker.subscribed(
            profile, hook.url, "Referral*", start=await api.service.store.head()
        )
        dispute = await offered(api, "tianshan", **there)
        await feed_all(migrated, api.partners.profiles)
        for _ in range(12):
            await worker.deliverer.once()
            clock.advance(hours=2)
        assert [m["step"] for m in (await b.step(dispute))["messages"]] == ["offered"]
        again = await api.post(f"{dispute}/referrals", offer_to(api, "tianshan", **there))
        assert (again.status_code, again.json()["code"]) == (409, "offer_in_flight")
        hook.reply = answering(200)
        tried = len(hook.came)
        for _ in range(6):
            await worker.deliverer.once()
            clock.advance(hours=2)

    assert tried > 3
    assert len(hook.came) == tried + 1
    assert len({each.id for each in hook.came}) == len({each.body for each in hook.came}) == 1
    steps = await b.step(dispute)
    assert [m["step"] for m in steps["messages"]] == ["offered", "delivered"]
    (result,) = await b.believes(belief(dispute, "offered"))
    assert (result["result"], [m["step"] for m in result["missed"]]) == (
        "we_are_ahead",
        ["delivered"],
    )
    assert await b.tells("referral_accepted", dispute, offer=1) == "applied"
    assert (await b.get(f"{dispute}/referrals/2")).status_code == 404


async def test_whoever_loses_is_told_by_answer_webhook_and_feed(
    api: Api, both: Both, migrated: Databases, folder: Path
) -> None:
    a, start = both["commission"], await api.service.store.head()
    await secret(api.partners.profiles, a.sender.partner, Direction.OUT)
    async with (
        receiver(answering(200)) as hook,
        delivering(migrated, folder, clock=api.service.clock) as worker,
    ):
        await worker.subscribed(a.sender.partner, hook.url, "Referral*", start=start)
        recalled, accepted = await offered(api), await offered(api)
        recall = {"reason": "申请人撤回"}
        await api.done(f"{recalled}/referrals/1/recall", recall)
        assert await a.tells("referral_accepted", recalled, offer=1) == "contradicts"
        assert await a.tells("referral_accepted", accepted, offer=1) == "applied"
        late = await api.post(f"{accepted}/referrals/1/recall", recall)
        assert (late.status_code, late.json()["code"]) == (409, "offer_decided")
        assert late.json()["data"]["outcome"] == "accepted"
        assert late.json()["data"]["by"] == str(api.service.body("commission"))

        await feed_all(migrated, api.partners.profiles)
        for _ in range(4):
            await worker.deliverer.once()
    pushed = [json.loads(each.body) for each in hook.came]
    fed = (await a.get(f"/v1/feed?after={start}&limit=100")).json()["items"]
    for told in (pushed, [one["event"] for one in fed]):
        for dispute, end in ((recalled, "ReferralRecalled"), (accepted, "ReferralAccepted")):
            kinds = [one["type"].split(".")[2] for one in told if dispute.endswith(one["subject"])]
            assert kinds == ["ReferralOffered", end]
    assert (await a.get(recalled)).status_code == 404


async def test_an_offer_expires_while_the_receiver_is_down_and_both_sides_learn_it(
    api: Api, both: Both, migrated: Databases
) -> None:
    a, dispute = both["commission"], await offered(api)
    api.service.clock.advance(days=30)
    await kept(migrated, api.service.rulebook, api.service.clock)
    async with listed(migrated) as due:
        await sweep_of(api.service, due).once()

    late = await a.tells("referral_accepted", dispute, offer=1)
    assert late == "contradicts"
    (result,) = await a.believes(belief(dispute, "received"))
    assert (result["result"], result["step"]) == ("we_are_ahead", "expired")
    assert (await record(api, dispute))["custodian"] == str(api.service.body("centre"))

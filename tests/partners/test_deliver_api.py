"""Partners manage their own subscriptions by HTTP, read what was sent, and have it sent again."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from uuid import uuid4

import httpx2
import pytest_asyncio
from standardwebhooks import Webhook

from services.kit.outgoing import Outgoing
from services.partners.deliveries.deliverer import Deliverer
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction, Secret
from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.delivering import HERE, put_items
from tests.support.partners import partner, secret
from tests.support.queries import rows_of
from tests.support.receivers import receiver

SUBSCRIPTIONS = "/v1/subscriptions"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def court(api: Api) -> AsyncIterator[Partner]:
    yield await partner(api.partners.profiles, "court")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def signing(api: Api, court: Partner) -> AsyncIterator[Secret]:
    yield await secret(api.partners.profiles, court, Direction.OUT)


def headers(api: Api, code: str) -> dict[str, str]:
    claims: dict[str, Any] = {"partner": code, "scope": "webhooks"}
    token = api.token("court_liaison", code, region="650105", **claims)
    return {"Authorization": f"Bearer {token}", "Idempotency-Key": str(uuid4())}


async def post(
    api: Api, path: str, body: Any = None, *, code: str = "court", **more: str
) -> httpx2.Response:
    sent = {**headers(api, code), **{name.replace("_", "-"): value for name, value in more.items()}}
    return await api.client.post(path, json={} if body is None else body, headers=sent)


async def get(api: Api, path: str, code: str = "court") -> httpx2.Response:
    return await api.client.get(path, headers=headers(api, code))


async def subscribed(api: Api, url: str = "http://127.0.0.1:1/", **more: Any) -> dict[str, Any]:
    answer = await post(api, SUBSCRIPTIONS, {"url": url, **more})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json()
    return told


@pytest_asyncio.fixture(autouse=True, scope="module", loop_scope="module")
async def commission(api: Api) -> Partner:
    """Another partner, there before any test, whichever runs first."""
    return await partner(api.partners.profiles, "commission")


async def test_a_subscription_needs_a_secret_and_a_repeat_gets_the_first_answer(
    api: Api, court: Partner, commission: Partner
) -> None:
    body = {"url": "https://commission.example/hook", "kinds": ["Referral*"]}
    refused = await post(api, SUBSCRIPTIONS, body, code="commission")
    assert (refused.status_code, refused.json()["type"]) == (
        409,
        "/problems/subscription-not-possible",
    )
    await secret(api.partners.profiles, commission, Direction.OUT)
    first = await post(api, SUBSCRIPTIONS, body, code="commission", Idempotency_Key="one")
    again = await post(api, SUBSCRIPTIONS, body, code="commission", Idempotency_Key="one")
    other = {**body, "url": "https://commission.example/other"}
    reused = await post(api, SUBSCRIPTIONS, other, code="commission", Idempotency_Key="one")
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert reused.status_code == 422
    assert first.headers["Location"] == f"{SUBSCRIPTIONS}/{first.json()['id']}"


async def test_faults_of_a_subscription_are_told_at_their_fields(api: Api, signing: Secret) -> None:
    for body, pointer in (
        ({"url": "ftp://court.example/"}, "#/url"),
        ({"url": "https://court.example/", "kinds": ["not a kind"]}, "#/kinds/0"),
        ({"url": "https://court.example/", "kinds": []}, "#/kinds"),
        ({"url": "https://court.example/", "after": -1}, "#/after"),
    ):
        answer = await post(api, SUBSCRIPTIONS, body)
        assert answer.status_code == 422, answer.text
        assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


async def test_a_partner_sees_and_changes_its_own_and_a_supervisor_reads_those_of_its_region(
    api: Api, court: Partner, signing: Secret
) -> None:
    made = await subscribed(api)
    own = f"{SUBSCRIPTIONS}/{made['id']}"
    assert (await get(api, own)).json() == made
    for path in (own, f"{own}x", f"{SUBSCRIPTIONS}/{uuid4()}"):
        assert (await get(api, path, "commission")).status_code == 404
    assert (await post(api, f"{own}/pause", code="commission")).status_code == 404
    supervisor = {"Authorization": f"Bearer {api.tokens[Role.SUPERVISOR]}"}
    listed = await api.client.get(SUBSCRIPTIONS, headers=supervisor)
    assert made["id"] in [each["id"] for each in listed.json()]
    refused = await api.client.post(f"{own}/pause", json={}, headers=supervisor)
    assert refused.status_code == 403
    elsewhere = {"Authorization": f"Bearer {api.token('supervisor', region='330281')}"}
    assert (await api.client.get(own, headers=elsewhere)).status_code == 404
    assert (await api.get(SUBSCRIPTIONS, role=Role.CLERK)).status_code == 403


async def test_a_new_subscription_begins_with_what_is_still_to_happen(
    api: Api, migrated: Databases
) -> None:
    centre = await partner(api.partners.profiles, "centre")
    await secret(api.partners.profiles, centre, Direction.OUT)
    head = await api.service.store.head()
    wanted = {"url": "http://127.0.0.1:1/", "kinds": ["*"]}
    made = (await post(api, SUBSCRIPTIONS, wanted, code="centre")).json()
    # The feed of a partner that is new is still on its way through what is long past.
    put_items(migrated, centre.id, ["Past"], first=head)
    (position,) = put_items(migrated, centre.id, ["Future"], first=head + 1)
    async with deliverer_on(api, migrated) as deliverer:
        await deliverer.once()
    listed = (await get(api, f"/v1/deliveries?subscription={made['id']}", "centre")).json()
    assert made["after"] == head
    assert [(each["kind"], each["position"]) for each in listed["items"]] == [("Future", position)]


async def test_a_subscription_is_paused_resumed_and_closed_for_good(
    api: Api, court: Partner, signing: Secret
) -> None:
    own = f"{SUBSCRIPTIONS}/{(await subscribed(api))['id']}"
    for act, state in (("pause", "paused"), ("resumption", "active"), ("closure", "closed")):
        answer = await post(api, f"{own}/{act}", {"reason": "系统升级"})
        assert (answer.status_code, answer.json()["state"]) == (200, state)
    assert (await post(api, f"{own}/closure")).status_code == 200
    for act in ("pause", "resumption", "ping"):
        assert (await post(api, f"{own}/{act}")).status_code == 409


async def test_a_test_message_is_signed_and_its_outcome_told(
    api: Api, court: Partner, signing: Secret
) -> None:
    async with receiver() as hook:
        own = f"{SUBSCRIPTIONS}/{(await subscribed(api, hook.url))['id']}"
        told = (await post(api, f"{own}/ping")).json()
    assert (told["status"], told["error"], told["answer"]) == (200, None, "ok")
    (came,) = hook.came
    assert came.id == told["id"]
    # The app's clock stands, and the library reads that of the machine: its signature alone counts.
    now = api.service.clock.now()
    expected = Webhook(signing.text).sign(came.id, now, came.body.decode())
    assert came.headers["webhook-signature"] == expected


async def test_deliveries_are_listed_shown_and_sent_again_under_the_same_id(
    api: Api, court: Partner, signing: Secret, migrated: Databases
) -> None:
    before = put_items(migrated, court.id, ["A", "B", "C"])
    head = await api.service.store.head()
    async with receiver() as hook, deliverer_on(api, migrated) as deliverer:
        made = await subscribed(api, hook.url, kinds=["B", "C", "D"])
        assert made["after"] == head > before[-1]
        (position,) = put_items(migrated, court.id, ["D"], first=head + 1)
        await deliverer.once()
        page = (await get(api, f"/v1/deliveries?subscription={made['id']}&limit=1")).json()
        (told,) = page["items"]
        assert (told["position"], told["transport"]["state"]) == (position, "delivered")
        assert (await get(api, f"/v1/deliveries?before={page['next']}&state=failed")).json()[
            "items"
        ] == []
        one = f"/v1/deliveries/{told['id']}"
        assert (await get(api, one, "commission")).status_code == 404
        assert (await post(api, f"{one}/replay", code="commission")).status_code == 404
        assert (await post(api, f"{one}/replay")).json()["transport"]["state"] == "waiting"
        await deliverer.once()
        assert hook.ids == [told["id"]] * 2
        details = (await get(api, one)).json()
        assert [(each["no"], each["status"]) for each in details["attempts"]] == [
            (1, 200),
            (2, 200),
        ]
        assert details["business"] is None

        # A range reaches back before the subscription, and leaves out what it is not for.
        wanted = {"first": before[0], "last": position + 1_000}
        replayed = await post(api, f"{SUBSCRIPTIONS}/{made['id']}/replay", wanted)
        assert replayed.json() == {"deliveries": 3}
        await deliverer.once()
        assert len(hook.came) == 5
        assert hook.ids.count(told["id"]) == 3
        await post(api, f"{SUBSCRIPTIONS}/{made['id']}/closure")
        assert (await post(api, f"{one}/replay")).status_code == 409


async def test_what_became_of_an_offer_is_told_apart_from_its_arrival(
    api: Api, court: Partner, signing: Secret, migrated: Databases
) -> None:
    dispute = uuid4()
    async with receiver() as hook, deliverer_on(api, migrated) as deliverer:
        made = await subscribed(api, hook.url, kinds=["ReferralOffered"])
        first = await api.service.store.head() + 1
        put_items(migrated, court.id, ["ReferralOffered"], dispute, first, offer=1)
        await deliverer.once()
        one = f"/v1/deliveries/{hook.ids[0]}"
        arrived = (await get(api, one)).json()
        assert arrived["delivery"]["transport"]["state"] == "delivered"
        nothing = {"receipt": None, "acceptance": None, "refusal": None}
        assert arrived["business"] == nothing
        await api.partners.record.stored()
        noted = "SELECT r.dispute, r.partner FROM audit.reads r WHERE r.operation = 'get_delivery'"
        assert rows_of(migrated.admin, f"{noted} ORDER BY no DESC LIMIT 1") == [(dispute, "court")]
        (receipt,) = put_items(migrated, court.id, ["ReferralReceived"], dispute, offer=1)
        put_items(migrated, court.id, ["ReferralAccepted"], dispute, offer=2)
        assert (await get(api, one)).json()["business"] == nothing | {"receipt": receipt}
        (accepted,) = put_items(migrated, court.id, ["ReferralAccepted"], dispute, offer=1)
        assert (await get(api, one)).json()["business"]["acceptance"] == accepted
        assert made["kinds"] == ["ReferralOffered"]


@asynccontextmanager
async def deliverer_on(api: Api, databases: Databases) -> AsyncIterator[Deliverer]:
    """The worker beside the app, on the same secrets and the same clock."""
    async with (
        Outgoing.open(allowed=HERE) as outgoing,
        Deliverer.open(
            databases.app, api.partners.profiles, outgoing, api.service.clock
        ) as deliverer,
    ):
        yield deliverer

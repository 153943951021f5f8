"""From a dispute over the feed to a receiver: the same bytes, as their schema says, and the offer noted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import get_args
from uuid import UUID, uuid4

import jsonschema_rs
import msgspec
import pytest_asyncio
from pgqueuer.adapters.drivers.asyncpg import AsyncpgDriver

from services.cli.delivery_side import on_delivered
from services.kit.database import connect
from services.kit.outgoing import Outgoing
from services.partners.deliveries.deliverer import Deliverer
from services.partners.deliveries.pgqueue import _queries
from services.partners.deliveries.schemas import KINDS, schema, type_of
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction
from services.workflow.domain.dispute.events import Event
from services.workflow.http.webhook_docs import TYPES
from services.workflow.recorded.codec import decode
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.delivering import HERE
from tests.support.feeding import feed_all, items
from tests.support.partners import partner, secret
from tests.support.receivers import receiver


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def commission(api: Api) -> AsyncIterator[Partner]:
    found = await partner(api.partners.profiles, "commission")
    await secret(api.partners.profiles, found, Direction.OUT)
    yield found


@asynccontextmanager
async def deliverer_on(api: Api, databases: Databases) -> AsyncIterator[Deliverer]:
    profiles = api.partners.profiles
    noted = on_delivered(api.service, profiles)
    async with (
        Outgoing.open(allowed=HERE) as outgoing,
        Deliverer.open(
            databases.app, profiles, outgoing, api.service.clock, on_delivered=noted
        ) as deliverer,
    ):
        yield deliverer


async def test_an_offer_and_its_recall_go_over_the_feed_to_the_receiver_and_arrival_is_on_file(
    api: Api, commission: Partner, migrated: Databases
) -> None:
    schemas = {type_of(kind): jsonschema_rs.validator_for(schema(kind)) for kind in KINDS}
    profiles, subscriptions = api.partners.profiles, uuid4()
    async with receiver() as hook, deliverer_on(api, migrated) as deliverer:
        await deliverer._pool.execute(
            "INSERT INTO deliveries.subscriptions (id, partner, url, kinds, state, changed_at,"
            " created_at, from_position, planned_to) VALUES"
            " ($1, $2, $3, '{*}', 'active', now(), now(), 0, 0)",
            *(subscriptions, commission.id, hook.url),
        )
        dispute = await api.in_mediation()
        offered = {"to": str(commission.organisation), "applicant": 1, "reason": "调解不成"}
        await api.done(f"{dispute}/referrals", offered)
        await feed_all(migrated, profiles)
        await deliverer.once()
        await deliverer.once()
        await api.done(f"{dispute}/referrals/1/recall", {"reason": "当事人和解"})
        await feed_all(migrated, profiles)
        await deliverer.once()

    bodies = [each.body for each in hook.came]
    assert bodies
    assert bodies == [item.body for item in items(migrated, commission.id)]
    for body in bodies:
        told = msgspec.json.decode(body)
        schemas[told["type"]].validate(told)
        assert b"\xe8\xb0\x83\xe8\xa7\xa3\xe4\xb8\x8d\xe6\x88\x90" not in body
    stream = await api.service.store.read_stream(UUID(dispute.rsplit("/", 1)[1]))
    kinds = [type(decode(row).event).__name__ for row in stream]
    assert kinds[-3:] == ["ReferralOffered", "ReferralDelivered", "ReferralRecalled"]
    # The recall too, though the commission reads the dispute no more.
    assert msgspec.json.decode(bodies[-1])["type"].startswith("fengqiao.event.ReferralRecalled.")


def test_every_event_that_may_be_sent_has_a_schema_and_stands_in_the_document() -> None:
    assert {type_of(kind) for kind in get_args(Event)} == set(TYPES)
    for kind in KINDS:
        jsonschema_rs.meta.validate(schema(kind))


async def test_the_queue_is_as_the_library_wants_it(migrated: Databases) -> None:
    connection = await connect(migrated.app, name="test")
    try:
        plan = await _queries(AsyncpgDriver(connection)).plan_upgrade()
    finally:
        await connection.close()
    assert list(plan.statements) == []


async def test_what_the_queue_keeps_of_old_jobs_is_taken_away(
    api: Api, migrated: Databases
) -> None:
    put = (
        "INSERT INTO deliveries.pgqueuer_log (created, job_id, status, priority, entrypoint, aggregated)"
        " SELECT now() - make_interval(days => $1), $1, 'successful', 0, 'test', true"
    )
    async with deliverer_on(api, migrated) as deliverer:
        for days in (1, 8):
            await deliverer._pool.execute(put, days)
        await deliverer._queue.tidy()
        left = "SELECT job_id FROM deliveries.pgqueuer_log WHERE entrypoint = 'test'"
        assert [row["job_id"] for row in await deliverer._pool.fetch(left)] == [1]

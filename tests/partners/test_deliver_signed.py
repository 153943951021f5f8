"""A captured webhook verifies with the public library, by either secret while one follows the other."""

import json
from pathlib import Path

import psycopg
import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from services.kit.clock import SystemClock
from services.partners.profiles.secret import Direction
from tests.support.database import Databases
from tests.support.delivering import delivering
from tests.support.partners import secret
from tests.support.receivers import receiver


async def test_a_captured_webhook_verifies_with_the_public_library(
    databases: Databases, tmp_path: Path
) -> None:
    async with (
        receiver() as hook,
        delivering(databases, tmp_path, clock=SystemClock()) as worker,
    ):
        court = await worker.partner(has_secret=False)
        old = await secret(worker.profiles, court, Direction.OUT)
        new = await secret(worker.profiles, court, Direction.OUT)
        inwards = await secret(worker.profiles, court, Direction.IN)
        await worker.subscribed(court, hook.url)
        worker.feed(court, "ConfirmationGranted")
        await worker.deliverer.once()

    (came,) = hook.came
    for valid in (old, new):
        told = Webhook(valid.text).verify(came.body, came.headers)
        assert told["type"] == "fengqiao.event.ConfirmationGranted.v1"
    assert came.headers["content-type"] == "application/cloudevents+json; charset=utf-8"
    for text, body in ((inwards.text, came.body), (new.text, came.body + b" ")):
        with pytest.raises(WebhookVerificationError):
            Webhook(text).verify(body, came.headers)
    kept = json.dumps(worker.rows("SELECT headers FROM deliveries.attempts"))
    assert "v1," not in kept


async def test_a_body_that_cannot_be_signed_is_held_and_stops_nothing_else(
    databases: Databases, tmp_path: Path
) -> None:
    async with receiver() as hook, delivering(databases, tmp_path) as worker:
        court = await worker.partner()
        await worker.subscribed(court, hook.url)
        worker.feed(court, "A", "B")
        with psycopg.connect(databases.admin) as connection:
            connection.execute("UPDATE feed.items SET body = '\\xff' WHERE position = 1")
        await worker.deliverer.once()
        await worker.deliverer.once()
    assert worker.states() == ["held", "delivered"]
    assert ("held", "UnicodeDecodeError") in worker.rows(
        "SELECT what, told FROM deliveries.journal"
    )
    # pgqueuer holds the job too, for its own console.
    assert worker.rows("SELECT status FROM deliveries.pgqueuer") == [("failed",)]

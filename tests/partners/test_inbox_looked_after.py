"""What waits in the inbox: woken by its dispute, and set before people whatever its sender does."""

from collections import Counter
from collections.abc import AsyncIterator
from datetime import datetime
from typing import Any
from uuid import UUID

import pytest_asyncio
from msgspec.structs import replace

from services.partners.inbox.applier import Applier
from services.partners.inbox.applying import Applying
from services.partners.inbox.message import Judged, Waiting
from services.partners.inbox.waiting import PATIENCE, TRIED_FOR
from services.workflow.application.ports import StoreUnavailable
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.inbox_scene import GRANTED, Scene, scene_on

MESSAGES = "/v1/inbox-messages"


@pytest_asyncio.fixture(loop_scope="module")
async def scene(api: Api, migrated: Databases) -> AsyncIterator[Scene]:
    async with scene_on(api, migrated) as found:
        yield found


def system_of(scene: Scene) -> str:
    return scene.api.token(
        "court_liaison", "court", region="650105", partner="court", scope="disputes:read webhooks"
    )


async def test_a_report_of_who_has_no_part_yet_is_woken_once_its_dispute_moves_on(
    scene: Scene,
) -> None:
    profiles, dispute = scene.api.partners.profiles, await scene.api.effective()
    court = await profiles.find("court")
    assert court is not None
    distant = replace(court, region="330281", version=court.version + 1)
    await profiles.save(distant, by="t", what="changed")
    messages = [
        await scene.court.report("confirmation_granted", dispute, GRANTED) for _ in range(2)
    ]
    await scene.applier.once()
    for message in messages:
        assert (await scene.verdict(message))["verdict"] == "unknown_dispute"
    scene.api.service.clock.advance(days=TRIED_FOR.days)
    await scene.applier.once()
    untried = "inbox.messages WHERE id = %s AND retry_at IS NULL"
    assert [scene.count(untried, message) for message in messages] == [1, 1]
    assert await scene.applier.once() == 0

    await scene.apply_for(dispute)
    await scene.applier.once()
    back = replace(court, version=distant.version + 1)
    await profiles.save(back, by="t", what="changed")
    assert (await scene.verdict(messages[0]))["verdict"] == "applied"


async def test_its_sender_does_not_lift_the_hold_on_what_it_sent_before_it_was_deactivated(
    scene: Scene,
) -> None:
    profiles, dispute = scene.api.partners.profiles, await scene.docketed()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    court = await profiles.find("court")
    assert court is not None
    away = replace(court, is_active=False, version=court.version + 1)
    await profiles.save(away, by="t", what="deactivated")
    try:
        await scene.applier.once()
    finally:
        back = replace(court, version=away.version + 1)
        await profiles.save(back, by="t", what="activated")
    path = f"{MESSAGES}/{message}/replay"
    refused = await scene.api.post(path, {}, token=system_of(scene))
    assert (refused.status_code, "停用" in refused.json()["detail"]) == (403, True)
    assert (await scene.verdict(message))["needs_look"]
    assert (await scene.api.post(path, {})).json()["verdict"] == "stored"
    await scene.applier.once()
    assert (await scene.verdict(message))["verdict"] == "applied"


async def test_its_sender_cannot_keep_an_overdue_report_from_people(scene: Scene) -> None:
    dispute = await scene.api.effective()
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    await scene.applier.once()
    before = await scene.verdict(message)
    path, clock = f"{MESSAGES}/{message}/replay", scene.api.service.clock
    for _ in range(3):
        clock.advance(seconds=PATIENCE.total_seconds() / 3)
        replayed = await scene.api.post(path, {}, token=system_of(scene))
        assert replayed.json()["waits_since"] == before["waits_since"]
        await scene.applier.once()
    assert (await scene.verdict(message))["needs_look"]
    replayed = await scene.api.post(path, {}, token=system_of(scene))
    assert (replayed.json()["verdict"], replayed.json()["needs_look"]) == ("stored", True)


class _Away(Applying):
    """As where the log takes nothing."""

    def __init__(self, *parts: Any) -> None:
        super().__init__(*parts)
        self.tried = Counter[str]()

    async def apply(self, message: Waiting, now: datetime) -> Judged:
        self.tried[str(message.id)] += 1
        raise StoreUnavailable


async def test_an_outage_lengthens_the_pause_and_in_the_end_a_person_looks(scene: Scene) -> None:
    dispute, service = await scene.docketed(), scene.api.service
    message = await scene.court.report("confirmation_granted", dispute, GRANTED)
    away = _Away(service.handler, service.reader, scene.api.partners.profiles, service.master)
    async with Applier.connected(scene.databases.app, away, service.clock) as applier:
        for _ in range(32):
            await applier.once()
            service.clock.advance(seconds=1)
        assert away.tried[message] == 6  # after 0, 1, 2, 4, 8, 16 seconds
        assert not (await scene.verdict(message))["needs_look"]
        service.clock.advance(seconds=PATIENCE.total_seconds())
        await applier.once()
    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"]) == ("stored", True)
    service.clock.advance(minutes=1)
    await scene.applier.once()
    told = await scene.verdict(message)
    assert (told["verdict"], told["needs_look"]) == ("applied", False)
    assert scene.count("inbox.messages WHERE id = %s AND put_off_since IS NULL", UUID(message)) == 1

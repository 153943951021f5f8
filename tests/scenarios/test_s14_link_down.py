"""S14, the court's link is down for a day: nothing is lost, doubled or skipped, and others go on."""

import json
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from services.partners.feed.chain import Item, faults
from services.partners.feed.saved import read_saved
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction
from services.workflow.domain.given import Role
from tests.support.api import Api
from tests.support.database import Databases
from tests.support.delivering import Delivering, delivering
from tests.support.feeding import feed_all, items
from tests.support.partners import partner, secret
from tests.support.receivers import Came, Receiver, answering, receiver

HOURS_DOWN = 24
DESK, COURT = Role.ARBITRATION_CLERK, Role.COURT_LIAISON


class Reader:
    """A partner's system: remembers its last position, and pulls what came since."""

    def __init__(self, api: Api, of: Partner) -> None:
        self._api = api
        self._headers = {
            "Authorization": f"Bearer {api.token('clerk', partner=of.code, scope='feed:read')}"
        }
        self.after = 0
        self.saved: list[Item] = []

    async def pull(self, limit: int = 3) -> int:
        """Page by page to the end; how many items."""
        count = 0
        while True:
            path = f"/v1/feed?after={self.after}&limit={limit}"
            page = await self._api.client.get(path, headers=self._headers)
            assert page.status_code == 200, page.text
            self.saved += read_saved(page.content)
            self.after = page.json()["next"]
            if not page.json()["items"]:
                return count
            count += len(page.json()["items"])


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def partners(api: Api) -> AsyncIterator[dict[str, Partner]]:
    profiles = api.partners.profiles
    yield {
        code: await partner(profiles, code, requests_per_minute=100_000)
        for code in ("court", "commission")
    }


async def before_court(api: Api) -> str:
    """The address of a dispute whose confirmation the court is asked for."""
    dispute = await api.effective()
    applied = {"court": str(api.service.body("court")), "applicants": [1, 2]}
    await api.done(f"{dispute}/confirmation", applied)
    return dispute


async def before_commission(api: Api) -> None:
    """A dispute that the commission takes over."""
    dispute = await api.in_mediation()
    offer = {"to": str(api.service.body("commission")), "reason": "要求仲裁", "applicant": 1}
    await api.done(f"{dispute}/referrals", offer)
    await api.done(f"{dispute}/referrals/1/acceptance", {}, role=DESK)


async def two_hours(api: Api, databases: Databases, hour: int, before: list[str]) -> None:
    """Something happens with the court and with the commission, and the feeds are told."""
    if hour % 6 == 0:
        before.append(await before_court(api))
        await before_commission(api)
    if hour % 6 == 4:
        docketed = {"number": f"（2026）新0105诉前调确{hour}号"}
        await api.done(f"{before[-1]}/confirmation/docketing", docketed, role=COURT)
    await feed_all(databases, api.partners.profiles)


async def test_a_partner_that_was_away_for_a_day_pulls_all_of_it_in_order(
    api: Api, partners: dict[str, Partner], migrated: Databases
) -> None:
    court, commission = (Reader(api, partners[code]) for code in ("court", "commission"))
    disputes = [await before_court(api)]
    await feed_all(migrated, api.partners.profiles)
    await court.pull()
    told_before = list(court.saved)
    others = []
    for hour in range(0, HOURS_DOWN, 2):
        await two_hours(api, migrated, hour, disputes)
        others.append(await commission.pull())
        api.service.clock.advance(hours=2)

    missed = await court.pull()

    assert missed == len(items(migrated, partners["court"].id)) - len(told_before) > 0
    assert len([count for count in others if count]) == HOURS_DOWN // 6
    for reader, code in ((court, "court"), (commission, "commission")):
        assert reader.saved == items(migrated, partners[code].id)
        assert list(faults(reader.saved)) == []
    # Read again from the beginning, in pages of another size: the same bytes.
    again = Reader(api, partners["court"])
    await again.pull(limit=100)
    assert again.saved == court.saved


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def worker(
    api: Api, migrated: Databases, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Delivering]:
    folder: Path = tmp_path_factory.mktemp("deliverer")
    async with delivering(migrated, folder, clock=api.service.clock) as running:
        yield running


def by_dispute(came: list[Came]) -> dict[str, list[int]]:
    """Positions as they came, by dispute."""
    found = defaultdict[str, list[int]](list)
    for request in came:
        told: dict[str, Any] = json.loads(request.body)["data"]
        found[told["dispute"]].append(told["position"])
    return dict(found)


async def subscribed(worker: Delivering, of: Partner, hook: Receiver, *, start: int) -> None:
    await secret(worker.profiles, of, Direction.OUT)
    await worker.subscribed(of, hook.url, start=start)


async def test_after_a_day_without_the_court_every_webhook_arrives_in_order(
    api: Api, partners: dict[str, Partner], worker: Delivering, migrated: Databases
) -> None:
    start = await api.service.store.head()
    async with receiver(answering(503)) as hook, receiver() as other:
        await subscribed(worker, partners["court"], hook, start=start)
        await subscribed(worker, partners["commission"], other, start=start)
        disputes: list[str] = []
        for hour in range(0, HOURS_DOWN, 2):
            await two_hours(api, migrated, hour, disputes)
            await worker.deliverer.once()
            api.service.clock.advance(hours=2)
        told_others = by_dispute(other.came)
        refused = len(hook.came)
        hook.reply = answering()
        for _ in range(0, HOURS_DOWN, 4):
            await worker.deliverer.once()
            api.service.clock.advance(hours=4)

    expected = [i for i in items(migrated, partners["court"].id) if i.position > start]
    arrived = hook.came[refused:]
    assert refused > 0
    assert {each.body for each in arrived} == {item.body for item in expected}
    assert len(arrived) == len(expected)
    assert all(order == sorted(order) for order in by_dispute(arrived).values())
    assert set(worker.states()) == {"delivered"}
    # The commission was told while the court could not be.
    mine = [i for i in items(migrated, partners["commission"].id) if i.position > start]
    assert sorted(p for order in told_others.values() for p in order) == [i.position for i in mine]

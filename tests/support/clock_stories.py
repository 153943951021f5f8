"""Disputes whose clocks run by themselves: moved to a day, swept, read, and checked at the end."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from services.projections.deadlines.rebuild import compare_deadlines
from services.projections.verification import verify_views
from services.workflow.application.quiet_time import SWEEP
from services.workflow.application.registry import OrganisationDetails
from services.workflow.domain.given import Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from tests.support.api import APPLICATION, Answer, Api, api_on, dispute_id
from tests.support.database import Databases
from tests.support.keeping import kept
from tests.support.reinforcing import agreed_on
from tests.support.sweeping import swept, ten_o_clock
from tests.support.write_side import entry

YUYAO, LIZHOU = "yuyao", "330281001"
LAPSES = ("ReceiptPeriodLapsed", "MediationPeriodLapsed")
BREACH = "PerformanceBreached"


async def yuyao_centre(api: Api) -> None:
    """A centre in Zhejiang: other rules, and the national calendar."""
    details = OrganisationDetails(
        code=YUYAO,
        name="梨洲街道调解中心",
        short_name="余姚梨洲",
        kind=OrganisationKind.MEDIATION_CENTRE,
        tier=Tier.TOWNSHIP,
        region=RegionCode(LIZHOU),
        established_on=date(2018, 1, 1),
    )
    await api.service.registry.register_organisation(details, entry())


@dataclass
class ClockStory:
    """Disputes of one centre."""

    api: Api
    databases: Databases
    centre: str = "centre"
    addresses: list[str] = field(default_factory=list)

    @property
    def clerk(self) -> str:
        return self.api.token("clerk", self.centre)

    def on(self, *day: int) -> None:
        """Let it be that day."""
        ten_o_clock(self.api.service, date(*day))

    async def sweep(self) -> int:
        """Let the read models follow and the sweep run; how many lapses it recorded."""
        done = await swept(self.api.service, self.databases, self.api.service.rulebook)
        assert done.failures == []
        return done.recorded

    async def follow(self) -> None:
        await kept(self.databases, self.api.service.rulebook, self.api.service.clock)

    async def received(self) -> str:
        """The address of a dispute received today."""
        region = LIZHOU if self.centre == YUYAO else APPLICATION["region"]
        answer = await self.api.post(
            "/v1/disputes", APPLICATION | {"region": region}, token=self.clerk
        )
        assert answer.status_code == 201, answer.text
        self.addresses.append(answer.headers["Location"])
        return self.addresses[-1]

    async def agreed(self, kind: str = "remuneration") -> str:
        """The address of a dispute on one claim, whose agreement took effect today."""
        self.addresses.append(await agreed_on(self.api, kind=kind))
        return self.addresses[-1]

    async def accept(self, address: str) -> None:
        """With the other side's consent of today."""
        today = self.api.service.clock.today().isoformat()
        await self.done(f"{address}/acceptance", {"other_side_consented_on": today})

    async def done(self, path: str, body: Any) -> Answer:
        return await self.api.done(path, body, token=self.clerk)

    async def read(self, path: str) -> Any:
        sent = {"Authorization": f"Bearer {self.clerk}"}
        answer = await self.api.client.get(path, headers=sent)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def deadlines(self, address: str) -> dict[str, dict[str, Any]]:
        """By rule."""
        told = await self.read(f"{address}/deadlines")
        return {one["rule"]: one for one in told["deadlines"]}

    async def due(self, address: str, rule: str) -> list[dict[str, Any]]:
        """What the list of open deadlines has of a dispute under a rule."""
        await self.follow()
        listed = await self.read(f"/v1/deadlines-due?rule={rule}&limit=200")
        assert listed["next"] is None
        return [one for one in listed["items"] if one["dispute"] == str(dispute_id(address))]

    async def tasks(self, address: str, rule: str) -> list[dict[str, Any]]:
        """The same as people are told to see to it."""
        await self.follow()
        found = await self.read(f"/v1/tasks?dispute={dispute_id(address)}&rule={rule}")
        items: list[dict[str, Any]] = found["items"]
        return items

    async def state(self, address: str) -> str:
        return str((await self.read(address))["state"])

    async def lapses(self, address: str) -> list[Any]:
        """What the sweep recorded of it, in order."""
        history = await self.api.service.reader.history(dispute_id(address), SWEEP)
        return [one for one in history if type(one.event).__name__ in (*LAPSES, BREACH)]

    async def hold(self) -> None:
        """The standing checks: rows as from zero, nobody forgotten, each lapse once, nothing leaked."""
        await self.follow()
        service = self.api.service
        compared = await compare_deadlines(
            self.databases.projector, service.rulebook, service.clock
        )
        assert (compared.differing, compared.failed) == (0, 0)
        verified = await verify_views(self.databases.projector)
        assert [one.view for one in verified if not one.is_true] == []
        for address in self.addresses:
            told, record = await self.read(f"{address}/deadlines"), await self.read(address)
            if told["waits_for"] is not None:
                assert told["waits_for"]["deadline"] or told["waits_for"]["reason"]
                assert record["custodian"]
            lapses = [one.event for one in await self.lapses(address)]
            names = [(type(one), getattr(one, "instalment", 0)) for one in lapses]
            assert len(names) == len(set(names))
            other = await self.api.get(f"{address}/deadlines", role=Role.PARTNER_BUREAU)
            assert other.status_code == 404


@asynccontextmanager
async def story_on(databases: Databases, folder: Path) -> AsyncIterator[ClockStory]:
    """A story on empty databases, whose days need only go forward; the checks are made at its end."""
    databases.empty()
    async with api_on(databases, folder, is_one_clock=True) as api:
        told = ClockStory(api, databases)
        yield told
        await told.hold()

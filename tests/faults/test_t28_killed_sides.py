"""T28: both sides of a hand-over killed at each step; one custodian throughout, receipts that match."""

import asyncio
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
import pytest

from services.partners.handoff.keys import new_key
from services.partners.profiles.secret import Direction
from services.workflow.domain.dispute.fold import fold
from services.workflow.recorded import codec
from tests.faults.commission_program import STEPS, Deaths, Setting, run
from tests.faults.killable import DIE, FORKS, OurSide
from tests.faults.sizes import IS_LONG
from tests.support import partners
from tests.support.api import Api, api_on
from tests.support.database import Databases
from tests.support.handing_over import offer_to

ENDINGS = {"accepted": "ReferralAccepted", "refused": "ReferralRefused"}


def deaths_at(*steps: str) -> list[Deaths]:
    """Either side at every moment of these steps."""
    theirs = [f"{step} {moment}" for step in steps for moment in ("before", "after", "answered")]
    own = [f"{step} {moment}" for step in steps for moment in ("intended", "sent")]
    return [*(Deaths(theirs=at) for at in theirs), *(Deaths(own=at) for at in own)]


ALL = [
    *(("accepted", [one]) for one in deaths_at(*STEPS, "accepted")),
    ("accepted", [Deaths(own="package fetched")]),
    *(("refused", [one]) for one in deaths_at("refused")),
]
SHORT = [
    Deaths(own="package fetched"),
    Deaths(theirs="received after"),
    Deaths(own="received sent"),
    Deaths(theirs="accepted before"),
    Deaths(theirs="accepted answered"),
]
"""In the short form they follow one another on the way of one dispute; in the long one each has its own."""
ROUNDS = ALL if IS_LONG else [("accepted", SHORT)]


@dataclass
class Sides:
    """Both sides, and the test's own way to the databases."""

    api: Api
    ours: OurSide
    setting: Setting
    died: list[str] = field(default_factory=list)

    async def post(self, path: str, body: Any, key: str, death: str = "") -> httpx2.Response | None:
        """What our clerk sends; None where the connection was lost."""
        await self.ours.up()
        headers = {
            "Authorization": f"Bearer {self.api.token('clerk', 'centre')}",
            "Idempotency-Key": key,
            **({DIE: death} if death else {}),
        }
        async with httpx2.AsyncClient(base_url=self.ours.url, timeout=20) as client:
            try:
                return await client.post(path, json=body, headers=headers)
            except httpx2.TransportError:
                await self.ours.gone()
                return None

    async def commission(self, dispute: str, deaths: Deaths) -> None:
        """Run the commission's program until it ends or dies; our side is there when it begins."""
        await self.ours.up()
        told = (self.setting, dispute, deaths)
        process: Any = FORKS.Process(target=run, args=told, daemon=True)
        process.start()
        await asyncio.to_thread(process.join, 60)
        if deaths.own:
            assert process.exitcode == -signal.SIGKILL
            self.died.append(f"commission at {deaths.own}")
        elif deaths.theirs:
            await self.ours.gone()
            self.died.append(f"ours at {deaths.theirs}")
        else:
            assert process.exitcode == 0


@pytest.fixture
async def sides(databases: Databases, tmp_path: Path) -> AsyncIterator[Sides]:
    key = new_key()
    key.ensure_kid()
    async with api_on(databases, tmp_path, key=key) as api:
        profile = await partners.partner(api.partners.profiles, "commission")
        secret = await partners.secret(api.partners.profiles, profile, Direction.IN)
        claims = {"region": "650105", "partner": "commission"}
        token = api.token(
            "arbitration_clerk", "commission", scope="disputes:read handoff", **claims
        )
        with OurSide(databases, tmp_path, key) as ours:
            setting = Setting(ours.url, token, secret.text, tmp_path / "journal.jsonl")
            yield Sides(api, ours, setting)


@pytest.mark.faults
async def test_whoever_is_killed_at_whatever_step_one_body_has_the_dispute(sides: Sides) -> None:
    for number, (end, deaths) in enumerate(ROUNDS):
        dispute = await sides.api.in_mediation()
        journal = sides.setting.journal.with_name(f"journal-{number}.jsonl")
        sides.setting = replace(sides.setting, journal=journal, end=end)
        await _offered(sides, dispute)
        name = dispute.rsplit("/", 1)[1]
        for death in deaths:
            await sides.commission(name, death)
        await sides.commission(name, Deaths())
        await _ended(sides, name, end)
    print(len(ROUNDS), "hand-overs,", "; ".join(sides.died), f"; {sides.ours.deaths} restarts")
    assert len(sides.died) == sum(len(deaths) for _, deaths in ROUNDS)


async def _offered(sides: Sides, dispute: str) -> None:
    """Offered once, though our side dies before and after it has stored the offer."""
    path, body, key = f"{dispute}/referrals", offer_to(sides.api, "commission"), str(uuid4())
    for death in ("before", "after"):
        assert await sides.post(path, body, key, death) is None
    answer = await sides.post(path, body, key)
    assert answer is not None
    assert (answer.status_code, answer.json()["offer"]) == (200, 1)


async def _ended(sides: Sides, dispute: str, end: str) -> None:
    """Every step happened once, only acceptance changed the custodian, and both sides say the same."""
    api = sides.api
    async with asyncio.timeout(30):
        while (found := await _reconciled(sides, dispute))["result"] != "agree":
            # The worker of the new process has not applied it yet.
            assert found["result"] == "you_are_ahead"
            await asyncio.sleep(0.02)
    rows = await api.service.store.read_stream(UUID(dispute))
    events = [codec.decode(row).event for row in rows]
    custodians = [fold(events[:n], UUID(dispute)).custodian for n in range(1, len(events) + 1)]
    centre, commission = api.service.body("centre"), api.service.body("commission")
    last = commission if end == "accepted" else centre
    assert custodians == [centre] * (len(events) - 1) + [last]
    names = [type(event).__name__ for event in events][-4:]
    assert names == [
        "ReferralOffered",
        "ReferralDelivered",
        "ReferralReceived",
        ENDINGS[end],
    ]


async def _reconciled(sides: Sides, dispute: str) -> dict[str, Any]:
    """What our side answers to a commission that believes to have given its answer."""
    headers = {"Authorization": f"Bearer {sides.setting.token}"}
    commission = str(sides.api.service.body("commission"))
    belief = {"dispute": dispute, "offer": 1, "step": (end := sides.setting.end)}
    if end == "accepted":
        belief["custodian"] = commission
    async with httpx2.AsyncClient(base_url=sides.ours.url, headers=headers, timeout=20) as client:
        answer = await client.post("/v1/reconciliation", json={"beliefs": [belief]})
    result: dict[str, Any] = answer.json()["results"][0]
    return result

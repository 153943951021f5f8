"""The two commissions of the hand-over tests: each a system of its own that speaks over the wire alone."""

import io
import json
import zipfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.partners.handoff.verifying import Verdict, keys_of, verify
from services.partners.inbox.applier import Applier
from services.partners.profiles.partner import Partner, PartnerKind, partner_id
from services.workflow.application.registry import OrganisationDetails, organisation_id
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from tests.support.api import Answer, Api
from tests.support.database import Databases
from tests.support.reports import Sender, applier_on, sender
from tests.support.write_side import entry

REGIONS = {"commission": "650105", "tianshan": "650102"}
_SCOPES = "disputes:read disputes:write feed:read handoff"


@dataclass
class Commission:
    """One commission's own case system."""

    api: Api
    code: str
    sender: Sender
    applier: Applier

    @property
    def token(self) -> str:
        claims = {"region": REGIONS[self.code], "partner": self.code, "scope": _SCOPES}
        return self.api.token("arbitration_clerk", self.code, **claims)

    async def get(self, path: str) -> Answer:
        return await self.api.client.get(path, headers=self.bearer)

    async def post(self, path: str, body: Any) -> Answer:
        return await self.api.client.post(path, json=body, headers=self.bearer)

    @property
    def bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    async def tells(self, move: str, dispute: str, **data: Any) -> str:
        """Report a fact by a signed message and let it be applied; its verdict."""
        message = await self.sender.report(move, dispute, data)
        return await self.verdict(message)

    async def verdict(self, message: str) -> str:
        await self.applier.once()
        found = await self.get_message(message)
        assert found.status_code == 200, found.text
        return str(found.json()["verdict"])

    async def get_message(self, message: str) -> Answer:
        claims = {"region": REGIONS[self.code], "partner": self.code, "scope": "webhooks"}
        token = self.api.token("arbitration_clerk", self.code, **claims)
        headers = {"Authorization": f"Bearer {token}"}
        return await self.api.client.get(f"/v1/inbox-messages/{message}", headers=headers)

    async def package(self, dispute: str, offer: int = 1) -> Verdict:
        """The package of an offer, verified by the keys that are published."""
        answer = await self.get(f"{dispute}/referrals/{offer}/package")
        assert answer.status_code == 200, answer.text
        keys = (await self.api.client.get("/.well-known/package-keys.json")).json()
        verdict = verify(answer.content, keys_of(keys))
        assert (verdict.findings, verdict.is_trusted) == ([], True)
        return verdict

    async def step(self, dispute: str, offer: int = 1) -> dict[str, Any]:
        """How far an offer is, as we tell it."""
        answer = await self.get(f"{dispute}/referrals/{offer}")
        assert answer.status_code == 200, answer.text
        told: dict[str, Any] = answer.json()
        return told

    async def believes(self, *beliefs: dict[str, Any]) -> list[dict[str, Any]]:
        """What we answer to what it believes."""
        answer = await self.post("/v1/reconciliation", {"beliefs": list(beliefs)})
        assert answer.status_code == 200, answer.text
        results: list[dict[str, Any]] = answer.json()["results"]
        return results


@asynccontextmanager
async def commissions(api: Api, databases: Databases) -> AsyncIterator[dict[str, Commission]]:
    """Commission A, where the work is done, and B of the next district, both with systems of their own."""
    details = OrganisationDetails(
        code="tianshan",
        name="乌鲁木齐市天山区劳动人事争议仲裁委员会",
        short_name="天山",
        kind=OrganisationKind.ARBITRATION_COMMISSION,
        tier=Tier.DISTRICT,
        region=RegionCode(REGIONS["tianshan"]),
        established_on=date(2018, 1, 1),
    )
    await api.service.registry.register_organisation(details, entry())
    profile = Partner(
        id=partner_id("tianshan"),
        code="tianshan",
        kind=PartnerKind.COMMISSION,
        zh="天山区仲裁委",
        organisation=organisation_id("tianshan"),
        region=REGIONS["tianshan"],
    )
    await api.partners.profiles.save(profile, by="test", what="added")
    async with applier_on(api, databases.app) as applier:
        yield {code: Commission(api, code, await sender(api, code), applier) for code in REGIONS}


def offer_to(api: Api, code: str, **more: Any) -> dict[str, Any]:
    return {"to": str(api.service.body(code)), "reason": "申请人要求仲裁", "applicant": 1, **more}


async def offered(api: Api, code: str = "commission", **more: Any) -> str:
    """The address of a dispute in mediation that is offered to a commission."""
    dispute = await api.in_mediation()
    await api.done(f"{dispute}/referrals", offer_to(api, code, **more))
    return dispute


def members(package: bytes) -> dict[str, bytes]:
    """What is in a package."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def record_of(verdict: Verdict) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(verdict.record)
    return told

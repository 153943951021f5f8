"""The real app over a real write side, called by HTTP as somebody with a token."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx2
from fastapi import FastAPI
from joserfc.jwk import OKPKey
from msgspec import structs

from services.cli.access_side import AccessSide
from services.cli.partner_side import PartnerSide, partner_side
from services.cli.read_side import read_side
from services.kit.tokens import JoinedKeys, TokenIssuer, TokenVerifier
from services.projections.http.read_side import ReadSide
from services.projections.http.router import ANSWERS, create_router
from services.workflow.domain.given import Role
from services.workflow.http.app import create_app
from services.workflow.http.dependencies import Dependencies
from services.workflow.http.identity import Caller, caller_from
from services.workflow.settings import load
from tests.support.database import Databases
from tests.support.write_side import Service, StandingClock, service_on

ISSUER, AUDIENCE = "urn:fengqiao:test", "fengqiao"
Answer = httpx2.Response
SETTINGS = load(webhook_allow_private=True)


@dataclass
class Api:
    """Callers of one running app."""

    app: FastAPI
    dependencies: Dependencies
    service: Service
    client: httpx2.AsyncClient
    issuer: TokenIssuer
    clock: StandingClock
    """For tokens alone: moving the service's clock ends none."""
    partners: PartnerSide

    def token(self, role: str, code: str | None = None, **claims: Any) -> str:
        told = {"role": role, "org": str(self.service.body(code)) if code else None, **claims}
        return self.issuer.issue(f"{role}@{code}", told, lifetime_seconds=3600)

    @property
    def tokens(self) -> dict[Role, str]:
        """A token for each role, as they stand to the disputes of the tests."""
        mediator = str(self.service.mediator)
        return {
            Role.CLERK: self.token("clerk", "centre"),
            Role.MEDIATOR: self.token("mediator", "centre", mediator=mediator),
            Role.ARBITRATION_CLERK: self.token("arbitration_clerk", "commission", region="650105"),
            Role.COURT_LIAISON: self.token("court_liaison", "court", region="650105"),
            Role.SUPERVISOR: self.token("supervisor", region="650105"),
            Role.PARTNER_BUREAU: self.token("partner_bureau", "other-centre"),
        }

    async def post(
        self,
        path: str,
        body: Any = None,
        *,
        role: Role = Role.CLERK,
        token: str | None = None,
        key: str | None = None,
        **headers: str,
    ) -> Answer:
        """Send a command; bytes go as they are."""
        sent = {
            "Authorization": f"Bearer {token or self.tokens[role]}",
            "Idempotency-Key": key or str(uuid4()),
            "Content-Type": "application/json",
            **{name.replace("_", "-"): value for name, value in headers.items()},
        }
        kept = {name: value for name, value in sent.items() if value}
        if isinstance(body, bytes | AsyncIterator):
            return await self.client.post(path, content=body, headers=kept)
        return await self.client.post(path, json={} if body is None else body, headers=kept)

    async def get(self, path: str, *, role: Role = Role.CLERK, **headers: str) -> Answer:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return await self.client.get(
            path, headers={"Authorization": f"Bearer {self.tokens[role]}", **sent}
        )

    async def registered(self, **changes: Any) -> str:
        """The address of a new dispute."""
        answer = await self.post("/v1/disputes", APPLICATION | changes)
        assert answer.status_code == 201, answer.text
        return answer.headers["Location"]

    async def in_mediation(self) -> str:
        """The address of a dispute that has its mediator."""
        dispute = await self.registered()
        await self.done(f"{dispute}/acceptance", {"other_side_consented_on": "2026-03-10"})
        await self.done(f"{dispute}/mediator", {"mediator": str(self.service.mediator)})
        return dispute

    async def effective(self, *amounts: int) -> str:
        """The address of a dispute whose agreement took effect."""
        dispute = await self.in_mediation()
        paid = enumerate(amounts or (1_320_000, 1_320_000), start=1)
        payments = [{"no": no, "due_on": f"2026-0{3 + no}-15", "amount": a} for no, a in paid]
        await self.done(f"{dispute}/terms", {"terms": [{"claim": 1, "instalments": payments}]})
        for signature in ({"party": 1}, {"party": 2}, {}):
            await self.done(f"{dispute}/signatures", signature)
        await self.done(f"{dispute}/seal", {})
        return dispute

    async def done(
        self, path: str, body: Any, *, role: Role = Role.CLERK, **headers: str
    ) -> Answer:
        """Send a command that must succeed."""
        answer = await self.post(path, body, role=role, **headers)
        assert answer.status_code == 200, answer.text
        return answer


APPLICATION: dict[str, Any] = {
    "region": "650105013",
    "parties": [
        {
            "side": "claimant",
            "kind": "worker",
            "name": "阿依古丽",
            "phone": "13999912345",
            "document": {"type": "resident_id", "number": "11010519491231002X"},
        },
        {"side": "respondent", "kind": "employer", "name": "乌鲁木齐某某建筑有限公司"},
    ],
    "claims": [{"kind": "remuneration", "amount": 2_640_000}],
}


def dispute_id(path: str) -> UUID:
    """The id in a dispute's address."""
    return UUID(path.rsplit("/", 1)[1])


@asynccontextmanager
async def api_on(
    databases: Databases,
    folder: Path,
    *,
    is_one_clock: bool = False,
    opened: Callable[[Databases, Path], AbstractAsyncContextManager[Service]] = service_on,
    key: OKPKey | None = None,
) -> AsyncIterator[Api]:
    """The app over a running write side; lists tell the day by its clock, or by the machine's.

    Further processes of the same service open theirs by `process_on`, and share the tokens' key.
    """
    clock = StandingClock()
    key = key or OKPKey.generate_key("Ed25519", parameters={"use": "sig", "alg": "Ed25519"})
    key.ensure_kid()
    issuer = TokenIssuer(key, issuer=ISSUER, audience=AUDIENCE, clock=clock)
    async with (
        opened(databases, folder) as service,
        read_side(
            databases.app, service.keyring.open_all, service.keyring.namesakes, service.feeds
        ) as reads,
        partner_side(
            SETTINGS.model_copy(update={"data_dir": folder, "token_issuer": ISSUER}),
            databases.app,
            service,
            reads,
        ) as partners,
    ):
        told = structs.replace(reads, today=service.clock.today) if is_one_clock else reads
        verifier = _verifier(issuer, partners.access, clock)
        dependencies = _dependencies(service, told, partners, verifier)
        app = create_app(dependencies)
        transport = httpx2.ASGITransport(app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://fengqiao") as client:
            yield Api(app, dependencies, service, client, issuer, clock, partners)


def _verifier(
    issuer: TokenIssuer, access: AccessSide, clock: StandingClock
) -> TokenVerifier[Caller]:
    """Takes the tokens of the tests and those of the token endpoint."""
    return TokenVerifier(
        JoinedKeys(issuer.public_keys(), access.keys),
        issuer=ISSUER,
        audience=AUDIENCE,
        algorithms=("Ed25519",),
        clock=clock,
        read=caller_from,
        stands=access.standing.stands,
    )


def _dependencies(
    service: Service, told: ReadSide, partners: PartnerSide, verifier: TokenVerifier[Caller]
) -> Dependencies:
    return Dependencies(
        handler=service.handler,
        reader=service.reader,
        registry=service.registry,
        tasks=service.tasks,
        feeds=service.feeds,
        notices=service.notices,
        calendars=service.calendars,
        rulebook=service.rulebook,
        verifier=verifier,
        routers=(create_router(told), *partners.routers),
        admission=partners.admission,
        inner=partners.inner,
        bodies=partners.bodies,
        answers=(*ANSWERS, *partners.answers),
    )

"""A partner's system of the tests: makes events, signs them, sends them by HTTP."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

import httpx2
from standardwebhooks import Webhook

from services.cli.inbox_side import applying_on
from services.kit.clock import Clock
from services.partners.inbox.applier import Applier
from services.partners.inbox.kinds import type_of
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction, Secret
from tests.support import partners
from tests.support.api import Api

JSON = "application/cloudevents+json"


@dataclass
class Sender:
    """One partner with the secret that it signs by."""

    client: httpx2.AsyncClient
    clock: Clock
    partner: Partner
    secret: Secret
    source: str = field(default_factory=lambda: f"https://court.example/{uuid4()}")

    def event(
        self, move: str, subject: str, data: dict[str, Any] | None = None, **changes: Any
    ) -> bytes:
        """A CloudEvent as bytes."""
        told = {
            "specversion": "1.0",
            "type": type_of(move),
            "source": self.source,
            "id": str(uuid4()),
            "subject": subject.rsplit("/", 1)[-1],
            "time": self.clock.now().isoformat(),
            "data": data or {},
            **changes,
        }
        return json.dumps(told, ensure_ascii=False).encode()

    def headers(
        self, raw: bytes, *, message: str, at: datetime | None = None, secret: Secret | None = None
    ) -> dict[str, str]:
        """The headers by which the public library signs a message."""
        at = at or self.clock.now()
        signature = Webhook((secret or self.secret).text).sign(message, at, raw.decode())
        return {
            "webhook-id": message,
            "webhook-timestamp": str(int(at.timestamp())),
            "webhook-signature": signature,
            "content-type": JSON,
        }

    async def send(self, raw: bytes, *, message: str = "", **how: Any) -> httpx2.Response:
        """Send signed bytes under a message id of their own, or a given one."""
        headers = self.headers(raw, message=message or f"msg_{uuid4()}", **how)
        return await self.post(raw, headers)

    async def post(self, raw: bytes, headers: dict[str, str]) -> httpx2.Response:
        """Send bytes with headers as they are."""
        return await self.client.post(
            f"/v1/inbox/{self.partner.code}", content=raw, headers=headers
        )

    async def report(
        self, move: str, subject: str, data: dict[str, Any] | None = None, **changes: Any
    ) -> str:
        """Report a fact; gives the id under which it is kept."""
        answer = await self.send(self.event(move, subject, data, **changes))
        assert answer.status_code == 202, answer.text
        return str(answer.json()["id"])


async def sender(api: Api, code: str, **changes: Any) -> Sender:
    """A partner of the tests' bodies that is set up to report."""
    known = await api.partners.profiles.find(code)
    found = known or await partners.partner(api.partners.profiles, code, **changes)
    made = await partners.secret(api.partners.profiles, found, Direction.IN)
    return Sender(api.client, api.service.clock, found, made)


@asynccontextmanager
async def applier_on(api: Api, dsn: str) -> AsyncIterator[Applier]:
    """What applies messages, run one step at a time."""
    applying = applying_on(api.service, api.partners.profiles)
    async with Applier.connected(dsn, applying, api.service.clock) as applier:
        yield applier

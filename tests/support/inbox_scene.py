"""What tests of the inbox share: the app, a court's system, what applies its reports."""

import itertools
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import psycopg

from services.partners.inbox.applier import Applier
from services.workflow.domain.given import Role
from tests.support.api import Api, dispute_id
from tests.support.database import Databases
from tests.support.reports import Sender, applier_on, sender

NUMBER = "（2026）新0105诉前调确37号"
GRANTED = {"ruling_number": NUMBER}
_SERIAL = itertools.count(1_000)


def docket() -> str:
    """A court's number that no other matter has."""
    return f"（2026）新0105诉前调{next(_SERIAL)}号"


@dataclass
class Scene:
    """The app, a court's system, and what applies its reports."""

    api: Api
    court: Sender
    applier: Applier
    databases: Databases

    async def applied_for(self) -> str:
        """The address of a dispute with an application for confirmation before the court."""
        dispute = await self.api.effective()
        await self.apply_for(dispute)
        return dispute

    async def docketed(self) -> str:
        """The address of a dispute whose application the court took up."""
        dispute = await self.applied_for()
        body = {"number": NUMBER}
        path = f"{dispute}/confirmation/docketing"
        await self.api.done(path, body, role=Role.COURT_LIAISON)
        return dispute

    async def apply_for(self, dispute: str) -> None:
        court = str(self.api.service.body("court"))
        application = {
            "court": court,
            "applicants": [1, 2],
            "connection": {"kind": "subject_place", "region": "650105"},
        }
        await self.api.done(f"{dispute}/confirmation", application)

    async def verdict(self, message: str, role: Role = Role.CLERK) -> dict[str, Any]:
        answer = await self.api.get(f"/v1/inbox-messages/{message}", role=role)
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def state(self, dispute: str) -> str:
        return str((await self.api.get(dispute)).json()["state"])

    def events(self, dispute: str, name: str) -> int:
        return self.count(
            "log.events WHERE stream_id = %s AND topic = %s", dispute_id(dispute), f"dispute:{name}"
        )

    def count(self, where: str, *values: object) -> int:
        with psycopg.connect(self.databases.admin) as connection:
            query = f"SELECT count(*) FROM {where}"
            row = connection.execute(query.encode(), values).fetchone()
        return int(row[0]) if row else 0


@asynccontextmanager
async def scene_on(api: Api, databases: Databases) -> AsyncIterator[Scene]:
    """The scene on a running app."""
    court = await sender(api, "court")
    async with applier_on(api, databases.app) as applier:
        yield Scene(api, court, applier, databases)

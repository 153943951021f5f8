"""The write side put together on real databases, with a clock that stands still until moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import msgspec

from services.cli.rulebook import rulebook_on
from services.cli.write_side import matters, readers_on
from services.kit.clock import legal_day
from services.workflow.application.calendar_feeds import CalendarFeeds
from services.workflow.application.calendars import CalendarReader
from services.workflow.application.handle import CommandHandler, Envelope, Outcome
from services.workflow.application.holiday_notices import HolidayNotices
from services.workflow.application.read import DisputeReader
from services.workflow.application.registry import (
    Entry,
    MediatorDetails,
    OrganisationDetails,
    Registry,
    organisation_id,
)
from services.workflow.application.requests import DisputeApplication
from services.workflow.application.tasks import TaskHandler
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.organisation import OrganisationKind, Tier
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded import codec
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.cache import StateCache
from services.workflow.storage.event_store import PostgresEventStore
from services.workflow.storage.keys import PersonKeyring
from services.workflow.storage.master_key import LocalMasterKey
from tests.support.database import Databases

SYSTEM = Actor(account="system", role=Role.SYSTEM)
REGION = RegionCode("650105013")
KINDS = {
    "centre": (OrganisationKind.MEDIATION_CENTRE, Tier.TOWNSHIP),
    "other-centre": (OrganisationKind.MEDIATION_CENTRE, Tier.TOWNSHIP),
    "commission": (OrganisationKind.ARBITRATION_COMMISSION, Tier.DISTRICT),
    "court": (OrganisationKind.COURT, Tier.DISTRICT),
}


class StandingClock:
    """Tells the instant it was set to."""

    def __init__(self, now: datetime = datetime(2026, 3, 10, 1, tzinfo=UTC)) -> None:
        self.instant = now

    def now(self) -> datetime:
        return self.instant

    def today(self) -> date:
        return legal_day(self.instant)

    def advance(self, **of: float) -> None:
        self.instant += timedelta(**of)


@dataclass
class Service:
    """Handler, registry and reader over one store, and the ids of the bodies in it."""

    store: PostgresEventStore
    keyring: PersonKeyring
    clock: StandingClock
    handler: CommandHandler
    registry: Registry
    reader: DisputeReader
    tasks: TaskHandler
    feeds: CalendarFeeds
    notices: HolidayNotices
    calendars: CalendarReader
    rulebook: NationalRulebook
    master: LocalMasterKey
    mediator: UUID = field(default_factory=uuid4)

    def body(self, code: str) -> UUID:
        return organisation_id(code)

    def actor(self, role: Role, code: str | None = None, **more: Any) -> Actor:
        organisation = organisation_id(code) if code else None
        return Actor(account=f"{role.value}@{code}", role=role, organisation=organisation, **more)

    @property
    def clerk(self) -> Actor:
        return self.actor(Role.CLERK, "centre")

    async def send(
        self,
        body: Any,
        dispute: UUID | None = None,
        actor: Actor | None = None,
        *,
        key: UUID | None = None,
        expected_version: int | None = None,
    ) -> Outcome:
        """Handle one command as a caller sends it."""
        key = key or uuid4()
        return await self.handler.handle(
            Envelope(
                body=body,
                dispute=dispute or key,
                actor=actor or self.clerk,
                key=key,
                request_hash=request_hash(body),
                expected_version=expected_version,
            )
        )


def request_hash(body: Any) -> bytes:
    return sha256(msgspec.json.encode(body, enc_hook=codec.encode_value)).digest()


def application(**changes: Any) -> DisputeApplication:
    """A wage claim of one worker against one employer, as it arrives over the wire."""
    plain: dict[str, Any] = {
        "region": REGION,
        "parties": [
            {"side": "claimant", "kind": "worker", "name": "阿依古丽", "phone": "13999912345"},
            {"side": "respondent", "kind": "employer", "name": "乌鲁木齐某某建筑有限公司"},
        ],
        "claims": [{"kind": "remuneration", "amount": 2_640_000}],
    }
    return msgspec.convert(plain | changes, DisputeApplication, dec_hook=codec.decode_value)


@asynccontextmanager
async def process_on(databases: Databases, folder: Path) -> AsyncIterator[Service]:
    """A write side as one process has it: connections and a cache of its own."""
    master = LocalMasterKey.load(None, folder, is_production=False)
    clock, cache = StandingClock(), StateCache[Any]()
    async with (
        await PostgresEventStore.open(databases.app) as store,
        await PersonKeyring.connect(databases.key_app, master) as keyring,
        matters(databases.app, keyring.namesakes) as known,
        rulebook_on(databases.app) as rulebook,
        readers_on(databases.app) as stands,
    ):
        parts = (store, keyring, cache, clock, rulebook)
        handler = CommandHandler(*parts, known)
        yield Service(
            store,
            keyring,
            clock,
            handler,
            Registry(*parts),
            DisputeReader(*parts),
            TaskHandler(*parts),
            CalendarFeeds(store, cache, clock, rulebook, stands),
            HolidayNotices(store, cache, clock, rulebook),
            CalendarReader(store, clock, rulebook),
            rulebook,
            master,
        )


@asynccontextmanager
async def service_on(databases: Databases, folder: Path) -> AsyncIterator[Service]:
    """A running write side with a centre, a second one, a commission, a court and a mediator."""
    async with process_on(databases, folder) as service:
        for code, (kind, tier) in KINDS.items():
            details = OrganisationDetails(
                code=code,
                name=f"水磨沟区{code}",
                short_name=f"水磨沟{code}",
                kind=kind,
                tier=tier,
                region=REGION,
                established_on=date(2018, 1, 1),
            )
            await service.registry.register_organisation(details, entry())
        certified = MediatorDetails(
            name="王调解",
            certificate_no="新调0001",
            valid_from=date(2018, 1, 1),
            valid_until=date(2030, 12, 31),
            organisations=(organisation_id("centre"),),
        )
        service.mediator = (await service.registry.register_mediator(certified, entry())).id
        yield service


def entry(actor: Actor = SYSTEM, key: UUID | None = None) -> Entry:
    return Entry(actor=actor, key=key or uuid4(), request_hash=b"entry")

"""Disputes and bodies written to the log as events, with the days and regions a figure turns on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any
from uuid import UUID, uuid5

from services.workflow.application.ports import AppendRequest, EventStore, StreamWrite
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Channel, Forum, Mandate
from services.workflow.domain.fact import Fact
from services.workflow.domain.organisation import (
    AreaSet,
    OrganisationKind,
    OrganisationRegistered,
    Tier,
)
from services.workflow.recorded.codec import encode
from services.workflow.recorded.metadata import Metadata
from tests.support.builders import CLAIMS, PARTIES
from tests.support.recording import META

NAMES = UUID("99999999-9999-5999-8999-999999999999")
IN_PERIOD = date(2019, 3, 5)


@dataclass
class Scene:
    """Writes events and remembers how far each stream is."""

    store: EventStore
    versions: dict[UUID, int] = field(default_factory=dict)
    numbers: Any = field(default_factory=lambda: count(1))

    async def record(self, stream: UUID, *events: Fact, meta: Metadata = META) -> int:
        """Add events to a stream; the position of the last."""
        return await self.record_stored(stream, [encode(event, meta) for event in events])

    async def record_stored(self, stream: UUID, stored: Iterable[tuple[str, bytes]]) -> int:
        """Add events in their stored form, whatever it is."""
        events = tuple(stored)
        after = self.versions.get(stream, 0)
        receipt = await self.store.append(
            AppendRequest(
                key=None,
                request_hash=b"",
                answer=b"",
                subject=None,
                writes=(StreamWrite(stream, after, events),),
            )
        )
        self.versions[stream] = after + len(events)
        return receipt.position

    async def centre(
        self,
        code: str,
        *area: str,
        tier: Tier = Tier.TOWNSHIP,
        kind: OrganisationKind = OrganisationKind.MEDIATION_CENTRE,
        region: str = "650105",
    ) -> UUID:
        """Enter a body, with its area from 2018 on."""
        stream = uuid5(NAMES, code)
        entered = OrganisationRegistered(
            occurred_on=date(2018, 1, 1),
            code=code,
            name=f"{code}调解中心",
            short_name=code,
            kind=kind,
            tier=tier,
            region=region,
        )
        areas = [AreaSet(occurred_on=date(2018, 1, 1), regions=area)] if area else []
        await self.record(stream, entered, *areas)
        return stream

    async def registered(
        self, organisation: UUID, region: str, *then: Fact, **changes: Any
    ) -> UUID:
        """A dispute registered in the period, and what followed."""
        stream = uuid5(NAMES, f"dispute {next(self.numbers)}")
        await self.record(stream, registration(organisation, region, **changes), *then)
        return stream

    async def filed(
        self, region: str, *then: Fact, forum: Forum = Forum.ARBITRATION, **changes: Any
    ) -> UUID:
        """A dispute of the area filed straight with a commission or a court, and what followed."""
        stream = uuid5(NAMES, f"dispute {next(self.numbers)}")
        values: dict[str, Any] = {
            "occurred_on": IN_PERIOD,
            "body": uuid5(NAMES, "body"),
            "forum": forum,
            "case_number": "乌水劳人仲案〔2019〕1号",
            "region": region,
            "parties": PARTIES,
            "claims": CLAIMS,
        }
        await self.record(stream, e.DirectFilingRecorded(**(values | changes)), *then)
        return stream


def registration(organisation: UUID, region: str, **changes: Any) -> e.DisputeRegistered:
    """A registration in the period."""
    values: dict[str, Any] = {
        "occurred_on": IN_PERIOD,
        "organisation": organisation,
        "case_number": "水磨沟劳人调〔2019〕0001号",
        "channel": Channel.COUNTER,
        "mandate": Mandate.SELF,
        "region": region,
        "parties": PARTIES,
        "claims": CLAIMS,
    }
    return e.DisputeRegistered(**(values | changes))


def effective(on: date = date(2019, 3, 20)) -> e.AgreementTookEffect:
    """The agreement took effect."""
    return e.AgreementTookEffect(occurred_on=on, version=1)


def failed(on: date = date(2019, 3, 25)) -> e.MediationFailed:
    """Mediation ended without agreement."""
    return e.MediationFailed(occurred_on=on, reasons=())

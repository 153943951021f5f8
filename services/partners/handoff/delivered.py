"""Notes once that an offer reached the receiver's system: its webhook was answered by a 2xx."""

from typing import Final, Protocol
from uuid import UUID, uuid5

import structlog

from services.partners.profiles.store import Profiles
from services.workflow.application.handle import CommandHandler, Envelope, StaleVersion
from services.workflow.application.ports import EventStore
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.stages.handover.referral import ReportReferralDelivered
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.recorded import codec

OFFERS: Final = frozenset({"ReferralOffered", "TransferOffered", "ReturnOffered"})
_COMMANDS: Final = UUID("9a1f3c52-0d8e-5b6f-8c77-2f4be1a6d903")
_ACTOR: Final = Actor(account="system:delivery", role=Role.SYSTEM)
_log = structlog.stdlib.get_logger("fengqiao.handoff")


class Item(Protocol):
    """What was delivered to a partner."""

    @property
    def partner(self) -> UUID: ...
    @property
    def dispute(self) -> UUID: ...
    @property
    def position(self) -> int: ...
    @property
    def kind(self) -> str: ...


class Delivered:
    """Told of every delivery by whoever makes them."""

    def __init__(self, store: EventStore, handler: CommandHandler, profiles: Profiles) -> None:
        self._store = store
        self._handler = handler
        self._profiles = profiles

    async def on_delivered(self, item: Item) -> None:
        """After a 2xx of a partner: noted where that acts for the body that the offer was made to.

        Transport alone: a business receipt is the receiver's to give. Told twice, it is noted once.
        """
        if item.kind not in OFFERS:
            return
        partner = await self._profiles.get(item.partner)
        if partner is None or partner.organisation is None:
            return
        organisation = partner.organisation
        offer = await self._offer(item, organisation)
        if offer is None:
            return
        key = uuid5(_COMMANDS, f"{item.dispute} {offer}")
        try:
            await self._handler.handle(
                Envelope(
                    body=ReportReferralDelivered(offer=offer),
                    dispute=item.dispute,
                    actor=_ACTOR,
                    key=key,
                    request_hash=key.bytes,
                )
            )
        except (Refusal, StaleVersion) as refused:
            # It ended before it was known to have arrived: nothing is to be noted any more.
            _log.info("delivery of an offer not noted", dispute=str(item.dispute), why=str(refused))

    async def _offer(self, item: Item, organisation: UUID) -> int | None:
        """The number of the offer, where it was made to this body."""
        for row in await self._store.read_stream(item.dispute):
            if row.position == item.position:
                event = codec.decode(row).event
                is_offer = isinstance(
                    event, e.ReferralOffered | e.TransferOffered | e.ReturnOffered
                )
                return event.offer if is_offer and event.to == organisation else None
        return None

"""Puts together what pushes events to partners: the desk of the API, and the worker that sends."""

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager

from services.kit.addresses import ANYWHERE, Network
from services.kit.outgoing import Outgoing
from services.partners.deliveries.deliverer import Deliverer, keep_delivering
from services.partners.deliveries.http.desk import Desk
from services.partners.deliveries.telling import OnDelivered
from services.partners.handoff.delivered import Delivered as OfferDelivered
from services.partners.profiles.store import Profiles
from services.partners.side import Side
from services.workflow.settings import Settings


def desk_on(
    settings: Settings, dsn: str, side: Side, profiles: Profiles
) -> AbstractAsyncContextManager[Desk]:
    """What the operations on subscriptions and deliveries stand on."""
    is_private = settings.may_send_inside
    return Desk.open(dsn, profiles, side.clock, may_be_private=is_private)


async def deliver(settings: Settings, dsn: str, side: Side) -> None:
    """Send webhooks until cancelled."""
    async with (
        Profiles.open(dsn, side.master, side.clock) as profiles,
        Outgoing.open(allowed=_allowed(settings)) as outgoing,
    ):
        noted = on_delivered(side, profiles)
        await keep_delivering(
            lambda: Deliverer.open(dsn, profiles, outgoing, side.clock, on_delivered=noted), dsn
        )


def on_delivered(side: Side, profiles: Profiles) -> OnDelivered:
    """Records that an offer arrived, where it arrived at the body that it was made to."""
    return OfferDelivered(side.store, side.handler, profiles).on_delivered


def _allowed(settings: Settings) -> Sequence[Network]:
    return ANYWHERE if settings.may_send_inside else ()

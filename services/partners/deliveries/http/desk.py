"""What the operations stand on, and whose subscriptions and deliveries a caller may see or manage."""

import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any, Self
from uuid import UUID

import msgspec
from starlette.requests import Request

from services.kit.addresses import ANYWHERE
from services.kit.clock import Clock
from services.kit.database import create_pool
from services.kit.outgoing import Outgoing
from services.kit.problem_details import FORBIDDEN, NOT_FOUND, Problem
from services.partners.deliveries.delivery import Delivery
from services.partners.deliveries.log import DeliveryLog
from services.partners.deliveries.replaying import Replays
from services.partners.deliveries.subscription import Subscription
from services.partners.deliveries.subscriptions import Subscriptions
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.domain.dispute.permissions import granted
from services.workflow.http.identity import Caller, caller_of

_UUID_LENGTH = 36


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """Handed to the endpoints once."""

    profiles: Profiles
    subscriptions: Subscriptions
    log: DeliveryLog
    replays: Replays
    outgoing: Outgoing
    clock: Clock
    may_be_private: bool
    """Whether addresses on this machine and in networks of our own may be subscribed."""

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        dsn: str,
        profiles: Profiles,
        clock: Clock,
        *,
        may_be_private: bool,
        trusted: ssl.SSLContext | None = None,
    ) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao deliveries", size=4)
        allowed = ANYWHERE if may_be_private else ()
        try:
            async with Outgoing.open(allowed=allowed, trusted=trusted) as outgoing:
                yield cls(
                    profiles=profiles,
                    subscriptions=Subscriptions(pool, clock),
                    log=DeliveryLog(pool),
                    replays=Replays(pool, clock),
                    outgoing=outgoing,
                    clock=clock,
                    may_be_private=may_be_private,
                )
        finally:
            await pool.close()

    async def visible(self, request: Request) -> Mapping[UUID, Partner]:
        """The partners whose subscriptions and deliveries the caller may see. Raises a Problem."""
        caller = caller_of(request)
        is_system = caller.partner is not None
        if granted("read_deliveries", caller.actor.role, is_system=is_system) is None:
            raise Problem(
                FORBIDDEN, zh="只有监管机构和合作单位可以查看", en="for supervisors and partners"
            )
        if caller.partner is not None:
            own = await self.profiles.find(caller.partner)
            return {own.id: own} if own else {}
        return {each.id: each for each in await self.profiles.all() if _is_within(caller, each)}

    async def own(self, request: Request) -> Partner:
        """The partner whose system calls. Raises a Problem for everybody else."""
        code = caller_of(request).partner
        found = await self.profiles.find(code) if code else None
        if found is None:
            raise Problem(
                FORBIDDEN, zh="只能由合作单位自己的系统办理", en="for the partner's own system"
            )
        return found

    async def seen_subscription(self, request: Request) -> tuple[Subscription, Partner]:
        """That of the address, where the caller may see it. Raises a Problem."""
        visible = await self.visible(request)
        found = await self.subscriptions.get(_id_in_path(request, "subscription_id"))
        if found is None or found.partner not in visible:
            raise Problem(NOT_FOUND)
        return found, visible[found.partner]

    async def own_subscription(self, request: Request) -> tuple[Subscription, Partner]:
        """That of the address, where it is the caller's own. Raises a Problem."""
        partner = await self.own(request)
        found = await self.subscriptions.get(_id_in_path(request, "subscription_id"))
        if found is None or found.partner != partner.id:
            raise Problem(NOT_FOUND)
        return found, partner

    async def seen_delivery(self, request: Request) -> tuple[Delivery, Partner]:
        """That of the address, where the caller may see it. Raises a Problem."""
        visible = await self.visible(request)
        found = await self.log.get(_id_in_path(request, "delivery_id"))
        if found is None or found.partner not in visible:
            raise Problem(NOT_FOUND)
        # The address does not name it, and the record of reads is kept by dispute.
        request.scope["path_params"]["dispute"] = str(found.dispute)
        return found, visible[found.partner]


def _is_within(caller: Caller, partner: Partner) -> bool:
    region = caller.actor.region
    return bool(region) and (partner.region or "").startswith(region or "-")


def _id_in_path(request: Request, name: str) -> UUID:
    text: str = request.path_params[name]
    try:
        if len(text) == _UUID_LENGTH:
            return UUID(text)
    except ValueError:
        pass
    raise Problem(NOT_FOUND)

"""Operations on subscriptions: a partner makes and ends its own, and tries whether it is reached."""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import FieldError, Problem
from services.partners.deliveries.http.answers import (
    Replayed,
    ReplayWanted,
    SubscriptionChange,
    SubscriptionWanted,
    subscription_told,
)
from services.partners.deliveries.http.desk import Desk
from services.partners.deliveries.pinging import ping
from services.partners.deliveries.subscription import (
    Subscription,
    SubscriptionState,
    checked_kinds,
    checked_url,
)
from services.partners.deliveries.subscriptions import TooManySubscriptions
from services.partners.profiles.secret import Direction
from services.workflow.application.ports import KeyReused
from services.workflow.domain.invalid import InvalidValue
from services.workflow.http.answers import json_response
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import idempotency_key, require_json, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.problems import INVALID_BODY, SUBSCRIPTION_CONFLICT
from services.workflow.http.query_values import require_known

_BODY_LIMIT = 32_768
_Body = TypeVar("_Body", bound=msgspec.Struct)
Change = Callable[..., Awaitable[Subscription | None]]


class SubscriptionEndpoints:
    """The endpoints."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._wanted: BodyReader[Any] = BodyReader(SubscriptionWanted)
        self._change: BodyReader[Any] = BodyReader(SubscriptionChange)
        self._replay: BodyReader[Any] = BodyReader(ReplayWanted)

    async def create_subscription(self, request: Request) -> Response:
        """Have events of the own feed sent to an address, signed with the partner's secret.

        The same bytes as in the feed. A 2xx says that they arrived, and nothing else; everything
        else is tried again for three days, 410 ends it.
        """
        require_json_taken(request.headers)
        key = caller_of(request).key(idempotency_key(request.headers))
        wanted = await self._body(request, self._wanted)
        partner = await self._desk.own(request)
        url = _at(
            "#/url", lambda: checked_url(wanted.url, may_be_private=self._desk.may_be_private)
        )
        kinds = _at("#/kinds", lambda: checked_kinds(wanted.kinds))
        if not await self._desk.profiles.secrets(partner.id, Direction.OUT):
            raise Problem(
                SUBSCRIPTION_CONFLICT,
                zh=f"还没有用于签名的密钥，请先 POST /v1/partners/{partner.code}/secrets（direction: out）",
                en=f"no secret to sign with: POST /v1/partners/{partner.code}/secrets (direction: out) first",
            )
        try:
            found = await self._desk.subscriptions.add(
                key,
                partner.id,
                url,
                kinds,
                from_position=wanted.after,
                by=caller_of(request).actor.account,
            )
        except TooManySubscriptions:
            raise Problem(
                SUBSCRIPTION_CONFLICT,
                zh="订阅数量已达上限",
                en="no more subscriptions are possible",
            ) from None
        if (found.url, found.kinds) != (url, kinds):
            raise KeyReused(key)
        location = {"Location": f"/v1/subscriptions/{found.id}"}
        return json_response(subscription_told(found, partner.code), 201, location)

    async def list_subscriptions(self, request: Request) -> Response:
        """The partner's own, or those of the region that the caller oversees."""
        require_json_taken(request.headers)
        require_known(request)
        visible = await self._desk.visible(request)
        found = await self._desk.subscriptions.of_partners(list(visible))
        return json_response([subscription_told(e, visible[e.partner].code) for e in found])

    async def get_subscription(self, request: Request) -> Response:
        """One subscription."""
        require_json_taken(request.headers)
        require_known(request)
        found, partner = await self._desk.seen_subscription(request)
        return json_response(subscription_told(found, partner.code))

    async def pause_subscription(self, request: Request) -> Response:
        """Send nothing until it is resumed; nothing is lost meanwhile."""
        return await self._changed(request, self._desk.subscriptions.pause)

    async def resume_subscription(self, request: Request) -> Response:
        """Go on where it stopped, also after the receiver had answered 410."""

        async def resume(subscription: Any, *, by: str, reason: str) -> Subscription | None:
            await self._desk.subscriptions.note(subscription, by=by, what="resume", told=reason)
            return await self._desk.subscriptions.resume(subscription, by=by)

        return await self._changed(request, resume)

    async def close_subscription(self, request: Request) -> Response:
        """End it for good; its deliveries can still be read."""
        return await self._changed(request, self._desk.subscriptions.close)

    async def ping_subscription(self, request: Request) -> Response:
        """Send a signed test message now, and tell what came of it."""
        require_json_taken(request.headers)
        await self._body(request, self._change)
        found, _ = await self._desk.own_subscription(request)
        _require_not_closed(found)
        told = await ping(found, self._desk.profiles, self._desk.outgoing, self._desk.clock)
        by = caller_of(request).actor.account
        how = str(told.status or told.error)
        await self._desk.subscriptions.note(found.id, by=by, what="ping", told=how)
        return json_response(told)

    async def replay_subscription(self, request: Request) -> Response:
        """Send a part of the feed again. Each event keeps its webhook-id, by which a receiver knows it."""
        require_json_taken(request.headers)
        wanted = await self._body(request, self._replay)
        found, _ = await self._desk.own_subscription(request)
        _require_not_closed(found)
        by = caller_of(request).actor.account
        count = await self._desk.replays.of_range(found, wanted.first, wanted.last, by=by)
        return json_response(Replayed(deliveries=count))

    async def _changed(self, request: Request, change: Change) -> Response:
        require_json_taken(request.headers)
        wanted = await self._body(request, self._change)
        found, partner = await self._desk.own_subscription(request)
        by = caller_of(request).actor.account
        changed = await change(found.id, by=by, reason=wanted.reason)
        is_closing = change == self._desk.subscriptions.close
        if changed is None or (changed.state is SubscriptionState.CLOSED and not is_closing):
            raise _closed()
        return json_response(subscription_told(changed, partner.code))

    async def _body(self, request: Request, reader: BodyReader[_Body]) -> _Body:
        require_json(request.headers)
        require_known(request)
        return await reader.read(await read_body(request, _BODY_LIMIT))


def _at(pointer: str, check: Callable[[], Any]) -> Any:
    """What a check gives; what it refuses is told at its place of the body."""
    try:
        return check()
    except InvalidValue as refused:
        place = FieldError(pointer=pointer, code=refused.code, zh=refused.zh, en=refused.en)
        raise Problem(INVALID_BODY, errors=(place,)) from None


def _require_not_closed(found: Subscription) -> None:
    if found.state is SubscriptionState.CLOSED:
        raise _closed()


def _closed() -> Problem:
    return Problem(SUBSCRIPTION_CONFLICT, zh="订阅已关闭", en="the subscription is closed")

"""Operations on deliveries: the log, one with its attempts, and sending one again."""

from starlette.requests import Request
from starlette.responses import Response

from services.kit.problem_details import NOT_FOUND, Problem
from services.partners.deliveries.delivery import DeliveryState
from services.partners.deliveries.http.answers import (
    DeliveryDetails,
    DeliveryPage,
    SubscriptionChange,
    delivery_told,
)
from services.partners.deliveries.http.desk import Desk
from services.projections.http import parameters
from services.projections.http.parameter_kinds import code, identity, number
from services.workflow.http.answers import json_response
from services.workflow.http.bodies import BodyReader, read_body
from services.workflow.http.headers import require_json, require_json_taken
from services.workflow.http.identity import caller_of
from services.workflow.http.problems import SUBSCRIPTION_CONFLICT
from services.workflow.http.query_values import require_known

_LIMIT = 50
_NEWEST = 2**63 - 1
_BODY_LIMIT = 4_096
PARAMETERS = (
    code("state", DeliveryState, "In this state."),
    identity("dispute", "Of this dispute."),
    identity("subscription", "Of this subscription."),
    number("before", "`next` of the page before.", least=1),
    number("limit", f"Deliveries on a page; {_LIMIT} where nothing is said.", least=1, most=500),
)


class DeliveryEndpoints:
    """The endpoints."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._change: BodyReader[SubscriptionChange] = BodyReader(SubscriptionChange)

    async def list_deliveries(self, request: Request) -> Response:
        """What was to be sent, the newest first: of the partner itself, or of the caller's region."""
        require_json_taken(request.headers)
        values = parameters.read(request, PARAMETERS)
        visible = await self._desk.visible(request)
        limit = values.get("limit", _LIMIT)
        found = await self._desk.log.page(
            list(visible),
            before=values.get("before", _NEWEST),
            limit=limit,
            state=values.get("state"),
            dispute=values.get("dispute"),
            subscription=values.get("subscription"),
        )
        items = tuple(delivery_told(each, visible[each.partner].code) for each in found)
        page = DeliveryPage(items=items, next=found[-1].no if len(found) == limit else None)
        return json_response(page)

    async def get_delivery(self, request: Request) -> Response:
        """One delivery with every attempt, and what the receiving body did about it."""
        require_json_taken(request.headers)
        require_known(request)
        found, partner = await self._desk.seen_delivery(request)
        told = DeliveryDetails(
            delivery=delivery_told(found, partner.code),
            business=await self._desk.log.business(found),
            attempts=tuple(await self._desk.log.attempts(found.id)),
        )
        return json_response(told)

    async def replay_delivery(self, request: Request) -> Response:
        """Send it again, under the same webhook-id: a receiver that has it knows it by that."""
        require_json(request.headers)
        require_json_taken(request.headers)
        require_known(request)
        await self._change.read(await read_body(request, _BODY_LIMIT))
        await self._desk.own(request)
        found, partner = await self._desk.seen_delivery(request)
        if not await self._desk.replays.one(found.id, by=caller_of(request).actor.account):
            raise Problem(SUBSCRIPTION_CONFLICT, zh="订阅已关闭", en="the subscription is closed")
        changed = await self._desk.log.get(found.id)
        if changed is None:
            raise Problem(NOT_FOUND)
        return json_response(delivery_told(changed, partner.code))

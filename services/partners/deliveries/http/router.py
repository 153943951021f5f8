"""The routes of subscriptions and deliveries, with what the OpenAPI document says of each."""

from collections.abc import Awaitable, Callable
from functools import wraps
from typing import Any, Final

import asyncpg
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.kit.database import LOST_CONNECTION, OVERLOADED
from services.kit.problem_details import UNAVAILABLE, Problem
from services.partners.deliveries.http.answers import (
    DeliveryDetails,
    DeliveryPage,
    DeliveryTold,
    Replayed,
    ReplayWanted,
    SubscriptionChange,
    SubscriptionTold,
    SubscriptionWanted,
)
from services.partners.deliveries.http.desk import Desk
from services.partners.deliveries.http.reading import PARAMETERS, DeliveryEndpoints
from services.partners.deliveries.http.subscribing import SubscriptionEndpoints
from services.partners.deliveries.pinging import Pinged
from services.workflow.http.openapi_parts import problems
from services.workflow.http.schema_components import Schema, reference

SUBSCRIPTIONS: Final = "/v1/subscriptions"
SUBSCRIPTION: Final = f"{SUBSCRIPTIONS}/{{subscription_id}}"
DELIVERIES: Final = "/v1/deliveries"
DELIVERY: Final = f"{DELIVERIES}/{{delivery_id}}"
Endpoint = Callable[[Request], Awaitable[Response]]
_AWAY: Final = (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError)
_READING: Final = (401, 403, 404, 406, 422, 429, 500, 503)
_CHANGING: Final = (400, *_READING, 409, 413, 415)
_EXAMPLES: Final[dict[type, Any]] = {
    SubscriptionWanted: {"url": "https://court.example/hooks", "kinds": ["Confirmation*"]},
    SubscriptionChange: {"reason": "系统升级"},
    ReplayWanted: {"first": 1, "last": 200},
}


def delivery_router(desk: Desk) -> APIRouter:
    """Every route."""
    one, log, router = SubscriptionEndpoints(desk), DeliveryEndpoints(desk), APIRouter()
    change = SubscriptionChange
    for path, serve, summary, docs in (
        (SUBSCRIPTIONS, one.create_subscription, "新增订阅 · Subscribe to events", _post(SubscriptionWanted, SubscriptionTold, status=201)),
        (SUBSCRIPTIONS, one.list_subscriptions, "订阅列表 · Subscriptions", _get({"type": "array", "items": reference(SubscriptionTold)})),
        (SUBSCRIPTION, one.get_subscription, "订阅 · A subscription", _get(reference(SubscriptionTold))),
        (f"{SUBSCRIPTION}/pause", one.pause_subscription, "暂停订阅 · Pause it", _post(change, SubscriptionTold)),
        (f"{SUBSCRIPTION}/resumption", one.resume_subscription, "恢复订阅 · Resume it", _post(change, SubscriptionTold)),
        (f"{SUBSCRIPTION}/closure", one.close_subscription, "关闭订阅 · Close it", _post(change, SubscriptionTold)),
        (f"{SUBSCRIPTION}/ping", one.ping_subscription, "发送测试消息 · Send a test message", _post(change, Pinged)),
        (f"{SUBSCRIPTION}/replay", one.replay_subscription, "重发一段事件 · Send a range again", _post(ReplayWanted, Replayed)),
        (DELIVERIES, log.list_deliveries, "投递记录 · Deliveries", _get(reference(DeliveryPage), PARAMETERS)),
        (DELIVERY, log.get_delivery, "一次投递 · A delivery", _get(reference(DeliveryDetails))),
        (f"{DELIVERY}/replay", log.replay_delivery, "重发 · Send it again", _post(change, DeliveryTold)),
    ):  # fmt: skip
        in_path = [name for name in ("subscription_id", "delivery_id") if f"{{{name}}}" in path]
        docs["parameters"] = [*map(_id, in_path), *docs["parameters"]]
        router.add_api_route(
            path,
            _patient(serve),
            methods=["POST" if "requestBody" in docs else "GET"],
            operation_id=serve.__name__,
            summary=summary,
            response_class=Response,
            response_model=None,
            status_code=201 if "201" in docs["responses"] else 200,
            openapi_extra=docs,
        )
    return router


def _patient(serve: Endpoint) -> Endpoint:
    """Tells a caller to come back where the database is away."""

    @wraps(serve)
    async def served(request: Request) -> Response:
        try:
            return await serve(request)
        except _AWAY:
            raise Problem(UNAVAILABLE, headers={"Retry-After": "1"}) from None

    return served


def _get(answer: Schema, parameters: Any = ()) -> Schema:
    return {
        "parameters": [*(each.docs for each in parameters), _LANGUAGE],
        **_told(answer, 200, _READING),
    }


def _post(body: type, answer: type, *, status: int = 200) -> Schema:
    schema = {**reference(body), "examples": [_EXAMPLES[body]]}
    key = (
        [{"$ref": "#/components/parameters/Idempotency-Key"}] if body is SubscriptionWanted else []
    )
    return {
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "parameters": [*key, _LANGUAGE],
        **_told(reference(answer), status, _CHANGING),
    }


def _told(answer: Schema, status: int, statuses: tuple[int, ...]) -> Schema:
    content = {"application/json": {"schema": answer}}
    return {
        "tags": ["deliveries"],
        "responses": {
            str(status): {"description": "OK", "content": content},
            **problems(*statuses),
        },
    }


def _id(name: str) -> Schema:
    schema = {"type": "string", "format": "uuid"}
    return {"in": "path", "name": name, "required": True, "schema": schema}


_LANGUAGE: Final[Schema] = {"$ref": "#/components/parameters/Accept-Language"}

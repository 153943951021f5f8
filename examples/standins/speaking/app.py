"""The addresses of a stand-in: /webhooks for the service, /control and /state for whoever tries it out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any

from standardwebhooks import Webhook
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from speaking.orders import UnknownOrder
from speaking.standin import StandIn

_PING = "fengqiao.ping.v1"
Doing = Callable[[dict[str, Any]], Awaitable[dict[str, Any] | None]]
"""Takes the orders that only this kind of body knows out of what was told; answers with what it did."""


class Addresses:
    """The endpoints of one stand-in; `about` is told to whoever looks at its state."""

    def __init__(self, standin: StandIn, doing: Doing, about: dict[str, Any]) -> None:
        self._standin = standin
        self._doing = doing
        self._about = about

    async def webhook(self, request: Request) -> Response:
        """Keep a signed event before the answer."""
        if self._standin.orders.is_down:
            return Response(status_code=503)
        if failure := self._standin.orders.failure():
            status, hang = failure
            await asyncio.sleep(hang)
            return Response(status_code=status, headers={"Retry-After": "1"})
        body = await request.body()
        try:
            verifier = Webhook(self._standin.service.credentials.webhook_secret)
            event = verifier.verify(body, dict(request.headers))
        except Exception:  # noqa: BLE001 — the library raises several kinds for a garbled header
            return JSONResponse({"error": "not signed by the service"}, status_code=401)
        if event["type"] != _PING:
            self._standin.received(request.headers["webhook-id"], event)
        return Response(status_code=204)

    async def control(self, request: Request) -> Response:
        """Take orders; `{"behave": true}` forgets those before."""
        orders = self._standin.orders
        was_silent = orders.silent
        try:
            told = json.loads(await request.body() or b"{}")
            if told.pop("behave", False):
                orders.forget()
            done = await self._doing(told)
            orders.take(told)
        except (UnknownOrder, ValueError, AttributeError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        if was_silent and not orders.silent:
            self._standin.begin()
        return JSONResponse({"orders": orders.told(), "done": done})

    async def state(self, _request: Request) -> Response:
        """What it was told to do, what came in, what it sent."""
        store = self._standin.store
        noted = {name: store.noted(name) for name in ("subscribed", "feed", "trouble")}
        orders = self._standin.orders.told()
        return JSONResponse({**self._about, "orders": orders, **noted, **store.told()})

    async def events(self, request: Request) -> Response:
        """The events it knows, of `?dispute=` or all."""
        return JSONResponse(self._standin.store.events(request.query_params.get("dispute")))


def standin_app(standin: StandIn, doing: Doing, about: dict[str, Any]) -> Starlette:
    """The app of one stand-in."""
    at = Addresses(standin, doing, about)
    return Starlette(
        routes=[
            Route("/webhooks", at.webhook, methods=["POST"]),
            Route("/control", at.control, methods=["POST"]),
            Route("/state", at.state),
            Route("/events", at.events),
        ]
    )

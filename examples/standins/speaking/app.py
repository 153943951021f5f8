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

Doing = Callable[[dict[str, Any]], Awaitable[dict[str, Any] | None]]
"""Takes the orders that only this kind of body knows out of what was told; answers with what it did."""


def standin_app(standin: StandIn, doing: Doing, about: dict[str, Any]) -> Starlette:
    """The app of one stand-in; `about` is told to whoever looks at its state."""

    async def webhook(request: Request) -> Response:
        if standin.orders.is_down:
            return Response(status_code=503)
        if failure := standin.orders.failure():
            status, hang = failure
            await asyncio.sleep(hang)
            return Response(status_code=status, headers={"Retry-After": "1"})
        body = await request.body()
        try:
            verifier = Webhook(standin.service.credentials.webhook_secret)
            event = verifier.verify(body, dict(request.headers))
        except Exception:  # noqa: BLE001 — the library raises several kinds for a garbled header
            return JSONResponse({"error": "not signed by the service"}, status_code=401)
        standin.received(request.headers["webhook-id"], event)
        return Response(status_code=204)

    async def control(request: Request) -> Response:
        try:
            told = json.loads(await request.body() or b"{}")
            if told.pop("behave", False):
                standin.orders.forget()
            done = await doing(told)
            standin.orders.take(told)
        except (UnknownOrder, ValueError, AttributeError) as error:
            return JSONResponse({"error": str(error)}, status_code=400)
        return JSONResponse({"orders": _public(vars(standin.orders)), "done": done})

    async def state(_request: Request) -> Response:
        told = standin.store.told()
        feed = standin.store.noted("feed")
        return JSONResponse(
            {**about, "orders": _public(vars(standin.orders)), "feed": feed, **told}
        )

    async def events(request: Request) -> Response:
        return JSONResponse(standin.store.events(request.query_params.get("dispute")))

    return Starlette(
        routes=[
            Route("/webhooks", webhook, methods=["POST"]),
            Route("/control", control, methods=["POST"]),
            Route("/state", state),
            Route("/events", events),
        ]
    )


def _public(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if not name.startswith("_")}

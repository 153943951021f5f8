"""Whether this process lives, whether it can serve, and whether what follows the log keeps up."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any, Final

import msgspec
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from services.projections.http.answering import AWAY
from services.projections.positions import Status, status

LIVE: Final = "/health/live"
READY: Final = "/health/ready"
KEEPING_UP: Final = "/health/keeping-up"
MOST_SECONDS: Final = 30.0
"""How far behind the log, or how long without a sign of life, before it is called unhealthy."""
_SILENCE = """
SELECT coalesce(max(extract(epoch FROM clock_timestamp() - beat_at)), 'infinity')::double precision
  FROM views.leader
"""


class Following(msgspec.Struct, frozen=True, kw_only=True):
    """How one read model stands to the log."""

    view: str
    lag_events: int
    lag_seconds: float
    quarantined: int


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """Something beside the read models that follows the log and cannot go on."""

    part: str
    position: int
    """Of the event in the log that stops it."""
    topic: str
    since: datetime


Watch = Callable[[], Awaitable[tuple[Waiting, ...]]]
"""Tells what cannot go on; nothing while all is well."""


async def nothing_waits() -> tuple[Waiting, ...]:
    """Nothing else follows the log."""
    return ()


class Health(msgspec.Struct, frozen=True, kw_only=True):
    """What a probe is told; no business data."""

    is_well: bool
    why: str = ""
    projector_silent_seconds: float | None = None
    following: tuple[Following, ...] = ()
    waiting: tuple[Waiting, ...] = ()


class Probes:
    """The endpoints; they need no token, and the load balancer shows them to nobody outside."""

    def __init__(self, pool: Any, watch: Watch) -> None:
        self._pool = pool
        self._watch = watch

    async def ready(self, _request: Request) -> Response:
        """The database answers, so commands and reads can be served."""
        try:
            await self._pool.fetchval("SELECT position FROM log.head")
            health = Health(is_well=True)
        except AWAY:
            health = Health(is_well=False, why="database")
        return _told(health)

    async def keeping_up(self, _request: Request) -> Response:
        """The projector lives, every live read model is less than half a minute behind, nothing waits."""
        try:
            async with self._pool.acquire() as connection:
                tables = [table for table in await status(connection) if table.is_live]
                silent: float = await connection.fetchval(_SILENCE)
            waiting = await self._watch()
        except AWAY:
            return _told(Health(is_well=False, why="database"))
        return _told(_health(tuple(map(_following, tables)), waiting, silent))


async def live(_request: Request) -> Response:
    """Say that the process answers."""
    return _told(Health(is_well=True))


def health_router(pool: Any, watch: Watch = nothing_waits) -> APIRouter:
    """The routes; they stand beside the API and are not part of its document."""
    probes, router = Probes(pool, watch), APIRouter()
    for path, serve in (
        (LIVE, live),
        (READY, probes.ready),
        (KEEPING_UP, probes.keeping_up),
    ):
        router.add_api_route(
            path, serve, methods=["GET"], include_in_schema=False, response_model=None
        )
    return router


def _following(table: Status) -> Following:
    return Following(
        view=table.view,
        lag_events=table.lag_events,
        lag_seconds=round(table.lag_seconds, 1),
        quarantined=table.quarantined,
    )


def _health(
    following: tuple[Following, ...], waiting: tuple[Waiting, ...], silent: float
) -> Health:
    is_late = any(each.lag_seconds > MOST_SECONDS for each in following)
    stops = waiting[0].part if waiting else ""
    why = "projector" if silent > MOST_SECONDS else "lag" if is_late else stops
    return Health(
        is_well=not why,
        why=why,
        projector_silent_seconds=round(silent, 1) if silent < float("inf") else None,
        following=following,
        waiting=waiting,
    )


def _told(health: Health) -> Response:
    return Response(
        msgspec.json.encode(health),
        200 if health.is_well else 503,
        {"Cache-Control": "no-store"},
        "application/json",
    )

"""Processes that race: each with a write side of its own, sending at the same instant."""

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import AsyncExitStack
from multiprocessing.synchronize import Barrier
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any, Self
from uuid import UUID

import msgspec

from services.kit.embedded_postgres import EmbeddedPostgres
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor
from tests.support.database import Databases
from tests.support.write_side import Service, process_on

_WAIT_SECONDS = 60


class Sent(msgspec.Struct, frozen=True):
    """One command of a race."""

    body: Command
    dispute: UUID
    actor: Actor


class Told(msgspec.Struct, frozen=True):
    """What its sender was told: the new version, or the refusal and its data."""

    version: int | None = None
    code: str = ""
    data: dict[str, str | float] = {}

    @property
    def has_won(self) -> bool:
        return self.version is not None


class Racer:
    """One process of the pool: its event loop, its write side, and the line they start from."""

    here: "Racer"

    def __init__(self, server: Path, log: str, keys: str, folder: Path, line: Barrier) -> None:
        databases = Databases(EmbeddedPostgres(server), log, keys)
        self.line = line
        self.loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        opened = self._stack.enter_async_context(process_on(databases, folder))
        self.service: Service = self.loop.run_until_complete(opened)
        Finalize(self, self._close, exitpriority=1)

    def _close(self) -> None:
        self.loop.run_until_complete(self._stack.aclose())
        self.loop.close()

    async def told(self, sent: Sent) -> Told:
        try:
            outcome = await self.service.send(sent.body, sent.dispute, sent.actor)
        except Refusal as refusal:
            return Told(code=refusal.code, data=refusal.data)
        return Told(version=outcome.answer.version)


def _open(server: Path, log: str, keys: str, folder: Path, line: Barrier) -> None:
    Racer.here = Racer(server, log, keys, folder, line)


def _send(sent: Sent) -> Told:
    racer = Racer.here
    racer.line.wait(_WAIT_SECONDS)
    return racer.loop.run_until_complete(racer.told(sent))


class Race:
    """A pool in which every process sends one command at once."""

    def __init__(
        self,
        databases: Databases,
        folder: Path,
        racers: int,
        *more: Any,
        opened: Callable[..., None] = _open,
        send: Callable[[Any], Told] = _send,
        method: str = "spawn",
    ) -> None:
        context = multiprocessing.get_context(method)
        server, log, keys = databases.server.folder, databases.log, databases.keys
        self._pool = ProcessPoolExecutor(
            racers,
            mp_context=context,
            initializer=opened,
            initargs=(server, log, keys, folder, context.Barrier(racers), *more),
        )
        self._send = send

    async def run(self, *sent: Any) -> list[Told]:
        """Let as many race as there are processes; nobody starts before all are at the line."""
        started: list[Future[Told]] = [self._pool.submit(self._send, one) for one in sent]
        return list(await asyncio.gather(*map(asyncio.wrap_future, started)))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._pool.shutdown()

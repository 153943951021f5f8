"""Processes that race over the wire: each serves the whole app, and one applies what partners report."""

import asyncio
from contextlib import AsyncExitStack
from multiprocessing.synchronize import Barrier
from multiprocessing.util import Finalize
from pathlib import Path
from typing import Any

import msgspec
from joserfc.jwk import OKPKey

from services.kit.embedded_postgres import EmbeddedPostgres
from tests.faults.racers import Told
from tests.support.api import Answer, Api, api_on
from tests.support.database import Databases
from tests.support.reports import applier_on
from tests.support.write_side import process_on

_WAIT_SECONDS = 60


class Call(msgspec.Struct, frozen=True):
    """One request as it is sent, byte for byte."""

    path: str
    body: bytes
    headers: dict[str, str]
    follow: dict[str, str] | None = None
    """Headers to read with what became of a message; none: the answer itself says it."""
    referral: str | None = None
    """Address of the offer that the message is about."""


class WireRacer:
    """One process of the pool: its event loop, its app, its worker."""

    here: "WireRacer"

    def __init__(
        self, server: Path, log: str, keys: str, folder: Path, line: Barrier, key: dict[str, Any]
    ) -> None:
        databases = Databases(EmbeddedPostgres(server), log, keys)
        self.line = line
        self.loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        self.loop.run_until_complete(self._open(databases, folder, OKPKey.import_key(key)))
        Finalize(self, self._close, exitpriority=1)

    async def _open(self, databases: Databases, folder: Path, key: OKPKey) -> None:
        opened = api_on(databases, folder, opened=process_on, key=key)
        self.api: Api = await self._stack.enter_async_context(opened)
        working = applier_on(self.api, databases.app)
        self.applier = await self._stack.enter_async_context(working)

    def _close(self) -> None:
        self.loop.run_until_complete(self._stack.aclose())
        self.loop.close()

    async def told(self, call: Call) -> Told:
        answer = await self.api.client.post(call.path, content=call.body, headers=call.headers)
        if call.follow is None:
            return _told(answer, 200)
        assert answer.status_code == 202, answer.text
        await self.applier.once()
        path = f"/v1/inbox-messages/{answer.json()['id']}"
        message = (await self.api.client.get(path, headers=call.follow)).json()
        if message["verdict"] == "applied":
            return Told(version=message["position"])
        # Whoever may no longer read the dispute is told of its offer all the same.
        assert message["verdict"] == "contradicts"
        assert call.referral is not None
        referral = await self.api.client.get(call.referral, headers=call.follow)
        return Told(code="offer_decided", data={"outcome": referral.json()["step"]})


def _told(answer: Answer, right: int) -> Told:
    told = answer.json()
    if answer.status_code == right:
        return Told(version=told["version"])
    return Told(code=told["code"], data=told["data"])


def open_wire(
    server: Path, log: str, keys: str, folder: Path, line: Barrier, key: dict[str, Any]
) -> None:
    """Make this process a racer."""
    WireRacer.here = WireRacer(server, log, keys, folder, line, key)


def send_wire(call: Call) -> Told:
    """Send when all are at the line."""
    racer = WireRacer.here
    racer.line.wait(_WAIT_SECONDS)
    return racer.loop.run_until_complete(racer.told(call))

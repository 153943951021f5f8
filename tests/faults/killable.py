"""Our side in a process of its own, API and inbox worker together, that dies when a request says so."""

import asyncio
import contextlib
import multiprocessing
import os
import signal
import socket
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Self

import uvicorn
from joserfc.jwk import OKPKey
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.cli.inbox_side import applying_on
from services.kit.embedded_postgres import EmbeddedPostgres
from services.partners.inbox.applier import keep_applying
from tests.support.api import api_on
from tests.support.database import Databases
from tests.support.write_side import process_on

DIE = "x-test-die"
"""Header of a request: kill this process `before` it is handled, `after` it is, or `answered`."""
PRELOAD = ["tests.faults.killable", "tests.faults.commission_program", "tests.faults.wire_racers"]
"""What is read once; every process of both sides is a fork of that."""
FORKS = multiprocessing.get_context("forkserver")


def die() -> None:
    """As `kill -9` does it: no word to anybody."""
    os.kill(os.getpid(), signal.SIGKILL)


class Deadly:
    """Around the app."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = {name: value.decode() for name, value in scope.get("headers", ())}
        moment = headers.get(DIE.encode())
        if moment == "before":
            die()

        async def told(message: Message) -> None:
            if moment == "after":
                die()
            await send(message)

        await self._app(scope, receive, told)
        if moment == "answered":
            # The answer is on its way, and the worker may be anywhere in what it was about.
            asyncio.get_running_loop().call_later(0.01, die)


class OurSide:
    """Started, killed and started again on one port."""

    def __init__(self, databases: Databases, folder: Path, key: OKPKey) -> None:
        self._told = (databases.server.folder, databases.log, databases.keys, folder)
        self._key = key.as_dict(private=True)
        with socket.socket() as chosen:
            chosen.bind(("127.0.0.1", 0))
            self.port = chosen.getsockname()[1]
        self._process: Any = None
        self.deaths = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def up(self) -> None:
        """Start it where it does not run; returns once it serves."""
        if self._process is not None:
            # Who has died is waited for; who is about to, too.
            if self._process.is_alive():
                return
            self.deaths += self._process.exitcode == -signal.SIGKILL
        ready, told = FORKS.Pipe(duplex=False)
        self._process = FORKS.Process(
            target=_serve, args=(self._told, self._key, self.port, told), daemon=True
        )
        self._process.start()
        told.close()
        assert await asyncio.to_thread(ready.poll, 60)

    async def kill(self) -> None:
        """Kill it from outside, wherever it is."""
        self._process.kill()
        await self.gone()

    async def gone(self) -> None:
        """Wait until it is dead."""
        await asyncio.to_thread(self._process.join, 60)
        assert self._process.exitcode == -signal.SIGKILL

    def __enter__(self) -> Self:
        FORKS.set_forkserver_preload(PRELOAD)
        return self

    def __exit__(self, *_: object) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()


def _serve(told: tuple[Path, str, str, Path], key: Any, port: int, ready: Connection) -> None:
    asyncio.run(_serving(told, key, port, ready))


async def _serving(
    told: tuple[Path, str, str, Path], key: Any, port: int, ready: Connection
) -> None:
    server, log, keys, folder = told
    databases = Databases(EmbeddedPostgres(server), log, keys)
    signing = OKPKey.import_key(key)
    async with api_on(databases, folder, opened=process_on, key=signing) as api:
        applying = applying_on(api.service, api.partners.profiles)
        work = asyncio.create_task(keep_applying(databases.app, applying, api.service.clock))
        config = uvicorn.Config(
            Deadly(api.app), port=port, log_config=None, lifespan="off", access_log=False
        )
        serving = uvicorn.Server(config)
        task = asyncio.create_task(serving.serve())
        while not serving.started:  # noqa: ASYNC110
            await asyncio.sleep(0.005)
        ready.send(True)
        with contextlib.suppress(asyncio.CancelledError):
            await task
        work.cancel()

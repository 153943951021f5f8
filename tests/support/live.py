"""The app on a port of this machine, in a thread with an event loop of its own."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar

import uvicorn

from tests.support.api import Api, api_on
from tests.support.database import Databases
from tests.support.following import projecting

Found = TypeVar("Found")


class Live:
    """A running server; `ask` lets the thread's loop do something on the same write side."""

    def __init__(self, api: Api, url: str, loop: asyncio.AbstractEventLoop) -> None:
        self.api = api
        self.url = url
        self._loop = loop

    def ask(self, what: Callable[[Api], Coroutine[Any, Any, Found]]) -> Found:
        return asyncio.run_coroutine_threadsafe(what(self.api), self._loop).result(60)


@contextlib.contextmanager
def live_on(databases: Databases, folder: Path) -> Iterator[Live]:
    """Serve until the end of the block."""
    ready, ended = threading.Event(), threading.Event()
    found: list[Live] = []
    thread = threading.Thread(
        target=lambda: asyncio.run(_serve(databases, folder, found, ready, ended)), daemon=True
    )
    thread.start()
    ready.wait(60)
    try:
        yield found[0]
    finally:
        ended.set()
        thread.join(60)
        assert not thread.is_alive()


async def _serve(
    databases: Databases,
    folder: Path,
    found: list[Live],
    ready: threading.Event,
    ended: threading.Event,
) -> None:
    async with api_on(databases, folder) as api, projecting(databases.projector):
        with socket.create_server(("127.0.0.1", 0)) as listening:
            config = uvicorn.Config(api.app, lifespan="off", log_config=None, access_log=False)
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server._serve(sockets=[listening]))
            while not server.started:  # noqa: ASYNC110
                await asyncio.sleep(0.01)
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            found.append(Live(api, url, asyncio.get_running_loop()))
            ready.set()
            await asyncio.to_thread(ended.wait)
            server.should_exit = True
            await serving

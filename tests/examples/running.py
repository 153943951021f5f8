"""The whole service on a port of this machine, put together as `fengqiao run` does, on the real clock."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import Callable, Coroutine, Iterator
from pathlib import Path
from typing import Any, TypeVar
from uuid import uuid4

import httpx2
import uvicorn
from msgspec import structs

from services.cli import databases as cli_databases
from services.cli import roster
from services.cli.example import FOLDER, Example
from services.cli.exchanging import works
from services.cli.partner_side import partner_side
from services.cli.people import example_tokens
from services.cli.read_side import read_side
from services.cli.run import whole_app
from services.cli.write_side import WriteSide, write_side
from services.kit.clock import SystemClock
from services.workflow.settings import Settings, load
from tests.support.database import Databases
from tests.support.following import projecting

Found = TypeVar("Found")
BODIES = frozenset({"SMG-HGJ", "SMG-QF", "SMG-FY", "SMG-LDRSZC", "WLMQ-12345"})
"""Two centres, the court, the commission and a bureau."""


class Running:
    """A running service with the bodies of the first example, called as its people."""

    def __init__(self, settings: Settings, side: WriteSide, url: str) -> None:
        self.settings = settings
        self.side = side
        self.url = url
        self._loop = asyncio.get_running_loop()
        issued = example_tokens(settings, SystemClock())
        self.tokens = {person.role: token for person, token in issued}
        self.client = httpx2.Client(base_url=url, timeout=30)

    def ask(self, what: Callable[[WriteSide], Coroutine[Any, Any, Found]]) -> Found:
        """Do something on the service's own write side."""
        return asyncio.run_coroutine_threadsafe(what(self.side), self._loop).result(60)

    def post(self, path: str, body: dict[str, Any], role: str = "clerk") -> dict[str, Any]:
        """Send a command that must succeed."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}", "Idempotency-Key": str(uuid4())}
        answer = self.client.post(path, json=body, headers=headers)
        assert answer.is_success, answer.text
        told: dict[str, Any] = answer.json()
        return told

    def get(self, path: str, role: str = "clerk", **query: str) -> Any:
        """Read what must be there."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"}
        answer = self.client.get(path, params=query, headers=headers)
        assert answer.is_success, answer.text
        return answer.json()


@contextlib.contextmanager
def running_on(databases: Databases, folder: Path) -> Iterator[Running]:
    """Serve until the end of the block."""
    ready, ended = threading.Event(), threading.Event()
    found: list[Running] = []
    faults: list[BaseException] = []

    def serve() -> None:
        try:
            asyncio.run(_serve(databases, folder, found, ready, ended))
        except BaseException as fault:  # noqa: BLE001 — told where the test can see it
            faults.append(fault)
            ready.set()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    ready.wait(60)
    try:
        assert not faults, faults
        with found[0].client:
            yield found[0]
    finally:
        ended.set()
        thread.join(60)
        assert not thread.is_alive()
        assert not faults, faults


async def _serve(
    databases: Databases,
    folder: Path,
    found: list[Running],
    ready: threading.Event,
    ended: threading.Event,
) -> None:
    settings = load(data_dir=folder)
    stores = cli_databases.Databases(
        app=databases.app,
        projector=databases.projector,
        keys=databases.key_app,
        owner=None,
        keys_owner=None,
    )
    async with (
        write_side(settings, stores) as side,
        read_side(stores.app, side.keyring.open_all, side.keyring.namesakes, side.feeds) as reads,
        partner_side(settings, stores.app, side, reads) as partners,
        projecting(stores.projector),
        asyncio.TaskGroup() as group,
    ):
        await _enter_bodies(side)
        going_on = [group.create_task(work) for work in works(settings, stores.app, side)]
        with socket.create_server(("127.0.0.1", 0)) as listening:
            app = whole_app(settings, side, reads, partners)
            config = uvicorn.Config(app, lifespan="off", log_config=None, access_log=False)
            server = uvicorn.Server(config)
            serving = asyncio.create_task(server._serve(sockets=[listening]))
            url = f"http://127.0.0.1:{listening.getsockname()[1]}"
            found.append(Running(settings, side, url))
            ready.set()
            await asyncio.to_thread(ended.wait)
            partners.end()
            server.should_exit = True
            await serving
        for task in going_on:
            task.cancel()


async def _enter_bodies(side: WriteSide) -> None:
    read = roster.read(FOLDER / f"organisations-{Example.SHUIMOGOU}.toml")
    needed = structs.replace(
        read,
        body=tuple(body for body in read.body if body.code in BODIES),
        mediator=tuple(one for one in read.mediator if BODIES.issuperset(one.organisations)),
    )
    await roster.enter(needed, side.registry, lambda _done, _of: None)

"""Runs one stand-in as a program: its options, its server, its work."""

import argparse
import asyncio
import contextlib
import logging
import os
import socket
import sys
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

import uvicorn

from speaking.app import standin_app
from speaking.credentials import Credentials, told
from speaking.link import Service
from speaking.messages import Report
from speaking.standin import StandIn
from speaking.store import Store


class Body(Protocol):
    """What a kind of body decides."""

    def bind(self, standin: StandIn) -> None:
        """Be told with what to speak."""

    async def decide(self, event: dict[str, Any]) -> Sequence[Report]:
        """What it answers to an event of the service."""

    async def take(self, told: dict[str, Any]) -> dict[str, Any] | None:
        """Take the orders that only it knows out of what was told."""


def main(name: str, description: str, body: Callable[[], Body]) -> None:
    """Parse the options and run until Ctrl+C."""
    options = _parser(name, description).parse_args()
    logging.basicConfig(level=options.log_level.upper(), format=f"{name}: %(message)s")
    logging.getLogger("httpx2").setLevel(logging.WARNING)
    with contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError):
        asyncio.run(_run(name, options, body()))


def _parser(name: str, description: str) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog=name, description=description)
    parser.add_argument("--port", type=int, default=0, help="端口 / port; 0: any that is free")
    parser.add_argument("--service", help="服务地址 / address of the service")
    parser.add_argument("--data", type=Path, required=True, help="数据文件夹 / folder of its own")
    parser.add_argument(
        "--credentials",
        type=Path,
        help="凭据文件 / JSON file: partner, client_id, client_secret, inbox_secret, webhook_secret;"
        " without it FQ_PARTNER, FQ_CLIENT_ID, … of the environment",
    )
    parser.add_argument(
        "--after", type=int, help="此后的事件才推送 / webhooks of what comes after it"
    )
    parser.add_argument(
        "--silent", action="store_true", help="先只收不答 / receive, answer nothing"
    )
    parser.add_argument("--log-level", default="error")
    parser.add_argument("--until-input-ends", action="store_true", help=argparse.SUPPRESS)
    return parser


async def _run(name: str, options: argparse.Namespace, body: Body) -> None:
    options.data.mkdir(parents=True, exist_ok=True)
    named = {"service": options.service} if options.service else {}
    service = Service(Credentials.of({**told(options.credentials), **named}))
    store = Store(options.data / f"{name}.sqlite")
    standin = StandIn(store, service, body.decide)
    standin.orders.silent = options.silent
    body.bind(standin)
    about = {"name": name, "service": service.credentials.service}
    with socket.create_server(("127.0.0.1", options.port)) as listening:
        url = f"http://127.0.0.1:{listening.getsockname()[1]}"
        (options.data / "address").write_text(url, "utf-8")
        if not options.until_input_ends:
            print(f"{name}: {url}", flush=True)
        app = standin_app(standin, body.take, about)
        server = uvicorn.Server(uvicorn.Config(app, log_config=None, access_log=False))
        await _together(
            _served(server, listening),
            standin.run(f"{url}/webhooks", options.after),
            is_fed=options.until_input_ends,
        )
    await service.close()
    store.close()


async def _served(server: uvicorn.Server, listening: socket.socket) -> None:
    await server.serve(sockets=[listening])


async def _together(*works: Awaitable[None], is_fed: bool) -> None:
    """Until the first of them ends, or whoever started this has gone."""
    tasks = [asyncio.ensure_future(work) for work in works]
    ended = asyncio.Event()
    for task in tasks:
        task.add_done_callback(lambda _: ended.set())
    if is_fed:
        asyncio.get_running_loop().add_reader(sys.stdin.fileno(), _watch, ended)
    await ended.wait()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


def _watch(ended: asyncio.Event) -> None:
    if not os.read(sys.stdin.fileno(), 1024):
        ended.set()

"""Serves the app by uvicorn in this process, and follows the log in a process beside it."""

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import structlog
import uvicorn
import uvloop
from starlette.types import ASGIApp

from services.workflow.settings import InvalidSettings

NEXT_PORTS = 20
_RESTART_SECONDS = 1.0
_log = structlog.stdlib.get_logger("fengqiao.run")


def listen(host: str, port: int, *, or_next: bool) -> socket.socket:
    """A socket to serve on. Where the port is taken: a later one, or InvalidSettings."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + NEXT_PORTS if or_next and port else port + 1):
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((host, candidate))
        except OSError as error:
            found.close()
            refused = error
        else:
            return found
    raise InvalidSettings(
        f"无法在 {host}:{port} 监听：{refused.strerror}。用 FENGQIAO_PORT 或 --port 另选端口 / "
        f"cannot listen on {host}:{port}: {refused.strerror}; choose another by FENGQIAO_PORT"
    )


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run the main job on the fast event loop; SIGINT and SIGTERM end it without a trace."""

    async def whole() -> None:
        task = asyncio.ensure_future(main)
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
        await task

    with (
        contextlib.suppress(KeyboardInterrupt, asyncio.CancelledError),
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        runner.run(whole())


async def serve(
    app: ASGIApp,
    listening: socket.socket,
    started: Callable[[], None],
    ending: Callable[[], None] = lambda: None,
) -> None:
    """Serve until told to stop by SIGINT or SIGTERM; open requests are finished first.

    `ending` is called before that waiting: whatever stays open for long must come to its end.
    """
    config = uvicorn.Config(
        app,
        http="httptools",
        lifespan="off",
        access_log=False,
        log_config=None,
        server_header=False,
        # Who calls is told by tokens and, for the local pages, by the connection itself.
        proxy_headers=False,
        timeout_graceful_shutdown=10,
    )
    server = _Server(config, started, ending)
    # What is loaded by now stays for good: a full collection over all of it would hold up every
    # request for a tenth of a second and more.
    gc.collect()
    gc.freeze()
    await server.serve(sockets=[listening])


class _Server(uvicorn.Server):
    def __init__(
        self, config: uvicorn.Config, started: Callable[[], None], ending: Callable[[], None]
    ) -> None:
        super().__init__(config)
        self._told = started
        self._ending = ending

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if not self.should_exit:
            self._told()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._ending()
        await super().shutdown(sockets)


@asynccontextmanager
async def beside(*arguments: str) -> AsyncIterator[None]:
    """Run another `fengqiao` command for as long, started again should it die."""
    async with beside_program(sys.executable, "-m", "services.cli", *arguments):
        yield


@asynccontextmanager
async def beside_program(*command: str) -> AsyncIterator[None]:
    """Run a program for as long, started again should it die."""
    keeping = asyncio.create_task(_keep_running(command))
    try:
        yield
    finally:
        keeping.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await keeping


async def _keep_running(command: tuple[str, ...]) -> None:
    while True:
        # Ctrl+C reaches this process alone, which then stops the other; the pipe ends with us.
        child = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            start_new_session=True,
        )
        try:
            code = await child.wait()
        except asyncio.CancelledError:
            await _stop(child)
            raise
        _log.error("a process ended and is started again", command=command, code=code)
        await asyncio.sleep(_RESTART_SECONDS)


async def _stop(child: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child.pid, signal.SIGTERM)
    try:
        await asyncio.wait_for(child.wait(), 10)
    except TimeoutError:
        child.kill()
        await child.wait()

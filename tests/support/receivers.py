"""Receivers of webhooks on ports of this machine: each answers as it is told, and keeps what came."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

Reply = Callable[[asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Came:
    """One request as it came."""

    headers: dict[str, str]
    body: bytes

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """One that runs; `reply` may be changed at any time."""

    port: int
    reply: Reply
    came: list[Came] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    scheme: str = "http"

    @property
    def url(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}/hook"

    @property
    def ids(self) -> list[str]:
        return [each.id for each in self.came]

    async def has(self, count: int) -> list[Came]:
        """What came, once it is so much."""
        async with asyncio.timeout(20):
            while len(self.came) < count:
                self.changed.clear()
                await self.changed.wait()
        return self.came


def answering(status: int = 200, *headers: str, body: bytes = b"ok") -> Reply:
    """A whole answer at once."""
    lines = [f"HTTP/1.1 {status} X", f"content-length: {len(body)}", "connection: close", *headers]
    whole = "\r\n".join(lines).encode() + b"\r\n\r\n" + body

    async def reply(writer: asyncio.StreamWriter) -> None:
        writer.write(whole)

    return reply


async def hanging(_writer: asyncio.StreamWriter) -> None:
    """Nothing, for as long as the other side waits."""
    await asyncio.Event().wait()


async def dripping(writer: asyncio.StreamWriter) -> None:
    """One byte at a time, never a whole line of status."""
    while True:
        writer.write(b"H")
        await writer.drain()
        await asyncio.sleep(0.05)


async def pouring(writer: asyncio.StreamWriter) -> None:
    """Ten megabytes."""
    writer.write(b"HTTP/1.1 200 OK\r\ncontent-length: 10485760\r\n\r\n")
    for _ in range(160):
        writer.write(b"x" * 65_536)
        await writer.drain()


async def heading(writer: asyncio.StreamWriter) -> None:
    """Headers without end."""
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while True:
        writer.write(b"x-more: " + b"x" * 8_192 + b"\r\n")
        await writer.drain()


@asynccontextmanager
async def receiver(
    reply: Reply | None = None, certificate: ssl.SSLContext | None = None
) -> AsyncIterator[Receiver]:
    """Serve until the end of the block."""
    running = Receiver(0, reply or answering(), scheme="https" if certificate else "http")
    talking: set[asyncio.Task[None]] = set()

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        talking.add(task)
        with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            running.came.append(await _request(reader))
            running.changed.set()
            await running.reply(writer)
            await writer.drain()
        writer.transport.abort() if writer.is_closing() else writer.close()
        talking.discard(task)

    server = await asyncio.start_server(talk, "127.0.0.1", 0, ssl=certificate)
    running.port = server.sockets[0].getsockname()[1]
    try:
        yield running
    finally:
        server.close()
        for task in talking:
            task.cancel()
        await asyncio.gather(*talking, return_exceptions=True)


async def _request(reader: asyncio.StreamReader) -> Came:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    pairs = (line.split(": ", 1) for line in head.split("\r\n")[1:] if line)
    headers = {name.lower(): value for name, value in pairs}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Came(headers, body)

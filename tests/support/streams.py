"""An answer that goes on: its server-sent events as they come, and hanging up on it."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import Any

from starlette.types import ASGIApp, Message


class Stream:
    """One open request, as its caller sees it."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[str, str] = {}
        self.sent = b""
        """Everything that came, byte for byte."""
        self.is_over = False
        self._came = asyncio.Condition()
        self._unread = b""

    async def take(self, message: Message) -> None:
        async with self._came:
            if message["type"] == "http.response.start":
                self.status = message["status"]
                pairs = message["headers"]
                self.headers = {name.decode(): value.decode() for name, value in pairs}
            else:
                self.sent += message.get("body", b"")
                self._unread += message.get("body", b"")
                self.is_over = not message.get("more_body", False)
            self._came.notify_all()

    async def event(self) -> dict[str, str]:
        """The next event, its fields by name; a comment is the field of no name."""
        async with self._came:
            await asyncio.wait_for(
                self._came.wait_for(lambda: b"\n\n" in self._unread or self.is_over), 10
            )
        block, _, self._unread = self._unread.partition(b"\n\n")
        pairs = (line.partition(": ") for line in block.decode().split("\n") if line)
        return {name.rstrip(":"): value for name, _, value in pairs}

    async def next_with(self, field: str) -> str:
        """That field of the next event that has it."""
        while True:
            found = await self.event()
            if field in found:
                return found[field]

    async def end(self) -> None:
        """Wait until the server has ended it."""
        async with self._came:
            await asyncio.wait_for(self._came.wait_for(lambda: self.is_over), 10)


@asynccontextmanager
async def streaming(
    app: ASGIApp, path: str, headers: Mapping[str, str], query: str = ""
) -> AsyncIterator[Stream]:
    """Keep a request open until the end of the block, then hang up."""
    stream, hung_up, asked = Stream(), asyncio.Event(), False
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), text.encode()) for name, text in headers.items()],
        "client": ("127.0.0.1", 1),
        "server": ("fengqiao", 80),
    }

    async def receive() -> Message:
        nonlocal asked
        if not asked:
            asked = True
            return {"type": "http.request", "body": b"", "more_body": False}
        await hung_up.wait()
        return {"type": "http.disconnect"}

    task = asyncio.ensure_future(app(scope, receive, stream.take))
    try:
        yield stream
    finally:
        hung_up.set()
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(task, 5)

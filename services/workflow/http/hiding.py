"""Leaves fields out of JSON answers, whatever operation gives them, for callers who may not see them."""

from collections.abc import Collection
from typing import Any, Final

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

JSON: Final = b"application/json"


class Hiding:
    """Passes an answer on without the members of these names, at any depth.

    Only whole JSON answers are read; streams and files are decided on where they are made.
    """

    def __init__(self, send: Send, hidden: Collection[str]) -> None:
        self._send = send
        self._hidden = frozenset(hidden)
        self._start: Message | None = None
        self._body = bytearray()

    async def send(self, message: Message) -> None:
        """One message of the answer."""
        if message["type"] == "http.response.start" and _is_json(message):
            self._start = message
        elif self._start is None or message["type"] != "http.response.body":
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        left = _without(msgspec.json.decode(bytes(self._body)), self._hidden)
        body = msgspec.json.encode(left)
        MutableHeaders(raw=start["headers"])["content-length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})


def _is_json(start: Message) -> bool:
    kinds = [value for name, value in start["headers"] if name.lower() == b"content-type"]
    return any(kind.startswith(JSON) for kind in kinds)


def _without(value: Any, hidden: frozenset[str]) -> Any:
    match value:
        case dict():
            return {k: _without(v, hidden) for k, v in value.items() if k not in hidden}
        case list():
            return [_without(each, hidden) for each in value]
        case _:
            return value

"""Leaves fields out of JSON answers, whatever operation gives them, for callers who may not see them."""

from typing import Any, Final

import msgspec
from starlette.datastructures import MutableHeaders
from starlette.types import Message, Send

JSON: Final = b"application/json"
_PAPERS: Final = "documents"


class Hidden(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller is not shown in any JSON answer."""

    members: frozenset[str] = frozenset()
    """By name."""
    papers: frozenset[str] = frozenset()
    """Kinds of documents."""


NOTHING: Final = Hidden()


class Hiding:
    """Passes an answer on without what is hidden, at any depth.

    Only whole JSON answers are read; streams and files are decided on where they are made.
    """

    def __init__(self, send: Send, hidden: Hidden) -> None:
        self._send = send
        self._hidden = hidden
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


def _without(value: Any, hidden: Hidden) -> Any:
    match value:
        case dict():
            return {
                k: _without(_shown(v, hidden) if k == _PAPERS else v, hidden)
                for k, v in value.items()
                if k not in hidden.members
            }
        case list():
            return [_without(each, hidden) for each in value]
        case _:
            return value


def _shown(papers: Any, hidden: Hidden) -> Any:
    if not isinstance(papers, list):
        return papers
    return [
        one for one in papers if not isinstance(one, dict) or one.get("kind") not in hidden.papers
    ]

"""Posts to addresses that others chose: no address inside, no redirect, not for long, little read of the answer.

A name is resolved here, every address of it is checked, and the connection goes to the very one that
was checked: a name that means something else a moment later gains nothing. Nothing is read from the
environment, so no proxy comes in between.
"""

import asyncio
import ssl
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final, Self

import httpcore2
import msgspec

from services.kit.addresses import Network, Resolver, is_permitted, resolve

MOST_READ: Final = 65_536
"""Bytes read of an answer; the rest is not waited for."""
_KEPT_CONNECTIONS: Final = 64
_KEPT_SECONDS: Final = 15.0


class Unreached(Exception):
    """No answer came; `kind` says why in one word.

    `address` (not permitted), `unresolved`, `connect`, `tls`, `timeout`, `broken`, `protocol`.
    """

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What came back; of the body as much as came within the limits."""

    status: int
    headers: dict[str, str]
    body: bytes


class Limits(msgspec.Struct, frozen=True, kw_only=True):
    """How long, and how much."""

    seconds: float = 20.0
    """From the name to the last byte that is read."""
    connect_seconds: float = 8.0
    bytes_read: int = MOST_READ


STANDARD: Final = Limits()


class Outgoing:
    """One per process; keeps connections for a while."""

    def __init__(self, pool: Any, limits: Limits) -> None:
        self._pool = pool
        self._limits = limits

    @classmethod
    @asynccontextmanager
    async def open(
        cls,
        *,
        limits: Limits = STANDARD,
        allowed: Sequence[Network] = (),
        resolver: Resolver = resolve,
        trusted: ssl.SSLContext | None = None,
    ) -> AsyncIterator[Self]:
        """For as long as it is used; `allowed` are networks that may be called though not public."""
        pool = httpcore2.AsyncConnectionPool(
            ssl_context=trusted or ssl.create_default_context(),
            max_connections=None,
            max_keepalive_connections=_KEPT_CONNECTIONS,
            keepalive_expiry=_KEPT_SECONDS,
            network_backend=_Checked(resolver, tuple(allowed)),
        )
        async with pool:
            yield cls(pool, limits)

    async def post(self, url: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send once. Raises Unreached where no status came back in time."""
        answered = _Answered()
        try:
            async with asyncio.timeout(self._limits.seconds):
                await self._exchange(url, body, headers, answered)
        except TimeoutError:
            return answered.or_raise("timeout")
        except (httpcore2.TimeoutException, httpcore2.NetworkError, OSError) as error:
            return answered.or_raise(_kind(error))
        except (httpcore2.ProtocolError, httpcore2.UnsupportedProtocol, ValueError):
            return answered.or_raise("protocol")
        return answered.or_raise("protocol")

    async def _exchange(
        self, url: str, body: bytes, headers: Mapping[str, str], answered: "_Answered"
    ) -> None:
        extensions = {"timeout": {"connect": self._limits.connect_seconds}}
        async with self._pool.stream(
            "POST", url, headers=list(headers.items()), content=body, extensions=extensions
        ) as response:
            answered.status = response.status
            answered.headers = {
                name.decode("latin-1").lower(): value.decode("latin-1")
                for name, value in response.headers
            }
            async for chunk in response.aiter_stream():
                answered.body += chunk
                if len(answered.body) >= self._limits.bytes_read:
                    del answered.body[self._limits.bytes_read :]
                    return


class _Answered:
    """As much of an answer as has come."""

    def __init__(self) -> None:
        self.status: int | None = None
        self.headers: dict[str, str] = {}
        self.body = bytearray()

    def or_raise(self, kind: str) -> Answer:
        """The status decides once it is there: what the other side did, it has done by then."""
        if self.status is None:
            raise Unreached(kind)
        return Answer(status=self.status, headers=self.headers, body=bytes(self.body))


class _Checked(httpcore2.AsyncNetworkBackend):
    """Connects to addresses that were checked, never to names."""

    def __init__(self, resolver: Resolver, allowed: tuple[Network, ...]) -> None:
        self._resolve = resolver
        self._allowed = allowed
        self._backend = httpcore2.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.AsyncNetworkStream:
        """Connect to the first address that answers. Raises Unreached if any is not permitted."""
        try:
            addresses = await self._resolve(host, port)
        except (OSError, UnicodeError):
            raise Unreached("unresolved") from None
        if not addresses:
            raise Unreached("unresolved")
        if not all(is_permitted(each, self._allowed) for each in addresses):
            raise Unreached("address")
        more = local_address, socket_options
        for address in addresses[:-1]:
            try:
                return await self._backend.connect_tcp(address, port, timeout, *more)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout):
                continue
        return await self._backend.connect_tcp(addresses[-1], port, timeout, *more)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await asyncio.sleep(seconds)


def _kind(error: BaseException) -> str:
    """What went wrong with a connection, in one word."""
    if isinstance(error, httpcore2.TimeoutException):
        return "timeout"
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    is_before = isinstance(error, httpcore2.ConnectError)
    return "connect" if is_before else "broken"

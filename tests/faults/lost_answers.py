"""A proxy before PostgreSQL that swallows the answer to some commits and breaks the connection."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator
from pathlib import Path

_SOCKET = ".s.PGSQL.5432"
_BIND = b"B"[0]
_READY = b"Z\x00\x00\x00\x05I"
"""The server is done: the transaction is committed."""


class LosingProxy:
    """Passes everything on, but of every `share` of the answers not one byte."""

    def __init__(self, server: Path, share: float, seed: int) -> None:
        self._server = server / _SOCKET
        self._share = share
        self._random = random.Random(seed)
        self.lost = 0

    @contextlib.asynccontextmanager
    async def listening(self, folder: Path) -> AsyncIterator[None]:
        """Take connections in `folder` while the block runs."""
        listener = await asyncio.start_unix_server(self._connected, folder / _SOCKET)
        async with listener:
            yield

    async def _connected(
        self, from_client: asyncio.StreamReader, to_client: asyncio.StreamWriter
    ) -> None:
        from_server, to_server = await asyncio.open_unix_connection(self._server)
        fate = _Fate()
        pumps = [
            asyncio.create_task(self._requests(from_client, to_server, fate)),
            asyncio.create_task(self._answers(from_server, to_client, fate)),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            for stream in (to_client, to_server):
                stream.close()
                with contextlib.suppress(OSError):
                    await stream.wait_closed()

    async def _requests(
        self, from_client: asyncio.StreamReader, to_server: asyncio.StreamWriter, fate: "_Fate"
    ) -> None:
        while data := await from_client.read(2**16):
            if data[0] == _BIND and self._random.random() < self._share:
                fate.is_lost = True
            to_server.write(data)
            await to_server.drain()

    async def _answers(
        self, from_server: asyncio.StreamReader, to_client: asyncio.StreamWriter, fate: "_Fate"
    ) -> None:
        while data := await from_server.read(2**16):
            if not fate.is_lost:
                to_client.write(data)
                await to_client.drain()
            elif data.endswith(_READY):
                self.lost += 1
                return


class _Fate:
    """Whether the answer now under way is to be lost."""

    is_lost = False

"""Asks a virus scanner that speaks clamd's protocol; without one nothing is claimed."""

from enum import StrEnum
from typing import BinaryIO, Final

import aioclamd

_SECONDS: Final = 120.0
_PIECE: Final = 1 << 17


class Scan(StrEnum):
    """What is known of a file's being clean."""

    NONE = "none"
    """No scanner is set up: it was not looked at."""
    CLEAN = "clean"
    INFECTED = "infected"
    TOO_LARGE = "too_large"
    """Larger than the scanner takes: it was not looked at, though it should have been."""


class ScannerUnavailable(Exception):
    """The scanner is set up and does not answer: nothing is let through unseen."""


class _Pieces:
    """Hands a file out in larger pieces than the client asks for: each one costs a thread's turn."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file

    def read(self, _size: int) -> bytes:
        """The next piece."""
        return self._file.read(_PIECE)


class Scanner:
    """The scanner of the settings, `host:port`; none scans nothing."""

    def __init__(self, address: str | None) -> None:
        self._client: aioclamd.ClamdAsyncClient | None = None
        if address is not None:
            host, _, port = address.rpartition(":")
            self._client = aioclamd.ClamdAsyncClient(host, int(port), _SECONDS)

    async def scan(self, file: BinaryIO) -> Scan:
        """Send the whole file. Raises ScannerUnavailable."""
        if self._client is None:
            return Scan.NONE
        file.seek(0)
        try:
            answer = await self._client.instream(_Pieces(file))
        except aioclamd.BufferTooLongError:
            return Scan.TOO_LARGE
        except (aioclamd.ClamdError, OSError) as error:
            raise ScannerUnavailable from error
        (verdict, _name), *_ = (answer or {"": ("ERROR", "")}).values()
        if verdict not in {"OK", "FOUND"}:
            raise ScannerUnavailable
        return Scan.CLEAN if verdict == "OK" else Scan.INFECTED

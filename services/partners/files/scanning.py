"""Asks a virus scanner that speaks clamd's protocol; without one nothing is claimed."""

from enum import StrEnum
from typing import BinaryIO, Final

import aioclamd

_SECONDS: Final = 120.0


class Scan(StrEnum):
    """What is known of a file's being clean."""

    NONE = "none"
    """No scanner is set up: it was not looked at."""
    CLEAN = "clean"
    INFECTED = "infected"


class ScannerUnavailable(Exception):
    """The scanner is set up and does not answer: nothing is let through unseen."""


class Scanner:
    """The scanner of the settings, `host:port`; none scans nothing."""

    def __init__(self, address: str | None) -> None:
        self._client: aioclamd.ClamdAsyncClient | None = None
        if address is not None:
            host, _, port = address.rpartition(":")
            self._client = aioclamd.ClamdAsyncClient(host, int(port), _SECONDS)

    async def scan(self, file: BinaryIO) -> Scan:
        """Send the whole file. Raises ScannerUnavailable, also for one too large for the scanner."""
        if self._client is None:
            return Scan.NONE
        file.seek(0)
        try:
            answer = await self._client.instream(file)
        except (aioclamd.ClamdError, OSError) as error:
            raise ScannerUnavailable from error
        (verdict, _name), *_ = (answer or {"": ("ERROR", "")}).values()
        if verdict not in {"OK", "FOUND"}:
            raise ScannerUnavailable
        return Scan.CLEAN if verdict == "OK" else Scan.INFECTED

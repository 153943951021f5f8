"""Which partner a message is from, with the secrets it may be signed by; read again every second."""

import asyncio
from datetime import UTC, datetime
from functools import cache
from typing import Final
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.partners.profiles.partner import Partner
from services.partners.profiles.secret import Direction, Secret, make, written
from services.partners.profiles.store import Profiles

KNOWN_FOR_SECONDS: Final = 1.0
NOBODY: Final = UUID(int=0)
_MOST_KNOWN: Final = 1_000
_NEVER: Final = datetime.min.replace(tzinfo=UTC)


class Sender(msgspec.Struct, frozen=True, kw_only=True):
    """A partner and what it signs with."""

    partner: Partner | None
    secrets: tuple[Secret, ...] = ()
    read_at: float

    def valid(self, now: datetime) -> tuple[Secret, ...]:
        """The secrets that are valid at an instant; one that nobody has where there are none."""
        valid = (s for s in self.secrets if s.valid_until is None or s.valid_until > now)
        return tuple(valid) or (_decoy(),)


@cache
def _decoy() -> Secret:
    """Checked where there is nothing to check, so that it takes as long; nothing is signed by it."""
    return Secret(id=NOBODY, direction=Direction.IN, text=written(make()), valid_from=_NEVER)


class Senders:
    """One per process."""

    def __init__(self, profiles: Profiles, clock: Clock) -> None:
        self._profiles = profiles
        self._clock = clock
        self._known: dict[str, Sender] = {}
        self._reading: dict[str, asyncio.Task[Sender]] = {}

    async def of(self, code: str) -> Sender:
        """The sender of a code, which need not be a partner."""
        now = asyncio.get_running_loop().time()
        known = self._known.get(code)
        if known is not None and now - known.read_at < KNOWN_FOR_SECONDS:
            return known
        return await self._read(code)

    async def fresh(self, code: str) -> Sender:
        """The sender as it is no earlier than now.

        However many ask, it is read once at a time: forged messages cost no more than that, and
        keep nobody else's from being looked at anew.
        """
        asked_at = asyncio.get_running_loop().time()
        while (reading := self._reading.get(code)) is not None:
            found = await asyncio.shield(reading)
            if found.read_at >= asked_at:
                return found
        reading = self._reading[code] = asyncio.create_task(self._read_alone(code))
        return await asyncio.shield(reading)

    async def _read_alone(self, code: str) -> Sender:
        try:
            return await self._read(code)
        finally:
            del self._reading[code]

    async def _read(self, code: str) -> Sender:
        now = asyncio.get_running_loop().time()
        if len(self._known) >= _MOST_KNOWN:
            self._known.clear()
        partner = await self._profiles.find(code)
        # Asked for one that is none too: the time taken must not tell which partners there are.
        secrets = await self._profiles.secrets(partner.id if partner else NOBODY, Direction.IN)
        found = Sender(partner=partner, secrets=secrets, read_at=now)
        self._known[code] = found
        return found

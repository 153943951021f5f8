"""The journal of messages that nobody known has signed: it tells of all and grows with none.

Of each minute, reason and partner the first are kept one by one, all are counted. Whoever sends
many such messages is known by address, and then costs no more than the look at a signature.
"""

import hashlib
from datetime import datetime
from typing import Any, Final

from limits import RateLimitItemPerMinute
from limits.aio.storage import MemoryStorage
from limits.aio.strategies import FixedWindowRateLimiter

from services.kit.database import fetch
from services.partners.inbox.signature import Reason

EACH_MINUTE: Final = 20
"""Of one reason and partner so many are kept one by one."""
FORGED_A_MINUTE: Final = 120
"""From one address; more are told to go away, and are counted from time to time."""
_FLUSH_SECONDS: Final = 5.0
_NOTE = """
WITH counted AS (
    INSERT INTO inbox.refused_counts AS c (minute, partner, reason, count)
    VALUES (date_trunc('minute', $1::timestamptz), $2, $4, $6)
    ON CONFLICT (minute, partner, reason) DO UPDATE SET count = c.count + excluded.count
    RETURNING count)
INSERT INTO inbox.refused (at, partner, reason, body_hash)
SELECT $1, $3, $4, $5 FROM counted WHERE count <= $7
"""
_Place = tuple[datetime, str, Reason]


class Refused:
    """One per process."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool
        self._rate = FixedWindowRateLimiter(MemoryStorage())
        self._limit = RateLimitItemPerMinute(FORGED_A_MINUTE)
        self._unwritten: dict[_Place, int] = {}
        self._written_at: float = 0.0

    async def is_flooding(self, address: str) -> bool:
        """Whether so many forged messages came from there lately that reading on is spared."""
        return not await self._rate.test(self._limit, address)

    async def note(
        self, reason: Reason, *, address: str, code: str, is_known: bool, raw: bytes, now: datetime
    ) -> bool:
        """Keep it; false where it was one too many from its address."""
        counted_as = code if is_known else ""
        place = (now.replace(second=0, microsecond=0), counted_as, reason)
        self._unwritten[place] = self._unwritten.get(place, 0) + 1
        is_welcome = await self._rate.hit(self._limit, address)
        moment = now.timestamp()
        if not is_welcome and 0 <= moment - self._written_at < _FLUSH_SECONDS:
            return False
        self._written_at = moment
        waiting, self._unwritten = self._unwritten, {}
        for (minute, known, why), count in waiting.items():
            is_this = (minute, known, why) == place
            at = now if is_this else minute
            named = code if is_this else known
            hashed = hashlib.sha256(raw).digest() if is_this else b""
            most = EACH_MINUTE if is_this else 0
            await fetch(self._pool, _NOTE, at, known, named, why.value, hashed, count, most)
        return is_welcome

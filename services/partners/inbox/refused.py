"""The journal of messages that nobody known has signed: it tells of all and grows with none.

Of each minute, reason and partner the first are kept one by one, all are counted: each of those at
once, the others from time to time. Nobody is kept out by their number here: behind a proxy all
senders have one address. A limit for each address is the proxy's (deploy/haproxy.cfg).
"""

import hashlib
from datetime import datetime
from typing import Any, Final

from services.kit.database import fetch
from services.partners.inbox.signature import Reason

EACH_MINUTE: Final = 20
"""Of one reason and partner so many are kept one by one."""
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
        self._unwritten: dict[_Place, int] = {}
        self._seen: dict[_Place, int] = {}
        self._written_at: float = 0.0

    async def note(
        self, reason: Reason, *, code: str, is_known: bool, raw: bytes, now: datetime
    ) -> None:
        """Keep it, or count it."""
        place = (now.replace(second=0, microsecond=0), code if is_known else "", reason)
        self._unwritten[place] = self._unwritten.get(place, 0) + 1
        moment = now.timestamp()
        if self._is_one_of_many(place) and 0 <= moment - self._written_at < _FLUSH_SECONDS:
            return
        self._written_at = moment
        waiting, self._unwritten = self._unwritten, {}
        for (minute, known, why), count in waiting.items():
            is_this = (minute, known, why) == place
            at = now if is_this else minute
            named = code if is_this else known
            hashed = hashlib.sha256(raw).digest() if is_this else b""
            most = EACH_MINUTE if is_this else 0
            await fetch(self._pool, _NOTE, at, known, named, why.value, hashed, count, most)

    def _is_one_of_many(self, place: _Place) -> bool:
        if place not in self._seen:
            # Of minutes that are over nothing more is asked.
            self._seen = {each: n for each, n in self._seen.items() if each[0] == place[0]}
        self._seen[place] = self._seen.get(place, 0) + 1
        return self._seen[place] > EACH_MINUTE

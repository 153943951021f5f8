"""Reads the entries of all calendars from the log, for rulebooks; needs no more than to read it."""

from collections.abc import Sequence
from typing import Any, Self

import asyncpg

from services.kit.clock import legal_day
from services.kit.database import LOST_CONNECTION, OVERLOADED, create_pool, fetch
from services.workflow.application.ports import StoreUnavailable
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import StoredRow
from services.workflow.rules.rulebook import CalendarEntry

# The condition on the topic is that of the index `log.calendar_entries`, to the letter.
_READ = """
SELECT position, stream_id, version, topic, state, recorded_at
  FROM log.events WHERE topic LIKE 'calendar:%' AND position > $1 ORDER BY position
"""


class CalendarLog:
    """The entries of calendars; belongs to the event loop it was opened in."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    async def open(cls, dsn: str) -> Self:
        """Connect, when first asked, as a role that may read the log."""
        return cls(await create_pool(dsn, name="fengqiao calendars", size=1))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._pool.close()

    async def entries(self, after: int) -> Sequence[CalendarEntry]:
        """The entries after a position of the log, in order. Raises StoreUnavailable."""
        try:
            rows = await fetch(self._pool, _READ, after)
        except (*LOST_CONNECTION, *OVERLOADED, asyncpg.InterfaceError) as error:
            raise StoreUnavailable(f"no calendars from the log: {error}") from error
        return [_entry(StoredRow(*row)) for row in rows]


def _entry(row: StoredRow) -> CalendarEntry:
    event, _ = codec.decode_state(row.topic, row.state)
    return CalendarEntry(row.position, row.stream_id, legal_day(row.recorded_at), event)  # type: ignore[arg-type]

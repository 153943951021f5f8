"""The rulebook of a process: what is shipped, and the holiday notices that its log holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.calendar_log import CalendarLog


@asynccontextmanager
async def rulebook_on(dsn: str) -> AsyncIterator[NationalRulebook]:
    """A rulebook on the log of a database; it holds entered notices from its first refresh."""
    async with await CalendarLog.open(dsn) as log:
        yield NationalRulebook(log.entries)

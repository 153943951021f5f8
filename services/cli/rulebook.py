"""The rulebook of a process: what is shipped, and the holiday notices that its log holds."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from services.workflow.application.ports import StoreUnavailable
from services.workflow.recorded.codec import UnknownEventType
from services.workflow.rules.rulebook import NationalRulebook
from services.workflow.storage.calendar_log import CalendarLog


@asynccontextmanager
async def rulebook_on(dsn: str) -> AsyncIterator[NationalRulebook]:
    """A rulebook on the log of a database, with the notices that were entered there so far."""
    async with await CalendarLog.open(dsn) as log:
        rulebook = NationalRulebook(log.entries)
        # A server that is down, or entries of a newer release, stop decisions and not the start:
        # who decides refreshes before.
        with suppress(StoreUnavailable, UnknownEventType):
            await rulebook.refresh()
        yield rulebook

"""Puts the inbox together: what takes messages, what shows them, what applies them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from services.kit.database import create_pool
from services.partners.inbox.applying import Applying
from services.partners.inbox.parts import InboxParts
from services.partners.inbox.reading import Messages
from services.partners.inbox.receiving import Receiving
from services.partners.inbox.refused import Refused
from services.partners.inbox.senders import Senders
from services.partners.inbox.store import Bell, Inbox
from services.partners.profiles.store import Profiles
from services.partners.side import Side

CONNECTIONS = 8


@asynccontextmanager
async def inbox_side(dsn: str, side: Side, profiles: Profiles) -> AsyncIterator[InboxParts]:
    """Connect for as long as it serves; `dsn` is that of the log as fengqiao_app."""
    pool: Any = await create_pool(dsn, name="fengqiao inbox", size=CONNECTIONS)
    bell = Bell(pool)
    try:
        senders, refused = Senders(profiles, side.clock), Refused(pool)
        yield InboxParts(
            receiving=Receiving(senders, refused, Inbox(pool, side.master, bell), side.clock),
            messages=Messages(pool, side.master, side.clock),
            reader=side.reader,
        )
    finally:
        await bell.end()
        await pool.close()


def applying_on(side: Side, profiles: Profiles) -> Applying:
    """What applies messages, as the worker has it."""
    return Applying(side.handler, side.reader, profiles, side.master)

"""What says that the database cannot be reached for now, and what it is worth waiting for."""

from typing import Final

import asyncpg

from services.kit.database import LOST_CONNECTION, OVERLOADED

LOST: Final = (
    *LOST_CONNECTION,
    *OVERLOADED,
    asyncpg.InterfaceError,
    # What the driver says when the server goes in the middle of a conversation.
    asyncpg.InternalClientError,
    asyncpg.DeadlockDetectedError,
)
"""What a new connection, now or later, can put right."""

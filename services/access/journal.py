"""Who changed which client, account or key: one line for each change, in its transaction."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec

_NOTE = """
INSERT INTO access.changes (at, by, kind, subject, what, detail)
VALUES ($1, $2, $3, $4, $5, $6::jsonb)
"""


class Kind(StrEnum):
    """What was changed."""

    CLIENT = "client"
    ACCOUNT = "account"
    SIGNING_KEY = "signing key"


async def note(
    connection: Any, kind: Kind, subject: str, *, at: datetime, by: str, what: str, detail: Any
) -> None:
    """Write one line; `detail` is how the subject stands now, without any secret."""
    written = msgspec.json.encode(detail).decode()
    await connection.execute(_NOTE, at, by, str(kind), subject, what, written)

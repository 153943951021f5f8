"""A secret that all processes share: made once, wrapped by the master key, kept in PostgreSQL."""

import secrets as randomness
from typing import Any, Final

from services.kit.database import fetch
from services.workflow.storage.master_key import MasterKey

_BYTES: Final = 32
_ADD = "INSERT INTO access.secrets (name, wrapped) VALUES ($1, $2) ON CONFLICT DO NOTHING"
_READ = "SELECT wrapped FROM access.secrets WHERE name = $1"


async def shared_secret(pool: Any, master: MasterKey, name: str) -> bytes:
    """The secret of that name; of processes that make it at once the first one's stays."""
    context = b"shared secret" + name.encode()
    rows = await fetch(pool, _READ, name)
    if not rows:
        made = await master.wrap(randomness.token_bytes(_BYTES), context)
        await fetch(pool, _ADD, name, made)
        rows = await fetch(pool, _READ, name)
    return await master.unwrap(bytes(rows[0]["wrapped"]), context)

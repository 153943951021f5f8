"""The log on PostgreSQL over asyncpg: appends by the group-commit writer, reads from a small pool."""

from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

import asyncpg

from services.kit.database import LOST_CONNECTION, OVERLOADED, create_pool, fetch
from services.workflow.application.ports import AppendRequest, Receipt, StoreUnavailable
from services.workflow.recorded.metadata import StoredRow
from services.workflow.storage.writer import GroupCommitWriter

_ROW = "position, stream_id, version, topic, state, recorded_at"
_READ_STREAM = f"""
SELECT {_ROW} FROM log.events
 WHERE stream_id = $1 AND version > $2 AND version <= $3 ORDER BY version
"""  # noqa: S608
_READ_LOG = f"SELECT {_ROW} FROM log.events WHERE position > $1 ORDER BY position LIMIT $2"  # noqa: S608
_FIND_RECEIPT = """
SELECT request_hash, first_position, last_position, recorded_at, answer
  FROM log.command_keys WHERE key = $1
"""
_NO_VERSION_IS_HIGHER = 2**31 - 1


class PostgresEventStore:
    """Implements the EventStore port; belongs to the event loop it was opened in."""

    def __init__(self, pool: Any, writer: GroupCommitWriter) -> None:
        self._pool = pool
        self._writer = writer

    @classmethod
    async def open(cls, dsn: str, *, readers: int = 4, **writer_options: Any) -> Self:
        """Connect as a role that may append and read; a server that is down is waited for later."""
        pool = await create_pool(dsn, name="fengqiao reader", size=readers)
        return cls(pool, GroupCommitWriter(dsn, **writer_options))

    async def close(self) -> None:
        """Store what still waits, then close."""
        await self._writer.close()
        await self._pool.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()

    async def append(self, request: AppendRequest) -> Receipt:
        """Store the writes or raise VersionConflict, KeyReused, StoreUnavailable."""
        return await self._writer.append(request)

    async def read_stream(
        self, stream_id: UUID, *, after: int = 0, up_to: int | None = None
    ) -> list[StoredRow]:
        """Rows of one stream with after < version <= up_to, in order."""
        last = _NO_VERSION_IS_HIGHER if up_to is None else up_to
        return _rows(await self._fetch(_READ_STREAM, stream_id, after, last))

    async def read_log(self, *, after: int, limit: int) -> list[StoredRow]:
        """Rows of the whole log after a position, in order."""
        return _rows(await self._fetch(_READ_LOG, after, limit))

    async def find_receipt(self, key: UUID) -> tuple[bytes, Receipt] | None:
        """The request hash and receipt stored under a key."""
        found = await self._fetch(_FIND_RECEIPT, key)
        if not found:
            return None
        request_hash, first, last, recorded_at, answer = found[0]
        return request_hash, Receipt(first, last, recorded_at, answer, is_repeat=True)

    async def head(self) -> int:
        """The last position of the log; 0 when empty."""
        position: int = (await self._fetch("SELECT position FROM log.head"))[0][0]
        return position

    async def _fetch(self, query: str, *values: object) -> Sequence[Any]:
        try:
            found: Sequence[Any] = await fetch(self._pool, query, *values)
        except (*LOST_CONNECTION, asyncpg.InterfaceError) as error:
            raise StoreUnavailable(f"no connection to the log: {error}") from error
        except OVERLOADED as error:
            raise StoreUnavailable(f"the log gives nothing just now: {error}") from error
        return found


def _rows(records: Sequence[Any]) -> list[StoredRow]:
    return [StoredRow(*record) for record in records]

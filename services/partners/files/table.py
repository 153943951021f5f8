"""Uploads and contents in PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from typing import Any, Self
from uuid import UUID

import msgspec

from services.kit.database import create_pool, fetch
from services.partners.files.upload import Content, Upload, UploadPart, UploadState

_COLUMNS = tuple(field.name for field in msgspec.structs.fields(Upload))
_LIST = ", ".join(_COLUMNS)
_VALUES = ", ".join(f"${n}" for n, _ in enumerate(_COLUMNS, start=1))
_READ = f"SELECT {_LIST} FROM files.files"  # noqa: S608
_CONTENT = (
    "SELECT id, dispute, sha256, size, media_type, scan, wrapped_key, stored_at FROM files.contents"
)
_COUNTED = "('receiving', 'stored', 'filed')"


QUARANTINE = timedelta(days=30)
"""So long an infected file is kept, sealed, for whoever looks into it."""


class DisputeFull(Exception):
    """The files of the dispute would be larger together than is allowed."""


class FileTable:
    """Reads and keeps rows; one per process."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao files", size=8)
        try:
            yield cls(pool)
        finally:
            await pool.close()

    async def add(self, upload: Upload, *, most_bytes: int) -> Upload:
        """Keep a new upload, or give the one that has its id. Raises DisputeFull."""
        async with self._pool.acquire() as connection, connection.transaction():
            # Of two declarations at once each must count the other.
            await connection.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended('files ' || $1, 0))",
                str(upload.dispute),
            )
            kept = await connection.fetchrow(f"{_READ} WHERE id = $1", upload.id)
            if kept is not None:
                return _upload(kept)
            together = await connection.fetchval(
                "SELECT coalesce(sum(size), 0) FROM files.files"  # noqa: S608
                f" WHERE dispute = $1 AND state IN {_COUNTED}",
                upload.dispute,
            )
            if together + upload.size > most_bytes:
                raise DisputeFull
            values = [_plain(getattr(upload, name)) for name in _COLUMNS]
            await connection.execute(
                f"INSERT INTO files.files ({_LIST}) VALUES ({_VALUES})",  # noqa: S608
                *values,
            )
        return upload

    async def get(self, file: UUID) -> Upload | None:
        """The upload of an id."""
        rows = await fetch(self._pool, f"{_READ} WHERE id = $1", file)
        return _upload(rows[0]) if rows else None

    async def add_part(self, file: UUID, part: UploadPart) -> bool:
        """Keep the next part; False where something else came first."""
        async with self._pool.acquire() as connection, connection.transaction():
            moved = await connection.fetchval(
                "UPDATE files.files SET received = received + $3 WHERE id = $1 AND received = $2"
                " AND state = 'receiving' AND received + $3 <= size RETURNING received",
                *(file, part.start, part.size),
            )
            if moved is None:
                return False
            await connection.execute(
                "INSERT INTO files.parts (file, start, size, object) VALUES ($1, $2, $3, $4)",
                *(file, part.start, part.size, part.object),
            )
        return True

    async def parts(self, file: UUID) -> tuple[UploadPart, ...]:
        """The parts of an upload in order."""
        rows = await fetch(
            self._pool,
            "SELECT start, size, object FROM files.parts WHERE file = $1 ORDER BY start",
            file,
        )
        return tuple(UploadPart(**dict(row)) for row in rows)

    async def forget_parts(self, file: UUID) -> None:
        """The objects of the parts are gone."""
        await self._pool.execute("DELETE FROM files.parts WHERE file = $1", file)

    async def settle(self, file: UUID, state: UploadState, **told: object) -> None:
        """Note what came of an upload: its state, and whatever columns are told."""
        names = ", ".join(f"{name} = ${n}" for n, name in enumerate(told, start=3))
        await self._pool.execute(
            f"UPDATE files.files SET state = $2{', ' + names if names else ''} WHERE id = $1",  # noqa: S608
            *(file, str(state), *told.values()),
        )

    @asynccontextmanager
    async def alone(self, file: UUID) -> AsyncIterator[None]:
        """Nobody else completes this upload meanwhile; a process that dies lets go."""
        key = f"completing {file}"
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
            await connection.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", key)
            yield

    async def content(self, dispute: UUID, sha256: bytes) -> Content | None:
        """What is stored of a dispute under a hash; an erased one is not."""
        rows = await fetch(
            self._pool,
            f"{_CONTENT} WHERE dispute = $1 AND sha256 = $2 AND erased_at IS NULL",
            *(dispute, sha256),
        )
        return Content(**dict(rows[0])) if rows else None

    async def add_content(self, content: Content) -> bool:
        """Keep it; False where the same content of the dispute is there already."""
        kept = await self._pool.fetchval(
            "INSERT INTO files.contents"
            " (id, dispute, sha256, size, media_type, scan, wrapped_key, stored_at)"
            " VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"
            " ON CONFLICT (dispute, sha256) WHERE erased_at IS NULL DO NOTHING RETURNING id",
            *msgspec.structs.astuple(content),
        )
        return kept is not None

    async def destroy_keys(self, dispute: UUID, now: datetime) -> list[Content]:
        """Erase all that is stored of a dispute; gives what it was, without keys."""
        rows = await self._pool.fetch(
            "UPDATE files.contents SET wrapped_key = NULL, erased_at = $2"
            " WHERE dispute = $1 AND erased_at IS NULL"
            " RETURNING id, dispute, sha256, size, media_type, scan, wrapped_key, stored_at",
            *(dispute, now),
        )
        return [Content(**dict(row)) for row in rows]

    async def destroy_unused(self, dispute: UUID, sha256: bytes, now: datetime) -> Content | None:
        """Erase what no upload of the dispute came to; gives what it was, without its key."""
        row = await self._pool.fetchrow(
            "UPDATE files.contents SET wrapped_key = NULL, erased_at = $3"
            " WHERE dispute = $1 AND sha256 = $2 AND erased_at IS NULL AND NOT EXISTS ("
            "   SELECT 1 FROM files.files f WHERE f.dispute = $1 AND f.sha256 = $2"
            "   AND f.state IN ('stored', 'filed'))"
            " RETURNING id, dispute, sha256, size, media_type, scan, wrapped_key, stored_at",
            *(dispute, sha256, now),
        )
        return Content(**dict(row)) if row else None

    async def unfinished(self, now: datetime, limit: int) -> Sequence[Upload]:
        """Uploads whose day is over, the oldest first; those in quarantine are kept for longer."""
        rows = await self._pool.fetch(
            f"{_READ} WHERE wrapped_key IS NOT NULL AND expires_at <= $1"
            " AND (state <> 'quarantined' OR expires_at <= $2) ORDER BY expires_at LIMIT $3",
            *(now, now - QUARANTINE, limit),
        )
        return [_upload(row) for row in rows]


def _upload(row: Any) -> Upload:
    return msgspec.convert(dict(row), Upload, strict=False)


def _plain(value: object) -> object:
    """A code as the text that it is."""
    return str(value) if isinstance(value, str) else value

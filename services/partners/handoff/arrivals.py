"""Packages that partners handed in and those that were not taken, in PostgreSQL."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Final, Self
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.kit.database import create_pool, fetch
from services.workflow.domain.values.sealed import Sealed

_LOCK: Final = 0x61727269  # "arri": numbers of arrivals are given one at a time
_FIND = """
SELECT receipt, matter = $2 AND offer = $3 AS is_same FROM handoff.arrivals WHERE partner = $1 AND (matter = $2 AND offer = $3 OR dispute = $4)
ORDER BY is_same DESC
"""
_OF_MATTER = """
SELECT receipt FROM handoff.arrivals WHERE partner = $1 AND matter = $2 ORDER BY sequence
"""
_NEXT = "SELECT coalesce(max(sequence), 0) + 1 FROM handoff.arrivals WHERE partner = $1"
_ADD = """
INSERT INTO handoff.arrivals
  (partner, sequence, matter, offer, digest, kid, dispute, manifest, record, receipt, at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11)
"""
_OF_DISPUTE = "SELECT manifest, record, receipt FROM handoff.arrivals WHERE dispute = $1"


class FileTaken(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a file of a package."""

    sha256: str
    fault: str | None = None
    """Why it is not on file, such as `type_not_taken` or `infected`; none: it is."""


class PackageReceipt(msgspec.Struct, frozen=True, kw_only=True):
    """Our receipt for a package: the same one however often the package is sent."""

    matter: str
    """The id of the dispute in the sender's system."""
    offer: int
    """The sender's number of the offer."""
    step: str
    """`registered`: it is on file with the receiver, who has yet to accept the application."""
    sequence: int
    """Counts 1, 2, 3 … over all packages taken from this partner."""
    dispute: UUID
    """Ours."""
    case_number: str
    """Ours."""
    custodian: UUID | None
    """Who has the dispute: null until the receiver has accepted the application, as the sender has it
    until then; its answer is in the feed and in `GET …/handed-in`. Entrusted: who entrusts it."""
    received: str
    """SHA-256 in hex of the manifest that was received: it stands for the whole package."""
    kid: str
    """The key that had signed it."""
    at: datetime
    position: int
    """In our log, of the registration."""
    files: tuple[FileTaken, ...] = ()


class HandedIn(msgspec.Struct, frozen=True, kw_only=True):
    """A package as it is kept: its record without the people."""

    receipt: PackageReceipt
    manifest: dict[str, Any]
    record: Sealed


class Arrivals:
    """Keeps them; one per process."""

    def __init__(self, pool: Any, clock: Clock) -> None:
        self._pool = pool
        self._clock = clock

    @classmethod
    @asynccontextmanager
    async def open(cls, dsn: str, clock: Clock) -> AsyncIterator[Self]:
        """Connect for as long as it is used."""
        pool: Any = await create_pool(dsn, name="fengqiao arrivals", size=2)
        try:
            yield cls(pool, clock)
        finally:
            await pool.close()

    async def of_matter(self, partner: UUID, matter: str) -> list[PackageReceipt]:
        """The receipts that were given for a dispute of a partner, the oldest first."""
        rows = await fetch(self._pool, _OF_MATTER, partner, matter)
        return [msgspec.json.decode(row["receipt"], type=PackageReceipt) for row in rows]

    async def of_dispute(self, dispute: UUID) -> HandedIn | None:
        """The package by which a dispute came in."""
        rows = await fetch(self._pool, _OF_DISPUTE, dispute)
        if not rows:
            return None
        return HandedIn(
            receipt=msgspec.json.decode(rows[0]["receipt"], type=PackageReceipt),
            manifest=msgspec.json.decode(rows[0]["manifest"]),
            record=msgspec.json.decode(rows[0]["record"], type=Sealed),
        )

    async def keep(
        self, partner: UUID, receipt: PackageReceipt, manifest: bytes, record: Sealed
    ) -> PackageReceipt | None:
        """Keep one under the partner's next number; of two at once both get the first one's receipt.

        None where the dispute has a receipt for another offer.
        """
        async with self._pool.acquire() as connection, connection.transaction():
            await connection.execute(
                "SELECT pg_advisory_xact_lock($1, hashtext($2))", _LOCK, str(partner)
            )
            found = await connection.fetchrow(
                _FIND, partner, receipt.matter, receipt.offer, receipt.dispute
            )
            if found and not found["is_same"]:
                return None
            if found:
                return msgspec.json.decode(found["receipt"], type=PackageReceipt)
            sequence = await connection.fetchval(_NEXT, partner)
            numbered = msgspec.structs.replace(receipt, sequence=sequence)
            await connection.execute(
                _ADD,
                *(partner, sequence, receipt.matter, receipt.offer),
                *(bytes.fromhex(receipt.received), receipt.kid, receipt.dispute),
                *(manifest.decode(), msgspec.json.encode(record).decode()),
                *(msgspec.json.encode(numbered), receipt.at),
            )
        return numbered

    async def refuse(self, partner: UUID, digest: bytes, size: int, codes: Sequence[str]) -> None:
        """Note a package that was not taken; nothing of what it holds is kept."""
        async with self._pool.acquire() as connection:
            await connection.execute(
                "INSERT INTO handoff.refusals (partner, at, digest, size, codes)"
                " VALUES ($1, $2, $3, $4, $5)",
                *(partner, self._clock.now(), digest, size, list(codes)),
            )

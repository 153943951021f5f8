"""How far the log was looked through for each partner, and the items that are written with it."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

import msgspec

from services.partners.feed.chain import START

_LOCK: Final = "hashtextextended('fengqiao feeder', 0)"
_COLUMNS: Final = (
    *("partner", "sequence", "position", "previous", "dispute", "kind", "body", "chain"),
)
_READ: Final = """
SELECT partner, position, sequence, last_position, chain FROM feed.marks WHERE partner = ANY ($1)
"""
_ADVANCE: Final = """
INSERT INTO feed.marks AS m (partner, position, sequence, last_position, chain)
SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bytea[])
ON CONFLICT (partner) DO UPDATE
   SET (position, sequence, last_position, chain)
     = (excluded.position, excluded.sequence, excluded.last_position, excluded.chain)
 WHERE m.position = $6
RETURNING m.partner
"""
_TELL: Final = "SELECT pg_notify('feed', id) FROM unnest($1::text[]) AS id"

Row = tuple[UUID, int, int, int, UUID, str, bytes, bytes]
"""An item with its partner, as its table has it."""


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """Where one feed stands."""

    partner: UUID
    position: int = 0
    """The log was looked through up to here."""
    sequence: int = 0
    last_position: int = 0
    """Of the last item."""
    chain: bytes = START


class Moved(Exception):
    """Somebody else moved the marks: what this feeder knows of them is old."""


async def try_lock(connection: Any) -> bool:
    """Become the one feeder of this database, as long as the connection lives."""
    is_held: bool = await connection.fetchval(f"SELECT pg_try_advisory_lock({_LOCK})")
    return is_held


async def marks_of(connection: Any, partners: Sequence[UUID]) -> dict[UUID, Mark]:
    """The mark of each; one that was never told anything stands at the beginning of the log."""
    rows = await connection.fetch(_READ, list(partners))
    known = {row["partner"]: Mark(**dict(row)) for row in rows}
    return {partner: known.get(partner, Mark(partner=partner)) for partner in partners}


async def write(
    connection: Any, rows: Sequence[Row], marks: Mapping[UUID, Mark], *, came_from: int
) -> None:
    """Items and marks in one transaction, and a word to whoever waits. Raises Moved."""
    columns = zip(
        *((m.partner, m.position, m.sequence, m.last_position, m.chain) for m in marks.values()),
        strict=True,
    )
    async with connection.transaction():
        moved = await connection.fetch(_ADVANCE, *map(list, columns), came_from)
        if len(moved) != len(marks):
            raise Moved
        await connection.copy_records_to_table(
            "items", schema_name="feed", columns=_COLUMNS, records=rows
        )
        await connection.execute(_TELL, sorted({str(row[0]) for row in rows}))

"""The events of disputes, in order, as the timeline keeps them."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow

_ROWS = """
SELECT position, dispute, version, topic, state, recorded_at FROM views.dispute_timeline
 WHERE dispute = $1 ORDER BY version
"""
_ROWS_OF_MANY = """
SELECT position, dispute, version, topic, state, recorded_at FROM views.dispute_timeline
 WHERE dispute = ANY ($1) ORDER BY dispute, version
"""
_DIGESTS = """
SELECT position, encode(sha256(state), 'hex') FROM views.dispute_timeline WHERE dispute = $1
"""


async def history(connection: Any, dispute: UUID) -> list[Recorded]:
    """Every event of the shared record; whether the caller may read it is asked before."""
    return [codec.decode(StoredRow(*row)) for row in await connection.fetch(_ROWS, dispute)]


async def histories(connection: Any, disputes: Sequence[UUID]) -> dict[UUID, list[Recorded]]:
    """The same for many disputes."""
    found: dict[UUID, list[Recorded]] = defaultdict(list)
    for row in await connection.fetch(_ROWS_OF_MANY, disputes):
        recorded = codec.decode(StoredRow(*row))
        found[recorded.stream_id].append(recorded)
    return found


async def digests(connection: Any, dispute: UUID) -> dict[int, str]:
    """SHA-256 of every event as it is stored, in hex, by position."""
    return dict(await connection.fetch(_DIGESTS, dispute))

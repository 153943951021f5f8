"""The events of one dispute, in order, as the timeline keeps them."""

from typing import Any
from uuid import UUID

from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded, StoredRow

_ROWS = """
SELECT position, dispute, version, topic, state, recorded_at FROM views.dispute_timeline
 WHERE dispute = $1 ORDER BY version
"""


async def history(connection: Any, dispute: UUID) -> list[Recorded]:
    """Every event of the shared record; whether the caller may read it is asked before."""
    return [codec.decode(StoredRow(*row)) for row in await connection.fetch(_ROWS, dispute)]

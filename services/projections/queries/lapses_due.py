"""Disputes with a deadline that has lapsed and whose lapse is to be recorded, the longest overdue first."""

from datetime import date
from typing import Any
from uuid import UUID

LAPSED = """
SELECT due_rolled, dispute FROM views.deadlines_due
 WHERE lapse <> '' AND due_rolled < $1 AND status = 'running'
   AND (due_rolled, dispute) > ($2, $3)
 ORDER BY due_rolled, dispute LIMIT $4
"""
_FIRST = (date.min, UUID(int=0))


class ListedLapses:
    """The open deadlines, asked by an index that has those alone that run out by themselves."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def lapsed(
        self, today: date, after: tuple[date, UUID] | None, limit: int
    ) -> list[tuple[date, UUID]]:
        """Their last day and id, after a place; a dispute may be listed for several."""
        rows = await self._pool.fetch(LAPSED, today, *(after or _FIRST), limit)
        return [(row["due_rolled"], row["dispute"]) for row in rows]

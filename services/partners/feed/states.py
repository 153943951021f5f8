"""Disputes as they stood at a position of the log: folded on, or read back where first met."""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.codec import decode
from services.workflow.recorded.metadata import Recorded, StoredRow

DISPUTE: Final = "dispute:"
"""How the topics of disputes begin: nothing of other streams is ever told to partners."""
KEPT: Final = 5_000
_HISTORIES = """
SELECT position, stream_id, version, topic, state, recorded_at FROM log.events
 WHERE stream_id = ANY ($1) AND position <= $2 AND starts_with(topic, 'dispute:')
 ORDER BY stream_id, version
"""


class UnreadHistory(Exception):
    """An earlier event of the dispute cannot be read: nobody knows where it stands."""


class States:
    """The disputes met last, each as it stood where the log has been folded to."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._states: OrderedDict[UUID, Dispute] = OrderedDict()
        self._unread = set[UUID]()

    async def prepare(self, connection: Any, rows: Sequence[StoredRow], after: int) -> None:
        """Read back what the rows go on from and is not in memory: it stands at `after`."""
        met = {row.stream_id for row in rows if row.topic.startswith(DISPUTE)}
        begun = {row.stream_id for row in rows if row.version == 1}
        missing = met - begun - self._states.keys()
        self._unread.clear()
        for record in await connection.fetch(_HISTORIES, list(missing), after) if missing else ():
            row = StoredRow(*record)
            try:
                self.fold(decode(row))
            except Exception:  # noqa: BLE001
                # Told when the dispute's next event comes up: it is there that the feeds stop.
                self._unread.add(row.stream_id)

    def fold(self, recorded: Recorded) -> tuple[Dispute, Dispute]:
        """The dispute before its next event and after it. Raises UnreadHistory."""
        stream = recorded.stream_id
        if stream in self._unread:
            raise UnreadHistory(stream)
        before = self._states.get(stream, Dispute()) if recorded.version > 1 else Dispute()
        after = self._states[stream] = evolve(before, recorded.event, stream)
        self._states.move_to_end(stream)
        return before, after

    def trim(self) -> None:
        """Forget what was not met for the longest time; between batches, not within one."""
        for stream in self._unread:
            self._states.pop(stream, None)
        while len(self._states) > self._kept:
            self._states.popitem(last=False)

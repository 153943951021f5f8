"""From a batch of the log to the items of several partners: decode, fold, redact, chain."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from services.partners.feed.chain import linked
from services.partners.feed.holding import Held
from services.partners.feed.marks import Mark, Row
from services.partners.feed.redaction import View, shown, view_of
from services.partners.feed.states import DISPUTE, States
from services.partners.profiles.partner import Partner
from services.projections.collector import paused
from services.workflow.domain.dispute.permissions import involved, may_be_told
from services.workflow.domain.dispute.state import Dispute
from services.workflow.recorded.codec import decode
from services.workflow.recorded.metadata import Recorded, StoredRow

SLICE: Final = 100
"""Events told of at a stretch, before others of this process get their turn."""


class Telling:
    """One batch for partners whose feeds stand at the same position."""

    def __init__(
        self, partners: Sequence[Partner], marks: dict[UUID, Mark], states: States
    ) -> None:
        self._ends = {
            partner: (mark.sequence, mark.last_position, mark.chain)
            for partner, mark in marks.items()
        }
        self.rows: list[Row] = []
        self.held: Held | None = None
        self._states = states
        self._partners = [(partner, view_of(partner)) for partner in partners]
        self._bodies = frozenset(str(partner.organisation) for partner in partners)
        self._audiences: dict[tuple[frozenset[str], str, str], list[tuple[UUID, View]]] = {}

    async def take(self, connection: Any, rows: Sequence[StoredRow], after: int) -> int:
        """Tell of the rows; the position up to which that was done."""
        await self._states.prepare(connection, rows, after)
        for start in range(0, len(rows), SLICE):
            with paused():
                self._take(rows[start : start + SLICE])
            if self.held:
                return self.held.position - 1
            await asyncio.sleep(0)
        return rows[-1].position

    def _take(self, rows: Sequence[StoredRow]) -> None:
        for row in rows:
            if not row.topic.startswith(DISPUTE):
                continue
            try:
                recorded = decode(row)
                before, dispute = self._states.fold(recorded)
            except Exception as error:  # noqa: BLE001
                # A type of a newer release, a row that is spoilt: whatever it is, who may be told
                # what is not known, and what comes later must not come before it.
                self.held = Held(position=row.position, topic=row.topic, error=type(error).__name__)
                return
            self._tell(recorded, before, dispute)

    def _tell(self, recorded: Recorded, before: Dispute, dispute: Dispute) -> None:
        bodies: dict[View, bytes | None] = {}
        for partner, view in self._audience(before, dispute):
            if view not in bodies:
                bodies[view] = shown(recorded, dispute, view)
            body = bodies[view]
            if body is not None:
                self._add(partner, recorded, body)

    def _audience(self, before: Dispute, after: Dispute) -> list[tuple[UUID, View]]:
        """Who is told: regions decide, and which of their bodies had a part in it or have one now."""
        bodies = (involved(before) | involved(after)) & self._bodies
        key = (bodies, before.region, after.region)
        found = self._audiences.get(key)
        if found is None:
            found = [
                (partner.id, view)
                for partner, view in self._partners
                if may_be_told(partner.actor, before, after)
            ]
            self._audiences[key] = found
        return found

    def _add(self, partner: UUID, recorded: Recorded, body: bytes) -> None:
        sequence, previous, before = self._ends[partner]
        sequence, position = sequence + 1, recorded.position
        chain = linked(before, sequence, position, body)
        kind = type(recorded.event).__name__
        place = (partner, sequence, position, previous)
        self.rows.append((*place, recorded.stream_id, kind, body, chain))
        self._ends[partner] = (sequence, position, chain)

    def marks_at(self, position: int) -> dict[UUID, Mark]:
        """Where the feeds stand once this is written."""
        return {
            partner: Mark(
                partner=partner,
                position=position,
                sequence=sequence,
                last_position=last,
                chain=chain,
            )
            for partner, (sequence, last, chain) in self._ends.items()
        }

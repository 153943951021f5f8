"""Reads of the write side: the record now and as it was, its events, and what a caller may do."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.workflow.application.confidence import known_to
from services.workflow.application.given import Gatherer
from services.workflow.application.ports import EventStore, Keyring, Rulebook, StateCache
from services.workflow.application.streams import DISPUTE, ORGANISATION, Streams
from services.workflow.domain.dispute.decider import obstacle
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.guards.routes import Route, open_routes
from services.workflow.domain.dispute.lifecycle import MOVES, State
from services.workflow.domain.dispute.permissions import may_read, require_permitted
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotPermitted, Refusal, Unknown
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.privileged import privileged_id, said
from services.workflow.domain.values.sealed import Sealed
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Recorded


class Action(msgspec.Struct, frozen=True):
    """One move, and why it is not open to this caller now; no refusal: it is."""

    move: str
    zh: str
    refusal: Refusal | None


class DisputeReader:
    """Answers about single disputes, at the newest version of the log."""

    def __init__(
        self,
        store: EventStore,
        keyring: Keyring,
        cache: StateCache,
        clock: Clock,
        rulebook: Rulebook,
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._streams = Streams(store, cache)
        self._gatherer = Gatherer(self._streams, clock, rulebook)

    async def current(self, dispute_id: UUID, actor: Actor) -> tuple[Dispute, int]:
        """The record now, and its version. Raises Unknown for one that the caller may not read."""
        await self._gatherer.refresh_calendars()
        dispute, version = await self._streams.refresh(DISPUTE, dispute_id)
        if dispute.id is None or not may_read(actor, dispute):
            raise Unknown("unknown_dispute")
        return dispute, version

    async def at_version(self, dispute_id: UUID, version: int, actor: Actor) -> tuple[Dispute, int]:
        """The record as it was after so many events; the newest where there are fewer."""
        await self.current(dispute_id, actor)
        rows = await self._store.read_stream(dispute_id, up_to=version)
        return fold((codec.decode(row).event for row in rows), dispute_id), len(rows)

    async def at_instant(
        self, dispute_id: UUID, instant: datetime, actor: Actor
    ) -> tuple[Dispute, int]:
        """The record as the log knew it at an instant. Raises Unknown before its registration."""
        await self.current(dispute_id, actor)
        rows = await self._store.read_stream(dispute_id)
        known = [codec.decode(row).event for row in rows if row.recorded_at <= instant]
        if not known:
            raise Unknown("unknown_dispute")
        return fold(known, dispute_id), len(known)

    async def history(self, dispute_id: UUID, actor: Actor) -> list[Recorded]:
        """Every event of the shared record, in order."""
        await self.current(dispute_id, actor)
        return [codec.decode(row) for row in await self._store.read_stream(dispute_id)]

    async def actions(self, dispute_id: UUID, actor: Actor) -> list[Action]:
        """Every move of a dispute on file: open to this caller now, or why not."""
        dispute, _ = await self.current(dispute_id, actor)
        return [
            Action(move.name, move.zh, self._refusal(move.name, dispute, actor))
            for move in MOVES
            if State.UNREGISTERED not in move.sources
        ]

    async def given(self, dispute: Dispute, actor: Actor) -> Given:
        """Today, the rules and the calendar, for what a record computes; nothing is decided."""
        given = self._gatherer.plain("close_dispute", dispute, actor)
        if dispute.organisation is not None:
            given.rules = await self._gatherer.rules_of(dispute.organisation, dispute.region)
        return given

    def today(self) -> date:
        """The present day in Asia/Shanghai."""
        return self._gatherer.today()

    async def body_name(self, body: UUID) -> str:
        """What an organisation, commission or court is called; empty for one that is not on file."""
        known, _ = await self._streams.load(ORGANISATION, body)
        name: str = known.name
        return name

    async def routes(self, dispute_id: UUID, actor: Actor) -> tuple[Route, ...]:
        """The roads that are open to the parties today, and why not the others."""
        dispute, _ = await self.current(dispute_id, actor)
        given = await self.given(dispute, actor)
        if dispute.organisation is not None:
            given.handler, _ = await self._streams.refresh(ORGANISATION, dispute.organisation)
        return open_routes(dispute, given)

    async def confidential_notes(
        self, dispute_id: UUID, actor: Actor
    ) -> list[tuple[Recorded, str | None]]:
        """Notes and offers, for the mediator who has the dispute, or covers today, and nobody else.

        Of an earlier tenure or another organisation only what the caller's own account wrote here.
        None where an answer to an offer says no more than yes or no, or a text was erased.
        """
        stream = privileged_id(dispute_id)
        # Read before the right to it is asked for: whoever follows meanwhile writes nothing of it.
        entries = await self._streams.recorded(stream)
        dispute, _ = await self.current(dispute_id, actor)
        require_permitted("note_in_confidence", actor, dispute, today=self._gatherer.today())
        notes = known_to(actor, entries, await self._streams.recorded(dispute_id))
        boxes = [said(note.event) for note in notes]
        opened = await self._keyring.open_all([(stream, box) for box in boxes if box])
        texts = iter(opened)
        return [
            (note, next(texts) if box else None) for note, box in zip(notes, boxes, strict=True)
        ]

    async def open_all(self, dispute_id: UUID, boxes: list[Sealed]) -> list[str | None]:
        """The texts of sealed values of one dispute; None where the person was erased."""
        return await self._keyring.open_all([(dispute_id, box) for box in boxes])

    def _refusal(self, move: str, dispute: Dispute, actor: Actor) -> Refusal | None:
        try:
            # A body named in a command is the caller's own as far as can be said before it is.
            require_permitted(
                move,
                actor,
                dispute,
                body=actor.organisation,
                today=self._gatherer.today(),
            )
        except NotPermitted as refusal:
            return refusal
        return obstacle(move, dispute, self._gatherer.plain(move, dispute, actor))

"""The way of a command: load, permit, decide, append; decided again when the log has moved on."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.workflow.application.aftermath import Aftermath, Aftermaths
from services.workflow.application.deadlines_moved import MovedDeadline
from services.workflow.application.given import Gatherer, named_body, named_region
from services.workflow.application.linking import linked_dispute, resealed
from services.workflow.application.personal import numbers_given, sealed
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    KeyReused,
    Keyring,
    Receipt,
    Rulebook,
    StateCache,
    StoreUnavailable,
    StreamWrite,
    VersionConflict,
)
from services.workflow.application.requests import Request
from services.workflow.application.same_matter import NO_MATTERS, Matters, warn_if_known
from services.workflow.application.sealing import sealed_fields, with_text_sealed
from services.workflow.application.streams import (
    DISPUTE,
    REGISTER,
    Streams,
)
from services.workflow.application.who_recorded import metadata_of
from services.workflow.domain import register
from services.workflow.domain.dispute import lifecycle
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.events import DisputeSplitOff
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.guards.relying import ReliedOn
from services.workflow.domain.dispute.permissions import may_read, require_permitted
from services.workflow.domain.dispute.stages.intake.claims import SplitClaims
from services.workflow.domain.dispute.stages.intake.intake import RegisterDispute
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotPermitted, Refusal, Unknown
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.privileged import Event as PrivilegedEvent
from services.workflow.domain.privileged import privileged_id
from services.workflow.domain.tasks import tasks_id
from services.workflow.recorded import codec
from services.workflow.recorded.metadata import Metadata

ATTEMPTS = 4
"""The first decision and up to three more on newer versions."""


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A command as it came in: what, on which dispute, by whom, under which key."""

    body: Command | Request
    dispute: UUID
    actor: Actor
    key: UUID
    """Idempotency key, scoped to the caller; also the command's id in the log."""
    request_hash: bytes
    expected_version: int | None = None
    """The version the caller has seen; none: decide again on whatever is newest."""
    correlation_id: UUID | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a caller is told; stored with the key and told again for a repeat."""

    dispute: UUID
    version: int
    state: lifecycle.State
    case_number: str
    custodian: UUID | None
    offer: int | None = None
    """The number of the offer in flight."""
    linked_dispute: UUID | None = None
    """The dispute that the command split off from this one."""
    linked_case_number: str = ""
    dependents: tuple[str, ...] = ()
    """What had been computed from a corrected value, by code: rules, figures, decisions."""
    moved: tuple[MovedDeadline, ...] = ()
    """Deadlines that are otherwise after a correction or annulment."""
    relied_on: tuple[ReliedOn, ...] = ()
    """Who relied on what was put right."""
    warnings: tuple[str, ...] = ()


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """The answer with its place in the log."""

    answer: Answer
    position: int
    recorded_at: datetime
    is_repeat: bool


class StaleVersion(Exception):
    """The caller has not seen the newest version of what it edits."""

    def __init__(self, current_version: int) -> None:
        super().__init__(str(current_version))
        self.current_version = current_version


class TooMuchContention(Exception):
    """Other commands won every time; safe to try again with the same key."""


class CommandHandler:
    """Takes commands to disputes. One instance per process; the cache is shared with readers."""

    def __init__(
        self,
        store: EventStore,
        keyring: Keyring,
        cache: StateCache,
        clock: Clock,
        rulebook: Rulebook,
        matters: Matters = NO_MATTERS,
    ) -> None:
        self._store = store
        self._keyring = keyring
        self._clock = clock
        self._matters = matters
        self._streams = Streams(store, cache)
        self._gatherer = Gatherer(self._streams, clock, rulebook, matters)
        self._aftermaths = Aftermaths(self._streams, self._gatherer)

    async def handle(self, envelope: Envelope) -> Outcome:
        """Store what follows from the command, once however often it is sent.

        Raises a Refusal, StaleVersion, KeyReused, TooMuchContention or StoreUnavailable.
        A repeat of a stored command gets its first answer, also where it would now be refused.
        """
        prepared: dict[str, Command] = {}
        async with self._streams.one_at_a_time(*self._contended(envelope)):
            for _ in range(ATTEMPTS):
                try:
                    return await self._attempt(envelope, prepared)
                except (Refusal, StaleVersion):
                    if (repeat := await self._stored(envelope)) is not None:
                        return repeat
                    if not await self._has_moved_on(envelope.dispute):
                        raise
                except VersionConflict as conflict:
                    self._streams.forget((conflict.stream_id, envelope.dispute))
                except StoreUnavailable:
                    # Whether it was stored is not known; the next command reads the log.
                    self._streams.forget((envelope.dispute,))
                    raise
        raise TooMuchContention

    def _contended(self, envelope: Envelope) -> tuple[UUID, ...]:
        """The dispute; where it gives a number also the organisation whose register it comes from."""
        body = envelope.body
        if body.move not in {"register_dispute", "split_claims"}:
            return (envelope.dispute,)
        organisation = getattr(body, "organisation", None) or envelope.actor.organisation
        return (envelope.dispute, *((organisation,) if organisation else ()))

    async def _attempt(self, envelope: Envelope, prepared: dict[str, Command]) -> Outcome:
        dispute, version = await self._streams.load(DISPUTE, envelope.dispute)
        self._require_known(envelope, dispute)
        if envelope.expected_version is not None and envelope.expected_version != version:
            raise StaleVersion(version)
        if isinstance(envelope.body, Command) or dispute.id is not None:
            # Before the state: who may not do it is not told where the dispute stands.
            self._require_permitted(envelope.body, envelope.actor, dispute)
        command = await self._command(envelope, dispute, prepared)
        self._require_permitted(command, envelope.actor, dispute)
        given = await self._gatherer.full(command, dispute, envelope.actor)
        if isinstance(command, SplitClaims):
            given.new_dispute = linked_dispute(envelope.key)
        number = await self._number(command, envelope.dispute, given)
        given.case_number = number.number if number else ""
        events: list[Fact] = [
            await resealed(event, self._keyring) if isinstance(event, DisputeSplitOff) else event
            for event in decide(command, dispute, given)
        ]
        return await self._append(envelope, dispute, version, events, number, given)

    async def _append(
        self,
        envelope: Envelope,
        dispute: Dispute,
        version: int,
        events: list[Fact],
        number: register.CaseNumberGiven | None,
        given: Given,
    ) -> Outcome:
        shared = _shared(events)
        after = self._after(envelope.body.move, envelope.dispute, dispute, shared)
        if dispute.id is None:
            await warn_if_known(given, after, self._matters)
        follows = await self._aftermaths.of(envelope.body.move, dispute, after, shared, given)
        answer = _answer(envelope.dispute, after, version + len(shared), given, follows)
        writes = await self._writes(envelope, version, events, number, given)
        receipt = await self._store.append(
            AppendRequest(
                key=envelope.key,
                request_hash=envelope.request_hash,
                answer=msgspec.json.encode(answer),
                subject=envelope.dispute,
                writes=writes,
            )
        )
        if shared and not receipt.is_repeat:
            self._streams.keep(envelope.dispute, after, version + len(shared))
        return _outcome(receipt)

    async def _writes(
        self,
        envelope: Envelope,
        version: int,
        events: list[Fact],
        number: register.CaseNumberGiven | None,
        given: Given,
    ) -> tuple[StreamWrite, ...]:
        """Each event to its stream: the dispute's, its privileged one, a linked dispute's, the register's."""
        meta = metadata_of(
            envelope.key, envelope.actor, given, correlation_id=envelope.correlation_id
        )
        notes = [e for e in events if isinstance(e, PrivilegedEvent)]
        shared = _shared(events)
        writes = [_write(envelope.dispute, version, shared, meta)] if shared else []
        if notes:
            stream = privileged_id(envelope.dispute)
            writes.append(_write(stream, given.talks.entries, notes, meta))
        if notes and not shared:
            # Nothing is written there; but whoever wrote must still be who mediates it.
            writes.append(StreamWrite(envelope.dispute, version, ()))
        writes += [
            _write(e.dispute, 0, [e], meta) for e in events if isinstance(e, DisputeSplitOff)
        ]
        if number is not None:
            stream = register.register_id(_giver(given).id, given.occurred_on.year)
            writes.append(_write(stream, number.serial - 1, [number], meta))
        if given.leader_version is not None:
            # Nothing is written there; but the decision holds only while the other is as it was.
            writes.append(StreamWrite(given.leader.id, given.leader_version, ()))
        if given.tasks_version is not None:
            # So that nobody claims a task of a dispute while it is being closed.
            writes.append(StreamWrite(tasks_id(envelope.dispute), given.tasks_version, ()))
        return tuple(writes)

    async def _command(
        self, envelope: Envelope, dispute: Dispute, prepared: dict[str, Command]
    ) -> Command:
        body = envelope.body
        if isinstance(body, Command) and not sealed_fields(type(body)):
            return body
        # Nothing is sealed, and no key made, for a move that the table refuses anyway.
        lifecycle.check(body.move, dispute.state)
        # A second decision on a newer version reuses what was sealed: one key per person.
        label = numbers_given(dispute)
        if label not in prepared:
            prepared[label] = (
                await with_text_sealed(body, envelope.dispute, dispute, self._keyring)
                if isinstance(body, Command)
                else await sealed(body, envelope.dispute, dispute, envelope.actor, self._keyring)
            )
        return prepared[label]

    def _require_permitted(self, sent: Command | Request, actor: Actor, dispute: Dispute) -> None:
        command = sent if isinstance(sent, Command) else None
        require_permitted(
            sent.move,
            actor,
            dispute,
            body=named_body(command) if command else actor.organisation,
            region=named_region(command) if command else "",
            today=self._gatherer.today(),
        )

    def _require_known(self, envelope: Envelope, dispute: Dispute) -> None:
        """A dispute that the caller may neither read nor act on is as good as none."""
        if dispute.id is None:
            if lifecycle.State.UNREGISTERED not in lifecycle.MOVE[envelope.body.move].sources:
                raise Unknown("unknown_dispute")
        elif not may_read(envelope.actor, dispute):
            sent = envelope.body
            # A commission reports a party's own filing of a dispute that it did not know of.
            body = named_body(sent) if isinstance(sent, Command) else None
            try:
                require_permitted(sent.move, envelope.actor, dispute, body=body)
            except NotPermitted:
                raise Unknown("unknown_dispute") from None

    async def _number(
        self, command: Command, dispute_id: UUID, given: Given
    ) -> register.CaseNumberGiven | None:
        """The next number of the organisation's register, for a dispute that we put on file."""
        if not isinstance(command, RegisterDispute | SplitClaims):
            return None
        giver, year = _giver(given), given.occurred_on.year
        numbers, _ = await self._streams.refresh(REGISTER, register.register_id(giver.id, year))
        numbered = given.new_dispute or dispute_id
        return register.give(numbered, giver.short_name, year, numbers, given.occurred_on)

    @staticmethod
    def _after(move: str, dispute_id: UUID, before: Dispute, events: list[Any]) -> Dispute:
        after = before
        for event in events:
            after = evolve(after, event, dispute_id)
        # A fault of ours must not become a fact for ever.
        assert after.state in lifecycle.destinations(move, before.state), (move, after.state)
        return after

    async def _stored(self, envelope: Envelope) -> Outcome | None:
        found = await self._store.find_receipt(envelope.key)
        if found is None:
            return None
        request_hash, receipt = found
        if request_hash != envelope.request_hash:
            raise KeyReused(envelope.key)
        return _outcome(receipt)

    async def _has_moved_on(self, dispute_id: UUID) -> bool:
        """Whether a refusal was decided on an old state: the cache may lag behind other processes."""
        _, known = await self._streams.load(DISPUTE, dispute_id)
        _, newest = await self._streams.refresh(DISPUTE, dispute_id)
        return newest > known


def _answer(
    dispute_id: UUID, after: Dispute, version: int, given: Given, follows: Aftermath
) -> Answer:
    return Answer(
        dispute=dispute_id,
        version=version,
        state=after.state,
        case_number=after.case_number,
        custodian=after.custodian,
        offer=after.offer.no if after.offer else None,
        linked_dispute=given.new_dispute,
        linked_case_number=given.case_number if given.new_dispute else "",
        dependents=follows.dependents,
        moved=follows.moved,
        relied_on=follows.relied_on,
        warnings=tuple(breach.code for breach in given.breaches),
    )


def _giver(given: Given) -> Any:
    """The organisation whose register the number comes from: of a split that of the dispute."""
    return given.handler if given.new_dispute else given.organisation


def _shared(events: list[Fact]) -> list[Fact]:
    """What goes to the dispute's own stream."""
    return [e for e in events if not isinstance(e, PrivilegedEvent | DisputeSplitOff)]


def _write(stream_id: UUID, version: int, events: list[Any], meta: Metadata) -> StreamWrite:
    return StreamWrite(stream_id, version, tuple(codec.encode(event, meta) for event in events))


def _outcome(receipt: Receipt) -> Outcome:
    return Outcome(
        answer=msgspec.json.decode(receipt.answer, type=Answer),
        position=receipt.position,
        recorded_at=receipt.recorded_at,
        is_repeat=receipt.is_repeat,
    )

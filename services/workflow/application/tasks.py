"""The way of an act on a task: the open deadline it is about, who may, what has then happened."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from services.kit.clock import Clock
from services.workflow.application.given import Gatherer
from services.workflow.application.handle import ATTEMPTS, StaleVersion, TooMuchContention
from services.workflow.application.ports import (
    AppendRequest,
    EventStore,
    KeyReused,
    Keyring,
    Receipt,
    Rulebook,
    StateCache,
    StreamWrite,
    VersionConflict,
)
from services.workflow.application.sealing import sealed_fields, subject
from services.workflow.application.streams import DISPUTE, MEDIATOR, TASKS, Streams
from services.workflow.application.who_recorded import metadata_of
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.permissions import may_read
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Actor, Given
from services.workflow.domain.tasks import (
    Desk,
    HandOverTask,
    Matter,
    TaskCommand,
    decide,
    evolve,
    matter_of,
    tasks_id,
)
from services.workflow.domain.tasks.permissions import require_permitted
from services.workflow.recorded import codec


class TaskEnvelope(msgspec.Struct, frozen=True, kw_only=True):
    """An act on a task as it came in."""

    command: TaskCommand
    dispute: UUID
    task: str
    """Key of the deadline within the dispute."""
    actor: Actor
    key: UUID
    """Idempotency key, scoped to the caller."""
    request_hash: bytes
    expected_version: int | None = None
    """Of the tasks of the dispute, as the caller has seen them."""


class TaskAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """How the task stands; stored with the key and told again for a repeat."""

    dispute: UUID
    task: str
    version: int
    """Of the tasks of the dispute; also the ETag."""
    account: str
    """Who has it; empty: nobody, or a mediator by the roster."""
    mediator: UUID | None
    organisation: UUID | None
    is_done: bool
    snoozed_until: date | None
    last_on: date
    """The last day of the deadline, for whoever must act."""
    warnings: tuple[str, ...] = ()
    """Such as `task_done_duty_stays`: the deadline stays until its legal act is recorded."""


class TaskOutcome(msgspec.Struct, frozen=True, kw_only=True):
    """The answer with its place in the log."""

    answer: TaskAnswer
    position: int
    recorded_at: datetime
    is_repeat: bool


class TaskHandler:
    """Takes acts on tasks. They never stand in the way of a move of the dispute, nor change it."""

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

    async def handle(self, envelope: TaskEnvelope) -> TaskOutcome:
        """Store what follows, once however often it is sent.

        Raises a Refusal, StaleVersion, KeyReused, TooMuchContention or StoreUnavailable.
        """
        stream = tasks_id(envelope.dispute)
        async with self._streams.one_at_a_time(stream):
            for _ in range(ATTEMPTS):
                if (found := await self._store.find_receipt(envelope.key)) is not None:
                    return _repeated(envelope, *found)
                try:
                    return await self._attempt(envelope, stream)
                except VersionConflict:
                    self._streams.forget((stream, envelope.dispute))
        raise TooMuchContention

    async def _attempt(self, envelope: TaskEnvelope, stream: UUID) -> TaskOutcome:
        dispute, dispute_version = await self._streams.refresh(DISPUTE, envelope.dispute)
        if dispute.id is None or not may_read(envelope.actor, dispute):
            raise Unknown("unknown_dispute")
        desk, version = await self._streams.refresh(TASKS, stream)
        if envelope.expected_version is not None and envelope.expected_version != version:
            raise StaleVersion(version)
        given = await self._given(envelope, dispute)
        basis = Basis(rules=given.rules, calendar=given.calendar, today=given.today)
        matter = matter_of(envelope.task, dispute, basis)
        require_permitted(envelope.command.act, envelope.actor, matter)
        command = await self._sealed(envelope.command, stream, dispute)
        events = decide(command, desk.task(matter.key), matter, dispute, given)
        after: Desk = desk
        for event in events:
            after = evolve(after, event, stream)
        meta = metadata_of(envelope.key, envelope.actor, given)
        written = tuple(codec.encode(event, meta) for event in events)
        answer = _answer(matter, after, dispute, version + len(events), given)
        # Nothing is written to the dispute; but the act holds only while its deadline is open.
        writes = (
            StreamWrite(envelope.dispute, dispute_version, ()),
            StreamWrite(stream, version, written),
        )
        receipt = await self._store.append(
            AppendRequest(
                key=envelope.key,
                request_hash=envelope.request_hash,
                answer=msgspec.json.encode(answer),
                subject=envelope.dispute,
                writes=writes if events else (),
            )
        )
        return _outcome(receipt)

    async def _given(self, envelope: TaskEnvelope, dispute: Dispute) -> Given:
        given = await self._gatherer.of_today(dispute, envelope.actor)
        command = envelope.command
        if isinstance(command, HandOverTask) and command.mediator is not None:
            given.mediator, version = await self._streams.refresh(MEDIATOR, command.mediator)
            if not version:
                raise Unknown("unknown_mediator", mediator=str(command.mediator))
        return given

    async def _sealed(self, command: TaskCommand, stream: UUID, dispute: Dispute) -> TaskCommand:
        """Without a word of plaintext: what people note of a task may name the people it is about."""
        assert dispute.id is not None
        person = subject(dispute.parties, dispute.id)
        changes: dict[str, Any] = {}
        for name in sorted(sealed_fields(type(command))):
            if text := getattr(command, name).strip():
                label = f"{command.act}/{name}"
                changes[name] = await self._keyring.seal(person, stream, label, text)
        return msgspec.structs.replace(command, **changes)


def _answer(matter: Matter, desk: Desk, dispute: Dispute, version: int, given: Given) -> TaskAnswer:
    assert dispute.id is not None
    task, period = desk.task(matter.key), matter.period_from
    is_put_off = task.is_snoozed(period, given.today, matter.last_on)
    holder = task.holder
    return TaskAnswer(
        dispute=dispute.id,
        task=matter.key,
        version=version,
        account=holder.account if holder else "",
        mediator=holder.mediator if holder else None,
        organisation=holder.organisation if holder else None,
        is_done=task.is_done(period),
        snoozed_until=task.snooze.until if task.snooze and is_put_off else None,
        last_on=matter.last_on,
        warnings=tuple(breach.code for breach in given.breaches),
    )


def _repeated(envelope: TaskEnvelope, request_hash: bytes, receipt: Receipt) -> TaskOutcome:
    if request_hash != envelope.request_hash:
        raise KeyReused(envelope.key)
    return msgspec.structs.replace(_outcome(receipt), is_repeat=True)


def _outcome(receipt: Receipt) -> TaskOutcome:
    return TaskOutcome(
        answer=msgspec.json.decode(receipt.answer, type=TaskAnswer),
        position=receipt.position,
        recorded_at=receipt.recorded_at,
        is_repeat=receipt.is_repeat,
    )

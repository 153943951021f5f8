"""One message applied: its command as the partner's, or why it is not applied now."""

from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid5

import msgspec

from services.partners.inbox.dockets import docket
from services.partners.inbox.early import DOCKETED_BY, awaits_docket, is_early
from services.partners.inbox.event import data_of
from services.partners.inbox.kinds import Kind, command_of, registration_of
from services.partners.inbox.message import SENDER_INACTIVE, Judged, Verdict, Waiting
from services.partners.inbox.sealing import unseal
from services.partners.profiles.partner import Partner
from services.partners.profiles.store import Profiles
from services.workflow.application.handle import CommandHandler, Envelope
from services.workflow.application.read import DisputeReader
from services.workflow.application.requests import Request
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import obstacle
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.moves import MOVE
from services.workflow.domain.dispute.permissions import may_read, require_permitted
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import MissingPrerequisite, NotPermitted, Refusal, Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.storage.master_key import MasterKey

READER: Final = Actor(account="inbox", role=Role.SYSTEM)
_NUMBERS: Final = ("number", "ruling_number", "case_number", "reference")
"""Fields in which a sender tells what it calls the matter."""

_INACTIVE: Final[dict[str, Any]] = {
    "code": SENDER_INACTIVE,
    "category": NotPermitted.category,
    "zh": "发送方已停用，其报送须由人员核实；恢复启用后可重新处理。",
    "en": "the sender is deactivated: a person verifies it; once it is active again, replay it.",
    "rule": None,
    "allowed": [],
}


class Applying:
    """Takes one message at a time; whoever calls it holds the lane."""

    def __init__(
        self,
        handler: CommandHandler,
        reader: DisputeReader,
        profiles: Profiles,
        master: MasterKey,
    ) -> None:
        self._handler = handler
        self._reader = reader
        self._profiles = profiles
        self._master = master

    async def exists(self, dispute: UUID) -> bool:
        """Whether there is such a dispute."""
        return await self._current(dispute) is not None

    async def body_of(self, partner: UUID) -> UUID | None:
        """The body on the register for which a partner acts."""
        found = await self._profiles.get(partner)
        return found.organisation if found else None

    async def apply(self, message: Waiting, now: datetime) -> Judged:
        """What became of it. Raises StoreUnavailable or TooMuchContention, after which it waits."""
        partner = await self._profiles.get(message.partner)
        assert partner is not None  # a profile is never taken away
        if not partner.is_active:
            # Its secrets may be in other hands since before it was deactivated.
            return Judged(verdict=Verdict.CONTRADICTS, refusal=_INACTIVE)
        raw = await unseal(self._master, message.sealed, message.wrapped_key, message.id)
        kind, data = await data_of(raw)
        found = await self._current(message.dispute)
        if found is None:
            return await self._without_dispute(message, kind, data, partner)
        dispute, version = found
        is_theirs = dispute.reinforcement and dispute.reinforcement.body == partner.organisation
        if is_theirs and awaits_docket(kind.move, dispute, message.waits_since, now):
            return Judged(
                verdict=Verdict.PARKED, refusal=_undocketed(kind.move), at_version=version
            )
        command = command_of(kind, data, message.happened_at)
        try:
            return await self._handle(message, command, partner.actor, message.dispute, data)
        except Refusal as refusal:
            return await self._refused(refusal, kind.move, dispute, version, partner)

    async def _without_dispute(
        self, message: Waiting, kind: Kind, data: Any, partner: Partner
    ) -> Judged:
        """A filing or a mandate may put its dispute on file; all else waits for it."""
        body: Command | Request | None = None
        actor = partner.actor
        if kind.operation.creates:
            body = command_of(kind, data, message.happened_at)
        elif kind.registers and _may_register(data, partner):
            body = registration_of(kind, data, partner, message.happened_at)
            # The body that mandates may not register at a mediation organisation; its mandate does.
            actor = msgspec.structs.replace(actor, role=Role.SYSTEM)
        if body is None:
            return Judged(verdict=Verdict.UNKNOWN_DISPUTE)
        try:
            return await self._handle(message, body, actor, uuid5(message.key, "dispute"), data)
        except Refusal as refusal:
            return Judged(verdict=Verdict.CONTRADICTS, refusal=_told(refusal))

    async def _handle(
        self,
        message: Waiting,
        body: Command | Request,
        actor: Actor,
        dispute: UUID | None,
        data: Any,
    ) -> Judged:
        assert dispute is not None
        outcome = await self._handler.handle(
            Envelope(
                body=body,
                dispute=dispute,
                actor=actor,
                key=message.key,
                request_hash=message.event_hash,
                correlation_id=message.id,
            )
        )
        return Judged(
            verdict=Verdict.APPLIED,
            position=outcome.position,
            dispute=outcome.answer.dispute,
            at_version=outcome.answer.version,
            number=_number_in(data),
        )

    async def _refused(
        self, refusal: Refusal, move: str, dispute: Dispute, version: int, partner: Partner
    ) -> Judged:
        actor = partner.actor
        if not _is_theirs(partner, dispute):
            return Judged(verdict=Verdict.UNKNOWN_DISPUTE, at_version=version)
        told = await self._explained(refusal, move, dispute, actor)
        been = await self._been(dispute)
        verdict = Verdict.PARKED
        if not is_early(told, move, dispute.state, been):
            verdict = Verdict.CONTRADICTS
        return Judged(verdict=verdict, refusal=_told(told), at_version=version)

    async def _explained(
        self, refusal: Refusal, move: str, dispute: Dispute, actor: Actor
    ) -> Refusal:
        """Who has no part in it yet is told by the handler that there is none: here it is said why."""
        if not isinstance(refusal, Unknown) or refusal.code != "unknown_dispute":
            return refusal
        given = await self._reader.given(dispute, actor)
        given.is_binding = not MOVE[move].is_outside_fact
        if (found := obstacle(move, dispute, given)) is not None:
            return found
        try:
            require_permitted(move, actor, dispute, body=actor.organisation, today=given.today)
        except NotPermitted as not_permitted:
            return not_permitted
        return refusal

    async def _been(self, dispute: Dispute) -> set[State]:
        """Every state in which the dispute has been."""
        assert dispute.id is not None
        been, at = set[State](), Dispute()
        for recorded in await self._reader.history(dispute.id, READER):
            at = evolve(at, recorded.event, dispute.id)
            been.add(at.state)
        return been

    async def _current(self, dispute: UUID | None) -> tuple[Dispute, int] | None:
        if dispute is None:
            return None
        try:
            return await self._reader.current(dispute, READER)
        except Unknown:
            return None


def _number_in(data: Any) -> str | None:
    told = (getattr(data, name, None) for name in _NUMBERS)
    return next((found for text in told if text and (found := docket(text))), None)


def _may_register(data: Any, partner: Partner) -> bool:
    """Whether what is mandated lies in the sender's area, and is mandated by the sender itself."""
    region = data.application.region if data.application else ""
    is_own = getattr(data, "court", partner.organisation) == partner.organisation
    return is_own and bool(partner.region) and region.startswith(partner.region or "-")


def _is_theirs(partner: Partner, dispute: Dispute) -> bool:
    """Whether the sender may know of it: it has a part in it, or the dispute lies in its area."""
    is_in_area = bool(partner.region) and dispute.region.startswith(partner.region or "-")
    return is_in_area or may_read(partner.actor, dispute)


def _undocketed(move: str) -> dict[str, Any]:
    return {
        "code": "docketing_not_told",
        "category": MissingPrerequisite.category,
        "zh": "还没有收到立案（受理）的消息，先等一小时；逾时不再等候，直接记录。",
        "en": "that it was docketed has not been told yet; after an hour it is recorded without.",
        "rule": None,
        "allowed": [DOCKETED_BY[move]],
    }


def _told(refusal: Refusal) -> dict[str, Any]:
    rule = refusal.rule
    return {
        "code": refusal.code,
        "category": refusal.category,
        "zh": refusal.zh,
        "en": refusal.en,
        "rule": {"id": rule.id, "source": rule.source, "zh": rule.zh, "en": rule.en}
        if rule
        else None,
        "allowed": list(refusal.allowed),
    }

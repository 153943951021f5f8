"""What is told of messages: to their sender, and to the people who look after them."""

from datetime import datetime
from uuid import UUID

import msgspec

from services.partners.inbox.message import Verdict


class MessageTaken(msgspec.Struct, frozen=True, kw_only=True):
    """The message is kept; a repeat of it gets the same answer."""

    id: UUID
    verdict: Verdict


class InboxRule(msgspec.Struct, frozen=True, kw_only=True):
    """The rule behind a refusal."""

    id: str
    source: str
    title: str


class InboxRefusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a fact is not in the record."""

    code: str
    category: str
    detail: str
    rule: InboxRule | None
    allowed: tuple[str, ...]
    """Moves that were possible instead."""


class InboxFault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong at one place of a message."""

    pointer: str
    code: str
    detail: str


class InboxMessage(msgspec.Struct, frozen=True, kw_only=True):
    """One message, without a word of what it says of persons."""

    id: UUID
    partner: str
    webhook_id: str
    type: str | None
    """None where it cannot be read as a fact."""
    source: str | None
    event_id: str | None
    subject: str | None
    happened_at: datetime | None
    received_at: datetime
    verdict: Verdict
    verdict_name: str
    needs_look: bool
    """Whether it waits for a person: it contradicts the record, or has waited too long."""
    waits_since: datetime | None
    dispute: UUID | None
    case_number: str
    repeats: int
    """Further messages that told the same event."""
    position: int | None
    """In the log, where it is applied."""
    refusal: InboxRefusal | None
    errors: tuple[InboxFault, ...]


class InboxAct(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a message, or what somebody decided about it."""

    at: datetime
    by: str
    """An account, or `inbox` where the service itself did it; `person` where it is not told who."""
    what: str
    reason: str | None


class InboxMessageWhole(InboxMessage, frozen=True, kw_only=True):
    """One message with its history."""

    body_hash: str
    """SHA-256 of the bytes that were signed, in hexadecimal."""
    acts: tuple[InboxAct, ...]


class InboxPage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of messages, the newest first."""

    items: tuple[InboxMessage, ...]
    next: str | None


class MessageDismissal(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message is not to be applied."""

    reason: str


class MessageReplay(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A message is to be tried again as if it had just come in."""


VERDICT_NAMES: dict[Verdict, tuple[str, str]] = {
    Verdict.STORED: ("待处理", "stored"),
    Verdict.APPLIED: ("已入案", "applied"),
    Verdict.PARKED: ("先到待补", "parked: it came early"),
    Verdict.UNKNOWN_DISPUTE: ("未找到争议", "no such dispute is known"),
    Verdict.CONTRADICTS: ("与记录不符", "contradicts the record"),
    Verdict.REJECTED: ("内容不合规", "not to be read as a fact"),
    Verdict.FAILED: ("处理出错", "could not be applied"),
    Verdict.DISMISSED: ("已不予采用", "dismissed"),
}
ANSWERS: tuple[type, ...] = (MessageTaken, InboxPage, InboxMessageWhole)
BODIES: tuple[type, ...] = (MessageDismissal, MessageReplay)

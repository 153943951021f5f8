"""A partner's message as it is kept, and what can become of it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

import msgspec


class Verdict(StrEnum):
    """What became of a message."""

    STORED = "stored"
    """It waits to be applied."""
    APPLIED = "applied"
    """Its fact is in the record."""
    PARKED = "parked"
    """Early: it is tried again whenever the dispute moves on."""
    UNKNOWN_DISPUTE = "unknown_dispute"
    """No dispute is known by its subject; it is tried again from time to time."""
    CONTRADICTS = "contradicts"
    """The record says otherwise: nothing was changed, a person looks at it."""
    REJECTED = "rejected"
    """Signed, but not to be read as a fact: the sender was told what is wrong."""
    FAILED = "failed"
    """A fault of the service kept it from being applied; a person looks at it."""
    DISMISSED = "dismissed"
    """A person decided that it is not to be applied, and why."""


WAITING = (Verdict.STORED, Verdict.PARKED, Verdict.UNKNOWN_DISPUTE)
"""They are applied by themselves once they can be."""
HELD = (*WAITING, Verdict.CONTRADICTS, Verdict.REJECTED, Verdict.FAILED)
"""Their bodies are still there: they can be applied anew or dismissed."""


SENDER_INACTIVE = "sender_inactive"
"""Code of the refusal of what a deactivated sender sent: people alone lift it."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The fact that a message tells, and whose it is."""

    source: str
    event_id: str
    event_hash: bytes
    """Of the event in canonical form, so that another way of writing it changes nothing."""
    move: str
    subject: str
    happened_at: datetime


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """What is wrong at one place of a message."""

    pointer: str
    code: str
    zh: str
    en: str


class Arrival(msgspec.Struct, frozen=True, kw_only=True):
    """A signed message as it arrived."""

    partner: UUID
    webhook_id: str
    sent_at: datetime
    received_at: datetime
    raw: bytes
    report: Report | None = None
    """None where it cannot be read as a fact."""
    faults: tuple[Fault, ...] = ()

    @property
    def id(self) -> UUID:
        """Its id with us; always the same for the same message."""
        return uuid5(self.partner, self.webhook_id)


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """What the sender is told of a message, the first time and ever after."""

    id: UUID
    faults: tuple[Fault, ...]
    is_repeat: bool


class Waiting(msgspec.Struct, frozen=True, kw_only=True):
    """A message that is to be applied."""

    no: int
    id: UUID
    partner: UUID
    webhook_id: str
    verdict: Verdict
    source: str
    event_id: str
    event_hash: bytes
    move: str
    subject: str
    happened_at: datetime
    dispute: UUID | None
    tries: int
    retry_at: datetime | None
    waits_since: datetime | None
    put_off_since: datetime | None
    """Since when it could not be judged, whoever's fault that is."""
    sealed: bytes = b""
    """Its body, once it is its turn."""
    wrapped_key: bytes = b""

    @property
    def key(self) -> UUID:
        """Idempotency key of its command: one event of one sender, however it came in."""
        return uuid5(self.partner, msgspec.json.encode([self.source, self.event_id]).decode())


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a message when it was tried."""

    verdict: Verdict
    refusal: dict[str, Any] | None = None
    position: int | None = None
    dispute: UUID | None = None
    at_version: int = 0
    """Of the dispute as it was judged by."""
    number: str | None = None
    """What the sender calls the matter from here on."""

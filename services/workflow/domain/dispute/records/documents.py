"""What is known of the documents of a file: recipients, attempts at service, replies."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.parts import DocumentKind, ServiceMethod, ServiceOutcome

FAILED = frozenset({ServiceOutcome.REFUSED, ServiceOutcome.NOT_SERVED})


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt to serve one recipient."""

    recipient: int
    on: date
    method: ServiceMethod
    outcome: ServiceOutcome
    received_on: date | None = None
    """Day from which it counts as served."""
    rule: str = ""
    """The rule of a deemed or substituted service."""

    @property
    def is_deemed(self) -> bool:
        """Whether it counts as served by the passing of days."""
        return self.outcome is ServiceOutcome.DEEMED_SERVED

    @property
    def has_failed(self) -> bool:
        """Whether the recipient did not get it."""
        return self.outcome in FAILED


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A document of the file, and what became of it with each recipient."""

    no: int
    kind: DocumentKind
    recipients: tuple[int, ...]
    issued_on: date | None = None
    reply_by: date | None = None
    attempts: tuple[Attempt, ...] = ()
    replies: tuple[tuple[int, date], ...] = ()
    """Which recipient replied, and on which day."""

    @property
    def replied(self) -> frozenset[int]:
        """The recipients who replied."""
        return frozenset(recipient for recipient, _ in self.replies)

    def replied_on(self, recipient: int) -> date | None:
        """Day of the recipient's reply."""
        return next((day for no, day in self.replies if no == recipient), None)

    def served_on(self, recipient: int) -> date | None:
        """The first day from which it counts as served on the recipient."""
        days = (a.received_on for a in self.attempts if a.recipient == recipient)
        return min((day for day in days if day is not None), default=None)

    def failures(self, recipient: int) -> tuple[Attempt, ...]:
        """The attempts that failed, in the order they were recorded."""
        return tuple(a for a in self.attempts if a.recipient == recipient and a.has_failed)

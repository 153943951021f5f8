"""A delivery: one item of a partner's feed on its way to one subscription, with its attempts."""

from datetime import datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

import msgspec

OFFERS: Final = frozenset({"ReferralOffered", "TransferOffered", "ReturnOffered"})
"""Kinds of events of which the record says when they were delivered."""


class DeliveryState(StrEnum):
    """Whether the bytes have arrived; whether anybody acted on them is said by later events."""

    WAITING = "waiting"
    DELIVERED = "delivered"
    """The receiver answered 2xx."""
    FAILED = "failed"
    """Given up after the last attempt; it can be replayed."""
    HELD = "held"
    """Not tried until the subscription is resumed, or the delivery replayed."""


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """One delivery as it stands."""

    id: UUID
    """Sent as webhook-id, the same in every attempt."""
    no: int
    subscription: UUID
    partner: UUID
    position: int
    dispute: UUID
    kind: str
    state: DeliveryState
    attempts: int
    planned_at: datetime
    due_at: datetime
    """When it is tried next, or was last to be tried."""
    delivered_at: datetime | None
    last_status: int | None
    last_error: str | None


class Attempt(msgspec.Struct, frozen=True, kw_only=True):
    """One attempt, as the log keeps it."""

    no: int
    at: datetime
    milliseconds: int
    url: str
    status: int | None
    """Of the answer; none where none came."""
    error: str | None
    """Why there was none, in one word."""
    headers: dict[str, Any]
    """As sent, without the signature."""
    answer: str
    """How the answer begins: its plain ASCII, without long numbers."""


class Delivered(msgspec.Struct, frozen=True, kw_only=True):
    """What the rest of the service is told once the bytes of an offer have arrived."""

    delivery: UUID
    partner: UUID
    position: int
    dispute: UUID
    kind: str
    body: bytes
    at: datetime

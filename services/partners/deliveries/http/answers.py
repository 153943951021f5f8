"""What is sent to and told by the operations on subscriptions and deliveries."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

import msgspec

from services.partners.deliveries.delivery import Attempt, Delivery, DeliveryState
from services.partners.deliveries.log import Business
from services.partners.deliveries.pinging import Pinged
from services.partners.deliveries.subscription import (
    LONGEST_URL,
    MOST_KINDS,
    PATTERN,
    Subscription,
    SubscriptionState,
)

Position = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class SubscriptionWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where which events are to be sent."""

    url: Annotated[str, msgspec.Meta(min_length=1, max_length=LONGEST_URL)]
    """An https address that leads to a public address of the network."""
    kinds: Annotated[
        tuple[Annotated[str, msgspec.Meta(pattern=PATTERN)], ...],
        msgspec.Meta(min_length=1, max_length=MOST_KINDS),
    ] = ("*",)
    """Names of events, such as `ConfirmationGranted`, beginnings such as `Referral*`, or `*`."""
    after: Position | None = None
    """Position of the feed after which events are sent; without it, what happens from now on."""


class SubscriptionChange(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Why, for the journal."""

    reason: Annotated[str, msgspec.Meta(max_length=200)] = ""


class ReplayWanted(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which part of the feed is sent again; both ends belong to it."""

    first: Position
    last: Position


class Replayed(msgspec.Struct, frozen=True, kw_only=True):
    """How many deliveries wait again."""

    deliveries: int
    """At most 10,000 at a time: ask for the rest after the last of them."""


class SubscriptionTold(msgspec.Struct, frozen=True, kw_only=True):
    """A subscription as it is now."""

    id: UUID
    partner: str
    """Code of the partner."""
    url: str
    kinds: tuple[str, ...]
    state: SubscriptionState
    reason: str
    changed_at: datetime
    created_at: datetime
    after: int
    """Events after this position of the feed are sent."""
    planned_to: int
    """Up to this position of the feed there are deliveries."""
    failures: int
    """Attempts that failed since the last that did not."""
    resting_until: datetime | None
    """Nothing is sent before: too much failed in a row, or the receiver asked for a pause."""


class Transport(msgspec.Struct, frozen=True, kw_only=True):
    """Whether the bytes arrived; nothing more is said by it."""

    state: DeliveryState
    attempts: int
    next_at: datetime | None
    """When it is tried next, where it waits."""
    delivered_at: datetime | None
    last_status: int | None
    last_error: str | None


class DeliveryTold(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery as it stands."""

    id: UUID
    """The webhook-id, the same in every attempt and every replay."""
    subscription: UUID
    partner: str
    position: int
    """Of the event in the feed."""
    dispute: UUID
    kind: str
    planned_at: datetime
    transport: Transport


class DeliveryDetails(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery with its attempts. Arriving, being received and being accepted are three things."""

    delivery: DeliveryTold
    business: Business | None
    """Of an offer of hand-over: what the receiving body did."""
    attempts: tuple[Attempt, ...]


class DeliveryPage(msgspec.Struct, frozen=True, kw_only=True):
    """Deliveries, the newest first."""

    items: tuple[DeliveryTold, ...]
    next: int | None
    """Sent as `before` it gives the next page; none on the last."""


ANSWERS: tuple[type, ...] = (
    SubscriptionTold,
    Replayed,
    Pinged,
    DeliveryTold,
    DeliveryDetails,
    DeliveryPage,
)
BODIES: tuple[type, ...] = (SubscriptionWanted, SubscriptionChange, ReplayWanted)


def subscription_told(found: Subscription, partner: str) -> SubscriptionTold:
    """A subscription as it is told; `partner` is the code."""
    return SubscriptionTold(
        id=found.id,
        partner=partner,
        url=found.url,
        kinds=found.kinds,
        state=found.state,
        reason=found.reason,
        changed_at=found.changed_at,
        created_at=found.created_at,
        after=found.from_position,
        planned_to=found.planned_to,
        failures=found.failures,
        resting_until=found.resting_until,
    )


def delivery_told(found: Delivery, partner: str) -> DeliveryTold:
    """A delivery as it is told; `partner` is the code."""
    return DeliveryTold(
        id=found.id,
        subscription=found.subscription,
        partner=partner,
        position=found.position,
        dispute=found.dispute,
        kind=found.kind,
        planned_at=found.planned_at,
        transport=Transport(
            state=found.state,
            attempts=found.attempts,
            next_at=found.due_at if found.state is DeliveryState.WAITING else None,
            delivered_at=found.delivered_at,
            last_status=found.last_status,
            last_error=found.last_error,
        ),
    )

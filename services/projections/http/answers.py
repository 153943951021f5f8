"""What callers of the read side get back."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from services.workflow.recorded.views import (
    Channel,
    ClaimKind,
    Mandate,
    OrganisationKind,
    Outcome,
    PartyKind,
    Role,
    Side,
    State,
    Tier,
)


class BodyNamed(msgspec.Struct, frozen=True, kw_only=True):
    """A body by id and name."""

    id: UUID
    name: str


class PartyListed(msgspec.Struct, frozen=True, kw_only=True):
    """One party of a listed dispute."""

    no: int
    side: Side
    kind: PartyKind
    name: str | None
    """Null where the caller may not see it, or the person was erased."""


class DisputeListed(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute as lists show it."""

    id: UUID
    case_number: str
    state: State
    state_name: str
    region: str
    """Where the work is done."""
    received_on: date
    updated_on: date
    """The latest day on which something is recorded to have happened."""
    registered_at: datetime
    """When its registration was recorded."""
    recorded_at: datetime
    """When its last event was recorded."""
    version: int
    position: int
    """Of its last event in the log."""
    channel: Channel
    channel_name: str
    mandate: Mandate
    claim_kind: ClaimKind
    """Of the first claim."""
    claim_name: str
    amount: int | None
    """Claimed in all, in fen."""
    worker_count: int
    organisation: BodyNamed | None
    """The mediation organisation; none for a direct filing."""
    custodian: BodyNamed | None
    """The body that has the dispute now."""
    parties: tuple[PartyListed, ...]
    outcome: Outcome | None
    outcome_name: str | None
    leader: UUID | None
    """The dispute that leads this matter, where this one was merged into it."""
    is_sample: bool
    """示例数据: invented, shipped as an example."""
    is_stale: bool
    """Whether later events of the dispute are held back by a fault of the read model."""


class DisputePage(msgspec.Struct, frozen=True, kw_only=True):
    """A page of disputes, newest first."""

    items: tuple[DisputeListed, ...]
    next: str | None
    """The cursor of the next page; null on the last. The Link header has its address."""
    total: int | None
    """How many there are on all pages, where `total=true` asked for it."""


class ActorTold(msgspec.Struct, frozen=True, kw_only=True):
    """Who recorded an event."""

    account: str
    role: Role
    organisation: UUID | None
    """The body the account acted for."""
    on_behalf_of: str | None
    text: str
    """All of it in words."""


class HistoryEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One event in plain words."""

    id: str
    """Of the event: the dispute and the version, `{dispute}/{version}`."""
    position: int
    version: int
    type: str
    occurred_on: date
    """The legal day on which it happened."""
    occurred_at: datetime | None
    recorded_at: datetime
    actor: ActorTold
    text: str
    """What happened, as a sentence."""
    remarks: tuple[str, ...]
    """What spoke against it when it was recorded."""


class History(msgspec.Struct, frozen=True, kw_only=True):
    """What happened in a dispute, in the order it was recorded."""

    dispute: UUID
    version: int
    items: tuple[HistoryEntry, ...]


class OrganisationListed(msgspec.Struct, frozen=True, kw_only=True):
    """A body that takes part."""

    id: UUID
    code: str
    name: str
    short_name: str
    kind: OrganisationKind
    kind_name: str
    tier: Tier
    tier_name: str
    region: str
    parent: UUID | None
    is_verified: bool
    """False where an import met a name that nobody has entered."""
    area: tuple[str, ...]
    """Township and village codes of its area, as set last."""


class OrganisationList(msgspec.Struct, frozen=True, kw_only=True):
    """Bodies, by region and code."""

    items: tuple[OrganisationListed, ...]


class ProjectionStatus(msgspec.Struct, frozen=True, kw_only=True):
    """How one table of a read model stands to the log."""

    view: str
    table: str
    version: int
    position: int
    is_live: bool
    """Whether this is the table that is shown."""
    lag_events: int
    lag_seconds: float
    """Age of the oldest event that it does not hold."""
    quarantined: int
    """Streams that it does not follow because of a fault."""
    moved_at: datetime


class HeldBack(msgspec.Struct, frozen=True, kw_only=True):
    """A stream in quarantine that the caller may know of."""

    table: str
    stream: UUID
    position: int
    """Of the first event that waits."""
    topic: str
    error: str
    since: datetime
    attempts: int
    waiting: int
    """Events that wait."""


class ProjectionList(msgspec.Struct, frozen=True, kw_only=True):
    """Every read model, and what is held back."""

    items: tuple[ProjectionStatus, ...]
    quarantine: tuple[HeldBack, ...]

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
    Sign,
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


class SignTold(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that speaks for the same matter."""

    code: Sign
    name: str
    weight: int


class MatterCandidate(msgspec.Struct, frozen=True, kw_only=True):
    """A dispute that may be the same matter, and what speaks for it."""

    id: UUID
    case_number: str
    state: State
    state_name: str
    received_on: date
    organisation: BodyNamed | None
    custodian: BodyNamed | None
    score: int
    """The weights added up; from 60 on a person should look."""
    signs: tuple[SignTold, ...]


class MatterCandidates(msgspec.Struct, frozen=True, kw_only=True):
    """Disputes that may be the same matter; a person decides: linked, merged, distinct."""

    dispute: UUID
    items: tuple[MatterCandidate, ...]
    """Those that the caller may read, the likeliest first; without what was decided already."""
    elsewhere: int
    """Disputes at other bodies of certainly the same worker and employer, of which no more is told."""


class ReceiptDispute(msgspec.Struct, frozen=True, kw_only=True):
    """One of the disputes that a matter was registered as."""

    id: UUID
    case_number: str
    state: State
    state_name: str
    organisation: BodyNamed | None
    leads: bool


class ReceiptMatter(msgspec.Struct, frozen=True, kw_only=True):
    """A matter, and the disputes that it was registered as, as far as the caller may read them."""

    leader: UUID
    """The dispute that leads; its record says how the matter stands."""
    disputes: tuple[ReceiptDispute, ...]


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """Which matters a receipt number stands for: one, but for numbers that other systems gave."""

    number: str
    items: tuple[ReceiptMatter, ...]


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


class MediatorListed(msgspec.Struct, frozen=True, kw_only=True):
    """A mediator on the roster, and whether the person can be assigned that day."""

    id: UUID
    name: str | None
    """Null where the caller may not see it."""
    organisations: tuple[UUID, ...]
    """The organisations that may use the person that day."""
    certificate_no: str | None
    """Of the certificate valid that day; null: none is."""
    is_certified: bool
    certified_until: date | None
    """The last day of that certificate."""
    caseload: int
    """Disputes in the mediator's hands now: assigned, and still being mediated."""
    is_overloaded: bool
    """Whether that is more than the rules point out; a warning, never a bar."""


class MediatorList(msgspec.Struct, frozen=True, kw_only=True):
    """Mediators, those with the fewest disputes in hand first."""

    on: date
    """The day that certificates and terms were asked of."""
    most_caseload: int
    """Above this many disputes a person counts as overloaded (MEDIATOR.CASELOAD)."""
    items: tuple[MediatorListed, ...]


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

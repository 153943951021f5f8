"""A dispute as its events make it: the frozen state that every stage reads."""

from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    ENTRUSTED,
    Channel,
    DeclineGround,
    Disposition,
    FailureReason,
    Mandate,
    Outcome,
    Party,
    Side,
    Source,
)
from services.workflow.domain.dispute.records import (
    Agreement,
    Arbitration,
    BeforeClosing,
    ClaimRecord,
    Conflict,
    Cover,
    Document,
    Employment,
    EndedByLapse,
    Enforcement,
    Evidence,
    HandedOver,
    Limitation,
    MandateRecord,
    Offer,
    PastEnforcement,
    PastMandate,
    PastOffer,
    PastReinforcement,
    Period,
    Reinforcement,
    Related,
    Representative,
    Response,
    Session,
    SessionState,
    SettingAside,
    Suit,
    Title,
)
from services.workflow.domain.dispute.states import ENDED, State
from services.workflow.domain.values.sealed import Written


class Dispute(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the decisions read. `state` is `unregistered` while there are no events."""

    id: UUID | None = None
    state: State = State.UNREGISTERED
    case_number: str = ""
    organisation: UUID | None = None
    """The mediation organisation that has or had it; none for a direct filing."""
    custodian: UUID | None = None
    transferred_by: UUID | None = None
    channel: Channel = Channel.COUNTER
    mandate: Mandate = Mandate.SELF
    """On whose asking the present mediation runs."""
    mandate_record: MandateRecord | None = None
    """The mandate that is to be returned."""
    past_mandates: tuple[PastMandate, ...] = ()
    pending_before: UUID | None = None
    """The commission or court that is seised while an organisation mediates for it."""
    region: str = ""
    parties: tuple[Party, ...] = ()
    """Every party there ever was, by number; `left` are parties no longer."""
    left: frozenset[int] = frozenset()
    successors: tuple[tuple[int, int], ...] = ()
    """Who took whose place: the number of the party that left, that of who followed."""
    cancelled: frozenset[int] = frozenset()
    """Employers struck off the register."""
    responses: tuple[Response, ...] = ()
    employments: tuple[Employment, ...] = ()
    representatives: tuple[Representative, ...] = ()
    claims: tuple[ClaimRecord, ...] = ()
    worker_count: int = 1
    received_on: date | None = None
    accepted_on: date | None = None
    consented_on: date | None = None
    """Day on which the other side agreed to mediation."""
    checked_on: date | None = None
    """Day on which the application was first accepted or declined."""
    unchecked_on: date | None = None
    """Day on which it left intake without either, as when it was withdrawn or filed elsewhere."""
    correction_asked_on: date | None = None
    correction_due_on: date | None = None
    decline_ground: DeclineGround | None = None
    last_on: date | None = None
    """The latest day on which something is recorded to have happened."""
    mediator: UUID | None = None
    earlier_mediators: tuple[UUID, ...] = ()
    covers: tuple[Cover, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    sessions: tuple[Session, ...] = ()
    period: Period = Period()
    undisputed: tuple[Written, ...] = ()
    """Facts that both sides agree on, the earliest first."""
    failure_reasons: tuple[FailureReason, ...] = ()
    """Of the last attempt at mediation."""
    agreement: Agreement | None = None
    """The version that is being signed, or the one that took effect last."""
    versions_made: int = 0
    """How many versions of agreements there have been; a number is never given again."""
    standing: Agreement | None = None
    """The effective version, while a new one is being signed."""
    reinforcement: Reinforcement | None = None
    past_reinforcements: tuple[PastReinforcement, ...] = ()
    title: Title | None = None
    """What makes it enforceable."""
    offer: Offer | None = None
    offers_made: int = 0
    past_offers: tuple[PastOffer, ...] = ()
    handed_over: tuple[HandedOver, ...] = ()
    """Accepted hand-overs that can still be returned, the latest last."""
    arbitration: Arbitration | None = None
    past_arbitrations: tuple[Arbitration, ...] = ()
    """Cases before a commission that a later filing followed, the latest last."""
    suits: tuple[Suit, ...] = ()
    set_aside: SettingAside | None = None
    enforcement: Enforcement | None = None
    past_enforcements: tuple[PastEnforcement, ...] = ()
    """Those that have ended, the latest last."""
    limitation: Limitation = Limitation()
    documents: tuple[Document, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    """Every material that was handed in, also those withdrawn, by number."""
    outcome: Outcome | None = None
    before_closing: BeforeClosing | None = None
    """Where it stood when it was closed, to go back there."""
    ended_by_lapse: EndedByLapse | None = None
    """While it stands where a lapse has led it, and was not elsewhere since."""
    retention_until: date | None = None
    """Day until which the archived file is kept."""
    leader: UUID | None = None
    """The dispute that leads this matter, where this one was merged into it or split from it."""
    related: tuple[Related, ...] = ()
    source: Source | None = None

    @property
    def is_open(self) -> bool:
        """Whether it is on file and not closed."""
        return self.state is not State.UNREGISTERED and self.state not in ENDED

    @property
    def handler(self) -> UUID | None:
        """The body whose people act: the custodian, or the organisation that mediates for it."""
        is_entrusted = self.mandate_record and self.mandate_record.mandate in ENTRUSTED
        return self.organisation if is_entrusted else self.custodian

    @property
    def commission(self) -> UUID | None:
        """The commission that has or had the case."""
        return self.arbitration.commission if self.arbitration else None

    @property
    def arbitration_number(self) -> str:
        """The number of the arbitration case."""
        return self.arbitration.number if self.arbitration else ""

    @property
    def instrument(self) -> str:
        """The number of what makes it enforceable."""
        return self.title.number if self.title else ""

    @property
    def open_suit(self) -> Suit | None:
        """The suit that is before a court."""
        return next((suit for suit in reversed(self.suits) if not suit.is_ended), None)

    @property
    def effective_agreement(self) -> Agreement | None:
        """The version of the agreement that binds."""
        if self.standing is not None:
            return self.standing
        return self.agreement if self.agreement and self.agreement.effective_on else None

    @property
    def open_claims(self) -> tuple[int, ...]:
        """Numbers of the claims that nothing has become of yet."""
        return tuple(r.claim.no for r in self.claims if r.disposition is Disposition.OPEN)

    @property
    def listed_sessions(self) -> tuple[Session, ...]:
        """Sessions still to be held."""
        return tuple(s for s in self.sessions if s.state is SessionState.SCHEDULED)

    def followed_by(self, no: int) -> int:
        """The number of who stands in that party's place now; its own where nobody followed it."""
        for old, new in self.successors:
            no = new if no == old else no
        return no

    def side(self, side: Side) -> frozenset[int]:
        """The numbers of the present parties on a side."""
        return frozenset(p.no for p in self.parties if p.side is side and p.no not in self.left)

    def party(self, no: int) -> Party | None:
        """The present party of that number."""
        return next((p for p in self.parties if p.no == no and no not in self.left), None)

    @property
    def present_parties(self) -> frozenset[int]:
        """The numbers of everybody who is a party now."""
        return frozenset(party.no for party in self.parties) - self.left

    def has_both_sides(self, numbers: tuple[int, ...]) -> bool:
        """Whether somebody of each side is among the numbers."""
        named = set(numbers)
        return bool(named & self.side(Side.CLAIMANT)) and bool(named & self.side(Side.RESPONDENT))

    def mediates(self, mediator: UUID | None, on: date | None) -> bool:
        """Whether the person has the dispute, in person or, on that day, as cover."""
        if mediator is None or mediator == self.mediator:
            return mediator is not None
        covers = (c for c in self.covers if c.mediator == mediator)
        return on is not None and any(c.starts_on <= on <= c.ends_on for c in covers)

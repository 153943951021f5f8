"""Suits: filed, judged, appealed, made final, settled before the court, withdrawn, dismissed."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    CourtStatementServed,
    DisputeClosed,
    Event,
    JudgmentAppealed,
    JudgmentGiven,
    JudgmentTookEffect,
    LitigationDismissed,
    LitigationFiled,
    LitigationWithdrawn,
)
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.guards.suit_grounds import ready_to_sue, require_ground
from services.workflow.domain.dispute.guards.windows import appeal_due_on
from services.workflow.domain.dispute.parts import (
    ENTRUSTED,
    Instance,
    JudgmentResult,
    Outcome,
    Served,
    SuitGround,
    SuitProcedure,
)
from services.workflow.domain.dispute.records import Suit
from services.workflow.domain.dispute.standing import standing_award
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written


class ReportLitigationFiled(Command, frozen=True, kw_only=True):
    """A suit is before a court (起诉)."""

    move = "litigation_filed"
    court: UUID
    number: str
    ground: SuitGround
    by: tuple[int, ...]
    """Numbers of the parties who sue."""
    complaint_on: date | None = None
    """Day on which the court received the complaint, where it is told apart from the docketing."""
    procedure: SuitProcedure | None = None
    """Under which it is heard at first instance, where it is told."""


class ReportJudgmentGiven(Command, frozen=True, kw_only=True):
    """The court decided at one instance."""

    move = "judgment_given"
    suit: int
    instance: Instance = Instance.FIRST
    number: str
    result: JudgmentResult
    served: tuple[Served, ...] = ()
    """On which day each party received it."""


class ReportJudgmentAppealed(Command, frozen=True, kw_only=True):
    """A party appealed."""

    move = "judgment_appealed"
    suit: int
    by: tuple[int, ...]


class ReportJudgmentEffective(Command, frozen=True, kw_only=True):
    """The judgment given last is final."""

    move = "judgment_effective"
    suit: int


class ReportCourtStatementServed(Command, frozen=True, kw_only=True):
    """The court's 民事调解书 was served on both sides."""

    move = "court_statement_served"
    suit: int
    number: str


class ReportLitigationWithdrawn(Command, frozen=True, kw_only=True):
    """The suit was withdrawn; an award that stands takes effect, otherwise the dispute is closed."""

    move = "litigation_withdrawn"
    suit: int
    by: tuple[int, ...] = ()
    served: tuple[Served, ...] = ()
    """On which day each party received the ruling, where it is told."""


class ReportLitigationDismissed(Command, frozen=True, kw_only=True):
    """The court dismissed the suit without judging the claims; it ends as if withdrawn."""

    move = "litigation_dismissed"
    suit: int
    number: str = ""
    reason: Written = ""
    served: tuple[Served, ...] = ()
    """On which day each party received the ruling, where it is told."""


def filed(command: ReportLitigationFiled, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The court is custodian from here; mediation and an offer in flight end with it."""
    require_court(given)
    given.insist(command.by, "suit_needs_plaintiff")
    require_parties(command.by, dispute, given)
    record = dispute.mandate_record
    given.insist(record is None or record.mandate not in ENTRUSTED, "seised_body_has_it")
    require_ground(command.ground, command.by, dispute, given)
    event = LitigationFiled(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        suit=len(dispute.suits) + 1,
        court=command.court,
        number=command.number,
        ground=command.ground,
        by=tuple(sorted(set(command.by))),
        complaint_on=command.complaint_on,
        procedure=command.procedure,
    )
    return (*recalled("suit_filed", dispute, given), event)


def judged(command: ReportJudgmentGiven, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Once at each instance, and never at a lower one than before, unless it was remanded to it."""
    suit = _open(command.suit, dispute, given)
    given.insist(command.number.strip(), "instrument_needs_number", rule="ENF.INSTRUMENT")
    require_parties((one.party for one in command.served), dispute, given)
    given.insist(
        command.result is not JudgmentResult.REMANDED or command.instance is not Instance.FIRST,
        "remanded_by_first_instance",
    )
    order = list(Instance).index
    is_next = order(command.instance) >= order(suit.instance)
    given.insist(
        is_next and command.instance is not suit.judged_at,
        "instance_out_of_order",
        instance=command.instance,
        reached=suit.instance,
    )
    return (
        JudgmentGiven(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            suit=suit.no,
            instance=command.instance,
            number=command.number,
            result=command.result,
            served=command.served,
        ),
    )


def ready_to_appeal(dispute: Dispute, given: Given) -> None:
    """Refuses where there is no judgment of first instance, or it is appealed against already."""
    suit = _suit(dispute)
    is_first = suit.judged_at is Instance.FIRST and not suit.is_on_appeal
    given.insist(is_first, "nothing_to_appeal", rule="CT.APPEAL")


def appealed(command: ReportJudgmentAppealed, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Out of time it is noted."""
    suit = _open(command.suit, dispute, given)
    given.insist(command.by, "suit_needs_plaintiff")
    require_parties(command.by, dispute, given)
    for party in command.by:
        due_on = appeal_due_on(suit.no, party, dispute, given)
        given.require(
            due_on is None or given.occurred_on <= due_on,
            "appeal_late",
            rule="CT.APPEAL",
            kind=OutsideLegalLimit,
            due=due_on.isoformat() if due_on else "",
        )
    return (
        JudgmentAppealed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            suit=suit.no,
            by=tuple(sorted(set(command.by))),
        ),
    )


def ready_to_be_final(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing was judged."""
    given.insist(_suit(dispute).judged_at is not None, "nothing_judged")


def effective(
    command: ReportJudgmentEffective, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """An appeal that is open or possible is noted."""
    suit = _open(command.suit, dispute, given)
    ends = [appeal_due_on(suit.no, party, dispute, given) for party in dispute.present_parties]
    can_appeal = suit.judged_at is Instance.FIRST and any(
        due_on is not None and given.occurred_on <= due_on for due_on in ends
    )
    given.require(not suit.is_on_appeal and not can_appeal, "appeal_is_open", rule="CT.APPEAL")
    number = suit.judgment_number
    return (happened(JudgmentTookEffect, given, suit=suit.no, number=number),)


def statement_served(
    command: ReportCourtStatementServed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """The statement is the instrument for enforcement."""
    suit = _open(command.suit, dispute, given)
    given.insist(command.number.strip(), "instrument_needs_number", rule="ENF.INSTRUMENT")
    return (happened(CourtStatementServed, given, suit=suit.no, number=command.number),)


def withdrawn(
    command: ReportLitigationWithdrawn, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """An award that stands takes effect (WITHDRAW.SUIT); otherwise the dispute is closed."""
    suit = _open(command.suit, dispute, given)
    require_parties((*command.by, *(one.party for one in command.served)), dispute, given)
    event = LitigationWithdrawn(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        suit=suit.no,
        by=command.by,
        served=command.served,
    )
    return (event, *_closed(dispute, given))


def dismissed(
    command: ReportLitigationDismissed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """As with a withdrawal."""
    suit = _open(command.suit, dispute, given)
    require_parties((one.party for one in command.served), dispute, given)
    event = LitigationDismissed(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        suit=suit.no,
        number=command.number,
        reason=command.reason,
        served=command.served,
    )
    return (event, *_closed(dispute, given))


def _closed(dispute: Dispute, given: Given) -> tuple[DisputeClosed, ...]:
    if standing_award(dispute) is not None:
        return ()
    return (
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=Outcome.SUIT_WITHDRAWN,
        ),
    )


def _suit(dispute: Dispute) -> Suit:
    # The table lets a dispute here only with a suit before a court.
    assert dispute.open_suit is not None
    return dispute.open_suit


def _open(no: int, dispute: Dispute, given: Given) -> Suit:
    suit = _suit(dispute)
    given.insist(suit.no == no, "another_suit", suit=no, current=suit.no)
    return suit


DECISIONS: Decisions = {
    ReportLitigationFiled: filed,
    ReportJudgmentGiven: judged,
    ReportJudgmentAppealed: appealed,
    ReportJudgmentEffective: effective,
    ReportCourtStatementServed: statement_served,
    ReportLitigationWithdrawn: withdrawn,
    ReportLitigationDismissed: dismissed,
}
READY: Readiness = {
    "litigation_filed": ready_to_sue,
    "judgment_appealed": ready_to_appeal,
    "judgment_effective": ready_to_be_final,
}

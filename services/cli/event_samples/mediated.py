"""A mediation with everything that can happen in one: conflict, cover, sessions, offers, periods, documents."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    ConflictKind,
    DocumentKind,
    FailureCode,
    FailureReason,
    Mandate,
    Notice,
    NoticeMethod,
    RecusedBy,
    ServiceMethod,
    ServiceOutcome,
    SessionMode,
    SuspensionCause,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.privileged import (
    OfferAnswer,
    SettlementOfferAnswered,
    SettlementOfferMade,
    privileged_id,
)
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

from . import cast
from .recording import Act, Actor

DISPUTE = cast.named("dispute/mediated")
_TALKS = privileged_id(DISPUTE)
_PERSON = "worker/mediated"


def _act(actor: Actor, *events: Fact, stream: UUID = DISPUTE) -> Act:
    return Act(actor, events[0].occurred_on, tuple((stream, event) for event in events))


def _assigned(on: date, mediator: UUID, certificate: str) -> Act:
    return _act(
        cast.OTHER_CLERK,
        e.MediatorAssigned(occurred_on=on, mediator=mediator, certificate_no=certificate),
    )


def _written(label: str) -> Sealed:
    return cast.sealed(DISPUTE, label, _PERSON)


_TAKEN_UP = (
    _act(
        cast.OTHER_CLERK,
        e.DisputeRegistered(
            occurred_on=date(2026, 4, 1),
            organisation=cast.OTHER_CENTRE,
            case_number="水磨沟龙盛街劳人调〔2026〕0031号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(
                cast.worker(DISPUTE, 1, _PERSON),
                cast.employer("龙盛街某某物业服务有限公司"),
            ),
            claims=(Claim(no=1, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(3_150_000)),),
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.ApplicationAccepted(
            occurred_on=date(2026, 4, 2), other_side_consented_on=date(2026, 4, 2)
        ),
    ),
    _assigned(date(2026, 4, 2), cast.OTHER_MEDIATOR, "新调解字6501050044号"),
    _act(
        cast.OTHER_TABLE,
        e.ConflictDisclosed(
            occurred_on=date(2026, 4, 2),
            conflict=1,
            mediator=cast.OTHER_MEDIATOR,
            kind=ConflictKind.EMPLOYMENT,
            detail=_written("disclose_conflict/detail"),
        ),
    ),
    _act(cast.OTHER_CLERK, e.ConflictConsented(occurred_on=date(2026, 4, 3), conflict=1, party=1)),
    _act(cast.OTHER_CLERK, e.ConflictConsented(occurred_on=date(2026, 4, 3), conflict=1, party=2)),
)

_SESSIONS = (
    _act(
        cast.OTHER_CLERK,
        e.SessionScheduled(
            occurred_on=date(2026, 4, 3),
            session=1,
            starts_at=datetime(2026, 4, 8, 2, 0, tzinfo=UTC),
            mode=SessionMode.IN_ROOM,
            place=_written("schedule_session/place"),
            notices=(
                Notice(party=1, method=NoticeMethod.TELEPHONE, on=date(2026, 4, 3)),
                Notice(party=2, method=NoticeMethod.POST, on=date(2026, 4, 3)),
            ),
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.CoverArranged(
            occurred_on=date(2026, 4, 7),
            mediator=cast.MEDIATOR,
            starts_on=date(2026, 4, 8),
            ends_on=date(2026, 4, 9),
            reason=_written("arrange_cover/reason"),
        ),
    ),
    _act(
        cast.OTHER_TABLE,
        e.AbsenceRecorded(
            occurred_on=date(2026, 4, 8),
            session=1,
            party=2,
            is_excused=True,
            reason=_written("record_absence/reason"),
        ),
        e.SessionAdjourned(
            occurred_on=date(2026, 4, 8),
            session=1,
            resumes_at=datetime(2026, 4, 10, 8, 30, tzinfo=UTC),
            reason=_written("adjourn_session/reason"),
        ),
    ),
    _act(
        cast.OTHER_TABLE,
        e.UndisputedFactsRecorded(
            occurred_on=date(2026, 4, 10),
            facts=_written("record_undisputed_facts/facts"),
            agreed_by=(1, 2),
        ),
    ),
    _act(
        cast.OTHER_TABLE,
        SettlementOfferMade(
            occurred_on=date(2026, 4, 10),
            offer=1,
            party=2,
            content=cast.sealed(_TALKS, "make_settlement_offer/content", _PERSON),
        ),
        stream=_TALKS,
    ),
    _act(
        cast.OTHER_TABLE,
        SettlementOfferAnswered(
            occurred_on=date(2026, 4, 10),
            offer=1,
            party=1,
            answer=OfferAnswer.COUNTERED,
            content=cast.sealed(_TALKS, "answer_settlement_offer/content", _PERSON),
        ),
        stream=_TALKS,
    ),
)

_PERIODS = (
    _act(
        cast.OTHER_TABLE,
        e.MediationExtended(
            occurred_on=date(2026, 4, 13), until=date(2026, 4, 30), consented_by=(1, 2)
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.ReceiptPeriodLapsed(occurred_on=date(2026, 4, 17), due_on=date(2026, 4, 16)),
    ),
    _act(
        cast.OTHER_TABLE,
        e.MediationSuspended(
            occurred_on=date(2026, 4, 20),
            cause=SuspensionCause.AWAITS_APPRAISAL,
            detail=_written("suspend_mediation/detail"),
        ),
    ),
    _act(cast.OTHER_TABLE, e.MediationResumed(occurred_on=date(2026, 4, 24))),
    _act(
        cast.OTHER_CLERK,
        e.SessionScheduled(
            occurred_on=date(2026, 4, 24),
            session=2,
            starts_at=datetime(2026, 4, 28, 2, 0, tzinfo=UTC),
            mode=SessionMode.TELEPHONE,
            place="",
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.SessionCancelled(
            occurred_on=date(2026, 4, 27), session=2, reason=_written("cancel_session/reason")
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.MediatorRecused(
            occurred_on=date(2026, 4, 28),
            mediator=cast.OTHER_MEDIATOR,
            by=RecusedBy.PARTY,
            reason=_written("recuse_mediator/reason"),
        ),
    ),
    _assigned(date(2026, 4, 28), cast.MEDIATOR, "新调解字6501050012-2号"),
    _act(
        cast.OTHER_CLERK,
        e.MediationPeriodLapsed(
            occurred_on=date(2026, 5, 6), due_on=date(2026, 4, 30), rule="MED.15.ACCEPT"
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.MediationRestarted(occurred_on=date(2026, 5, 8), consented_by=(1, 2)),
    ),
)

_DOCUMENTS = (
    _act(
        cast.OTHER_CLERK,
        e.DocumentIssued(
            occurred_on=date(2026, 5, 8),
            document=1,
            kind=DocumentKind.SUGGESTION_LETTER,
            title=_written("issue_document/title"),
            reference="龙盛街调建〔2026〕3号",
            recipients=(2,),
            reply_by=date(2026, 5, 20),
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.ServiceRecorded(
            occurred_on=date(2026, 5, 9),
            document=1,
            recipient=2,
            method=ServiceMethod.DIRECT,
            outcome=ServiceOutcome.REFUSED,
        ),
        e.ServiceRecorded(
            occurred_on=date(2026, 5, 9),
            document=1,
            recipient=2,
            method=ServiceMethod.LEFT,
            outcome=ServiceOutcome.DEEMED_SERVED,
            received_on=date(2026, 5, 13),
            rule="SRV.POST",
            replaces=ServiceMethod.DIRECT,
            proof=_written("record_service/proof"),
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.ReplyReceived(
            occurred_on=date(2026, 5, 18),
            document=1,
            recipient=2,
            content=_written("record_reply/content"),
        ),
    ),
    _act(
        cast.OTHER_TABLE,
        e.MediationFailed(
            occurred_on=date(2026, 5, 19),
            reasons=(
                FailureReason(code=FailureCode.GAP_TOO_WIDE),
                FailureReason(code=FailureCode.REFUSES_TO_CONTINUE, party=2),
            ),
        ),
    ),
)

ACTS = (*_TAKEN_UP, *_SESSIONS, *_PERIODS, *_DOCUMENTS)

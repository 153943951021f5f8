"""Agreements before a commission and for a payment order: every answer there is, then a title."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    DismissalGround,
    Instalment,
    Mandate,
    PaymentOrderEnd,
    RequiredAct,
    ReviewBar,
    ReviewFault,
    Term,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

REVIEWED = cast.named("dispute/reviewed")
REFUSED = cast.named("dispute/review-refused")
ORDERED = cast.named("dispute/ordered")
_DUE = Fen(960_000)
_STATEMENT = "水劳人仲调〔2026〕17号"
_ORDER = "(2026)新0105民督9号"


def _on(month: int, day: int) -> date:
    return date(2026, month, day)


def _act(actor: Actor, stream: UUID, *events: Fact) -> Act:
    return Act(actor, events[0].occurred_on, tuple((stream, event) for event in events))


def _reached(stream: UUID, number: str, person: str, on: date) -> Act:
    """From registration to the effect on one day."""
    payment = Instalment(no=1, due_on=_on(6, 30), amount=_DUE)
    required = (RequiredAct.PARTY_SIGNATURES,)
    return _act(
        cast.OTHER_CLERK,
        stream,
        e.DisputeRegistered(
            occurred_on=on,
            organisation=cast.OTHER_CENTRE,
            case_number=number,
            channel=Channel.TELEPHONE,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(cast.worker(stream, 1, person), cast.employer("某某仓储服务有限公司")),
            claims=(Claim(no=1, kind=ClaimKind.REMUNERATION, amount=_DUE),),
        ),
        e.ApplicationAccepted(occurred_on=on, other_side_consented_on=on),
        e.MediatorAssigned(
            occurred_on=on, mediator=cast.OTHER_MEDIATOR, certificate_no="新调解字6501050044号"
        ),
        e.TermsRecorded(
            occurred_on=on,
            version=1,
            terms=(Term(claim=1, instalments=(payment,)),),
            required=required,
        ),
        e.AgreementSigned(occurred_on=on, version=1, party=1),
        e.AgreementSigned(occurred_on=on, version=1, party=2),
        e.AgreementTookEffect(occurred_on=on, version=1, amount=_DUE, instalments=(payment,)),
    )


def _review(day: int, stream: UUID = REVIEWED) -> Act:
    return _act(
        cast.OTHER_CLERK,
        stream,
        e.ReviewApplied(
            occurred_on=_on(6, day),
            version=1,
            commission=cast.COMMISSION,
            applicants=(1, 2),
            due_natural=_on(6, 16),
            due_rolled=_on(6, 16),
        ),
    )


def _commission(*events: Fact) -> Act:
    return _act(cast.ARBITRATION, REVIEWED, *events)


_REVIEWED = (
    _reached(REVIEWED, "水磨沟龙盛街劳人调〔2026〕0042号", "worker/reviewed", _on(6, 1)),
    _review(2),
    _commission(e.ReviewNotAccepted(occurred_on=_on(6, 3), ground=ReviewBar.NOT_THIS_COMMISSION)),
    _review(4),
    _act(cast.OTHER_CLERK, REVIEWED, e.ReviewWithdrawn(occurred_on=_on(6, 5), by=(2,))),
    _review(8),
    _commission(e.ReviewAccepted(occurred_on=_on(6, 11), number="水劳人仲审〔2026〕17号")),
    _commission(e.ReviewStatementServed(occurred_on=_on(6, 12), number=_STATEMENT, party=1)),
    _commission(
        e.ReviewStatementServed(occurred_on=_on(6, 15), number=_STATEMENT, party=2),
        e.ReviewStatementTookEffect(occurred_on=_on(6, 15), number=_STATEMENT),
    ),
)
_REFUSED = (
    _reached(REFUSED, "水磨沟龙盛街劳人调〔2026〕0044号", "worker/refused", _on(6, 1)),
    _review(8, REFUSED),
    _act(
        cast.ARBITRATION,
        REFUSED,
        e.ReviewRefused(occurred_on=_on(6, 9), ground=ReviewFault.UNCLEAR),
    ),
)


def _order(month: int, day: int) -> Act:
    return _act(
        cast.OTHER_CLERK,
        ORDERED,
        e.PaymentOrderApplied(
            occurred_on=_on(month, day), version=1, court=cast.COURT, applicant=1, amount=_DUE
        ),
    )


def _court(*events: Fact) -> Act:
    return _act(cast.LIAISON, ORDERED, *events)


def _issued(month: int, day: int) -> Act:
    return _court(e.PaymentOrderIssued(occurred_on=_on(month, day), number=_ORDER))


def _served(month: int, day: int) -> Act:
    return _court(e.PaymentOrderServed(occurred_on=_on(month, day), party=2))


_ORDERED = (
    _reached(ORDERED, "水磨沟龙盛街劳人调〔2026〕0043号", "worker/ordered", _on(6, 3)),
    _order(7, 1),
    _court(e.PaymentOrderDismissed(occurred_on=_on(7, 3), ground=DismissalGround.NOT_DEFINITE)),
    _order(7, 6),
    _issued(7, 10),
    _court(e.PaymentOrderVoided(occurred_on=_on(8, 10), reason=PaymentOrderEnd.NOT_SERVED)),
    _order(8, 11),
    _issued(8, 14),
    _served(8, 17),
    _court(
        e.PaymentOrderObjected(
            occurred_on=_on(8, 24),
            party=2,
            ground=cast.sealed(ORDERED, "payment_order_objected/ground", "worker/ordered"),
        )
    ),
    _order(9, 1),
    _issued(9, 4),
    _served(9, 7),
    _court(e.PaymentOrderTookEffect(occurred_on=_on(9, 23), number=_ORDER)),
)

ACTS = (*_REVIEWED, *_REFUSED, *_ORDERED)

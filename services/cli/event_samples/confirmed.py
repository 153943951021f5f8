"""A wage claim, straight through: oral application, agreement in instalments, confirmation, payment."""

from datetime import UTC, date, datetime
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    Instalment,
    Mandate,
    Outcome,
    RequiredAct,
    Term,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.privileged import ConfidentialNoteTaken, privileged_id
from services.workflow.domain.register import CaseNumberGiven
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

DISPUTE = cast.named("dispute/wage-claim")
_NOTES = privileged_id(DISPUTE)
_NUMBER = "水磨沟华光街劳人调〔2026〕0001号"
_INSTALMENTS = tuple(
    Instalment(no=month - 3, due_on=date(2026, month, 15), amount=Fen(660_000))
    for month in range(4, 8)
)


def _act(actor: Actor, *events: Fact, stream: UUID = DISPUTE) -> Act:
    return Act(actor, events[0].occurred_on, tuple((stream, event) for event in events))


def _signed(day: int, party: int | None) -> Act:
    on = date(2026, 3, day)
    return _act(cast.CLERK, e.AgreementSigned(occurred_on=on, version=1, party=party))


def _paid(instalment: Instalment) -> Act:
    return _act(
        cast.CLERK,
        e.PerformanceRecorded(
            occurred_on=instalment.due_on, amount=instalment.amount, instalment=instalment.no
        ),
    )


_REGISTERED = e.DisputeRegistered(
    occurred_on=date(2026, 3, 2),
    occurred_at=datetime(2026, 3, 2, 2, 5, tzinfo=UTC),
    organisation=cast.CENTRE,
    case_number=_NUMBER,
    channel=Channel.COUNTER,
    mandate=Mandate.SELF,
    region=cast.REGION,
    parties=(
        cast.worker(DISPUTE),
        cast.employer("乌鲁木齐丝路晨光餐饮管理有限公司", "91650105MA7ABCDE1D"),
    ),
    claims=(
        Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(2_210_000)),
        Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(690_000)),
    ),
    is_oral=True,
    matter=cast.sealed(DISPUTE, "matter"),
)

_AGREED = (
    _act(
        cast.AT_THE_TABLE,
        e.TermsRecorded(
            occurred_on=date(2026, 3, 12),
            version=1,
            terms=(
                Term(claim=1, instalments=_INSTALMENTS[:3]),
                Term(claim=2, instalments=_INSTALMENTS[3:]),
            ),
            required=tuple(RequiredAct),
            ability_to_perform="门店正常营业,近三个月流水足以按期支付",
        ),
    ),
    _signed(12, 1),
    _signed(15, 2),
    _signed(16, None),
    _act(
        cast.CLERK,
        e.AgreementSealed(occurred_on=date(2026, 3, 17), version=1, organisation=cast.CENTRE),
        e.AgreementTookEffect(
            occurred_on=date(2026, 3, 17),
            version=1,
            amount=Fen(2_640_000),
            instalments=_INSTALMENTS,
        ),
    ),
)

_CONFIRMED = (
    _act(
        cast.CLERK,
        e.ConfirmationApplied(
            occurred_on=date(2026, 3, 24),
            version=1,
            court=cast.COURT,
            applicants=(1, 2),
            due_natural=date(2026, 4, 16),
            due_rolled=date(2026, 4, 16),
        ),
    ),
    _act(
        cast.LIAISON,
        e.ConfirmationDocketed(occurred_on=date(2026, 3, 26), number="(2026)新0105诉前调确37号"),
    ),
    _act(
        cast.LIAISON,
        e.ConfirmationGranted(
            occurred_on=date(2026, 4, 3), ruling_number="(2026)新0105诉前调确37号民事裁定书"
        ),
    ),
)

ACTS = (
    Act(
        cast.CLERK,
        date(2026, 3, 2),
        (
            (DISPUTE, _REGISTERED),
            (
                cast.REGISTER,
                CaseNumberGiven(
                    occurred_on=date(2026, 3, 2), serial=1, number=_NUMBER, dispute=DISPUTE
                ),
            ),
        ),
    ),
    _act(
        cast.CLERK,
        e.ApplicationAccepted(
            occurred_on=date(2026, 3, 3), other_side_consented_on=date(2026, 3, 3)
        ),
    ),
    _act(
        cast.CLERK,
        e.MediatorAssigned(
            occurred_on=date(2026, 3, 3),
            mediator=cast.MEDIATOR,
            certificate_no="新调解字6501050012号",
        ),
    ),
    _act(
        cast.AT_THE_TABLE,
        e.SessionHeld(
            occurred_on=date(2026, 3, 9),
            occurred_at=datetime(2026, 3, 9, 7, 30, tzinfo=UTC),
            place="华光街街道综治中心二楼调解室",
            present=(1, 2),
        ),
    ),
    _act(
        cast.AT_THE_TABLE,
        ConfidentialNoteTaken(occurred_on=date(2026, 3, 9), note=cast.sealed(_NOTES, "note")),
        stream=_NOTES,
    ),
    *_AGREED,
    *_CONFIRMED,
    *map(_paid, _INSTALMENTS),
    _act(
        cast.CLERK,
        e.DisputeClosed(
            occurred_on=date(2026, 7, 16),
            outcome=Outcome.AGREEMENT_PERFORMED,
        ),
    ),
)

"""Disputes passed from body to body: transferred, returned, expired; mediated on mandates."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    FailureCode,
    FailureReason,
    Forum,
    Mandate,
    MandateResult,
    ReturnGround,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

DISPUTE = cast.named("dispute/passed-on")
SUGGESTED = cast.named("dispute/mediation-suggested")
ENTRUSTED = cast.named("dispute/mediation-entrusted")
_EMPLOYER = cast.employer("新疆博格达物流有限公司", "91650105MA7PASSD3X")
_CLAIMS = (Claim(no=1, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(1_860_000)),)
_TO_BOTH = (1, 2)


def _act(dispute: UUID, actor: Actor, *events: Fact) -> Act:
    return Act(actor, events[0].occurred_on, tuple((dispute, event) for event in events))


def _filed(dispute: UUID, on: date, forum: Forum, number: str) -> Act:
    at_court = forum is Forum.COURT
    return _act(
        dispute,
        cast.LIAISON if at_court else cast.ARBITRATION,
        e.DirectFilingRecorded(
            occurred_on=on,
            body=cast.COURT if at_court else cast.COMMISSION,
            forum=forum,
            case_number=number,
            region=cast.OTHER_REGION,
            parties=(cast.worker(dispute, 1, "worker/5"), _EMPLOYER),
            claims=_CLAIMS,
        ),
    )


_TRANSFERRED = (
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.DisputeRegistered(
            occurred_on=date(2026, 5, 18),
            organisation=cast.OTHER_CENTRE,
            case_number="水磨沟龙盛街劳人调〔2026〕0006号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(cast.worker(DISPUTE, 1, "worker/5"), _EMPLOYER),
            claims=_CLAIMS,
        ),
    ),
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.TransferOffered(
            occurred_on=date(2026, 5, 18),
            offer=1,
            to=cast.CENTRE,
            reason="用人单位在华光街片区",
            consented_by=(1,),
            expires_on=date(2026, 5, 19),
        ),
    ),
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.ReferralExpired(occurred_on=date(2026, 5, 20), offer=1, expires_on=date(2026, 5, 19)),
    ),
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.TransferOffered(
            occurred_on=date(2026, 5, 20),
            offer=2,
            to=cast.CENTRE,
            reason="用人单位在华光街片区",
            consented_by=(1,),
            expires_on=date(2026, 6, 3),
        ),
    ),
    _act(
        DISPUTE,
        cast.CLERK,
        e.TransferAccepted(
            occurred_on=date(2026, 5, 21),
            offer=2,
            by=cast.CENTRE,
            other_side_consented_on=date(2026, 5, 21),
        ),
    ),
)
_RETURNED = (
    _act(
        DISPUTE,
        cast.CLERK,
        e.ReturnOffered(
            occurred_on=date(2026, 5, 22),
            offer=3,
            to=cast.OTHER_CENTRE,
            ground=ReturnGround.WRONG_JURISDICTION,
            reason="单位已迁回龙盛街街道",
            expires_on=date(2026, 6, 5),
        ),
    ),
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.ReturnAccepted(occurred_on=date(2026, 5, 22), offer=3, by=cast.OTHER_CENTRE),
    ),
    _act(
        DISPUTE,
        cast.OTHER_CLERK,
        e.ApplicationAccepted(
            occurred_on=date(2026, 5, 25), other_side_consented_on=date(2026, 5, 21)
        ),
    ),
    _act(
        DISPUTE,
        cast.OTHER_TABLE,
        e.MediationFailed(
            occurred_on=date(2026, 5, 27), reasons=(FailureReason(code=FailureCode.UNREACHABLE),)
        ),
    ),
    _act(
        DISPUTE,
        cast.LIAISON,
        e.MediationDelegated(
            occurred_on=date(2026, 5, 28),
            court=cast.COURT,
            organisation=cast.CENTRE,
            consented_by=_TO_BOTH,
            reference="（2026）新0105诉前调委派21号",
            due_on=date(2026, 6, 29),
        ),
    ),
)
_SUGGESTED = (
    _filed(SUGGESTED, date(2026, 5, 6), Forum.ARBITRATION, "水劳人仲收〔2026〕77号"),
    _act(
        SUGGESTED,
        cast.ARBITRATION,
        e.MediationSuggested(
            occurred_on=date(2026, 5, 7),
            commission=cast.COMMISSION,
            organisation=cast.OTHER_CENTRE,
            consented_by=_TO_BOTH,
            reference="水劳人仲建〔2026〕3号",
            due_on=date(2026, 5, 22),
        ),
    ),
    _act(
        SUGGESTED,
        cast.OTHER_TABLE,
        e.MandateReturned(
            occurred_on=date(2026, 5, 20),
            mandate=Mandate.ARBITRATION_SUGGESTED,
            to=cast.COMMISSION,
            result=MandateResult.FAILURE,
            report=cast.sealed(SUGGESTED, "mandate_returned/report", "worker/5"),
        ),
    ),
)
_ENTRUSTED = (
    _filed(ENTRUSTED, date(2026, 5, 11), Forum.COURT, "（2026）新0105民初411号"),
    _act(
        ENTRUSTED,
        cast.LIAISON,
        e.MediationEntrusted(
            occurred_on=date(2026, 5, 12),
            mandate=Mandate.COURT_ENTRUSTED,
            body=cast.COURT,
            organisation=cast.CENTRE,
            consented_by=_TO_BOTH,
            reference="（2026）新0105民初411号委托1号",
            due_on=date(2026, 5, 27),
        ),
    ),
    _act(
        ENTRUSTED,
        cast.LIAISON,
        e.MandateReturned(
            occurred_on=date(2026, 5, 28),
            mandate=Mandate.COURT_ENTRUSTED,
            to=cast.COURT,
            result=MandateResult.FAILURE,
            has_lapsed=True,
        ),
    ),
)

ACTS = (*_TRANSFERRED, *_RETURNED, *_SUGGESTED, *_ENTRUSTED)

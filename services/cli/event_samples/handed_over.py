"""A dispute that mediation did not settle: refused once, handed over, accepted for arbitration."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    FailureCode,
    FailureReason,
    Forum,
    Mandate,
    RefusalGround,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

DISPUTE = cast.named("dispute/injury")
DOUBLED = cast.named("dispute/injury-filed-again")
_EMPLOYER = cast.employer("新疆天山北坡建筑劳务有限公司", "91650105MA7FGHJK2R", no=3)
_CLAIMS = (
    Claim(no=1, kind=ClaimKind.WORK_INJURY, amount=Fen(8_600_000)),
    Claim(no=2, kind=ClaimKind.LABOUR_RELATION),
)


def _act(actor: Actor, *events: Fact) -> Act:
    return Act(actor, events[0].occurred_on, tuple((DISPUTE, event) for event in events))


def _offered(offer: int, on: date) -> Act:
    return _act(
        cast.OTHER_CLERK,
        e.ReferralOffered(
            occurred_on=on,
            offer=offer,
            to=cast.COMMISSION,
            reason="调解不成,申请人书面申请移送仲裁",
            applicant=1,
        ),
    )


_MEDIATED = (
    Act(
        cast.BUREAU,
        date(2026, 4, 7),
        (
            (
                DISPUTE,
                e.DisputeRegistered(
                    occurred_on=date(2026, 4, 7),
                    organisation=cast.OTHER_CENTRE,
                    case_number="水磨沟龙盛街劳人调〔2026〕0001号",
                    channel=Channel.PARTNER_TRANSFER,
                    mandate=Mandate.PARTNER_TRANSFER,
                    region="650105",
                    parties=(
                        cast.worker(DISPUTE, 1, "worker/2"),
                        cast.worker(DISPUTE, 2, "worker/3"),
                        _EMPLOYER,
                    ),
                    claims=_CLAIMS,
                    worker_count=2,
                    matter=cast.sealed(DISPUTE, "matter", "worker/2"),
                    transferred_by=cast.HOTLINE,
                ),
            ),
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.FactCorrected(
            occurred_on=date(2026, 4, 8),
            field="region",
            old="650105",
            new=cast.OTHER_REGION,
            reason="转办单只写到区,经核实工地在龙盛街街道",
            evidence="劳务分包合同第三条",
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.ApplicationAccepted(
            occurred_on=date(2026, 4, 9), other_side_consented_on=date(2026, 4, 9)
        ),
    ),
    _act(
        cast.OTHER_CLERK,
        e.MediatorAssigned(
            occurred_on=date(2026, 4, 9),
            mediator=cast.MEDIATOR,
            certificate_no="新调解字6501050012-2号",
        ),
    ),
    _act(
        cast.OTHER_TABLE,
        e.MediationFailed(
            occurred_on=date(2026, 4, 21),
            reasons=(
                FailureReason(code=FailureCode.FACTS_DISPUTED),
                FailureReason(code=FailureCode.NO_SHOW, party=3),
            ),
        ),
    ),
)

_HANDED_OVER = (
    _offered(1, date(2026, 4, 22)),
    _act(cast.ARBITRATION, e.ReferralDelivered(occurred_on=date(2026, 4, 22), offer=1)),
    _act(
        cast.ARBITRATION,
        e.ReferralRefused(
            occurred_on=date(2026, 4, 23),
            offer=1,
            ground=RefusalGround.MATERIALS_MISSING,
            reason="缺少申请人签名的仲裁申请书",
        ),
    ),
    _offered(2, date(2026, 4, 24)),
    _act(
        cast.ARBITRATION,
        e.ReferralReceived(
            occurred_on=date(2026, 4, 24), offer=2, receipt_number="水劳人仲收〔2026〕58号"
        ),
    ),
    _act(
        cast.ARBITRATION,
        e.ReferralAccepted(occurred_on=date(2026, 4, 27), offer=2, by=cast.COMMISSION),
    ),
    _act(
        cast.ARBITRATION,
        e.ArbitrationAccepted(occurred_on=date(2026, 4, 28), number="水劳人仲案〔2026〕112号"),
    ),
)

_FILED_AGAIN = (
    Act(
        cast.SUPERVISOR,
        date(2026, 5, 6),
        (
            (
                DOUBLED,
                e.DirectFilingRecorded(
                    occurred_on=date(2026, 4, 20),
                    body=cast.COMMISSION,
                    forum=Forum.ARBITRATION,
                    case_number="水劳人仲案〔2026〕98号",
                    region=cast.OTHER_REGION,
                    parties=(cast.worker(DOUBLED, 1, "worker/2"), _EMPLOYER),
                    claims=_CLAIMS,
                ),
            ),
        ),
    ),
    Act(
        cast.SUPERVISOR,
        date(2026, 5, 7),
        (
            (
                DOUBLED,
                e.MatterMerged(
                    occurred_on=date(2026, 5, 7), leader=DISPUTE, reason="同一申请人、同一工伤"
                ),
            ),
        ),
    ),
    Act(
        cast.SUPERVISOR,
        date(2026, 5, 12),
        (
            (
                DOUBLED,
                e.MatterUnlinked(
                    occurred_on=date(2026, 5, 12), leader=DISPUTE, reason="经核实系另一次受伤"
                ),
            ),
        ),
    ),
)

ACTS = (*_MEDIATED, *_HANDED_OVER, *_FILED_AGAIN)

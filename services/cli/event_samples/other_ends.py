"""Shorter stories: declined, withdrawn, settled on the spot, recalled, annulled after an import."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Channel,
    Claim,
    ClaimKind,
    DeclineGround,
    Mandate,
    Outcome,
    RequiredAct,
    Source,
    Term,
    Withdrawal,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.register import CaseNumberGiven, CaseNumberVoided
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

DECLINED = cast.named("dispute/declined")
WITHDRAWN = cast.named("dispute/withdrawn")
ENTERED_TWICE = cast.named("dispute/entered-twice")
ON_THE_SPOT = cast.named("dispute/on-the-spot")
IMPORTED = cast.named("dispute/imported")
_RECORDED = date(2026, 6, 15)
"""The day on which the old ledger was imported."""


def _act(stream: UUID, *events: Fact, actor: Actor = cast.CLERK, on: date | None = None) -> Act:
    return Act(actor, on or events[0].occurred_on, tuple((stream, event) for event in events))


def _registered(
    stream: UUID, serial: int, on: date, channel: Channel, kind: ClaimKind, fen: int
) -> Act:
    number = f"水磨沟华光街劳人调〔2026〕{serial:04d}号"
    registered = e.DisputeRegistered(
        occurred_on=on,
        organisation=cast.CENTRE,
        case_number=number,
        channel=channel,
        mandate=Mandate.SELF,
        region=cast.REGION,
        parties=(cast.worker(stream, 1, f"worker/{kind}"), cast.employer("某家政服务部")),
        claims=(Claim(no=1, kind=kind, amount=Fen(fen)),),
    )
    given = CaseNumberGiven(occurred_on=on, serial=serial, number=number, dispute=stream)
    return Act(cast.AGENT, on, ((stream, registered), (cast.REGISTER, given)))


def _taken_up(stream: UUID, on: date) -> Act:
    return _act(
        stream,
        e.ApplicationAccepted(occurred_on=on, other_side_consented_on=on),
        e.MediatorAssigned(
            occurred_on=on, mediator=cast.MEDIATOR, certificate_no="新调解字6501050012-2号"
        ),
    )


_DECLINED = (
    _registered(DECLINED, 2, date(2026, 5, 11), Channel.ONLINE, ClaimKind.OTHER, 120_000),
    _act(
        DECLINED,
        e.ReferralOffered(
            occurred_on=date(2026, 5, 11),
            offer=1,
            to=cast.COMMISSION,
            reason="申请人要求直接移送仲裁",
            applicant=1,
        ),
    ),
    _act(
        DECLINED,
        e.ReferralRecalled(occurred_on=date(2026, 5, 12), offer=1, reason="查明不属于劳动争议"),
        e.ApplicationDeclined(
            occurred_on=date(2026, 5, 12),
            ground=DeclineGround.OUT_OF_SCOPE,
            guidance="双方系家政服务合同关系,可向华光街街道人民调解委员会申请调解,或向法院起诉",
        ),
    ),
    _act(DECLINED, e.DisputeClosed(occurred_on=date(2026, 5, 13), outcome=Outcome.DECLINED)),
)

_WITHDRAWN = (
    _registered(
        WITHDRAWN, 3, date(2026, 5, 18), Channel.MINI_PROGRAM, ClaimKind.HOURS_AND_LEAVE, 96_000
    ),
    _taken_up(WITHDRAWN, date(2026, 5, 18)),
    _act(
        WITHDRAWN,
        e.TermsRecorded(
            occurred_on=date(2026, 5, 19),
            version=1,
            terms=(Term(claim=1, duty=cast.sealed(WITHDRAWN, "agreement/1/term/1/duty")),),
            required=tuple(RequiredAct),
        ),
        actor=cast.AT_THE_TABLE,
    ),
    _act(
        WITHDRAWN,
        e.ApplicationWithdrawn(occurred_on=date(2026, 5, 20), reason=Withdrawal.SETTLED_PRIVATELY),
        e.DisputeClosed(occurred_on=date(2026, 5, 20), outcome=Outcome.SETTLED_PRIVATELY),
    ),
)

_ENTERED_TWICE = (
    _registered(
        ENTERED_TWICE, 4, date(2026, 5, 18), Channel.COUNTER, ClaimKind.HOURS_AND_LEAVE, 96_000
    ),
    _act(
        ENTERED_TWICE,
        e.ApplicationDeclined(
            occurred_on=date(2026, 5, 20),
            ground=DeclineGround.ALREADY_PENDING,
            guidance="同一申请已由小程序登记,请等候通知",
        ),
    ),
    _act(
        cast.REGISTER,
        CaseNumberVoided(occurred_on=date(2026, 5, 21), serial=4, reason="窗口重复登记"),
    ),
)

_ON_THE_SPOT = (
    _registered(
        ON_THE_SPOT, 5, date(2026, 6, 1), Channel.TELEPHONE, ClaimKind.REMUNERATION, 345_050
    ),
    _taken_up(ON_THE_SPOT, date(2026, 6, 1)),
    _act(
        ON_THE_SPOT,
        e.SettledOnTheSpot(occurred_on=date(2026, 6, 2), amount=Fen(345_050)),
        e.DisputeClosed(occurred_on=date(2026, 6, 2), outcome=Outcome.SETTLED_ON_THE_SPOT),
    ),
)

_SOURCE = Source(ledger="SMG-LSJ/2025-118", row_digest="9c1185a5c5e9fc54", sample=True)
_IMPORTED = (
    Act(
        cast.IMPORT,
        _RECORDED,
        (
            (
                IMPORTED,
                e.DisputeRegistered(
                    occurred_on=date(2025, 9, 8),
                    organisation=cast.OTHER_CENTRE,
                    case_number="2025-118",
                    channel=Channel.POST,
                    mandate=Mandate.SELF,
                    region=cast.OTHER_REGION,
                    parties=(
                        cast.worker(IMPORTED, 1, "worker/9"),
                        cast.employer("龙盛街便民超市", "91650105MA7LMNPQ36"),
                    ),
                    claims=(Claim(no=1, kind=ClaimKind.SOCIAL_INSURANCE, amount=Fen(1_050_000)),),
                    source=_SOURCE,
                ),
            ),
            (IMPORTED, e.ApplicationAccepted(occurred_on=date(2025, 9, 9))),
            (IMPORTED, e.MediatorAssigned(occurred_on=date(2025, 9, 9), mediator=None)),
            (
                IMPORTED,
                e.AgreementTookEffect(
                    occurred_on=date(2025, 9, 19), version=1, amount=Fen(1_050_000)
                ),
            ),
        ),
        ("consent_not_recorded", "certificate_not_valid"),
    ),
    _act(
        IMPORTED,
        e.AgreementAnnulled(
            occurred_on=date(2026, 6, 18),
            version=1,
            kind=AnnulmentKind.REVOKED,
            by="乌鲁木齐市水磨沟区人民法院(2026)新0105民初415号",
            ground="协议订立时存在重大误解",
        ),
        actor=cast.LIAISON,
    ),
    _act(
        IMPORTED,
        e.ArbitrationFiled(
            occurred_on=date(2026, 6, 22),
            commission=cast.COMMISSION,
            by_party=1,
            reference="水劳人仲收〔2026〕91号",
        ),
        actor=cast.ARBITRATION,
    ),
)

ACTS = (*_DECLINED, *_WITHDRAWN, *_ENTERED_TWICE, *_ON_THE_SPOT, *_IMPORTED)

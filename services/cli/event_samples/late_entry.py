"""A mediation whose lapse was recorded before its extension was entered: taken back, and extended."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import Channel, Claim, ClaimKind, Lapse, Mandate
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

from . import cast
from .recording import Act

DISPUTE = cast.named("dispute/late-entry")
_PERSON = "worker/late-entry"
_ON = date(2026, 6, 1)
_RECORDED_ON = date(2026, 6, 17)


def _text(label: str) -> Sealed:
    return cast.sealed(DISPUTE, label, _PERSON)


def _act(*events: Fact) -> Act:
    writes = tuple((DISPUTE, event) for event in events)
    return Act(cast.OTHER_CLERK, events[0].occurred_on, writes)


ACTS = (
    _act(
        e.DisputeRegistered(
            occurred_on=_ON,
            organisation=cast.OTHER_CENTRE,
            case_number="水磨沟龙盛街劳人调〔2026〕0046号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(cast.worker(DISPUTE, 1, _PERSON), cast.employer("乌鲁木齐某某餐饮店")),
            claims=(Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(860_000)),),
        )
    ),
    _act(e.ApplicationAccepted(occurred_on=_ON, other_side_consented_on=_ON)),
    _act(
        e.MediationPeriodLapsed(
            occurred_on=_RECORDED_ON, due_on=date(2026, 6, 16), rule="MED.15.ACCEPT"
        )
    ),
    _act(
        e.LapseWithdrawn(
            occurred_on=_RECORDED_ON,
            lapse=Lapse.MEDIATION_PERIOD,
            reason=_text("withdraw_lapse/reason"),
            evidence=_text("withdraw_lapse/evidence"),
        )
    ),
)

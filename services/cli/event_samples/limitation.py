"""A dispute whose limitation moves: a complaint, negotiation, a stop, and a slip withdrawn."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    LimitationFactKind,
    LimitationSuspensionCause,
    Mandate,
    Post,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

from . import cast
from .recording import Act

DISPUTE = cast.named("dispute/limitation")
_PERSON = "worker/limitation"
_ON = date(2026, 6, 24)


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
            case_number="水磨沟龙盛街劳人调〔2026〕0045号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(
                cast.worker(DISPUTE, 1, _PERSON),
                cast.employer("乌鲁木齐某某学校"),
            ),
            claims=(
                Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(3_120_000)),
                Claim(no=2, kind=ClaimKind.DAMAGES, known_on=date(2025, 5, 6)),
            ),
        )
    ),
    _act(
        e.EmploymentRecorded(
            occurred_on=_ON,
            party=1,
            started_on=date(2022, 9, 1),
            ended_on=date(2025, 7, 10),
            post=Post.INSTITUTION_STAFF,
        )
    ),
    _act(
        e.LimitationFactRecorded(
            occurred_on=_ON,
            entry=1,
            kind=LimitationFactKind.NEGOTIATION_TERM_AGREED,
            happened_on=date(2025, 10, 9),
            until=date(2025, 10, 31),
            claims=(1, 2),
            evidence=_text("record_limitation_fact/evidence"),
        )
    ),
    _act(
        e.LimitationSuspensionRecorded(
            occurred_on=_ON,
            entry=2,
            cause=LimitationSuspensionCause.FORCE_MAJEURE,
            first_on=date(2026, 6, 20),
            evidence=_text("record_limitation_suspension/evidence"),
        )
    ),
    _act(
        e.LimitationSuspensionEnded(
            occurred_on=date(2026, 6, 29),
            entry=2,
            last_on=date(2026, 6, 26),
            evidence=_text("end_limitation_suspension/evidence"),
        )
    ),
    _act(
        e.LimitationFactWithdrawn(
            occurred_on=date(2026, 6, 30),
            entry=1,
            reason=_text("withdraw_limitation_fact/reason"),
        )
    ),
)

"""A file to its end: closed too early, taken up again, corrected, filed; and what it had to do with others."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    FailureCode,
    FailureReason,
    Mandate,
    Outcome,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

from . import cast
from .recording import Act, Actor

FIRST = cast.named("dispute/filed-first")
AGAIN = cast.named("dispute/filed-again")
_ON = date(2026, 7, 6)


def _act(stream: UUID, *events: Fact, actor: Actor = cast.OTHER_CLERK) -> Act:
    return Act(actor, events[0].occurred_on, tuple((stream, event) for event in events))


def _registered(stream: UUID, number: str, on: date) -> Act:
    registered = e.DisputeRegistered(
        occurred_on=on,
        organisation=cast.OTHER_CENTRE,
        case_number=number,
        channel=Channel.COUNTER,
        mandate=Mandate.SELF,
        region=cast.OTHER_REGION,
        parties=(
            cast.worker(stream, 1, "worker/filed"),
            cast.employer("龙盛街某某餐饮有限公司"),
        ),
        claims=(Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(1_260_000)),),
    )
    return _act(stream, registered)


_FIRST = (
    _registered(FIRST, "水磨沟龙盛街劳人调〔2026〕0021号", _ON),
    _act(FIRST, e.ApplicationAccepted(occurred_on=_ON, other_side_consented_on=_ON)),
    _act(
        FIRST,
        e.MediationFailed(
            occurred_on=date(2026, 7, 13),
            reasons=(FailureReason(code=FailureCode.GAP_TOO_WIDE, party=2),),
        ),
        e.DisputeClosed(occurred_on=date(2026, 7, 13), outcome=Outcome.NO_AGREEMENT),
    ),
    _act(
        FIRST,
        e.DisputeReopened(
            occurred_on=date(2026, 7, 15),
            reason=cast.sealed(FIRST, "reopen_dispute/reason", "worker/filed"),
        ),
        actor=cast.SUPERVISOR,
    ),
    _act(
        FIRST,
        e.DisputeClosed(
            occurred_on=date(2026, 7, 20),
            outcome=Outcome.NO_AGREEMENT,
            reason=cast.sealed(FIRST, "close_dispute/reason", "worker/filed"),
        ),
    ),
    _act(
        FIRST,
        e.FactCorrected(
            occurred_on=date(2026, 8, 3),
            field="claims/1/known_on",
            old="",
            new="2026-05-31",
            reason=cast.sealed(FIRST, "correct_fact/reason", "worker/filed"),
            evidence=cast.sealed(FIRST, "correct_fact/evidence", "worker/filed"),
            dependents=("LIM.1Y",),
        ),
    ),
    _act(
        FIRST,
        e.DisputeArchived(
            occurred_on=date(2026, 9, 1), retention_until=date(2031, 7, 20), rule="ARC.PM"
        ),
    ),
)

_AGAIN = (
    _registered(AGAIN, "水磨沟龙盛街劳人调〔2026〕0024号", date(2026, 7, 16)),
    _act(
        AGAIN,
        e.MatterMerged(
            occurred_on=date(2026, 7, 17),
            leader=FIRST,
            reason=cast.sealed(AGAIN, "merge_matter/reason", "worker/filed"),
        ),
    ),
    _act(
        AGAIN,
        e.MatterUnlinked(
            occurred_on=date(2026, 7, 18),
            leader=FIRST,
            reason=cast.sealed(AGAIN, "unlink_matter/reason", "worker/filed"),
        ),
    ),
    _act(
        AGAIN,
        e.MatterLinked(
            occurred_on=date(2026, 7, 18),
            other=FIRST,
            reason=cast.sealed(AGAIN, "link_matter/reason", "worker/filed"),
        ),
    ),
    _act(
        AGAIN,
        e.MatterDistinguished(
            occurred_on=date(2026, 7, 19),
            other=cast.named("dispute/wage-claim"),
            reason=cast.sealed(AGAIN, "mark_distinct/reason", "worker/filed"),
        ),
    ),
)

ACTS = (*_FIRST, *_AGAIN)

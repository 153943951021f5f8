"""A dispute of several people: corrected, split, represented, succeeded, renamed, struck off."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    Channel,
    Claim,
    ClaimKind,
    Mandate,
    Party,
    Power,
    RepresentativeKind,
    RunningPeriods,
    Stance,
    SuccessionKind,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.register import CaseNumberGiven, register_id
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

from . import cast
from .recording import Act

ORIGIN = cast.named("dispute/many-people")
LINKED = cast.named("dispute/split-off")
_REGISTER = register_id(cast.OTHER_CENTRE, 2026)
_NUMBER, _LINKED_NUMBER = (f"水磨沟龙盛街劳人调〔2026〕{serial:04d}号" for serial in (1, 2))
_COURTS_NUMBER = "（2026）新0105诉前调31号"
_RECEIVED, _ACCEPTED, _SPLIT = date(2026, 6, 3), date(2026, 6, 8), date(2026, 6, 11)
_CLAIMS = (
    Claim(no=1, kind=ClaimKind.REMUNERATION, amount=Fen(1_860_000), known_on=date(2026, 4, 30)),
    Claim(no=2, kind=ClaimKind.ECONOMIC_COMPENSATION, amount=Fen(720_000)),
)
_MORE = (
    Claim(no=3, kind=ClaimKind.SOCIAL_INSURANCE),
    Claim(no=4, kind=ClaimKind.HOURS_AND_LEAVE, amount=Fen(95_000)),
)


def _text(label: str, person: str = "worker/many/1", stream: UUID = ORIGIN) -> Sealed:
    return cast.sealed(stream, label, person)


def _parties(stream: UUID) -> tuple[Party, ...]:
    return (
        cast.worker(stream, 1, "worker/many/1"),
        cast.employer("乌鲁木齐某某物业服务有限公司"),
        cast.worker(stream, 3, "worker/many/3"),
    )


def _body(no: int, name: str) -> Party:
    return cast.employer(name, no=no)


def _act(*events: Fact) -> Act:
    return Act(cast.OTHER_CLERK, events[0].occurred_on, tuple((ORIGIN, event) for event in events))


def _numbered(stream: UUID, serial: int, number: str, event: Fact, *before: Fact) -> Act:
    on = event.occurred_on
    given = CaseNumberGiven(occurred_on=on, serial=serial, number=number, dispute=stream)
    writes = (*((ORIGIN, one) for one in before), (stream, event), (_REGISTER, given))
    return Act(cast.OTHER_CLERK, on, writes)


_INTAKE = (
    _numbered(
        ORIGIN,
        1,
        _NUMBER,
        e.DisputeRegistered(
            occurred_on=_RECEIVED,
            organisation=cast.OTHER_CENTRE,
            case_number=_NUMBER,
            channel=Channel.COURT_DELEGATED,
            mandate=Mandate.COURT_DELEGATED,
            region=cast.OTHER_REGION,
            parties=_parties(ORIGIN),
            claims=_CLAIMS,
            worker_count=2,
            seised_body=cast.COURT,
            seised_reference=_COURTS_NUMBER,
        ),
    ),
    _act(
        e.CorrectionRequested(
            occurred_on=date(2026, 6, 4),
            items=_text("request_correction/items"),
            due_on=date(2026, 6, 9),
        )
    ),
    _act(
        e.CorrectionSubmitted(occurred_on=date(2026, 6, 5), items=_text("submit_correction/items"))
    ),
    _act(e.ApplicationAccepted(occurred_on=_ACCEPTED, other_side_consented_on=date(2026, 6, 5))),
)
_CLAIMED = (
    _act(e.ClaimsAdded(occurred_on=date(2026, 6, 9), claims=_MORE)),
    _act(
        e.RepresentativeAppointed(
            occurred_on=date(2026, 6, 9),
            representative=1,
            party=1,
            kind=RepresentativeKind.LAWYER,
            name=_text("representative/1/name", "lawyer/1"),
            phone=_text("representative/1/phone", "lawyer/1"),
            powers=(Power.CHANGE_CLAIMS, Power.SETTLE),
            evidence=_text("appoint_representative/evidence"),
            valid_until=date(2027, 6, 8),
        )
    ),
    _act(
        e.ClaimsWithdrawn(
            occurred_on=date(2026, 6, 10),
            claims=(4,),
            reason=_text("withdraw_claims/reason"),
            by=(3,),
            representatives=(1,),
        )
    ),
    _numbered(
        LINKED,
        2,
        _LINKED_NUMBER,
        e.DisputeSplitOff(
            occurred_on=_SPLIT,
            dispute=LINKED,
            origin=ORIGIN,
            stage="accepted",
            organisation=cast.OTHER_CENTRE,
            custodian=cast.OTHER_CENTRE,
            case_number=_LINKED_NUMBER,
            channel=Channel.COURT_DELEGATED,
            mandate=Mandate.COURT_DELEGATED,
            seised_body=cast.COURT,
            seised_reference=_COURTS_NUMBER,
            mandate_before="mediation_failed",
            region=cast.OTHER_REGION,
            parties=_parties(LINKED),
            claims=(Claim(no=1, kind=ClaimKind.SOCIAL_INSURANCE),),
            worker_count=2,
            received_on=_RECEIVED,
            accepted_on=_ACCEPTED,
            other_side_consented_on=date(2026, 6, 5),
            periods=RunningPeriods(),
            reason=_text("split_claims/reason", stream=LINKED),
        ),
        e.ClaimsSplitOff(
            occurred_on=_SPLIT,
            claims=(3,),
            dispute=LINKED,
            case_number=_LINKED_NUMBER,
            reason=_text("split_claims/reason"),
        ),
    ),
)
_PEOPLE = (
    _act(
        e.PartyAdded(
            occurred_on=date(2026, 6, 12),
            party=_body(4, "新疆某某人力资源有限公司"),
            reason=_text("add_party/reason"),
        )
    ),
    _act(
        e.PartyResponded(
            occurred_on=date(2026, 6, 12),
            party=2,
            stance=Stance.ADMITS_IN_PART,
            statement=_text("record_response/statement"),
        )
    ),
    _act(e.PartyDropped(occurred_on=date(2026, 6, 15), party=4, reason=_text("drop_party/reason"))),
    _act(
        e.EmploymentRecorded(
            occurred_on=date(2026, 6, 15),
            party=1,
            started_on=date(2023, 2, 1),
            ended_on=date(2026, 5, 20),
        )
    ),
    _act(
        e.PartySucceeded(
            occurred_on=date(2026, 6, 16),
            party=3,
            successor=cast.worker(ORIGIN, 5, "heir/many/3"),
            kind=SuccessionKind.DEATH,
            evidence=_text("succeed_party/evidence"),
        )
    ),
    _act(
        e.PartyRenamed(
            occurred_on=date(2026, 6, 17),
            party=2,
            name="乌鲁木齐某某生活服务有限公司",
            evidence=_text("rename_party/evidence"),
        )
    ),
    _act(
        e.EmployerCancelled(
            occurred_on=date(2026, 6, 18), party=2, evidence=_text("record_cancellation/evidence")
        ),
        e.PartyAdded(
            occurred_on=date(2026, 6, 18),
            party=_body(6, "新疆某某投资有限公司"),
            reason="对注销的用人单位承担责任",
        ),
    ),
    _act(
        e.RepresentationEnded(
            occurred_on=date(2026, 6, 22),
            representative=1,
            reason=_text("end_representation/reason"),
        )
    ),
)
ACTS = (*_INTAKE, *_CLAIMED, *_PEOPLE)

"""A confirmation with every no of the court on its way, an amendment, and what came after the ruling."""

from datetime import date

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    Channel,
    Claim,
    ClaimKind,
    ConfirmationBar,
    ConfirmationFault,
    Connection,
    ConnectionKind,
    Excuse,
    Instalment,
    Mandate,
    NoticeMethod,
    RequiredAct,
    Served,
    Term,
)
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed

from . import cast
from .recording import Act, Actor

DISPUTE = cast.named("dispute/reinforced")
_PERSON = "worker/reinforced"
_DOCKET = "(2026)新0105诉前调确61号"
_DUE = Fen(1_800_000)


def _act(actor: Actor, *events: Fact) -> Act:
    return Act(actor, events[0].occurred_on, tuple((DISPUTE, event) for event in events))


def _ours(*events: Fact) -> Act:
    return _act(cast.OTHER_CLERK, *events)


def _court(*events: Fact) -> Act:
    return _act(cast.LIAISON, *events)


def _written(label: str) -> Sealed:
    return cast.sealed(DISPUTE, label, _PERSON)


def _on(month: int, day: int) -> date:
    return date(2026, month, day)


def _terms(version: int, due_in: int) -> tuple[Term, ...]:
    half = Fen(_DUE // 2)
    payments = tuple(Instalment(no=no, due_on=_on(due_in + no, 15), amount=half) for no in (1, 2))
    duty = _written(f"agreement/{version}/term/2/duty")
    return (Term(claim=1, instalments=payments), Term(claim=2, duty=duty))


def _signed(version: int, on: date, due_in: int) -> tuple[Act, ...]:
    """Both sides on one day, the employer by its representative; the seal makes it effective."""
    return (
        _ours(e.AgreementSigned(occurred_on=on, version=version, party=1)),
        _ours(e.AgreementSigned(occurred_on=on, version=version, party=2, representative=1)),
        _ours(e.AgreementSigned(occurred_on=on, version=version, party=None)),
        _ours(
            e.AgreementSealed(occurred_on=on, version=version, organisation=cast.OTHER_CENTRE),
            e.AgreementTookEffect(
                occurred_on=on,
                version=version,
                amount=_DUE,
                instalments=_terms(version, due_in)[0].instalments,
            ),
        ),
    )


_BY_SUBJECT = Connection(kind=ConnectionKind.SUBJECT_PLACE, region=cast.COUNTY)


def _applied(version: int, on: date, due: date, excuse: Excuse | None = None) -> Act:
    return _ours(
        e.ConfirmationApplied(
            occurred_on=on,
            version=version,
            court=cast.COURT,
            applicants=(1, 2),
            due_natural=due,
            due_rolled=due,
            excuse=excuse,
            excused_on=due if excuse else None,
            connection=_BY_SUBJECT if excuse else None,
        )
    )


_REACHED = (
    _ours(
        e.DisputeRegistered(
            occurred_on=_on(3, 2),
            organisation=cast.OTHER_CENTRE,
            case_number="水磨沟龙盛街劳人调〔2026〕0041号",
            channel=Channel.COUNTER,
            mandate=Mandate.SELF,
            region=cast.OTHER_REGION,
            parties=(cast.worker(DISPUTE, 1, _PERSON), cast.employer("某某家具制造有限公司")),
            claims=(
                Claim(no=1, kind=ClaimKind.REMUNERATION, amount=_DUE),
                Claim(no=2, kind=ClaimKind.CONTRACT_TERMINATION),
            ),
        ),
        e.ApplicationAccepted(occurred_on=_on(3, 2), other_side_consented_on=_on(3, 2)),
        e.MediatorAssigned(
            occurred_on=_on(3, 2),
            mediator=cast.OTHER_MEDIATOR,
            certificate_no="新调解字6501050044号",
        ),
    ),
    _ours(
        e.TermsRecorded(
            occurred_on=_on(3, 4),
            version=1,
            terms=_terms(1, 3),
            required=tuple(RequiredAct),
            ability_to_perform=_written("record_terms/ability_to_perform"),
        )
    ),
    *_signed(1, _on(3, 5), 3),
    _ours(
        e.AgreementAmended(
            occurred_on=_on(3, 9),
            version=2,
            terms=_terms(2, 4),
            required=tuple(RequiredAct),
            consented_by=(1, 2),
            reason=_written("amend_agreement/reason"),
        )
    ),
    _ours(
        e.AmendmentAbandoned(
            occurred_on=_on(3, 11), version=2, reason=_written("abandon_amendment/reason")
        )
    ),
)
_ANSWERED = (
    _applied(1, _on(3, 12), _on(4, 7)),
    _court(
        e.ConfirmationNotAccepted(occurred_on=_on(3, 13), ground=ConfirmationBar.NOT_THIS_COURT)
    ),
    _applied(1, _on(3, 16), _on(4, 7)),
    _ours(e.ConfirmationWithdrawn(occurred_on=_on(3, 17), by=(1, 2))),
    _applied(1, _on(3, 18), _on(4, 7)),
    _court(
        e.ConfirmationSupplementAsked(
            occurred_on=_on(3, 19),
            items=_written("confirmation_supplement_asked/items"),
            due_on=_on(3, 26),
        )
    ),
    _court(
        e.ConfirmationDeemedWithdrawn(
            occurred_on=_on(3, 27), reason=_written("confirmation_deemed_withdrawn/reason")
        )
    ),
    _applied(1, _on(3, 30), _on(4, 7)),
    _court(
        e.ConfirmationSupplementAsked(
            occurred_on=_on(3, 31),
            items=_written("confirmation_supplement_asked/items"),
            due_on=_on(4, 3),
        )
    ),
    _ours(
        e.ConfirmationSupplied(occurred_on=_on(4, 2), items=_written("confirmation_supplied/items"))
    ),
    _court(
        e.ConfirmationRefused(
            occurred_on=_on(4, 8),
            ground=ConfirmationFault.UNCLEAR,
            number="(2026)新0105诉前调确58号",
        )
    ),
    _ours(
        e.AgreementAmended(
            occurred_on=_on(4, 9),
            version=3,
            terms=_terms(3, 5),
            required=tuple(RequiredAct),
            consented_by=(1, 2),
        )
    ),
    *_signed(3, _on(4, 10), 5),
    _applied(3, _on(5, 13), _on(5, 11), Excuse.POSTED_IN_TIME),
    _court(e.ConfirmationDocketed(occurred_on=_on(5, 14), number=_DOCKET)),
    _court(
        e.ConfirmationGranted(
            occurred_on=_on(5, 20),
            ruling_number=f"{_DOCKET}民事裁定书",
            served=(Served(party=1, on=_on(5, 21)), Served(party=2, on=_on(5, 22))),
        )
    ),
)
_FOLLOWED = (
    _court(
        e.ConfirmationObjected(
            occurred_on=_on(6, 11),
            party=2,
            received_on=_on(5, 22),
            due_on=_on(6, 8),
            is_in_time=False,
            ground=_written("confirmation_objected/ground"),
        )
    ),
    _ours(
        e.PerformanceReminded(occurred_on=_on(6, 16), instalment=1, method=NoticeMethod.TELEPHONE)
    ),
    _ours(
        e.PerformanceBreached(
            occurred_on=_on(6, 17),
            instalment=1,
            due_on=_on(6, 15),
            outstanding=Fen(_DUE // 2),
            last_on=_on(6, 15),
        )
    ),
    _ours(e.DutyPerformed(occurred_on=_on(6, 18), claim=2)),
    _court(
        e.ConfirmationChanged(
            occurred_on=_on(6, 22),
            number="(2026)新0105民特监4号",
            ground=_written("confirmation_changed/ground"),
        )
    ),
    _court(
        e.ConfirmationAnnulled(
            occurred_on=_on(7, 1),
            extent=AnnulledExtent.RULING,
            number="(2026)新0105民特监6号",
            ground=_written("confirmation_annulled/ground"),
        )
    ),
)

ACTS = (*_REACHED, *_ANSWERED, *_FOLLOWED)

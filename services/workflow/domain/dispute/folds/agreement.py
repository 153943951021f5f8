"""What an agreement makes of a dispute."""

from collections.abc import Callable

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.folds.registry import disposed, on, replace
from services.workflow.domain.dispute.folds.standing import sessions_cancelled
from services.workflow.domain.dispute.parts import Disposition, Instrument
from services.workflow.domain.dispute.records import Agreement, BeforeClosing, Breach, ClaimRecord
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.fact import Fact

_SETTLED = frozenset({Disposition.SETTLED})
_OF_AN_AGREEMENT = frozenset(
    {Instrument.CONFIRMATION_RULING, Instrument.REVIEW_STATEMENT, Instrument.PAYMENT_ORDER}
)


def _version(event: e.TermsRecorded | e.AgreementAmended) -> Agreement:
    return Agreement(
        version=event.version,
        terms=event.terms,
        required=event.required,
        recorded_on=event.occurred_on,
        due=sum(i.amount for term in event.terms for i in term.instalments),
    )


def _acted(d: Dispute, act: Fact, **changes: object) -> Dispute:
    last = d.agreement.last_act_on if d.agreement else None
    latest = max(act.occurred_on, last or act.occurred_on)
    return _changed(d, last_act_on=latest, **changes)


def _changed(d: Dispute, **changes: object) -> Dispute:
    agreement = replace(d.agreement, **changes) if d.agreement else None
    return replace(d, agreement=agreement)


@on(e.TermsRecorded)
def _(d: Dispute, event: e.TermsRecorded) -> Dispute:
    return _drafted(d, event)


@on(e.AgreementAmended)
def _(d: Dispute, event: e.AgreementAmended) -> Dispute:
    return _drafted(d, event)


def _drafted(d: Dispute, event: e.TermsRecorded | e.AgreementAmended) -> Dispute:
    """A version to be signed; one that is in force stands until the new one is."""
    return replace(
        d,
        state=State.AGREED,
        standing=d.effective_agreement,
        agreement=_version(event),
        versions_made=event.version,
    )


@on(e.AmendmentAbandoned)
def _(d: Dispute, _event: e.AmendmentAbandoned) -> Dispute:
    return replace(d, state=State.AGREEMENT_EFFECTIVE, agreement=d.standing, standing=None)


@on(e.AgreementSigned)
def _(d: Dispute, event: e.AgreementSigned) -> Dispute:
    if event.party is None:
        return _acted(d, event, is_signed_by_mediator=True, mediator_signed_on=event.occurred_on)
    signed = d.agreement.signed_by if d.agreement else frozenset()
    days = d.agreement.signed_on if d.agreement else ()
    return _acted(
        d,
        event,
        signed_by=signed | {event.party},
        signed_on=(*days, (event.party, event.occurred_on)),
    )


@on(e.AgreementSealed)
def _(d: Dispute, event: e.AgreementSealed) -> Dispute:
    return _acted(d, event, is_sealed=True, sealed_on=event.occurred_on)


@on(e.AgreementTookEffect)
def _(d: Dispute, event: e.AgreementTookEffect) -> Dispute:
    signed = d.agreement or Agreement(
        version=event.version, terms=(), required=(), recorded_on=event.occurred_on
    )
    effective = replace(signed, effective_on=event.occurred_on, due=event.amount or 0)
    return replace(
        d,
        state=State.AGREEMENT_EFFECTIVE,
        agreement=effective,
        standing=None,
        versions_made=max(d.versions_made, event.version),
        claims=_settled(d, effective),
    )


def _settled(d: Dispute, agreement: Agreement) -> tuple[ClaimRecord, ...]:
    covered = {term.claim for term in agreement.terms} or {r.claim.no for r in d.claims}
    settled = {r.claim.no for r in disposed(d, Disposition.SETTLED) if r.claim.no in covered}
    return tuple(
        replace(r, disposition=Disposition.SETTLED)
        if r.claim.no in settled and r.disposition in {Disposition.OPEN, Disposition.FAILED}
        else r
        for r in d.claims
    )


@on(e.SettledOnTheSpot)
def _(d: Dispute, _event: e.SettledOnTheSpot) -> Dispute:
    before = BeforeClosing(state=d.state, claims=d.claims)
    claims = disposed(d, Disposition.SETTLED, only=frozenset({Disposition.OPEN}))
    return replace(sessions_cancelled(d), claims=claims, before_closing=before)


def _booked(d: Dispute, entry: Callable[[Agreement], Agreement]) -> Dispute:
    """Written to the version that binds, also while another is being signed."""
    if d.effective_agreement is None:
        return d
    entered = entry(d.effective_agreement)
    return replace(d, standing=entered) if d.standing else replace(d, agreement=entered)


@on(e.PerformanceRecorded)
def _(d: Dispute, event: e.PerformanceRecorded) -> Dispute:
    named = () if event.instalment is None else ((event.instalment, int(event.amount)),)
    return _booked(
        d,
        lambda books: replace(
            books,
            paid=books.paid + event.amount,
            named_payments=(*books.named_payments, *named),
            payments=(*books.payments, (event.occurred_on, int(event.amount), event.instalment)),
        ),
    )


@on(e.DutyPerformed)
def _(d: Dispute, event: e.DutyPerformed) -> Dispute:
    return _booked(
        d, lambda books: replace(books, duties_performed=books.duties_performed | {event.claim})
    )


@on(e.PerformanceReminded)
def _(d: Dispute, _event: e.PerformanceReminded) -> Dispute:
    return d


@on(e.PerformanceBreached)
def _(d: Dispute, event: e.PerformanceBreached) -> Dispute:
    said = Breach(
        instalment=event.instalment,
        due_on=event.due_on,
        last_on=event.last_on or event.due_on,
        said_on=event.occurred_on,
    )
    return _booked(d, lambda books: replace(books, said_breached=(*books.said_breached, said)))


def fallen(d: Dispute) -> Dispute:
    """The agreement is gone: what it settled failed, and nothing makes it enforceable.

    Under a mandate whoever is custodian stays so until the mandate is returned.
    """
    organisation = None if d.mandate_record else d.organisation
    return replace(
        d,
        state=State.MEDIATION_FAILED,
        agreement=None,
        standing=None,
        reinforcement=None,
        title=None,
        enforcement=None,
        outcome=None,
        before_closing=None,
        custodian=organisation or d.custodian,
        claims=disposed(d, Disposition.FAILED, only=_SETTLED),
    )


@on(e.AgreementAnnulled)
def _(d: Dispute, _event: e.AgreementAnnulled) -> Dispute:
    """A title that does not rest on the agreement stands, and what was closed on it stays closed."""
    if d.title is None or d.title.instrument in _OF_AN_AGREEMENT:
        return fallen(d)
    if d.state is State.CLOSED:
        return replace(d, agreement=None, standing=None, reinforcement=None)
    return replace(fallen(d), title=d.title)

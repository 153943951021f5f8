"""Agreement: terms, signatures and seal, effect, performance, annulment."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    AgreementAnnulled,
    AgreementSealed,
    AgreementSigned,
    AgreementTookEffect,
    DisputeClosed,
    Event,
    PerformanceRecorded,
    SettledOnTheSpot,
    TermsRecorded,
)
from services.workflow.domain.dispute.overtaking import recalled
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Outcome,
    RequiredAct,
    Term,
)
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen


class RecordTerms(Command, frozen=True, kw_only=True):
    """Fix what the parties agree on, a term per claim."""

    move = "record_terms"
    terms: tuple[Term, ...]
    ability_to_perform: str = ""
    """What was learned about the debtor's ability to perform (履约能力评估)."""


class SignAgreement(Command, frozen=True, kw_only=True):
    """Record a signature: a party's by its number, the mediator's without one."""

    move = "sign_agreement"
    party: int | None = None


class SealAgreement(Command, frozen=True, kw_only=True):
    """Record that the organisation's seal was put on the agreement."""

    move = "seal_agreement"


class SettleOnTheSpot(Command, frozen=True, kw_only=True):
    """Agreed and performed at once (当场履行); closes the dispute."""

    move = "settle_on_the_spot"
    amount: Fen | None = None


class RecordPerformance(Command, frozen=True, kw_only=True):
    """Record a payment under the agreement, whole or in part, in fen."""

    move = "record_performance"
    amount: Fen
    instalment: int | None = None


class AnnulAgreement(Command, frozen=True, kw_only=True):
    """Record that the agreement was found void or was revoked."""

    move = "annul_agreement"
    kind: AnnulmentKind
    by: str
    """Who found or revoked it, such as the court and its decision's number."""
    ground: str


def record_terms(command: RecordTerms, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses terms on unknown claims, empty terms, and misnumbered instalments."""
    known = {record.claim.no for record in dispute.claims}
    for term in command.terms:
        given.insist(term.claim in known, "term_for_unknown_claim", claim=term.claim)
        given.insist(term.instalments or term.duty, "term_is_empty", claim=term.claim)
    numbers = sorted(i.no for term in command.terms for i in term.instalments)
    given.insist(numbers == list(range(1, len(numbers) + 1)), "instalments_misnumbered")
    acts = given.rules.required_acts_for(dispute.mandate)
    return (
        TermsRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            version=dispute.versions_made + 1,
            terms=command.terms,
            required=tuple(RequiredAct(act) for act in acts),
            ability_to_perform=command.ability_to_perform,
        ),
    )


def sign(command: SignAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The signature; with the last required act also the effect (MED.EFFECT)."""
    agreement = _standing(dispute, given)
    if command.party is None:
        is_new = not agreement.is_signed_by_mediator
    else:
        given.insist(dispute.party(command.party), "unknown_party", party=command.party)
        is_new = command.party not in agreement.signed_by
    given.insist(is_new, "signed_already", kind=AlreadyExists)
    signed = AgreementSigned(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        version=agreement.version,
        party=command.party,
    )
    return (signed, *_effect(dispute, signed, given))


def seal(_command: SealAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The seal; with the last required act also the effect (MED.EFFECT)."""
    agreement = _standing(dispute, given)
    given.insist(not agreement.is_sealed, "sealed_already", kind=AlreadyExists)
    given.insist(dispute.organisation, "not_the_organisation")
    assert dispute.organisation is not None
    sealed = AgreementSealed(
        occurred_on=given.occurred_on,
        occurred_at=given.occurred_at,
        version=agreement.version,
        organisation=dispute.organisation,
    )
    return (sealed, *_effect(dispute, sealed, given))


def settle_on_the_spot(
    command: SettleOnTheSpot, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Settled and closed in one; an offer of hand-over in flight is recalled."""
    return (
        *recalled("agreement_reached", dispute, given),
        SettledOnTheSpot(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, amount=command.amount
        ),
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=Outcome.SETTLED_ON_THE_SPOT,
        ),
    )


def record_performance(
    command: RecordPerformance, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses an unknown instalment, and more in all than was agreed."""
    agreement = _standing(dispute, given)
    numbers = {i.no for i in agreement.instalments}
    given.insist(
        command.instalment is None or command.instalment in numbers,
        "unknown_instalment",
        instalment=command.instalment or 0,
    )
    paid = agreement.paid + command.amount
    given.insist(
        not agreement.due or paid <= agreement.due,
        "pays_more_than_due",
        paid=paid,
        due=agreement.due,
    )
    return (
        PerformanceRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            amount=command.amount,
            instalment=command.instalment,
        ),
    )


def annul(command: AnnulAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where no effective agreement stands, as after a withdrawal."""
    agreement = dispute.agreement
    given.insist(agreement and agreement.effective_on, "no_agreement_stands")
    assert agreement is not None
    return (
        AgreementAnnulled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            version=agreement.version,
            kind=command.kind,
            by=command.by,
            ground=command.ground,
        ),
    )


def _standing(dispute: Dispute, given: Given) -> Agreement:
    agreement = dispute.agreement
    given.insist(agreement, "no_agreement_stands")
    assert agreement is not None
    given.require(
        given.occurred_on >= agreement.recorded_on,
        "before_terms",
        occurred_on=given.occurred_on.isoformat(),
        recorded_on=agreement.recorded_on.isoformat(),
    )
    return agreement


def _effect(
    dispute: Dispute, act: AgreementSigned | AgreementSealed, given: Given
) -> tuple[Event, ...]:
    """The effect where this is the last required act: derived, never typed in.

    Its day is the latest day of a required act, whatever the order of recording.
    """
    agreement = dispute.agreement
    assert agreement is not None
    signed = agreement.signed_by
    by_mediator, is_sealed = agreement.is_signed_by_mediator, agreement.is_sealed
    if isinstance(act, AgreementSealed):
        is_sealed = True
    elif act.party is None:
        by_mediator = True
    else:
        signed |= {act.party}
    done = {
        RequiredAct.PARTY_SIGNATURES: signed >= {party.no for party in dispute.parties},
        RequiredAct.MEDIATOR_SIGNATURE: by_mediator,
        RequiredAct.ORGANISATION_SEAL: is_sealed,
    }
    if not all(done[required] for required in agreement.required):
        return ()
    covered = {term.claim for term in agreement.terms}
    missing = [r.claim.no for r in dispute.claims if r.claim.no not in covered]
    given.insist(
        not missing, "terms_missing", rule="MED.EFFECT", claims="、".join(map(str, missing))
    )
    is_latest = agreement.last_act_on is None or act.occurred_on >= agreement.last_act_on
    effective = AgreementTookEffect(
        occurred_on=act.occurred_on if is_latest else agreement.last_act_on or act.occurred_on,
        occurred_at=act.occurred_at if is_latest else None,
        version=agreement.version,
        amount=Fen(agreement.due) if agreement.due else None,
        instalments=agreement.instalments,
    )
    return (*recalled("agreement_reached", dispute, given), effective)


DECISIONS: Decisions = {
    RecordTerms: record_terms,
    SignAgreement: sign,
    SealAgreement: seal,
    SettleOnTheSpot: settle_on_the_spot,
    RecordPerformance: record_performance,
    AnnulAgreement: annul,
}
READY: Readiness = {}

"""Agreement: terms, signatures and seal, effect, amendment, annulment."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    AgreementAmended,
    AgreementAnnulled,
    AgreementSealed,
    AgreementSigned,
    AmendmentAbandoned,
    DisputeClosed,
    Event,
    SettledOnTheSpot,
    TermsRecorded,
)
from services.workflow.domain.dispute.guards.authority import require_authority
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.conflicts import require_consented
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.guards.taking_effect import claims_here, effect
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    OrganisationId,
    Outcome,
    Power,
    RequiredAct,
    Term,
)
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Written


class RecordTerms(Command, frozen=True, kw_only=True):
    """Fix what the parties agree on, a term per claim."""

    move = "record_terms"
    terms: tuple[Term, ...]
    ability_to_perform: Written = ""
    """What was learned about the debtor's ability to perform (履约能力评估)."""


class AmendAgreement(Command, frozen=True, kw_only=True):
    """Put other terms in the place of those agreed, with the consent of all parties.

    The terms say all that is to be done from then on: what was paid before counts on the old ones.
    """

    move = "amend_agreement"
    terms: tuple[Term, ...]
    consented_by: tuple[int, ...]
    """Numbers of the parties that want the new terms; all are needed."""
    reason: Written = ""
    ability_to_perform: Written = ""


class AbandonAmendment(Command, frozen=True, kw_only=True):
    """Give up a new version that will not be signed; the effective one goes on."""

    move = "abandon_amendment"
    reason: Written = ""


class SignAgreement(Command, frozen=True, kw_only=True):
    """Record a signature: a party's by its number, the mediator's without one."""

    move = "sign_agreement"
    party: int | None = None
    representative: int | None = None
    """Number of the representative who signed for the party."""


class SealAgreement(Command, frozen=True, kw_only=True):
    """Record that the organisation's seal was put on the agreement."""

    move = "seal_agreement"


class SettleOnTheSpot(Command, frozen=True, kw_only=True):
    """Agreed and performed at once (当场履行); closes the dispute."""

    move = "settle_on_the_spot"
    amount: Fen | None = None


class AnnulAgreement(Command, frozen=True, kw_only=True):
    """Record that the agreement was found void or was revoked."""

    move = "annul_agreement"
    kind: AnnulmentKind
    by: Written
    """Who found or revoked it, such as the court and its decision's number."""
    ground: Written
    court: OrganisationId | None = None
    """The court that found or revoked it; needed where the court itself reports."""


def record_terms(command: RecordTerms, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses terms on claims that are not here, empty terms, and misnumbered instalments."""
    require_consented(dispute.mediator, dispute, given)
    _require_sound(command.terms, dispute, given)
    return (
        happened(
            TermsRecorded,
            given,
            version=dispute.versions_made + 1,
            terms=command.terms,
            required=_required(dispute, given),
            ability_to_perform=command.ability_to_perform,
        ),
    )


def amend(command: AmendAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses what `record_terms` refuses, and an amendment that a party does not want."""
    require_consented(dispute.mediator, dispute, given)
    _require_sound(command.terms, dispute, given)
    require_parties(command.consented_by, dispute, given)
    missing = sorted(dispute.present_parties - set(command.consented_by))
    given.require(
        not missing,
        "amendment_needs_all",
        rule="MED.AMEND",
        parties="、".join(map(str, missing)),
    )
    return (
        happened(
            AgreementAmended,
            given,
            version=dispute.versions_made + 1,
            terms=command.terms,
            required=_required(dispute, given),
            consented_by=tuple(sorted(set(command.consented_by))),
            reason=command.reason,
            ability_to_perform=command.ability_to_perform,
        ),
    )


def ready_to_abandon(dispute: Dispute, given: Given) -> None:
    """Refuses where no effective agreement stands to go back to."""
    given.insist(dispute.standing, "nothing_to_go_back_to", rule="MED.AMEND")


def abandon(command: AbandonAmendment, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The effective version goes on."""
    version = _draft(dispute, given).version
    return (happened(AmendmentAbandoned, given, version=version, reason=command.reason),)


def sign(command: SignAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The signature; with the last required act also the effect (MED.EFFECT)."""
    agreement = _draft(dispute, given)
    if command.party is None:
        given.insist(command.representative is None, "mediator_signs_in_person")
        require_consented(dispute.mediator, dispute, given)
        is_new = not agreement.is_signed_by_mediator
    else:
        require_authority(dispute, command.party, command.representative, Power.SETTLE, given)
        is_new = command.party not in agreement.signed_by
    given.insist(is_new, "signed_already", kind=AlreadyExists)
    signed: AgreementSigned = happened(
        AgreementSigned,
        given,
        version=agreement.version,
        party=command.party,
        representative=command.representative,
    )
    return (signed, *effect(agreement, dispute, signed, given))


def seal(_command: SealAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """The seal; with the last required act also the effect (MED.EFFECT)."""
    agreement = _draft(dispute, given)
    given.insist(not agreement.is_sealed, "sealed_already", kind=AlreadyExists)
    sealed: AgreementSealed = happened(
        AgreementSealed, given, version=agreement.version, organisation=dispute.organisation
    )
    return (sealed, *effect(agreement, dispute, sealed, given))


def ready_to_settle(dispute: Dispute, given: Given) -> None:
    """Refuses under a mandate: the body that gave it must have it back before anything is closed."""
    given.require(
        dispute.mandate_record is None,
        "settled_under_mandate",
        rule="MANDATE.RETURN",
        allowed=("record_terms", "mandate_returned"),
    )


def settle_on_the_spot(
    command: SettleOnTheSpot, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Settled and closed in one; an offer of hand-over in flight is recalled."""
    require_consented(dispute.mediator, dispute, given)
    return (
        *recalled("agreement_reached", dispute, given),
        happened(SettledOnTheSpot, given, amount=command.amount),
        happened(DisputeClosed, given, outcome=Outcome.SETTLED_ON_THE_SPOT),
    )


def annul(command: AnnulAgreement, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses where no effective agreement stands, as after a withdrawal, and a body that is no court."""
    if command.court is not None:
        require_court(given, rule="AGREEMENT.ANNUL")
    agreement = dispute.effective_agreement
    given.insist(agreement, "no_agreement_stands", rule="AGREEMENT.ANNUL")
    assert agreement is not None
    return (
        happened(
            AgreementAnnulled,
            given,
            version=agreement.version,
            kind=command.kind,
            by=command.by,
            ground=command.ground,
        ),
    )


def _require_sound(terms: tuple[Term, ...], dispute: Dispute, given: Given) -> None:
    here = claims_here(dispute)
    for term in terms:
        given.insist(term.claim in here, "term_for_unknown_claim", claim=term.claim)
        given.insist(
            term.instalments or term.duty,
            "term_is_empty",
            rule="AGREEMENT.TERMS",
            claim=term.claim,
        )
    named = [term.claim for term in terms]
    given.insist(len(named) == len(set(named)), "claim_has_two_terms", rule="AGREEMENT.TERMS")
    numbers = sorted(i.no for term in terms for i in term.instalments)
    given.insist(numbers == list(range(1, len(numbers) + 1)), "instalments_misnumbered")


def _required(dispute: Dispute, given: Given) -> tuple[RequiredAct, ...]:
    kind = given.handler.kind.value if given.handler else ""
    acts = given.rules.required_acts_for(dispute.mandate.value, kind)
    return tuple(RequiredAct(act) for act in acts)


def _draft(dispute: Dispute, given: Given) -> Agreement:
    # The table lets a dispute here only with terms to sign.
    assert dispute.agreement is not None
    given.require(
        given.occurred_on >= dispute.agreement.recorded_on,
        "before_terms",
        occurred_on=given.occurred_on.isoformat(),
        recorded_on=dispute.agreement.recorded_on.isoformat(),
    )
    return dispute.agreement


DECISIONS: Decisions = {
    RecordTerms: record_terms,
    AmendAgreement: amend,
    AbandonAmendment: abandon,
    SignAgreement: sign,
    SealAgreement: seal,
    SettleOnTheSpot: settle_on_the_spot,
    AnnulAgreement: annul,
}
READY: Readiness = {
    "abandon_amendment": ready_to_abandon,
    "settle_on_the_spot": ready_to_settle,
}

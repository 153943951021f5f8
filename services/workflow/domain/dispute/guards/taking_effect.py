"""When an agreement takes effect: with the last required act, on the day of the latest (MED.EFFECT)."""

from services.workflow.domain.dispute.events import (
    AgreementSealed,
    AgreementSigned,
    AgreementTookEffect,
    Event,
    PartyDropped,
)
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.parts import Disposition, RequiredAct
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen

Act = AgreementSigned | AgreementSealed | PartyDropped
"""What can be the last that was missing; who leaves is no longer to sign."""
_GONE = frozenset({Disposition.WITHDRAWN, Disposition.SPLIT_OFF})


def claims_here(dispute: Dispute) -> tuple[int, ...]:
    """Numbers of the claims that were neither withdrawn nor split off."""
    return tuple(r.claim.no for r in dispute.claims if r.disposition not in _GONE)


def effect(agreement: Agreement, dispute: Dispute, act: Act, given: Given) -> tuple[Event, ...]:
    """The effect where nothing is missing after this act: derived, never typed in.

    Its day is the latest day of an act, whatever the order of recording.
    """
    if not _done(agreement, act, dispute.present_parties) >= set(agreement.required):
        return ()
    _require_covered(agreement, dispute, given)
    is_latest = agreement.last_act_on is None or act.occurred_on >= agreement.last_act_on
    effective = AgreementTookEffect(
        occurred_on=act.occurred_on if is_latest else agreement.last_act_on or act.occurred_on,
        occurred_at=act.occurred_at if is_latest else None,
        version=agreement.version,
        amount=Fen(agreement.due) if agreement.due else None,
        instalments=agreement.instalments,
    )
    return (*recalled("agreement_reached", dispute, given), effective)


def _done(agreement: Agreement, act: Act, parties: frozenset[int]) -> set[RequiredAct]:
    """The required acts that are done with this one; every present party must have signed."""
    signed: set[int | None] = {*agreement.signed_by}
    if isinstance(act, AgreementSigned):
        signed.add(act.party)
    signers = parties - {act.party} if isinstance(act, PartyDropped) else parties
    done = set()
    if signed >= signers:
        done.add(RequiredAct.PARTY_SIGNATURES)
    if agreement.is_signed_by_mediator or None in signed:
        done.add(RequiredAct.MEDIATOR_SIGNATURE)
    if agreement.is_sealed or isinstance(act, AgreementSealed):
        done.add(RequiredAct.ORGANISATION_SEAL)
    return done


def _require_covered(agreement: Agreement, dispute: Dispute, given: Given) -> None:
    covered = {term.claim for term in agreement.terms}
    missing = [no for no in claims_here(dispute) if no not in covered]
    given.require(
        not missing,
        "terms_missing",
        rule="CLAIM.COVERED",
        allowed=("split_claims", "withdraw_claims", "amend_agreement"),
        claims="、".join(map(str, missing)),
    )

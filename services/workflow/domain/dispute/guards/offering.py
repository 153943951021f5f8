"""What must hold before a dispute is offered to another body, by the kind of receiver."""

from datetime import date
from uuid import UUID

from services.workflow.domain.dispute.guards.undertakings import overdue
from services.workflow.domain.dispute.parts import ReinforcementKind, ReinforcementResult, Side
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import OrganisationKind

_TAKE_NO_DISPUTES = frozenset({OrganisationKind.COURT, OrganisationKind.BUREAU})
_TURNED_DOWN = frozenset({ReinforcementResult.REFUSED, ReinforcementResult.NOT_ACCEPTED})
_REVIEWED = frozenset({ReinforcementKind.CONFIRMATION, ReinforcementKind.REVIEW})


def may_offer(dispute: Dispute, given: Given) -> None:
    """Refuse a second offer while one is in flight, and any under a mandate, which is returned."""
    given.insist(dispute.offer is None, "offer_in_flight", rule="REFERRAL.ONE")
    given.require(
        dispute.mandate_record is None,
        "refer_under_mandate",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )


def require_receiver(to: UUID, dispute: Dispute, given: Given) -> None:
    """Refuse a body that neither arbitrates nor mediates, and the one that has the dispute."""
    given.insist(
        given.organisation.kind not in _TAKE_NO_DISPUTES,
        "not_a_receiver",
        name=given.organisation.name,
    )
    given.insist(to != dispute.custodian, "offer_to_itself", name=given.organisation.name)


def require_application(applicant: int | None, dispute: Dispute, given: Given) -> int:
    """The party whose signed or recorded application goes to the commission (办案规则 29)."""
    given.require(applicant is not None, "referral_needs_application", rule="REFERRAL.APPLICATION")
    no = applicant or 0
    given.insist(dispute.party(no), "unknown_party", party=no)
    return no


def require_road_to_arbitration(dispute: Dispute, given: Given) -> None:
    """Refuse where the agreement stands unbroken, or where only a suit is left."""
    agreement = dispute.effective_agreement
    if dispute.state is State.AGREEMENT_EFFECTIVE and agreement is not None:
        given.require(
            overdue(agreement, given) or _was_turned_down(agreement, dispute),
            "agreement_is_kept",
            rule="MED.FOLLOW",
            allowed=("apply_for_confirmation", "apply_for_review", "record_performance"),
        )
    if dispute.state is State.SUIT_OPEN:
        filed = dispute.arbitration
        given.require(
            filed is not None and filed.was_wrong_commission,
            "not_a_wrong_commission",
            rule="ARB.ACCEPT",
            allowed=("litigation_filed",),
        )


def _was_turned_down(agreement: Agreement, dispute: Dispute) -> bool:
    return any(
        used.kind in _REVIEWED and used.result in _TURNED_DOWN and used.version == agreement.version
        for used in dispute.past_reinforcements
    )


def require_transferable(
    consented_by: tuple[int, ...], dispute: Dispute, given: Given
) -> tuple[int, ...]:
    """The applicants, who consent; refuses while an agreement is in force or only a suit is left."""
    is_mediable = dispute.effective_agreement is None and dispute.state is not State.SUIT_OPEN
    given.require(is_mediable, "transfer_not_mediable", rule="MED.FOLLOW")
    agreed = set(consented_by)
    missing = sorted(dispute.side(Side.CLAIMANT) - agreed)
    given.require(
        not missing,
        "transfer_needs_consent",
        rule="REFERRAL.CONSENT",
        parties="、".join(map(str, missing)),
    )
    return tuple(sorted(agreed))


def expiry(expires_on: date | None, given: Given) -> date | None:
    """The day after which nobody can take it over; by the rule where the sender names none."""
    if expires_on is None:
        return given.due("REFERRAL.EXPIRY", given.occurred_on).due_rolled
    given.insist(
        expires_on >= given.occurred_on,
        "expires_before_offered",
        expires_on=expires_on.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )
    return expires_on

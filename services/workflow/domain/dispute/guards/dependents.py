"""What may have been computed from a fact, and what of it was computed in a dispute."""

from enum import StrEnum

from services.workflow.domain.dispute.deadlines.limitation import has_limitation, rule_of
from services.workflow.domain.dispute.state import Dispute


class Dependent(StrEnum):
    """What may have been computed from a fact: a period by its rule, a figure, a decision."""

    RECEIPT_PERIOD = "MED.15.RECEIPT"
    ACCEPTANCE_PERIOD = "MED.15.ACCEPT"
    CONFIRMATION_WINDOW = "CONF.APPLY"
    REVIEW_WINDOW = "REV.APPLY"
    LIMITATION = "LIM.1Y"
    WAGE_LIMITATION = "LIM.WAGES"
    CIVIL_SERVANT_LIMITATION = "LIM.CS60"
    FINAL_AMOUNT = "FINAL.AMOUNT"
    FIGURE_AREA = "figure.area"
    FIGURE_PERIOD = "figure.period"
    FIGURE_WORKERS = "figure.workers"
    FIGURE_CAUSE = "figure.cause"
    FIGURE_AMOUNT = "figure.amount"
    FIGURE_PERFORMANCE = "figure.performance"
    SAME_MATTER = "matter.candidates"
    CONFIRMATION = "decision.apply_for_confirmation"
    REVIEW = "decision.apply_for_review"
    AWARD = "decision.award_issued"
    CLOSING = "decision.close_dispute"


_LIMITATIONS = (
    Dependent.LIMITATION,
    Dependent.WAGE_LIMITATION,
    Dependent.CIVIL_SERVANT_LIMITATION,
)


def computed(dispute: Dispute, codes: tuple[Dependent, ...]) -> tuple[str, ...]:
    """What had been computed from the old value in this dispute, by code."""
    return tuple(code.value for code in codes if _was_computed(code, dispute))


def _was_computed(code: Dependent, dispute: Dispute) -> bool:
    agreement = dispute.effective_agreement
    arbitration = dispute.arbitration
    slots = {slot.kind.value for slot in dispute.past_reinforcements}
    if dispute.reinforcement is not None:
        slots.add(dispute.reinforcement.kind.value)
    limitations = {rule_of(r.claim, dispute) for r in dispute.claims if has_limitation(r, dispute)}
    was_awarded = arbitration is not None and arbitration.award is not None
    conditions = {
        Dependent.ACCEPTANCE_PERIOD: dispute.accepted_on is not None,
        Dependent.CONFIRMATION_WINDOW: agreement is not None,
        Dependent.REVIEW_WINDOW: agreement is not None,
        Dependent.CONFIRMATION: "confirmation" in slots,
        Dependent.REVIEW: "review" in slots,
        Dependent.AWARD: was_awarded,
        Dependent.FINAL_AMOUNT: was_awarded,
        Dependent.CLOSING: dispute.outcome is not None,
        **{code: code in limitations for code in _LIMITATIONS},
    }
    return conditions.get(code, True)

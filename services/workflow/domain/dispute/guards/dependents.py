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
    CHECK = "MED.ACCEPT"
    MANDATE = "period.mandate"
    """The period of the running mandate, by whichever rule."""
    OFFER = "REFERRAL.EXPIRY"
    FOLLOW_UP = "MED.FOLLOW"
    DOCKETING_OF_CONFIRMATION = "CONF.ACCEPT"
    RULING = "CONF.DECIDE"
    OBJECTION = "CONF.OBJECT"
    ACCEPTANCE_OF_REVIEW = "REV.ACCEPT"
    STATEMENT = "REV.DECIDE"
    ORDER_NOTICE = "PO.NOTIFY"
    ORDER = "PO.ISSUE"
    ORDER_SERVICE = "PO.SERVE"
    ORDER_OBJECTION = "PO.OBJECT"
    NO_SUIT = "PO.NOSUIT"
    ARBITRAL_ACCEPTANCE = "ARB.ACCEPT"
    ARBITRAL_CORRECTION = "ARB.FIX"
    ARBITRAL_SERVICE = "ARB.SERVE"
    ANSWER = "ARB.ANSWER"
    TRIBUNAL = "ARB.PANEL"
    HEARING_NOTICE = "ARB.NOTICE"
    AWARD_PERIOD = "ARB.AWARD"
    SUIT = "SUIT.15"
    WORKERS_SUIT = "SUIT.15.W"
    SETTING_ASIDE = "SETASIDE.30"
    SETTING_ASIDE_ANEW = "SETASIDE.BAR"
    AFTER_SETTING_ASIDE = "SUIT.AFTER.SA"
    AFTER_REFUSAL = "SUIT.AFTER.NE"
    DOCKETING = "CT.FILE"
    COMPLAINT_SERVICE = "CT.SERVE"
    TRIAL = "CT.TRIAL"
    SECOND_TRIAL = "CT.TRIAL.SECOND"
    APPEAL = "CT.APPEAL"
    RULING_APPEAL = "CT.APPEAL.RULING"
    ENFORCEMENT = "ENF.2Y"
    ENFORCEMENT_NOTICE = "ENF.NOTICE"
    REPLY = "LETTER.REPLY"
    RETENTION = "period.retention"
    """How long the file is kept, by whichever rule."""


D = Dependent
LIMITATIONS = (D.LIMITATION, D.WAGE_LIMITATION, D.CIVIL_SERVANT_LIMITATION)
WINDOWS = (D.CONFIRMATION_WINDOW, D.REVIEW_WINDOW, D.CONFIRMATION, D.REVIEW)
IN_CONFIRMATION = (D.DOCKETING_OF_CONFIRMATION, D.RULING)
IN_REVIEW = (D.ACCEPTANCE_OF_REVIEW, D.STATEMENT)
IN_ORDER = (D.ORDER_NOTICE, D.ORDER, D.ORDER_SERVICE)
IN_ARBITRATION = (D.ARBITRAL_SERVICE, D.TRIBUNAL, D.AWARD_PERIOD)
OF_AN_AWARD = (D.SUIT, D.WORKERS_SUIT, D.SETTING_ASIDE)
IN_SUIT = (D.DOCKETING, D.COMPLAINT_SERVICE, D.TRIAL)
OF_A_DOCUMENT = (
    D.REPLY,
    D.ARBITRAL_SERVICE,
    D.ANSWER,
    D.ARBITRAL_CORRECTION,
    D.ARBITRAL_ACCEPTANCE,
)
_EVER_RUN = frozenset({D.RECEIPT_PERIOD})
"""Periods of every dispute, whatever runs in it now."""


def computed(
    dispute: Dispute, codes: tuple[Dependent, ...], rules: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """What had been computed from the old value in this dispute, by code; `rules` have clocks in it."""
    return tuple(code.value for code in codes if _was_computed(code, dispute, rules))


def _was_computed(code: Dependent, dispute: Dispute, rules: frozenset[str]) -> bool:
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
        Dependent.MANDATE: dispute.mandate_record is not None,
        Dependent.RETENTION: dispute.before_closing is not None,
        **{code: code in limitations for code in LIMITATIONS},
    }
    is_period = code.value.isupper() and code not in _EVER_RUN
    return conditions.get(code, code in rules if is_period else True)

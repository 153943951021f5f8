"""Moves of handing over: offers and their answers, mandates given and returned."""

from services.workflow.domain.dispute.moves.move import Custody, Move
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, State

S = State
OFFERABLE = (
    S.REGISTERED,
    S.DECLINED,
    S.ACCEPTED,
    S.IN_MEDIATION,
    S.AGREEMENT_EFFECTIVE,
    S.MEDIATION_FAILED,
    S.SUIT_OPEN,
)
RETURNABLE = (S.ACCEPTED, S.ARBITRATION_FILED)
ANSWERABLE = (
    *OFFERABLE,
    S.AWAITING_CORRECTION,
    S.MEDIATION_SUSPENDED,
    S.AGREED,
    S.ARBITRATION_FILED,
)
"""An offer goes on while the sender works on; it can still be answered or recalled."""
SEISED = (S.ARBITRATION_FILED, S.IN_ARBITRATION, S.IN_LITIGATION)
DELEGABLE = (S.AWARD_ISSUED, S.SUIT_OPEN, S.MEDIATION_FAILED, S.AGREEMENT_EFFECTIVE)
MANDATED_STATES = (*BEFORE_AGREEMENT, S.AGREEMENT_EFFECTIVE, S.MEDIATION_FAILED, S.DECLINED)

MOVES = (
    Move(
        "offer_referral",
        "移送",
        OFFERABLE,
        rules=(
            "REFERRAL.APPLICATION",
            "REFERRAL.CONSENT",
            "REFERRAL.ONE",
            "MANDATE.RETURN",
            "ARB.COMPETENT",
        ),
    ),
    Move("offer_return", "退回", RETURNABLE, rules=("REFERRAL.RETURN",)),
    Move("referral_delivered", "移送已送达系统", ANSWERABLE),
    Move("referral_received", "移送已签收", ANSWERABLE),
    Move(
        "referral_accepted",
        "接收移送",
        ANSWERABLE,
        ANSWERABLE,
        rules=("ARB.ACCEPT",),
        custody=Custody.RECEIVER,
    ),
    Move("referral_refused", "拒收移送", ANSWERABLE),
    Move("referral_recalled", "撤回移送", ANSWERABLE),
    Move(
        "referral_expired", "移送逾期未接收", ANSWERABLE, rules=("REFERRAL.EXPIRY",), is_lapse=True
    ),
    Move(
        "mediation_suggested",
        "建议调解（暂缓受理）",
        (S.ARBITRATION_FILED,),
        (S.ACCEPTED,),
        rules=("ARB.SUGGEST", "MANDATE.CONSENT"),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
    Move(
        "mediation_entrusted",
        "委托调解",
        (S.IN_ARBITRATION, S.IN_LITIGATION),
        (S.ACCEPTED,),
        rules=("ARB.ENTRUST", "SPEC.15", "SPEC.7", "MANDATE.CONSENT"),
        is_outside_fact=True,
    ),
    Move(
        "mediation_delegated",
        "委派调解",
        DELEGABLE,
        (S.ACCEPTED,),
        rules=("SPEC.30", "MANDATE.CONSENT"),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
    Move(
        "mandate_returned",
        "退回委托",
        MANDATED_STATES,
        (*SEISED, *MANDATED_STATES, S.AWARD_ISSUED, S.SUIT_OPEN),
        rules=("MANDATE.RETURN",),
        custody=Custody.SEISED_BODY,
    ),
)

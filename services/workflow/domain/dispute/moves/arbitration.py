"""Moves of arbitration: what the commission reports, from filing to award or statement."""

from services.workflow.domain.dispute.moves.move import Custody, Move, reported
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, State

S = State
_HEARD = (S.IN_ARBITRATION,)
_STOOD = (S.AGREEMENT_EFFECTIVE, S.AWARD_ISSUED, S.ENFORCEABLE)
"""Where an agreement, an award or a title that stands leads back to."""


MOVES = (
    Move(
        "arbitration_filed",
        "当事人自行申请仲裁",
        (
            *BEFORE_AGREEMENT,
            S.DECLINED,
            S.AGREEMENT_EFFECTIVE,
            S.MEDIATION_FAILED,
            S.SUIT_OPEN,
            S.CLOSED,
        ),
        (S.ARBITRATION_FILED,),
        custody=Custody.COMMISSION,
        is_outside_fact=True,
    ),
    reported("arbitration_accepted", "仲裁受理", (S.ARBITRATION_FILED,), _HEARD, "ARB.ACCEPT"),
    reported(
        "arbitration_not_accepted",
        "仲裁不予受理",
        (S.ARBITRATION_FILED,),
        (S.SUIT_OPEN, *_STOOD),
    ),
    Move(
        "arbitration_acceptance_lapsed",
        "仲裁逾期未决定受理",
        (S.ARBITRATION_FILED,),
        rules=("ARB.ACCEPT",),
        is_lapse=True,
    ),
    reported("hearing_listed", "安排开庭", _HEARD, (), "ARB.NOTICE"),
    reported("hearing_held", "开庭", _HEARD),
    reported("arbitration_stayed", "中止仲裁", _HEARD, (), "ARB.STAY"),
    reported("arbitration_resumed", "恢复仲裁", _HEARD),
    reported("arbitration_extended", "延长仲裁期限", _HEARD, (), "ARB.AWARD"),
    Move(
        "arbitration_transferred",
        "移送有管辖权的仲裁委",
        _HEARD,
        custody=Custody.COMMISSION,
        is_outside_fact=True,
    ),
    reported(
        "award_issued", "作出裁决", _HEARD, (S.AWARD_ISSUED,), "FINAL.AMOUNT", "FINAL.SEPARATE"
    ),
    reported("award_served", "送达裁决书", (S.AWARD_ISSUED,)),
    Move(
        "award_windows_closed",
        "裁决生效",
        (S.AWARD_ISSUED,),
        (S.ENFORCEABLE,),
        rules=("SUIT.15", "SUIT.15.W"),
        is_lapse=True,
    ),
    reported(
        "arbitral_statement_served",
        "送达仲裁调解书",
        _HEARD,
        (S.ENFORCEABLE,),
        "REV.EFFECT",
        stays=_HEARD,
    ),
    Move(
        "arbitration_withdrawn",
        "撤回仲裁申请",
        (S.ARBITRATION_FILED, S.IN_ARBITRATION),
        (S.CLOSED, *_STOOD),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
    Move(
        "arbitration_deemed_withdrawn",
        "按撤回仲裁申请处理",
        (S.ARBITRATION_FILED, S.IN_ARBITRATION),
        (S.CLOSED, *_STOOD),
        rules=("ARB.NOSHOW",),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
)

"""Moves of intake: registered, corrected, accepted, declined, withdrawn, split."""

from services.workflow.domain.dispute.moves.move import Custody, Move
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, INTAKE, State

S = State
MOVES = (
    Move(
        "register_dispute",
        "登记",
        (S.UNREGISTERED,),
        (S.REGISTERED,),
        custody=Custody.ORGANISATION,
    ),
    Move(
        "record_direct_filing",
        "登记直接仲裁或起诉",
        (S.UNREGISTERED,),
        (S.ARBITRATION_FILED, S.IN_LITIGATION),
        custody=Custody.BODY,
        is_outside_fact=True,
    ),
    Move(
        "request_correction",
        "要求补正",
        (S.REGISTERED,),
        (S.AWAITING_CORRECTION,),
        rules=("MED.CORRECT",),
    ),
    Move("submit_correction", "提交补正", (S.AWAITING_CORRECTION,), (S.REGISTERED,)),
    Move(
        "accept_application",
        "受理",
        (S.REGISTERED,),
        (S.ACCEPTED,),
        rules=("MED.ACCEPT", "MED.CONSENT"),
    ),
    Move("decline_application", "不予受理", INTAKE, (S.DECLINED,), rules=("MED.ACCEPT",)),
    Move(
        "withdraw_application",
        "撤回申请",
        BEFORE_AGREEMENT,
        (S.CLOSED,),
        rules=("MED.WITHDRAW", "MANDATE.RETURN"),
    ),
    Move(
        "add_claims",
        "增加请求",
        (*INTAKE, S.ACCEPTED, S.IN_MEDIATION, S.ARBITRATION_FILED, S.IN_ARBITRATION),
    ),
    Move("withdraw_claims", "撤回部分请求", (*BEFORE_AGREEMENT, S.IN_ARBITRATION)),
    Move("split_claims", "分案", BEFORE_AGREEMENT, rules=("CLAIM.COVERED",)),
)

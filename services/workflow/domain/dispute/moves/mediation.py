"""Moves of mediation: mediators, sessions, the shared and the privileged record, periods, failure."""

from services.workflow.domain.dispute.moves.move import Move
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, MEDIATING, OPEN, State

S = State
MOVES = (
    Move(
        "assign_mediator",
        "指派调解员",
        (S.ACCEPTED, S.IN_MEDIATION),
        (S.IN_MEDIATION,),
        rules=("MEDIATOR.CERTIFIED", "MEDIATOR.CONFLICT"),
    ),
    Move(
        "disclose_conflict",
        "披露利害关系",
        (S.ACCEPTED, S.IN_MEDIATION),
        rules=("MEDIATOR.CONFLICT",),
    ),
    Move(
        "consent_to_conflict",
        "同意继续调解",
        (S.ACCEPTED, S.IN_MEDIATION),
        rules=("MEDIATOR.CONFLICT",),
    ),
    Move(
        "recuse_mediator",
        "调解员回避",
        (S.IN_MEDIATION,),
        (S.ACCEPTED,),
        rules=("MEDIATOR.RECUSAL",),
    ),
    Move(
        "arrange_cover",
        "安排代班调解员",
        (S.IN_MEDIATION, S.MEDIATION_SUSPENDED, S.AGREED, S.AGREEMENT_EFFECTIVE),
        rules=("MEDIATOR.COVER", "MEDIATOR.CERTIFIED"),
    ),
    Move("schedule_session", "安排调解会", (S.IN_MEDIATION,)),
    Move("hold_session", "记录调解会", (S.IN_MEDIATION,)),
    Move("adjourn_session", "延期调解会", (S.IN_MEDIATION,)),
    Move("cancel_session", "取消调解会", OPEN),
    Move("record_absence", "记录缺席", (S.IN_MEDIATION,)),
    Move(
        "record_undisputed_facts",
        "记录无争议事实",
        (S.IN_MEDIATION, S.AGREED),
        rules=("MED.FACTS",),
    ),
    Move("note_in_confidence", "记录保密内容", MEDIATING, rules=("MED.CONFIDENTIAL",)),
    Move("make_settlement_offer", "记录调解方案", MEDIATING, rules=("MED.CONFIDENTIAL",)),
    Move("answer_settlement_offer", "答复调解方案", MEDIATING, rules=("MED.CONFIDENTIAL",)),
    Move("extend_mediation", "延长调解期限", (S.IN_MEDIATION,), rules=("MED.EXTEND",)),
    Move(
        "suspend_mediation",
        "中止调解",
        (S.IN_MEDIATION,),
        (S.MEDIATION_SUSPENDED,),
        rules=("MED.SUSPEND",),
    ),
    Move("resume_mediation", "恢复调解", (S.MEDIATION_SUSPENDED,), (S.IN_MEDIATION,)),
    Move(
        "receipt_period_lapsed",
        "收到申请满15日",
        BEFORE_AGREEMENT,
        rules=("MED.15.RECEIPT",),
        is_lapse=True,
    ),
    Move(
        "mediation_period_lapsed",
        "调解期限届满",
        (S.ACCEPTED, S.IN_MEDIATION),
        (S.MEDIATION_FAILED,),
        rules=("MED.15.ACCEPT",),
        is_lapse=True,
    ),
    Move(
        "record_failure",
        "调解不成",
        MEDIATING,
        (S.MEDIATION_FAILED,),
        rules=("MED.RECORD", "MED.AMEND"),
    ),
    Move(
        "restart_mediation",
        "重新调解",
        (S.MEDIATION_FAILED,),
        (S.ACCEPTED,),
        rules=("MED.RESTART",),
    ),
)

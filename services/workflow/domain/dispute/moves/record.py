"""Moves of the file itself: documents, closing, the same matter, limitation, corrections."""

from services.workflow.domain.dispute.moves.move import Move
from services.workflow.domain.dispute.states import (
    BEFORE_ROADS,
    ENDED,
    ON_FILE,
    OPEN,
    State,
)

S = State
CLOSABLE = (S.AGREEMENT_EFFECTIVE, S.ENFORCEABLE, S.MEDIATION_FAILED, S.DECLINED, S.SUIT_OPEN)
MOVES = (
    Move("issue_document", "制作文书", OPEN, rules=("SERVICE.METHOD",)),
    Move("record_service", "记录送达", ON_FILE, rules=("SERVICE.METHOD", "SERVICE.PROOF")),
    Move("record_reply", "记录复函", ON_FILE),
    Move("file_evidence", "提交证据材料", OPEN),
    Move("withdraw_evidence", "撤回证据材料", OPEN),
    Move(
        "close_dispute",
        "结案",
        CLOSABLE,
        (S.CLOSED,),
        rules=("CLOSE.OPEN_WINDOW", "CLOSE.TASK_OPEN", "CLOSE.OUTCOME", "MANDATE.RETURN"),
    ),
    Move(
        "reopen_dispute",
        "恢复办理",
        ENDED,
        tuple(state for state in OPEN),
        rules=("CLOSE.REOPEN",),
    ),
    Move("archive_dispute", "归档", (S.CLOSED,), (S.ARCHIVED,), rules=("ARC.RETENTION",)),
    Move("link_matter", "关联案件", ON_FILE),
    Move("merge_matter", "并案", ON_FILE, rules=("MATTER.ONCE",)),
    Move("mark_distinct", "认定非同一事项", ON_FILE),
    Move("unlink_matter", "撤销关联或并案", ON_FILE),
    Move(
        "record_limitation_fact", "记录时效中断、协商情况", ON_FILE, rules=("LIM.BREAK", "NEG.TERM")
    ),
    Move("record_limitation_suspension", "记录时效中止", ON_FILE, rules=("LIM.SUSPEND",)),
    Move("end_limitation_suspension", "记录时效中止原因消除", ON_FILE, rules=("LIM.SUSPEND",)),
    Move("withdraw_limitation_fact", "撤回误记的时效事实", ON_FILE, rules=("LIM.BREAK",)),
    Move(
        "withdraw_lapse",
        "撤销届满记录",
        (*BEFORE_ROADS, S.ENFORCEABLE),
        (S.ACCEPTED, S.IN_MEDIATION, S.AWARD_ISSUED),
        stays=(S.MEDIATION_FAILED,),
        leads_from=(S.MEDIATION_FAILED, S.ENFORCEABLE),
        rules=("LAPSE.WITHDRAW",),
    ),
    Move("correct_fact", "更正事实", ON_FILE, rules=("CORRECT.EVIDENCE",)),
)

"""Moves about parties: joined, left, answered, represented, succeeded, renamed, cancelled."""

from services.workflow.domain.dispute.moves.move import Move
from services.workflow.domain.dispute.states import BEFORE_AGREEMENT, ON_FILE, OPEN, State

S = State
BEFORE_DECISION = (*BEFORE_AGREEMENT, S.MEDIATION_FAILED, S.ARBITRATION_FILED, S.IN_ARBITRATION)
MOVES = (
    Move("add_party", "追加当事人", BEFORE_DECISION),
    Move(
        "drop_party",
        "减少当事人",
        BEFORE_DECISION,
        (S.AGREEMENT_EFFECTIVE,),
        stays=(S.AGREED,),
        leads_from=(S.AGREED,),
        rules=("MED.EFFECT", "CLAIM.COVERED"),
    ),
    Move("record_response", "记录答复意见", OPEN, rules=("PARTY.RESPONSE",)),
    Move("record_employment", "记录用工起止", ON_FILE, rules=("LIM.WAGES",)),
    Move("appoint_representative", "委托代理人", OPEN, rules=("REPR.AUTHORITY", "REPR.COUNT")),
    Move("end_representation", "终止代理", OPEN),
    Move("succeed_party", "当事人承继", OPEN, rules=("PARTY.SUCCESSION",)),
    Move("rename_party", "当事人更名", ON_FILE),
    Move("record_cancellation", "用人单位注销", ON_FILE, rules=("PARTY.CANCELLED",)),
)

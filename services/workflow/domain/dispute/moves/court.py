"""Moves before courts: suits, setting aside, judgments, enforcement."""

from services.workflow.domain.dispute.moves.move import Custody, Move, reported
from services.workflow.domain.dispute.states import State

S = State
_TRIED = (S.IN_LITIGATION,)
_ENFORCED = (S.IN_ENFORCEMENT,)
_SET_ASIDE = (S.AWARD_ISSUED, S.ENFORCEABLE, S.IN_ENFORCEMENT, S.IN_LITIGATION)


MOVES = (
    Move(
        "litigation_filed",
        "起诉",
        (
            S.SUIT_OPEN,
            S.ARBITRATION_FILED,
            S.AWARD_ISSUED,
            S.AGREEMENT_EFFECTIVE,
            S.IN_ARBITRATION,
            S.DECLINED,
            S.MEDIATION_FAILED,
            S.CLOSED,
            # In time, but told after its windows were recorded as closed: the award has no effect.
            S.ENFORCEABLE,
            S.IN_ENFORCEMENT,
        ),
        _TRIED,
        rules=("SUIT.GROUND", "SUIT.DELAY"),
        custody=Custody.COURT,
        is_outside_fact=True,
    ),
    reported(
        "set_aside_filed",
        "申请撤销裁决",
        _SET_ASIDE,
        (),
        "SETASIDE.30",
        "SETASIDE.WHO",
        "SETASIDE.COURT",
    ),
    reported("set_aside_granted", "撤销裁决", _SET_ASIDE, (S.SUIT_OPEN,), stays=_TRIED),
    reported("set_aside_dismissed", "驳回撤裁申请", _SET_ASIDE),
    reported("judgment_given", "作出判决", _TRIED),
    reported("judgment_appealed", "上诉", _TRIED, (), "CT.APPEAL"),
    reported("judgment_effective", "判决生效", _TRIED, (S.ENFORCEABLE,)),
    reported("court_statement_served", "送达民事调解书", _TRIED, (S.ENFORCEABLE,)),
    reported(
        "litigation_withdrawn",
        "撤诉",
        _TRIED,
        (S.ENFORCEABLE, S.CLOSED),
        "WITHDRAW.SUIT",
    ),
    reported(
        "litigation_dismissed",
        "驳回起诉",
        _TRIED,
        (S.ENFORCEABLE, S.CLOSED),
        "WITHDRAW.SUIT",
    ),
    Move(
        "enforcement_applied",
        "申请执行",
        (S.ENFORCEABLE, S.AWARD_ISSUED),
        _ENFORCED,
        rules=("ENF.2Y", "ENF.INSTRUMENT", "ENF.COURT"),
        custody=Custody.COURT,
        is_outside_fact=True,
    ),
    reported("enforcement_stayed", "中止执行", _ENFORCED, (), "ENF.STAY"),
    reported("enforcement_resumed", "恢复执行", _ENFORCED),
    Move(
        "enforcement_ended",
        "终结执行",
        _ENFORCED,
        # Back to the commission where only the final items were enforced and others may be sued over.
        (S.ENFORCEABLE, S.AWARD_ISSUED),
        custody=Custody.COMMISSION,
        is_outside_fact=True,
    ),
    reported("enforcement_refused", "不予执行", _ENFORCED, (S.SUIT_OPEN,), "SUIT.AFTER.NE"),
    reported("enforcement_concluded", "执行完毕", _ENFORCED, (S.CLOSED,)),
)

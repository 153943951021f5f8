"""Moves of an agreement: terms, signatures and seal, amendment, performance, breach, fall."""

from services.workflow.domain.dispute.moves.move import Custody, Move
from services.workflow.domain.dispute.states import PENDING, PERFORMABLE, State

S = State
MOVES = (
    Move("record_terms", "记录协议条款", (S.IN_MEDIATION,), (S.AGREED,)),
    Move(
        "sign_agreement",
        "签署协议",
        (S.AGREED,),
        (S.AGREEMENT_EFFECTIVE,),
        (S.AGREED,),
        rules=("MED.EFFECT", "CLAIM.COVERED", "REPR.AUTHORITY"),
    ),
    Move(
        "seal_agreement",
        "加盖调解组织印章",
        (S.AGREED,),
        (S.AGREEMENT_EFFECTIVE,),
        (S.AGREED,),
        rules=("MED.EFFECT", "CLAIM.COVERED"),
    ),
    Move(
        "amend_agreement",
        "变更协议",
        (S.AGREED, S.AGREEMENT_EFFECTIVE),
        (S.AGREED,),
        rules=("MED.AMEND",),
    ),
    Move("abandon_amendment", "放弃变更协议", (S.AGREED,), (S.AGREEMENT_EFFECTIVE,)),
    Move("settle_on_the_spot", "当场履行", (S.IN_MEDIATION,), (S.CLOSED,)),
    Move("record_performance", "记录履行", PERFORMABLE),
    Move("record_duty_performed", "记录非金钱履行", PERFORMABLE),
    Move("remind_performance", "督促履行", PERFORMABLE),
    Move("performance_breached", "到期未履行", PERFORMABLE, rules=("MED.FOLLOW",), is_lapse=True),
    Move(
        "annul_agreement",
        "协议无效或撤销",
        (S.AGREEMENT_EFFECTIVE, *PENDING, S.CLOSED),
        (S.MEDIATION_FAILED,),
        (S.CLOSED,),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
)

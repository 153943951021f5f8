"""Moves of making an agreement enforceable: one slot for confirmation, review or payment order."""

from services.workflow.domain.dispute.moves.move import Custody, Move, reported
from services.workflow.domain.dispute.states import State

S = State
_RULED = (S.ENFORCEABLE, S.IN_ENFORCEMENT, S.CLOSED)
_CONFIRMING = (S.CONFIRMATION_PENDING,)
_REVIEWING = (S.REVIEW_PENDING,)
_ORDERING = (S.PAYMENT_ORDER_PENDING,)
_BACK = (S.AGREEMENT_EFFECTIVE,)


MOVES = (
    # Judicial confirmation
    Move(
        "apply_for_confirmation",
        "申请司法确认",
        (S.AGREEMENT_EFFECTIVE,),
        _CONFIRMING,
        rules=("CONF.APPLY", "CONF.JOINT", "CONF.CONTENT", "CONF.COURT", "REINFORCE.ONE"),
    ),
    reported("confirmation_docketed", "司法确认立案", _CONFIRMING),
    reported("confirmation_supplement_asked", "法院要求补充材料", _CONFIRMING),
    Move("confirmation_supplied", "补充确认材料", _CONFIRMING, rules=("CONF.SUPPLEMENT",)),
    reported("confirmation_not_accepted", "司法确认不予受理", _CONFIRMING, _BACK),
    reported("confirmation_refused", "驳回司法确认申请", _CONFIRMING, _BACK),
    reported("confirmation_withdrawn", "撤回司法确认申请", _CONFIRMING, _BACK),
    reported("confirmation_deemed_withdrawn", "按撤回司法确认申请处理", _CONFIRMING, _BACK),
    reported("confirmation_granted", "司法确认有效", _CONFIRMING, (S.ENFORCEABLE,)),
    reported("confirmation_objected", "对确认裁定提出异议", _RULED, (), "CONF.OBJECT"),
    Move(
        "confirmation_annulled",
        "撤销确认裁定",
        _RULED,
        (S.MEDIATION_FAILED, S.AGREEMENT_EFFECTIVE),
        (S.CLOSED,),
        custody=Custody.ORGANISATION,
        is_outside_fact=True,
    ),
    reported("confirmation_changed", "变更确认裁定", _RULED),
    # Arbitration review
    Move(
        "apply_for_review",
        "申请仲裁审查",
        (S.AGREEMENT_EFFECTIVE,),
        _REVIEWING,
        rules=("REV.APPLY", "REV.JOINT", "REV.SCOPE", "ARB.COMPETENT", "REINFORCE.ONE"),
    ),
    reported("review_accepted", "仲裁审查受理", _REVIEWING),
    reported("review_not_accepted", "仲裁审查不予受理", _REVIEWING, _BACK),
    reported("review_refused", "不予制作调解书", _REVIEWING, _BACK),
    reported("review_withdrawn", "撤回仲裁审查申请", _REVIEWING, _BACK),
    reported(
        "review_statement_served",
        "送达仲裁调解书（审查）",
        _REVIEWING,
        (S.ENFORCEABLE,),
        "REV.EFFECT",
        stays=_REVIEWING,
    ),
    # Payment order
    Move(
        "apply_for_payment_order",
        "申请支付令",
        (S.AGREEMENT_EFFECTIVE,),
        _ORDERING,
        rules=("PO.RIGHT", "PO.SCOPE", "PO.BREACH", "PO.COURT", "REINFORCE.ONE"),
    ),
    reported("payment_order_issued", "发出支付令", _ORDERING),
    reported("payment_order_served", "送达支付令", _ORDERING),
    reported("payment_order_objected", "对支付令提出书面异议", _ORDERING, _BACK),
    reported("payment_order_void", "支付令失效", _ORDERING, _BACK),
    reported("payment_order_dismissed", "驳回支付令申请", _ORDERING, _BACK),
    reported("payment_order_effective", "支付令生效", _ORDERING, (S.ENFORCEABLE,), "PO.OBJECT"),
)

"""Where a dispute stands and what comes next, for a reader who does not know the procedure."""

from services.kit.language import Language
from services.workflow.recorded.views import Dispute, State

NEXT: dict[State, tuple[str, str]] = {
    State.REGISTERED: (
        "调解组织审查申请，征得对方同意后受理，或者书面告知不予受理。",
        "The organisation checks the application; it is accepted once the other side agrees, or declined in writing.",
    ),
    State.DECLINED: (
        "申请人可以按书面告知的途径办理，例如申请仲裁。",
        "The claimant can go the way named in the written notice, such as arbitration.",
    ),
    State.ACCEPTED: (
        "指派有证的调解员。",
        "A certified mediator is assigned.",
    ),
    State.IN_MEDIATION: (
        "调解员主持调解：达成协议，或者记录调解不成。",
        "The mediator holds sessions: an agreement, or a record that there is none.",
    ),
    State.AGREED: (
        "双方签字、调解员签字、调解组织盖章；最后一项办完，协议才生效。",
        "Both sides and the mediator sign, the organisation puts its seal; the agreement takes effect with the last of these acts.",
    ),
    State.AGREEMENT_EFFECTIVE: (
        "按约定履行；双方可以在期限内共同申请司法确认。",
        "It is performed as agreed; within the time limit both sides can jointly ask a court to confirm it.",
    ),
    State.CONFIRMATION_PENDING: (
        "等法院对司法确认申请作出答复，履行照常进行。",
        "The court answers the application for confirmation; performance goes on.",
    ),
    State.ENFORCEABLE: (
        "按约定履行；不履行的，可以申请强制执行。",
        "It is performed as agreed; otherwise it can be enforced.",
    ),
    State.MEDIATION_FAILED: (
        "当事人可以申请仲裁，由调解组织移送或者自行提出。",
        "A party can go to arbitration, handed over by the organisation or by itself.",
    ),
    State.ARBITRATION_FILED: (
        "仲裁委员会决定是否受理。",
        "The arbitration commission decides whether it accepts the case.",
    ),
    State.IN_ARBITRATION: (
        "仲裁庭审理。",
        "The arbitration tribunal hears the case.",
    ),
    State.IN_LITIGATION: (
        "法院审理。",
        "The court hears the case.",
    ),
    State.CLOSED: (
        "没有待办事项；所记事实有误的，仍可更正。",
        "Nothing is left to do; a wrong fact can still be corrected.",
    ),
    State.AWAITING_CORRECTION: (
        "等申请人在期限内补正材料；逾期不补的，可以不予受理。",
        "The claimant completes the application by the day named; otherwise it can be declined.",
    ),
    State.MEDIATION_SUSPENDED: (
        "中止的原因消除后恢复调解。",
        "Mediation goes on once the cause is gone.",
    ),
    State.REVIEW_PENDING: (
        "等仲裁委员会审查调解协议，履行照常进行。",
        "The commission reviews the agreement; performance goes on.",
    ),
    State.PAYMENT_ORDER_PENDING: (
        "等法院发出支付令；债务人可以在期限内提出书面异议。",
        "The court issues the order; the debtor can object in writing in time.",
    ),
    State.AWARD_ISSUED: (
        "当事人可以在各自的期限内起诉或者申请撤销裁决；期满裁决生效。",
        "The parties can sue or have the award set aside, each within its own time; then it takes effect.",
    ),
    State.SUIT_OPEN: (
        "当事人可以向法院起诉。",
        "A party can sue.",
    ),
    State.IN_ENFORCEMENT: (
        "法院执行。",
        "The court enforces.",
    ),
    State.ARCHIVED: (
        "案卷已归档，在保管期限内保存。",
        "The file is archived and kept for its term.",
    ),
}
MERGED = (
    "已并入主案，随主案办理。",
    "It is merged into its leading case and goes on there.",
)
_MET = frozenset({State.AGREEMENT_EFFECTIVE, State.ENFORCEABLE})
_UNMET = frozenset({State.MEDIATION_FAILED, State.DECLINED})


def what_comes_next(dispute: Dispute, language: Language) -> str:
    """What is done next."""
    if dispute.leader:
        return MERGED[language == "en"]
    return NEXT[dispute.state][language == "en"]


def tone(state: State) -> str:
    """The colour of the state's label; it says nothing that the words do not."""
    if state in _MET:
        return "label-met"
    return "label-unmet" if state in _UNMET else ""

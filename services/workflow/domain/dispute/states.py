"""Where a dispute can stand, and what each state is called."""

from enum import StrEnum


class State(StrEnum):
    """Where a dispute stands."""

    UNREGISTERED = "unregistered"
    REGISTERED = "registered"
    AWAITING_CORRECTION = "awaiting_correction"
    DECLINED = "declined"
    ACCEPTED = "accepted"
    IN_MEDIATION = "in_mediation"
    MEDIATION_SUSPENDED = "mediation_suspended"
    AGREED = "agreed"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    CONFIRMATION_PENDING = "confirmation_pending"
    REVIEW_PENDING = "review_pending"
    PAYMENT_ORDER_PENDING = "payment_order_pending"
    ENFORCEABLE = "enforceable"
    MEDIATION_FAILED = "mediation_failed"
    ARBITRATION_FILED = "arbitration_filed"
    IN_ARBITRATION = "in_arbitration"
    AWARD_ISSUED = "award_issued"
    SUIT_OPEN = "suit_open"
    IN_LITIGATION = "in_litigation"
    IN_ENFORCEMENT = "in_enforcement"
    CLOSED = "closed"
    ARCHIVED = "archived"


STATE_NAMES: dict[State, str] = {
    State.UNREGISTERED: "未登记",
    State.REGISTERED: "已登记",
    State.AWAITING_CORRECTION: "待补正",
    State.DECLINED: "不予受理",
    State.ACCEPTED: "已受理",
    State.IN_MEDIATION: "调解中",
    State.MEDIATION_SUSPENDED: "调解中止",
    State.AGREED: "已达成合意",
    State.AGREEMENT_EFFECTIVE: "协议生效",
    State.CONFIRMATION_PENDING: "司法确认中",
    State.REVIEW_PENDING: "仲裁审查中",
    State.PAYMENT_ORDER_PENDING: "支付令程序",
    State.ENFORCEABLE: "可执行",
    State.MEDIATION_FAILED: "调解不成",
    State.ARBITRATION_FILED: "仲裁待受理",
    State.IN_ARBITRATION: "仲裁审理中",
    State.AWARD_ISSUED: "裁决期间",
    State.SUIT_OPEN: "可诉",
    State.IN_LITIGATION: "诉讼中",
    State.IN_ENFORCEMENT: "执行中",
    State.CLOSED: "已结案",
    State.ARCHIVED: "已归档",
}

_S = State
INTAKE = (_S.REGISTERED, _S.AWAITING_CORRECTION)
MEDIATING = (_S.ACCEPTED, _S.IN_MEDIATION, _S.MEDIATION_SUSPENDED, _S.AGREED)
"""With a mediation organisation that has accepted it and has no agreement yet."""
BEFORE_AGREEMENT = (*INTAKE, *MEDIATING)
PENDING = (_S.CONFIRMATION_PENDING, _S.REVIEW_PENDING, _S.PAYMENT_ORDER_PENDING)
"""The one slot of the agreement is in use."""
PERFORMABLE = (_S.AGREEMENT_EFFECTIVE, *PENDING, _S.ENFORCEABLE, _S.IN_ENFORCEMENT)
BEFORE_ROADS = (*BEFORE_AGREEMENT, _S.MEDIATION_FAILED)
"""Where nobody has taken yet the road that the lapse from receipt opens."""
ON_FILE = tuple(state for state in State if state is not _S.UNREGISTERED)
ENDED = (_S.CLOSED, _S.ARCHIVED)
OPEN = tuple(state for state in ON_FILE if state not in ENDED)

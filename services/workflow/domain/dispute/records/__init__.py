"""What the state of a dispute is made of: records of its people, stages, bodies and documents."""

from services.workflow.domain.dispute.records.agreement import (
    Agreement,
    PastReinforcement,
    Reinforcement,
    Title,
)
from services.workflow.domain.dispute.records.documents import (
    Attempt,
    Document,
)
from services.workflow.domain.dispute.records.handover import (
    HandedOver,
    MandateRecord,
    Offer,
    PastMandate,
    PastOffer,
    Stood,
)
from services.workflow.domain.dispute.records.mediation import (
    Conflict,
    Cover,
    Period,
    Session,
    SessionState,
)
from services.workflow.domain.dispute.records.people import (
    Employment,
    Representative,
    Response,
)
from services.workflow.domain.dispute.records.record import (
    SAME_MATTER,
    BeforeClosing,
    ClaimRecord,
    MatterDecision,
    Related,
)
from services.workflow.domain.dispute.records.tribunal import (
    Arbitration,
    Award,
    Enforcement,
    SettingAside,
    Suit,
)

__all__ = [
    "SAME_MATTER",
    "Agreement",
    "Arbitration",
    "Attempt",
    "Award",
    "BeforeClosing",
    "ClaimRecord",
    "Conflict",
    "Cover",
    "Document",
    "Employment",
    "Enforcement",
    "HandedOver",
    "MandateRecord",
    "MatterDecision",
    "Offer",
    "PastMandate",
    "PastOffer",
    "PastReinforcement",
    "Period",
    "Reinforcement",
    "Related",
    "Representative",
    "Response",
    "Session",
    "SessionState",
    "SettingAside",
    "Stood",
    "Suit",
    "Title",
]

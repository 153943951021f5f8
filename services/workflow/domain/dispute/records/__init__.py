"""What the state of a dispute is made of: records of its people, stages, bodies and documents."""

from services.workflow.domain.dispute.records.agreement import (
    Agreement,
    PastReinforcement,
    Reinforcement,
    Title,
)
from services.workflow.domain.dispute.records.mediation import (
    Conflict,
    Cover,
    MandateRecord,
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
    BeforeClosing,
    ClaimRecord,
    Document,
    MatterDecision,
    Related,
)
from services.workflow.domain.dispute.records.tribunal import (
    Arbitration,
    Award,
    Enforcement,
    HandedOver,
    Offer,
    SettingAside,
    Suit,
)

__all__ = [
    "Agreement",
    "Arbitration",
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
    "PastReinforcement",
    "Period",
    "Reinforcement",
    "Related",
    "Representative",
    "Response",
    "Session",
    "SessionState",
    "SettingAside",
    "Suit",
    "Title",
]

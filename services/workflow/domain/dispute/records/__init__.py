"""What the state of a dispute is made of: records of its people, stages, bodies and documents."""

from services.workflow.domain.dispute.records.agreement import (
    Agreement,
    Breach,
    Objection,
    PastReinforcement,
    Reinforcement,
    Supplement,
    Title,
)
from services.workflow.domain.dispute.records.documents import (
    Attempt,
    Document,
)
from services.workflow.domain.dispute.records.evidence import Evidence
from services.workflow.domain.dispute.records.handover import (
    HandedOver,
    MandateRecord,
    Offer,
    PastMandate,
    PastOffer,
    Stood,
)
from services.workflow.domain.dispute.records.limitation import (
    Limitation,
    LimitationBreak,
    LimitationFact,
    LimitationSuspension,
    concerns,
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
    EndedByLapse,
    MatterDecision,
    Related,
)
from services.workflow.domain.dispute.records.tribunal import (
    Arbitration,
    Award,
    Enforcement,
    PastEnforcement,
    Restart,
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
    "Breach",
    "ClaimRecord",
    "Conflict",
    "Cover",
    "Document",
    "Employment",
    "EndedByLapse",
    "Enforcement",
    "Evidence",
    "HandedOver",
    "Limitation",
    "LimitationBreak",
    "LimitationFact",
    "LimitationSuspension",
    "MandateRecord",
    "MatterDecision",
    "Objection",
    "Offer",
    "PastEnforcement",
    "PastMandate",
    "PastOffer",
    "PastReinforcement",
    "Period",
    "Reinforcement",
    "Related",
    "Representative",
    "Response",
    "Restart",
    "Session",
    "SessionState",
    "SettingAside",
    "Stood",
    "Suit",
    "Supplement",
    "Title",
    "concerns",
]

"""What read models may know of the write side: its recorded events, and the one fold over them."""

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.dispute import events as dispute_events
from services.workflow.domain.dispute import parts as dispute_parts
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.deadline import Status as DeadlineStatus
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.liveness import waiting
from services.workflow.domain.dispute.deadlines.moved import Moved, WhyMoved, moved
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.deadlines.responsible import responsible
from services.workflow.domain.dispute.fold import evolve as evolve_dispute
from services.workflow.domain.dispute.grants import PERMISSIONS, Relation
from services.workflow.domain.dispute.guards.correctable import kind_of as corrected_kind
from services.workflow.domain.dispute.guards.corrected_values import Kind as CorrectedKind
from services.workflow.domain.dispute.guards.dependents import Dependent
from services.workflow.domain.dispute.guards.relying import (
    REVISING,
    Act,
    Reliance,
    ReliedOn,
    relied_on,
)
from services.workflow.domain.dispute.lapses import ENDING as ENDING_LAPSES
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import STATE_NAMES, State, allowed_moves
from services.workflow.domain.dispute.parts import (
    OUTCOME_NAMES,
    AnnulledExtent,
    AnnulmentKind,
    ArbitrationBar,
    Channel,
    Claim,
    ClaimKind,
    DeclineGround,
    Disposition,
    EnforcementEnd,
    FailureCode,
    FailureReason,
    Forum,
    Instance,
    Instrument,
    JudgmentResult,
    Mandate,
    MandateResult,
    Outcome,
    Party,
    PartyKind,
    ReinforcementKind,
    RequiredAct,
    Side,
    Source,
    StayCause,
    SuitGround,
    Withdrawal,
)
from services.workflow.domain.dispute.permissions import Scope, involved
from services.workflow.domain.dispute.records import MatterDecision
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import MEDIATING
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Role
from services.workflow.domain.legal import LegalRule, RulePack
from services.workflow.domain.mediator import Event as MediatorEvent
from services.workflow.domain.mediator import Mediator
from services.workflow.domain.mediator import evolve as evolve_mediator
from services.workflow.domain.organisation import Event as OrganisationEvent
from services.workflow.domain.organisation import Organisation, OrganisationKind, Tier
from services.workflow.domain.organisation import evolve as evolve_organisation
from services.workflow.domain.organisation.state import GRASSROOTS
from services.workflow.domain.reasons import REASONS
from services.workflow.domain.same_matter import (
    WEIGHTS,
    Candidate,
    Likeness,
    Sign,
    Subject,
    is_decided,
    likeness,
    subject_of,
)
from services.workflow.domain.tasks import Task
from services.workflow.domain.tasks import events as task_events
from services.workflow.domain.tasks.state import after as after_task_act
from services.workflow.domain.values.employer_key import employer_keys
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.sealed import Sealed, Written

__all__ = [
    "ENDING_LAPSES",
    "GRASSROOTS",
    "MEDIATING",
    "OUTCOME_NAMES",
    "PERMISSIONS",
    "REASONS",
    "REVISING",
    "STATE_NAMES",
    "WEIGHTS",
    "Act",
    "AnnulledExtent",
    "AnnulmentKind",
    "ArbitrationBar",
    "Basis",
    "Candidate",
    "Channel",
    "Claim",
    "ClaimKind",
    "ClockFacts",
    "CorrectedKind",
    "Deadline",
    "DeadlineStatus",
    "DeclineGround",
    "Dependent",
    "Disposition",
    "Dispute",
    "EnforcementEnd",
    "Fact",
    "FailureCode",
    "FailureReason",
    "Fen",
    "Forum",
    "Instance",
    "Instrument",
    "JudgmentResult",
    "LegalRule",
    "Likeness",
    "Mandate",
    "MandateResult",
    "MatterDecision",
    "Mediator",
    "MediatorEvent",
    "Moved",
    "Organisation",
    "OrganisationEvent",
    "OrganisationKind",
    "Outcome",
    "Party",
    "PartyKind",
    "RegionCode",
    "ReinforcementKind",
    "Relation",
    "Reliance",
    "ReliedOn",
    "RequiredAct",
    "Role",
    "RulePack",
    "Scope",
    "Sealed",
    "Side",
    "Sign",
    "Source",
    "State",
    "StayCause",
    "Subject",
    "SuitGround",
    "Task",
    "Tier",
    "WhyMoved",
    "Withdrawal",
    "WorkingCalendar",
    "Written",
    "after_task_act",
    "allowed_moves",
    "corrected_kind",
    "deadlines",
    "dispute_events",
    "dispute_parts",
    "employer_keys",
    "evolve_dispute",
    "evolve_mediator",
    "evolve_organisation",
    "involved",
    "is_decided",
    "lapse_of",
    "likeness",
    "moved",
    "relied_on",
    "responsible",
    "subject_of",
    "task_events",
    "waiting",
]

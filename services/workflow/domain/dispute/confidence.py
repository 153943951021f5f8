"""What is said in confidence: notes, and offers made and answered, in the privileged stream."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

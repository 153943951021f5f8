"""Performance: payments, duties, reminders, breach."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

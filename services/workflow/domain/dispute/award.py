"""Awards and statements of a commission: items, service, windows, effect."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

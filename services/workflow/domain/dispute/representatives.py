"""Representatives: appointed on evidence and within limits, replaced, ended."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

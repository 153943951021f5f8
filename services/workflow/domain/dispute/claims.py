"""Claims: added, withdrawn, split off into a linked dispute."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

"""Who mediates: assigned, conflicts disclosed and consented to, recused, covered."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

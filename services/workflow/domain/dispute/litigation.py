"""Suits: filed, judged, appealed, withdrawn; awards set aside."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

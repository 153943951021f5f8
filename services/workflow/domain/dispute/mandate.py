"""Mandates: suggested, entrusted, delegated to an organisation, and returned."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

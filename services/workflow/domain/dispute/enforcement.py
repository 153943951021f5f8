"""Enforcement: applied for, stayed, ended, refused, concluded."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

"""Arbitration review: the parties jointly ask a commission for a statement (仲裁审查)."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

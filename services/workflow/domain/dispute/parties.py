"""Parties: joined, left, answered, succeeded, renamed, struck off; their employment."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

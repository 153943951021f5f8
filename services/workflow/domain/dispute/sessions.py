"""Sessions and the shared record: scheduled, held, put off, absence, undisputed facts."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

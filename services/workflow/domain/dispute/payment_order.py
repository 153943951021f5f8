"""Payment order: the worker asks a court to order what was agreed and not paid (支付令)."""

from services.workflow.domain.dispute.command import Decisions, Readiness

DECISIONS: Decisions = {}
READY: Readiness = {}

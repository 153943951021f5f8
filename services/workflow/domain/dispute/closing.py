"""Closing: a dispute ends with an outcome that its record bears out."""

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import DisputeClosed, Event
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import OUTCOME_NAMES, Outcome
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


class CloseDispute(Command, frozen=True, kw_only=True):
    """Close with an outcome (结案); a reason is needed while a window is still open."""

    move = "close_dispute"
    outcome: Outcome
    reason: str = ""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses while an offer of hand-over is in flight."""
    given.insist(dispute.offer is None, "offer_still_open")


def close(command: CloseDispute, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an outcome that does not fit, and an open confirmation window without a reason."""
    fitting = fitting_outcome(dispute)
    given.insist(
        command.outcome is fitting,
        "outcome_does_not_fit",
        fitting=fitting.value,
        fitting_zh=OUTCOME_NAMES[fitting][0],
    )
    _require_windows_closed(command, dispute, given)
    return (
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=command.outcome,
            reason=command.reason,
        ),
    )


def fitting_outcome(dispute: Dispute) -> Outcome:
    """The outcome that the record bears out for a dispute that can be closed."""
    if dispute.state is State.DECLINED:
        return Outcome.DECLINED
    if dispute.state is State.MEDIATION_FAILED:
        return Outcome.NO_AGREEMENT
    performed = dispute.agreement is not None and dispute.agreement.is_performed
    return Outcome.AGREEMENT_PERFORMED if performed else Outcome.AGREEMENT_EFFECTIVE


def _require_windows_closed(command: CloseDispute, dispute: Dispute, given: Given) -> None:
    agreement = dispute.agreement
    if dispute.state is not State.AGREEMENT_EFFECTIVE or agreement is None:
        return
    if agreement.is_performed or agreement.effective_on is None:
        return
    deadline = given.due("CONF.APPLY", agreement.effective_on)
    given.require(
        given.occurred_on > deadline.due_rolled or command.reason.strip(),
        "window_still_open",
        rule="CLOSE.OPEN_WINDOW",
        allowed=("apply_for_confirmation", "record_performance"),
        due=deadline.due_rolled.isoformat(),
    )


DECISIONS: Decisions = {CloseDispute: close}
READY: Readiness = {"close_dispute": ready}

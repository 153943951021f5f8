"""Closing: a dispute ends with an outcome that its record bears out; it can be reopened, and filed."""

from collections.abc import Iterable, Iterator
from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines import award, confirmation, review
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.facts import Chapter
from services.workflow.domain.dispute.events import (
    DisputeArchived,
    DisputeClosed,
    DisputeReopened,
    Event,
)
from services.workflow.domain.dispute.guards.outcomes import OUTCOME_OF
from services.workflow.domain.dispute.guards.periods import retention
from services.workflow.domain.dispute.guards.windows import deadlines_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import OUTCOME_NAMES, Outcome
from services.workflow.domain.dispute.records import MatterDecision
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.legal_day import legal_day_of
from services.workflow.domain.values.sealed import Written, is_blank

OF_TITLE = {
    instrument: outcome
    for instrument, outcome in OUTCOME_OF.items()
    if outcome is not Outcome.AGREEMENT_PERFORMED
}
"""The other instruments make an agreement enforceable: it is what the dispute ended in."""
BY_AWARD = (State.ENFORCEABLE, State.SUIT_OPEN)
"""States of a dispute that may have an award whose windows still run."""


class CloseDispute(Command, frozen=True, kw_only=True):
    """Close with an outcome (结案); a reason is needed while a window is still open."""

    move = "close_dispute"
    outcome: Outcome
    reason: Written = ""


class ReopenDispute(Command, frozen=True, kw_only=True):
    """Take up again what was closed by mistake or too early: it stands where it stood before."""

    move = "reopen_dispute"
    is_edit = True
    reason: Written


class ArchiveDispute(Command, frozen=True, kw_only=True):
    """File the closed dispute; the retention term runs from the closing."""

    move = "archive_dispute"
    retention_until: date | None = None
    """Where it is to be kept longer than the rules ask, such as for long performance."""


def ready(dispute: Dispute, given: Given) -> None:
    """Refuses while an offer, a session, a hearing or a mandate is open."""
    given.insist(dispute.offer is None, "offer_still_open", rule="CLOSE.TASK_OPEN")
    given.require(
        dispute.mandate_record is None,
        "close_under_mandate",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )
    given.require(
        not dispute.listed_sessions,
        "session_still_listed",
        rule="CLOSE.TASK_OPEN",
        allowed=("cancel_session", "hold_session"),
    )
    given.require(
        not _has_hearing_to_come(dispute, given.occurred_on),
        "hearing_still_listed",
        rule="CLOSE.TASK_OPEN",
        allowed=("hearing_held",),
    )


def close(command: CloseDispute, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an outcome that does not fit, a task in hand, and an open window without a reason."""
    fitting = fitting_outcomes(dispute)
    given.insist(
        command.outcome in fitting,
        "outcome_does_not_fit",
        rule="CLOSE.OUTCOME",
        fitting=fitting[0].value,
        fitting_zh=OUTCOME_NAMES[fitting[0]][0],
    )
    _require_no_task_in_hand(given)
    _require_windows_closed(command, dispute, given)
    return (
        DisputeClosed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            outcome=command.outcome,
            reason=command.reason,
        ),
    )


def reopen(command: ReopenDispute, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason."""
    given.insist(not is_blank(command.reason), "reopen_needs_reason", rule="CLOSE.REOPEN")
    return (
        DisputeReopened(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, reason=command.reason
        ),
    )


def archive(command: ArchiveDispute, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a retention term shorter than the rule of what closed it."""
    kept = retention(dispute, given)
    assert kept.clock is not None
    least = kept.clock.due_natural
    until = command.retention_until or least
    given.require(
        until >= least,
        "retention_too_short",
        rule=kept.rule.id,
        kind=OutsideLegalLimit,
        until=least.isoformat(),
    )
    return (
        DisputeArchived(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            retention_until=until,
            rule=kept.rule.id,
        ),
    )


def fitting_outcomes(dispute: Dispute) -> tuple[Outcome, ...]:
    """The outcomes that the record bears out for a dispute that can be closed, the nearest first."""
    merged = any(one.decision is MatterDecision.MERGED for one in dispute.related)
    duplicate = (Outcome.DUPLICATE,) if merged else ()
    return (*_endings(dispute), *duplicate)


def _endings(dispute: Dispute) -> tuple[Outcome, ...]:
    if dispute.state is State.DECLINED:
        return (Outcome.DECLINED,)
    was_sued = bool(dispute.suits)
    if dispute.state is State.SUIT_OPEN:
        # With a suit that ended without a judgment, or with none; an agreement may still stand.
        if not was_sued:
            return (_of_agreement(dispute),)
        stands = (_of_agreement(dispute),) if dispute.effective_agreement else ()
        return (Outcome.SUIT_WITHDRAWN, *stands)
    if dispute.title is not None and (outcome := OF_TITLE.get(dispute.title.instrument)):
        # An award may stand because the suit against it was withdrawn.
        is_left = outcome is Outcome.AWARDED and was_sued
        return (outcome, Outcome.SUIT_WITHDRAWN) if is_left else (outcome,)
    return (_of_agreement(dispute),)


def _of_agreement(dispute: Dispute) -> Outcome:
    agreement = dispute.effective_agreement
    if agreement is None:
        return Outcome.NO_AGREEMENT
    performed = agreement.is_performed
    return Outcome.AGREEMENT_PERFORMED if performed else Outcome.AGREEMENT_EFFECTIVE


def _has_hearing_to_come(dispute: Dispute, on: date) -> bool:
    hearings = dispute.arbitration.hearings if dispute.arbitration else ()
    return any(not held and legal_day_of(starts_at) >= on for _, starts_at, held in hearings)


def _require_no_task_in_hand(given: Given) -> None:
    for rule in given.claimed_tasks:
        given.require(
            False,  # noqa: FBT003 each of them stands against it
            "task_still_claimed",
            rule="CLOSE.TASK_OPEN",
            task=rule.id,
            task_zh=rule.zh,
            task_en=rule.en,
        )


def _require_windows_closed(command: CloseDispute, dispute: Dispute, given: Given) -> None:
    for rule_id, due_on in _open_windows(dispute, given):
        rule = given.rule(rule_id)
        given.require(
            not is_blank(command.reason),
            "window_still_open",
            rule="CLOSE.OPEN_WINDOW",
            window=rule.id,
            window_zh=rule.zh,
            window_en=rule.en,
            due=due_on.isoformat(),
        )


def _open_windows(dispute: Dispute, given: Given) -> Iterator[tuple[str, date]]:
    """What still runs from the agreement, unless it is performed, and from the award, per party."""
    agreement = dispute.effective_agreement
    if dispute.state is State.AGREEMENT_EFFECTIVE and agreement and not agreement.is_performed:
        yield from _still_running(("CONF.APPLY",), confirmation.clocks, dispute, given)
        yield from _still_running(("REV.APPLY",), review.clocks, dispute, given)
    if dispute.state in BY_AWARD:
        yield from _still_running(award.WINDOWS, award.clocks, dispute, given)


def _still_running(
    rules: Iterable[str], chapter: Chapter, dispute: Dispute, given: Given
) -> Iterator[tuple[str, date]]:
    for deadline in deadlines_of(chapter, dispute, given):
        is_of_these = not {deadline.rule.id, deadline.rule.replaces}.isdisjoint(rules)
        if is_of_these and deadline.status is Status.RUNNING and deadline.due_on is not None:
            yield deadline.rule.id, deadline.due_on


DECISIONS: Decisions = {CloseDispute: close, ReopenDispute: reopen, ArchiveDispute: archive}
READY: Readiness = {"close_dispute": ready}

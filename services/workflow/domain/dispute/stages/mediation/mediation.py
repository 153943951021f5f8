"""The mediation itself: its period extended, stopped and lapsed; failure; a second attempt."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    MediationExtended,
    MediationFailed,
    MediationPeriodLapsed,
    MediationRestarted,
    MediationResumed,
    MediationSuspended,
    ReceiptPeriodLapsed,
)
from services.workflow.domain.dispute.guards import named
from services.workflow.domain.dispute.guards.periods import (
    MediationPeriod,
    mediation_period,
    receipt_due_on,
)
from services.workflow.domain.dispute.parts import FailureReason, SuspensionCause
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

EXTEND = "MED.EXTEND"
RECEIPT = "MED.15.RECEIPT"


class ExtendMediation(Command, frozen=True, kw_only=True):
    """Record that both sides agreed to mediate until a later day."""

    move = "extend_mediation"
    until: date
    consented_by: tuple[int, ...]
    """Numbers of the parties that agreed; somebody of each side."""


class SuspendMediation(Command, frozen=True, kw_only=True):
    """Let the mediation stand still for a cause."""

    move = "suspend_mediation"
    cause: SuspensionCause
    detail: Written = ""


class ResumeMediation(Command, frozen=True, kw_only=True):
    """Go on: the cause is gone."""

    move = "resume_mediation"


class ReportReceiptPeriodLapsed(Command, frozen=True, kw_only=True):
    """15 days from receipt have passed without agreement (法 14)."""

    move = "receipt_period_lapsed"


class ReportMediationPeriodLapsed(Command, frozen=True, kw_only=True):
    """The organisation's period has passed without agreement or extension."""

    move = "mediation_period_lapsed"


class RecordFailure(Command, frozen=True, kw_only=True):
    """End the mediation without agreement, with coded reasons per party (调解不成)."""

    move = "record_failure"
    reasons: tuple[FailureReason, ...]


class RestartMediation(Command, frozen=True, kw_only=True):
    """Try again with the consent of both sides; a new period runs."""

    move = "restart_mediation"
    consented_by: tuple[int, ...]


def extend(command: ExtendMediation, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without both sides, a day that is no later, and one beyond the cap of the rules."""
    _require_both(command.consented_by, "extension_needs_both", EXTEND, dispute, given)
    period = _running(dispute, given)
    until, rule = command.until, period.rule
    given.require(rule.extension_consent, "extension_not_allowed", rule=rule.id)
    given.require(
        until > period.ends_on and until >= given.occurred_on,
        "extension_is_none",
        rule=EXTEND,
        until=until.isoformat(),
        ends_on=period.ends_on.isoformat(),
    )
    latest = period.latest_on
    given.require(
        latest is None or until <= latest,
        "extension_beyond_cap",
        rule=rule.id,
        kind=OutsideLegalLimit,
        until=until.isoformat(),
        latest_on=latest.isoformat() if latest else "",
    )
    return (
        MediationExtended(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            until=until,
            consented_by=tuple(sorted(set(command.consented_by))),
        ),
    )


def suspend(command: SuspendMediation, _dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses the cause `other` without words."""
    given.require(
        command.cause is not SuspensionCause.OTHER or not is_blank(command.detail),
        "suspension_needs_detail",
        rule="MED.SUSPEND",
    )
    return (
        MediationSuspended(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            cause=command.cause,
            detail=command.detail,
        ),
    )


def resume(_command: ResumeMediation, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a day before the one on which it stopped."""
    since = dispute.period.suspended_on
    assert since is not None
    given.insist(
        given.occurred_on >= since,
        "resumed_before_suspended",
        rule="MED.SUSPEND",
        since=since.isoformat(),
    )
    return (MediationResumed(occurred_on=given.occurred_on, occurred_at=given.occurred_at),)


def receipt_lapsed(
    _command: ReportReceiptPeriodLapsed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses before the period has passed, and a second time."""
    due = receipt_due_on(dispute, given)
    given.insist(
        not dispute.period.has_receipt_period_lapsed,
        "lapse_recorded_already",
        rule=RECEIPT,
        kind=AlreadyExists,
    )
    _require_passed(due, RECEIPT, given)
    return (
        ReceiptPeriodLapsed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, due_on=due
        ),
    )


def period_lapsed(
    _command: ReportMediationPeriodLapsed, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses before the period, as extended, has passed."""
    period = _running(dispute, given)
    _require_passed(period.ends_on, period.rule.id, given)
    return (
        MediationPeriodLapsed(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            due_on=period.ends_on,
            rule=period.rule.id,
        ),
    )


def fail(command: RecordFailure, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason, or with a party that the dispute does not have."""
    given.require(command.reasons, "failure_needs_reason", rule="MED.RECORD")
    named.require_parties((reason.party for reason in command.reasons), dispute, given)
    return (
        MediationFailed(
            occurred_on=given.occurred_on, occurred_at=given.occurred_at, reasons=command.reasons
        ),
    )


def restart(command: RestartMediation, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without the consent of both sides."""
    _require_both(command.consented_by, "restart_needs_both", "MED.RESTART", dispute, given)
    return (
        MediationRestarted(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            consented_by=tuple(sorted(set(command.consented_by))),
        ),
    )


def may_end(dispute: Dispute, given: Given) -> None:
    """Refuses under a mandate, which is returned instead."""
    given.require(
        dispute.mandate_record is None,
        "mandate_to_return",
        rule="MANDATE.RETURN",
        allowed=("mandate_returned",),
    )


def may_fail(dispute: Dispute, given: Given) -> None:
    """Refuses under a mandate, and while an amended agreement is being signed: the old one stands."""
    may_end(dispute, given)
    given.require(
        dispute.standing is None,
        "agreement_stands",
        rule="MED.AMEND",
        allowed=("abandon_amendment",),
    )


def _running(dispute: Dispute, given: Given) -> MediationPeriod:
    period = mediation_period(dispute, given)
    assert period is not None  # whoever mediates has a period
    return period


def _require_both(
    numbers: tuple[int, ...], code: str, rule: str, dispute: Dispute, given: Given
) -> None:
    named.require_parties(numbers, dispute, given)
    given.require(dispute.has_both_sides(numbers), code, rule=rule)


def _require_passed(due: date, rule: str, given: Given) -> None:
    given.insist(
        given.occurred_on > due,
        "period_not_passed",
        rule=rule,
        kind=OutsideLegalLimit,
        due=due.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )


DECISIONS: Decisions = {
    ExtendMediation: extend,
    SuspendMediation: suspend,
    ResumeMediation: resume,
    ReportReceiptPeriodLapsed: receipt_lapsed,
    ReportMediationPeriodLapsed: period_lapsed,
    RecordFailure: fail,
    RestartMediation: restart,
}
READY: Readiness = {"mediation_period_lapsed": may_end, "record_failure": may_fail}

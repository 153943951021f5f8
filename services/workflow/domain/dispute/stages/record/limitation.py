"""Limitation: facts that interrupt it, suspensions, and slips. It warns, and nobody is refused for it."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    Event,
    LimitationFactRecorded,
    LimitationFactWithdrawn,
    LimitationSuspensionEnded,
    LimitationSuspensionRecorded,
)
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.parts import LimitationFactKind, LimitationSuspensionCause
from services.workflow.domain.dispute.records import LimitationFact, LimitationSuspension
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

BREAK, SUSPEND, TERM = "LIM.BREAK", "LIM.SUSPEND", "NEG.TERM"
WITH_TERM = LimitationFactKind.NEGOTIATION_TERM_AGREED


class RecordLimitationFact(Command, frozen=True, kw_only=True):
    """Record a fact outside this procedure that bears on limitation, with what shows it."""

    move = "record_limitation_fact"
    kind: LimitationFactKind
    happened_on: date
    """Day of the fact itself."""
    until: date | None = None
    """Of an agreed term for negotiation, or of its extension: the last day; of nothing else."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims it is about; none named: all."""
    evidence: Written


class RecordLimitationSuspension(Command, frozen=True, kw_only=True):
    """Record that for good cause nobody could apply, from a day, to a day or still (中止)."""

    move = "record_limitation_suspension"
    cause: LimitationSuspensionCause
    first_on: date
    last_on: date | None = None
    """The last day on which it stood in the way; none: it still does."""
    claims: tuple[int, ...] = ()
    """Numbers of the claims it is about; none named: all."""
    evidence: Written


class EndLimitationSuspension(Command, frozen=True, kw_only=True):
    """Record that the obstacle is gone; the days that remain run on from the next day."""

    move = "end_limitation_suspension"
    entry: int
    last_on: date
    """The last day on which it stood in the way."""
    evidence: Written = ""


class WithdrawLimitationFact(Command, frozen=True, kw_only=True):
    """Say that a fact or suspension was recorded by mistake; it stays on file and counts no more."""

    move = "withdraw_limitation_fact"
    is_edit = True
    entry: int
    reason: Written


def ready_to_end(dispute: Dispute, given: Given) -> None:
    """Refuses where no suspension is running."""
    running = any(one.last_on is None for one in dispute.limitation.standing_suspensions)
    given.insist(running, "no_suspension_runs", rule=SUSPEND)


def ready_to_withdraw(dispute: Dispute, given: Given) -> None:
    """Refuses where nothing was recorded."""
    known = dispute.limitation
    standing = known.standing_facts or known.standing_suspensions
    given.insist(standing, "no_limitation_entry", rule=BREAK)


def record(command: RecordLimitationFact, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without evidence, a day to come, an unknown claim, a term without its last day."""
    _require_evidence(command.evidence, BREAK, given)
    _require_past(command.happened_on, BREAK, given)
    has_term = command.kind is WITH_TERM
    given.insist(has_term is (command.until is not None), "term_and_its_kind", rule=TERM)
    given.insist(
        command.until is None or command.until >= command.happened_on,
        "term_ends_before_it_begins",
        rule=TERM,
    )
    return (
        happened(
            LimitationFactRecorded,
            given,
            entry=dispute.limitation.made + 1,
            kind=command.kind,
            happened_on=command.happened_on,
            until=command.until,
            claims=_known_claims(command.claims, dispute, given),
            evidence=command.evidence,
        ),
    )


def suspend(
    command: RecordLimitationSuspension, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """Refuses without evidence, days to come, an unknown claim, an end before its beginning."""
    _require_evidence(command.evidence, SUSPEND, given)
    _require_past(command.first_on, SUSPEND, given)
    if command.last_on is not None:
        _require_end(command.first_on, command.last_on, given)
    return (
        happened(
            LimitationSuspensionRecorded,
            given,
            entry=dispute.limitation.made + 1,
            cause=command.cause,
            first_on=command.first_on,
            last_on=command.last_on,
            claims=_known_claims(command.claims, dispute, given),
            evidence=command.evidence,
        ),
    )


def end(command: EndLimitationSuspension, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses what is no running suspension, and an end before its beginning."""
    found = _entry(command.entry, dispute, given)
    if not isinstance(found, LimitationSuspension) or found.last_on is not None:
        raise Unknown("not_a_running_suspension", rule=given.rule(SUSPEND), entry=command.entry)
    _require_end(found.first_on, command.last_on, given)
    return (
        happened(
            LimitationSuspensionEnded,
            given,
            entry=found.no,
            last_on=command.last_on,
            evidence=command.evidence,
        ),
    )


def withdraw(command: WithdrawLimitationFact, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses without a reason, and what was not recorded or is withdrawn already."""
    given.insist(not is_blank(command.reason), "slip_needs_reason", rule=BREAK)
    found = _entry(command.entry, dispute, given)
    return (happened(LimitationFactWithdrawn, given, entry=found.no, reason=command.reason),)


def _entry(no: int, dispute: Dispute, given: Given) -> LimitationFact | LimitationSuspension:
    known = dispute.limitation
    entries: tuple[LimitationFact | LimitationSuspension, ...] = (
        *known.standing_facts,
        *known.standing_suspensions,
    )
    found = next((one for one in entries if one.no == no), None)
    if found is None:
        raise Unknown("unknown_limitation_entry", rule=given.rule(BREAK), entry=no)
    return found


def _known_claims(claims: tuple[int, ...], dispute: Dispute, given: Given) -> tuple[int, ...]:
    unknown = sorted(set(claims) - {record.claim.no for record in dispute.claims})
    given.insist(
        not unknown, "unknown_claim", rule="CLAIM.COVERED", claims="、".join(map(str, unknown))
    )
    return tuple(sorted(set(claims)))


def _require_evidence(evidence: Written, rule: str, given: Given) -> None:
    given.require(not is_blank(evidence), "limitation_needs_evidence", rule=rule)


def _require_past(day: date, rule: str, given: Given) -> None:
    today = given.today.isoformat()
    given.insist(
        day <= given.today, "not_yet_happened", rule=rule, day=day.isoformat(), today=today
    )


def _require_end(first_on: date, last_on: date, given: Given) -> None:
    _require_past(last_on, SUSPEND, given)
    given.insist(
        last_on >= first_on, "suspension_ends_before_it_begins", rule=SUSPEND,
        first_on=first_on.isoformat(),
    )  # fmt: skip


DECISIONS: Decisions = {
    RecordLimitationFact: record,
    RecordLimitationSuspension: suspend,
    EndLimitationSuspension: end,
    WithdrawLimitationFact: withdraw,
}
READY: Readiness = {
    "end_limitation_suspension": ready_to_end,
    "withdraw_limitation_fact": ready_to_withdraw,
}

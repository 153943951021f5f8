"""Sessions and the shared record: scheduled, held, put off, absence, undisputed facts."""

from datetime import UTC, datetime
from typing import Annotated

import msgspec

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.events import (
    AbsenceRecorded,
    Event,
    SessionAdjourned,
    SessionCancelled,
    SessionHeld,
    SessionScheduled,
    UndisputedFactsRecorded,
)
from services.workflow.domain.dispute.guards import conflicts, named
from services.workflow.domain.dispute.parts import Notice, SessionMode
from services.workflow.domain.dispute.records import Session, SessionState
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.values.legal_day import legal_day_of
from services.workflow.domain.values.sealed import Written, is_blank

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
FACTS = "MED.FACTS"
LISTED = frozenset({SessionState.SCHEDULED})
PUT_OFF = frozenset({SessionState.SCHEDULED, SessionState.ADJOURNED, SessionState.HELD})
UNFINISHED = frozenset({SessionState.SCHEDULED, SessionState.ADJOURNED})


class ScheduleSession(Command, frozen=True, kw_only=True):
    """Set a time and place for a session, and say who was told how."""

    move = "schedule_session"
    starts_at: Instant
    mode: SessionMode
    place: Written = ""
    """Room, address or link; only a session by telephone needs none."""
    notices: tuple[Notice, ...] = ()


class HoldSession(Command, frozen=True, kw_only=True):
    """Record a mediation session and who came."""

    move = "hold_session"
    place: Written
    """Room, or the link of an online session."""
    present: tuple[int, ...]
    """Numbers of the parties who came."""
    session: int | None = None
    """The scheduled session; none where it was not scheduled."""
    representatives: tuple[int, ...] = ()
    """Numbers of the representatives who came."""
    record: Written = ""
    """The shared record (调解笔录): what both sides may read."""


class AdjournSession(Command, frozen=True, kw_only=True):
    """Put a session off, or break one off; with the new time where it is known."""

    move = "adjourn_session"
    session: int
    resumes_at: Instant | None = None
    reason: Written = ""


class CancelSession(Command, frozen=True, kw_only=True):
    """Take a session off the list for good."""

    move = "cancel_session"
    session: int
    reason: Written = ""


class RecordAbsence(Command, frozen=True, kw_only=True):
    """Record that a party did not come."""

    move = "record_absence"
    session: int
    party: int
    is_excused: bool = False
    reason: Written = ""


class RecordUndisputedFacts(Command, frozen=True, kw_only=True):
    """Record facts that both sides agree on."""

    move = "record_undisputed_facts"
    facts: Written
    agreed_by: tuple[int, ...]
    """Numbers of the parties that confirmed them; somebody of each side."""


def schedule(command: ScheduleSession, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a time already past, a session without a place, a notice to a stranger or too late."""
    day = legal_day_of(command.starts_at)
    _require_ahead(command.starts_at, given)
    given.require(
        command.mode is SessionMode.TELEPHONE or not is_blank(command.place),
        "session_needs_place",
    )
    named.require_parties((notice.party for notice in command.notices), dispute, given)
    given.insist(
        all(notice.on <= min(day, given.today) for notice in command.notices),
        "notice_not_given_yet",
    )
    return (
        SessionScheduled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            session=len(dispute.sessions) + 1,
            starts_at=command.starts_at.astimezone(UTC),
            mode=command.mode,
            place=command.place,
            notices=command.notices,
        ),
    )


def hold(command: HoldSession, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a session nobody came to, strangers, and who had no authority that day."""
    given.require(command.present or command.representatives, "nobody_present")
    named.require_parties(command.present, dispute, given)
    if command.session is not None:
        _session(command.session, dispute, LISTED, given)
    acting = {r.no for r in dispute.representatives if r.acts_on(given.occurred_on)}
    for no in command.representatives:
        given.insist(
            no in acting,
            "representative_not_acting",
            representative=no,
            occurred_on=given.occurred_on.isoformat(),
        )
    return (
        SessionHeld(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            place=command.place,
            present=tuple(sorted(set(command.present))),
            session=command.session,
            representatives=tuple(sorted(set(command.representatives))),
            record=command.record,
        ),
    )


def adjourn(command: AdjournSession, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a session that is not on the list, and a new time that is past."""
    found = _session(command.session, dispute, PUT_OFF, given)
    resumes_at = command.resumes_at
    if resumes_at is None:
        given.insist(found.state is not SessionState.ADJOURNED, "adjourned_already")
    else:
        _require_ahead(resumes_at, given)
    return (
        SessionAdjourned(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            session=command.session,
            resumes_at=resumes_at.astimezone(UTC) if resumes_at else None,
            reason=command.reason,
        ),
    )


def cancel(command: CancelSession, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a session that was held or cancelled already."""
    _session(command.session, dispute, UNFINISHED, given)
    return (
        SessionCancelled(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            session=command.session,
            reason=command.reason,
        ),
    )


def absence(command: RecordAbsence, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses an absence from a session that has not begun or was cancelled."""
    named.require_parties((command.party,), dispute, given)
    found = _session(command.session, dispute, PUT_OFF, given)
    given.insist(
        legal_day_of(found.starts_at) <= given.occurred_on,
        "session_not_begun",
        session=command.session,
        starts_on=legal_day_of(found.starts_at).isoformat(),
    )
    return (
        AbsenceRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            session=command.session,
            party=command.party,
            is_excused=command.is_excused,
            reason=command.reason,
        ),
    )


def undisputed(command: RecordUndisputedFacts, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses facts that only one side has confirmed."""
    conflicts.require_consented(dispute.mediator, dispute, given)
    named.require_parties(command.agreed_by, dispute, given)
    given.require(not is_blank(command.facts), "facts_are_blank", rule=FACTS)
    given.require(dispute.has_both_sides(command.agreed_by), "facts_need_both_sides", rule=FACTS)
    return (
        UndisputedFactsRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            facts=command.facts,
            agreed_by=tuple(sorted(set(command.agreed_by))),
        ),
    )


def may_meet(dispute: Dispute, given: Given) -> None:
    """Refuses while the mediator has a disclosed conflict that one side has not consented to."""
    conflicts.require_consented(dispute.mediator, dispute, given)


def _session(no: int, dispute: Dispute, states: frozenset[SessionState], given: Given) -> Session:
    found = next((session for session in dispute.sessions if session.no == no), None)
    if found is None:
        raise Unknown("unknown_session", session=no)
    given.insist(found.state in states, "session_not_listed", session=no)
    return found


def _require_ahead(instant: datetime, given: Given) -> None:
    day = legal_day_of(instant)
    given.insist(
        day >= given.occurred_on,
        "session_in_the_past",
        starts_on=day.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )


DECISIONS: Decisions = {
    ScheduleSession: schedule,
    HoldSession: hold,
    AdjournSession: adjourn,
    CancelSession: cancel,
    RecordAbsence: absence,
    RecordUndisputedFacts: undisputed,
}
READY: Readiness = {"schedule_session": may_meet, "hold_session": may_meet}

"""Sessions and the shared record: scheduled, held, put off, absence, undisputed facts."""

from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Notice,
    NoticeMethod,
    SessionMode,
    SuspensionCause,
)
from services.workflow.domain.dispute.records import SessionState
from services.workflow.domain.dispute.stages.mediation.mediation import SuspendMediation
from services.workflow.domain.dispute.stages.mediation.sessions import (
    AdjournSession,
    CancelSession,
    HoldSession,
    RecordAbsence,
    RecordUndisputedFacts,
)
from services.workflow.domain.errors import Unknown
from services.workflow.domain.values.legal_day import legal_day_of
from tests.support.builders import ON, agreed, in_mediation
from tests.support.given_when_then import Scenario, only
from tests.support.mediation_builders import (
    AFTERNOON,
    both_consent,
    disclose,
    represented,
    schedule,
    with_session,
)

DAY = date(2026, 3, 12)
LATER = AFTERNOON + timedelta(days=2)


def held(**changes: Any) -> HoldSession:
    values: dict[str, Any] = {"place": "第一调解室", "present": (1, 2), "session": 1}
    return HoldSession(**(values | changes))


def state_of(scenario: Scenario) -> SessionState:
    return scenario.dispute.sessions[0].state


# The list


def test_a_session_is_listed_with_time_place_mode_and_notices() -> None:
    notices = (Notice(party=1, method=NoticeMethod.TELEPHONE, on=ON),)
    local = AFTERNOON.astimezone(timezone(timedelta(hours=8)))
    scenario = in_mediation()
    event = only(scenario.when(schedule(starts_at=local, notices=notices), ON), e.SessionScheduled)
    assert (event.session, event.place, event.notices) == (1, "第一调解室", notices)
    assert event.starts_at == AFTERNOON
    assert event.starts_at.tzinfo is UTC
    assert event.occurred_on == ON
    (listed,) = scenario.dispute.listed_sessions
    assert listed.starts_at == AFTERNOON
    assert scenario.stands(State.IN_MEDIATION)


def test_the_second_session_has_the_second_number() -> None:
    assert only(with_session().when(schedule(), ON), e.SessionScheduled).session == 2


@pytest.mark.parametrize("mode", [SessionMode.IN_ROOM, SessionMode.ONLINE, SessionMode.ON_SITE])
def test_a_session_has_a_room_a_link_or_an_address(mode: SessionMode) -> None:
    in_mediation().refuses(schedule(mode=mode, place=" "), "session_needs_place", ON)


def test_a_session_by_telephone_needs_no_place() -> None:
    in_mediation().when(schedule(mode=SessionMode.TELEPHONE, place=""), ON)


def test_a_session_is_not_set_for_a_past_day_but_for_the_same_day() -> None:
    in_mediation().when(schedule(starts_at=datetime(2026, 3, 2, 1, tzinfo=UTC)), ON)
    early = schedule(starts_at=datetime(2026, 3, 1, 15, 59, tzinfo=UTC))
    in_mediation().refuses(early, "session_in_the_past", ON)


def test_the_day_of_a_session_is_the_legal_day() -> None:
    assert legal_day_of(datetime(2026, 3, 1, 16, tzinfo=UTC)) == date(2026, 3, 2)
    assert legal_day_of(datetime(2026, 3, 1, 15, 59, tzinfo=UTC)) == date(2026, 3, 1)


def test_notices_go_to_parties_and_are_not_foretold() -> None:
    stranger = Notice(party=9, method=NoticeMethod.POST, on=ON)
    in_mediation().refuses(schedule(notices=(stranger,)), "unknown_party", ON)
    foretold = Notice(party=1, method=NoticeMethod.POST, on=date(2026, 3, 11))
    in_mediation().refuses(schedule(notices=(foretold,)), "notice_not_given_yet", ON)
    late = Notice(party=1, method=NoticeMethod.POST, on=date(2026, 3, 13))
    in_mediation().refuses(
        schedule(notices=(late,)), "notice_not_given_yet", ON, today=date(2026, 3, 20)
    )


def test_no_session_while_a_conflict_of_the_mediator_waits_for_consent() -> None:
    scenario = in_mediation().after(disclose(), on=ON)
    for command in (schedule(), held(session=None)):
        refusal = scenario.refuses(command, "conflict_not_consented", ON)
        assert refusal.rule is not None
        assert refusal.rule.id == "MEDIATOR.CONFLICT"
        assert refusal.allowed == ("consent_to_conflict", "recuse_mediator")
    both_consent(scenario).when(schedule(), ON)


# Held


def test_a_session_records_who_came_and_what_both_may_read() -> None:
    scenario = with_session()
    event = only(
        scenario.when(held(present=(2, 1, 1), record="笔录"), DAY, today=DAY), e.SessionHeld
    )
    assert (event.present, event.session, event.record) == ((1, 2), 1, "笔录")
    assert state_of(scenario) is SessionState.HELD
    assert scenario.stands(State.IN_MEDIATION)


def test_a_session_can_be_held_that_was_never_listed() -> None:
    scenario = with_session()
    scenario.when(held(session=None), ON)
    assert state_of(scenario) is SessionState.SCHEDULED


def test_a_session_needs_somebody_of_the_dispute() -> None:
    in_mediation().refuses(held(present=(), session=None), "nobody_present", ON)
    in_mediation().refuses(held(present=(9,), session=None), "unknown_party", ON)


def test_a_session_is_held_once_and_must_be_on_the_list() -> None:
    scenario = with_session().after(held(), on=ON)
    scenario.refuses(held(), "session_not_listed", ON)
    assert isinstance(scenario.refuses(held(session=7), "unknown_session", ON), Unknown)


def test_a_representative_may_come_alone_on_a_day_of_authority() -> None:
    command = held(present=(), representatives=(1,), session=None)
    event = only(represented().when(command, ON), e.SessionHeld)
    assert event.representatives == (1,)


def test_who_has_no_authority_that_day_does_not_represent() -> None:
    command = held(representatives=(1,), session=None)
    ended = represented(valid_until=date(2026, 3, 5))
    refusal = ended.refuses(command, "representative_not_acting", date(2026, 3, 6))
    assert refusal.data["occurred_on"] == "2026-03-06"
    in_mediation().refuses(command, "representative_not_acting", ON)


# Put off


def test_a_session_put_off_to_a_new_time_stays_on_the_list() -> None:
    scenario = with_session()
    scenario.when(AdjournSession(session=1, resumes_at=LATER, reason="核对工资表"), ON)
    (session,) = scenario.dispute.listed_sessions
    assert session.starts_at == LATER


def test_a_session_put_off_without_a_time_leaves_the_list_until_it_has_one() -> None:
    scenario = with_session().after(AdjournSession(session=1), on=ON)
    assert state_of(scenario) is SessionState.ADJOURNED
    scenario.refuses(AdjournSession(session=1), "adjourned_already", ON)
    scenario.refuses(held(), "session_not_listed", ON)
    scenario.when(AdjournSession(session=1, resumes_at=LATER), ON)
    assert state_of(scenario) is SessionState.SCHEDULED


def test_a_session_broken_off_goes_on_another_day() -> None:
    scenario = with_session().after(held(), on=ON)
    scenario.when(AdjournSession(session=1, resumes_at=LATER), ON)
    scenario.when(held(), ON)
    assert state_of(scenario) is SessionState.HELD


def test_a_session_is_not_put_off_into_the_past_or_out_of_nothing() -> None:
    past = AdjournSession(session=1, resumes_at=datetime(2026, 3, 1, tzinfo=UTC))
    with_session().refuses(past, "session_in_the_past", ON)
    with_session().refuses(AdjournSession(session=2), "unknown_session", ON)


def test_a_cancelled_session_is_off_the_list_for_good() -> None:
    scenario = with_session().after(CancelSession(session=1, reason="自行协商"), on=ON)
    assert state_of(scenario) is SessionState.CANCELLED
    assert scenario.dispute.listed_sessions == ()
    scenario.refuses(CancelSession(session=1), "session_not_listed", ON)
    scenario.refuses(AdjournSession(session=1, resumes_at=LATER), "session_not_listed", ON)


def test_a_session_can_be_cancelled_when_mediation_stands_still() -> None:
    suspend = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    with_session().after(suspend, CancelSession(session=1), on=ON)


def test_what_was_held_is_not_cancelled() -> None:
    scenario = with_session().after(held(), on=ON)
    scenario.refuses(CancelSession(session=1), "session_not_listed", ON)
    scenario.refuses(CancelSession(session=3), "unknown_session", ON)


# Absence and facts


def test_an_absence_is_recorded_on_the_day_or_after() -> None:
    absent = RecordAbsence(session=1, party=2, is_excused=True, reason="住院")
    event = only(with_session().when(absent, DAY, today=DAY), e.AbsenceRecorded)
    assert (event.party, event.is_excused) == (2, True)
    refusal = with_session().refuses(absent, "session_not_begun", date(2026, 3, 11), today=DAY)
    assert refusal.data["starts_on"] == "2026-03-12"


def test_an_absence_is_of_a_party_from_a_session_that_was_to_be() -> None:
    with_session().refuses(RecordAbsence(session=1, party=9), "unknown_party", DAY, today=DAY)
    with_session().refuses(RecordAbsence(session=4, party=1), "unknown_session", DAY, today=DAY)
    cancelled = with_session().after(CancelSession(session=1), on=ON)
    absent = RecordAbsence(session=1, party=2)
    cancelled.refuses(absent, "session_not_listed", DAY, today=DAY)


def test_facts_are_undisputed_where_both_sides_confirm_them() -> None:
    command = RecordUndisputedFacts(facts="双方确认入职日期", agreed_by=(2, 1, 1))
    event = only(in_mediation().when(command, ON), e.UndisputedFactsRecorded)
    assert event.agreed_by == (1, 2)
    agreed().when(command, ON)


@pytest.mark.parametrize("agreed_by", [(), (1,), (2,)])
def test_facts_of_one_side_are_not_undisputed(agreed_by: tuple[int, ...]) -> None:
    command = RecordUndisputedFacts(facts="双方确认入职日期", agreed_by=agreed_by)
    refusal = in_mediation().refuses(command, "facts_need_both_sides", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.FACTS"


def test_undisputed_facts_say_something_and_are_confirmed_by_parties() -> None:
    blank = RecordUndisputedFacts(facts=" ", agreed_by=(1, 2))
    in_mediation().refuses(blank, "facts_are_blank", ON)
    stranger = RecordUndisputedFacts(facts="事实", agreed_by=(1, 2, 9))
    in_mediation().refuses(stranger, "unknown_party", ON)

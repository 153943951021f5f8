"""A lapse recorded before an act in time was entered is taken back, and the act entered."""

from datetime import timedelta

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.withdrawable import withdrawable
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Disposition,
    InterruptionCause,
    Lapse,
    Outcome,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ExtendMediation,
    ReportMediationPeriodLapsed,
    ReportReceiptPeriodLapsed,
    RestartMediation,
)
from services.workflow.domain.dispute.stages.record.closing import CloseDispute, ReopenDispute
from services.workflow.domain.dispute.stages.record.lapses import WithdrawLapse
from tests.support.builders import MEDIATOR, ON, accepted, effective, in_mediation
from tests.support.deadlines import one_of
from tests.support.given_when_then import Scenario, only
from tests.support.handover_builders import REFERRAL, failed, referred
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    TO_COMMISSION,
    TO_COURT,
    award_received,
    enforcement,
    item,
    rule_of,
)

LATE = ON + timedelta(days=40)
LAPSED = ReportMediationPeriodLapsed()
BACK = WithdrawLapse(
    lapse=Lapse.MEDIATION_PERIOD, reason="同意延期在期限内，次日才录入", evidence="延期同意书"
)
RECEIPT = WithdrawLapse(lapse=Lapse.RECEIPT_PERIOD, reason="错录", evidence="签收单")
AWARD = WithdrawLapse(lapse=Lapse.AWARD_WINDOWS, reason="期限内已起诉", evidence="立案通知书")
CLOSED = ReportAwardWindowsClosed()


def lapsed(scenario: Scenario) -> Scenario:
    scenario.when(LAPSED, LATE)
    return scenario


def breaks(scenario: Scenario) -> list[InterruptionCause]:
    return [one.cause for one in scenario.dispute.limitation.breaks]


@pytest.mark.parametrize(
    ("scenario", "state"),
    [(accepted(), State.ACCEPTED), (in_mediation(), State.IN_MEDIATION)],
)
def test_the_mediation_stands_again_where_it_stood(scenario: Scenario, state: State) -> None:
    before = scenario.dispute
    told = only(lapsed(scenario).when(BACK, LATE), e.LapseWithdrawn)
    assert (told.lapse, told.reason, told.evidence) == (BACK.lapse, BACK.reason, BACK.evidence)
    after = scenario.dispute
    assert scenario.stands(state)
    assert (after.mediator, after.accepted_on) == (before.mediator, before.accepted_on)
    assert [one.disposition for one in after.claims] == [Disposition.OPEN]
    assert after.period == before.period
    assert after.ended_by_lapse is None


def test_the_interruption_that_the_lapse_had_made_goes_with_it() -> None:
    scenario = in_mediation()
    before = breaks(scenario)
    lapsed(scenario)
    assert breaks(scenario) == [*before, InterruptionCause.MEDIATION_LAPSED]
    scenario.when(BACK, LATE)
    assert breaks(scenario) == before


def test_what_was_done_in_time_is_recorded_with_its_own_day_and_the_mediation_goes_on() -> None:
    scenario = lapsed(in_mediation())
    scenario.when(BACK, LATE)
    in_time = ON + timedelta(days=5)
    until = LATE + timedelta(days=10)
    scenario.when(ExtendMediation(until=until, consented_by=(1, 2)), in_time)
    assert scenario.dispute.mediator == MEDIATOR
    assert one_of(scenario.dispute, "MED.15.ACCEPT", LATE).due_on == until


def test_it_lapses_again_where_nobody_records_anything() -> None:
    scenario = lapsed(in_mediation())
    scenario.when(BACK, LATE)
    again = lapse_of(one_of(scenario.dispute, "MED.15.ACCEPT", LATE), scenario.dispute)
    assert again == LAPSED
    lapsed(scenario)
    assert scenario.stands(State.MEDIATION_FAILED)
    assert breaks(scenario).count(InterruptionCause.MEDIATION_LAPSED) == 1


def test_the_lapse_from_receipt_is_taken_back_where_it_stands() -> None:
    scenario = accepted()
    scenario.when(ReportReceiptPeriodLapsed(), LATE)
    scenario.when(RECEIPT, LATE)
    assert scenario.stands(State.ACCEPTED)
    assert not scenario.dispute.period.has_receipt_period_lapsed
    assert scenario.dispute.period.receipt_lapsed_on is None
    scenario.refuses(RECEIPT, "no_lapse_to_withdraw", LATE)


def test_of_two_lapses_of_one_day_each_is_taken_back_by_itself() -> None:
    scenario = in_mediation()
    scenario.when(ReportReceiptPeriodLapsed(), LATE)
    lapsed(scenario)
    assert withdrawable(scenario.dispute) == {Lapse.RECEIPT_PERIOD, Lapse.MEDIATION_PERIOD}
    scenario.when(RECEIPT, LATE)
    assert scenario.stands(State.MEDIATION_FAILED)
    scenario.when(BACK, LATE)
    assert scenario.stands(State.IN_MEDIATION)


def test_an_award_whose_windows_had_not_all_closed_waits_for_them_again() -> None:
    scenario = award_received()
    before = scenario.dispute
    scenario.when(CLOSED, AFTER_WINDOWS, today=AFTER_WINDOWS)
    assert scenario.stands(State.ENFORCEABLE)
    scenario.when(AWARD, AFTER_WINDOWS, today=AFTER_WINDOWS)
    assert scenario.stands(State.AWARD_ISSUED)
    assert scenario.dispute.title is None
    assert scenario.dispute.arbitration == before.arbitration


def test_what_a_wholly_final_award_has_by_law_is_not_taken_back() -> None:
    scenario = award_received(item(is_final=True))
    scenario.when(CLOSED, AFTER_WINDOWS, today=AFTER_WINDOWS)
    scenario.refuses(AWARD, "no_lapse_to_withdraw", AFTER_WINDOWS)


def test_nor_an_effect_that_is_being_enforced_or_was() -> None:
    scenario = award_received()
    scenario.when(CLOSED, AFTER_WINDOWS, today=AFTER_WINDOWS)
    scenario.when(enforcement(), AFTER_WINDOWS, today=AFTER_WINDOWS, **TO_COURT)
    assert withdrawable(scenario.dispute) == frozenset()
    assert scenario.dispute.ended_by_lapse is None


def test_it_needs_a_reason_and_evidence() -> None:
    scenario = lapsed(in_mediation())
    blank = WithdrawLapse(lapse=Lapse.MEDIATION_PERIOD, reason=" ", evidence="延期同意书")
    assert rule_of(scenario.refuses(blank, "lapse_needs_reason", LATE)) == "LAPSE.WITHDRAW"
    unshown = WithdrawLapse(lapse=Lapse.MEDIATION_PERIOD, reason="次日才录入", evidence="")
    scenario.refuses(unshown, "lapse_needs_evidence", LATE)


def test_a_failure_that_people_recorded_is_not_taken_back_but_tried_again() -> None:
    refusal = failed().refuses(BACK, "no_lapse_to_withdraw", LATE)
    assert "restart_mediation" in refusal.allowed
    assert "withdraw_lapse" not in refusal.allowed
    effective(600).refuses(BACK, "not_in_this_state", LATE)
    in_mediation().refuses(BACK, "no_lapse_to_withdraw", LATE)


def test_nor_a_lapse_after_which_mediation_began_anew_or_another_body_took_it() -> None:
    scenario = lapsed(in_mediation())
    scenario.when(RestartMediation(consented_by=(1, 2)), LATE)
    scenario.refuses(BACK, "no_lapse_to_withdraw", LATE)
    assert referred().dispute.ended_by_lapse is None


def test_an_offer_in_flight_is_recalled_first() -> None:
    scenario = lapsed(in_mediation())
    scenario.when(REFERRAL, LATE, **TO_COMMISSION)
    refusal = scenario.refuses(BACK, "lapse_under_offer", LATE)
    assert refusal.allowed == ("referral_recalled",)


def test_a_closing_in_error_keeps_the_lapse_that_can_be_taken_back() -> None:
    scenario = lapsed(in_mediation())
    scenario.when(CloseDispute(outcome=Outcome.NO_AGREEMENT), LATE)
    scenario.when(ReopenDispute(reason="结案有误"), LATE)
    scenario.when(BACK, LATE)
    assert scenario.stands(State.IN_MEDIATION)

"""The arbitration of an accepted case: hearings, stays, extension, transfer."""

from datetime import UTC, date, datetime, timedelta

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import StayCause
from services.workflow.domain.dispute.records import Arbitration
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardIssued
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportArbitrationExtended,
    ReportArbitrationResumed,
    ReportArbitrationStayed,
    ReportArbitrationTransferred,
    ReportHearingHeld,
    ReportHearingListed,
)
from tests.support.builders import COMMISSION, COMMISSION_BODY, COURT_BODY, ON
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.tribunal_builders import (
    AWARD_NUMBER,
    OTHER_COMMISSION,
    OTHER_COMMISSION_BODY,
    in_arbitration,
    item,
    warnings,
)

CHINA_NINE = datetime(2026, 3, 9, 1, tzinfo=UTC)
"""Nine in the morning of 9 March, the fifth working day from ON."""
LISTED = ReportHearingListed(starts_at=CHINA_NINE, place="第二仲裁庭")
STAYED = ReportArbitrationStayed(cause=StayCause.INJURY_DETERMINATION, detail="等待工伤认定")
RESUMED = ReportArbitrationResumed()
LIMIT = date(2026, 5, 1)
"""45 days from ON are 16 April; 15 more are 1 May, a holiday that rolls to 6 May."""


def case(scenario: Scenario) -> Arbitration:
    found = scenario.dispute.arbitration
    assert found is not None
    return found


def test_a_hearing_is_numbered_and_lies_ahead() -> None:
    scenario = in_arbitration()
    event = only(scenario.when(LISTED, ON), e.HearingListed)
    assert (event.hearing, event.starts_at) == (1, CHINA_NINE)
    assert warnings(scenario) == []
    assert only(scenario.when(LISTED, ON), e.HearingListed).hearing == 2
    assert scenario.stands(State.IN_ARBITRATION)


def test_short_notice_of_a_hearing_is_noted() -> None:
    scenario = in_arbitration()
    scenario.when(LISTED, date(2026, 3, 3))
    assert warnings(scenario) == ["hearing_notice_short"]


def test_a_listed_hearing_is_held_once() -> None:
    scenario = in_arbitration().after(LISTED, on=ON)
    held = ReportHearingHeld(hearing=1, present=(2, 1))
    assert only(scenario.when(held, date(2026, 3, 9)), e.HearingHeld).present == (1, 2)
    assert case(scenario).hearings == ((1, CHINA_NINE, True),)
    scenario.refuses(held, "hearing_held_already")
    scenario.refuses(ReportHearingHeld(hearing=2), "unknown_hearing")
    scenario.refuses(ReportHearingHeld(present=(8,)), "unknown_party")
    only(scenario.when(ReportHearingHeld(present=(1,))), e.HearingHeld)


def test_a_stay_stands_once_and_only_what_stands_goes_on() -> None:
    scenario = in_arbitration()
    scenario.refuses(RESUMED, "arbitration_not_stayed", ON)
    scenario.when(STAYED, date(2026, 3, 3))
    scenario.refuses(STAYED, "arbitration_stayed_already", ON)
    scenario.refuses(RESUMED, "resumed_before_stay", ON)
    only(scenario.when(RESUMED, TODAY), e.ArbitrationResumed)
    assert case(scenario).stayed_on is None
    assert case(scenario).stays == ((date(2026, 3, 3), date(2026, 3, 9)),)


def test_what_happens_during_a_stay_is_noted() -> None:
    scenario = in_arbitration().after(STAYED, on=ON)
    scenario.when(ReportHearingHeld(), ON)
    assert warnings(scenario) == ["arbitration_is_stayed"]
    scenario.when(LISTED, ON)
    assert warnings(scenario) == ["arbitration_is_stayed"]
    scenario.when(ReportAwardIssued(number=AWARD_NUMBER, items=(item(),)), ON)
    assert warnings(scenario) == ["arbitration_is_stayed"]


def test_days_of_a_stay_do_not_count_towards_the_award() -> None:
    award = ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))
    plain, stayed = in_arbitration(), in_arbitration()
    plain.when(award, date(2026, 4, 17))
    assert warnings(plain) == ["award_late"]
    stayed.after(STAYED, on=date(2026, 3, 3)).after(RESUMED, on=TODAY)
    stayed.when(award, date(2026, 4, 23))
    assert warnings(stayed) == []


def test_a_case_is_extended_once_and_as_far_as_the_rule_allows() -> None:
    scenario = in_arbitration()
    command = ReportArbitrationExtended(until=LIMIT, reason="案情复杂")
    assert only(scenario.when(command), e.ArbitrationExtended).until == LIMIT
    assert warnings(scenario) == []
    scenario.when(command)
    assert warnings(scenario) == ["arbitration_extended_already"]
    award = ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))
    scenario.when(award, LIMIT)
    assert warnings(scenario) == []
    too_far = in_arbitration()
    too_far.when(ReportArbitrationExtended(until=LIMIT + timedelta(days=30)))
    assert warnings(too_far) == ["arbitration_extended_too_far"]


def test_a_transfer_gives_the_case_and_its_clock_to_another_commission() -> None:
    scenario = in_arbitration().after(LISTED, on=ON)
    to_other = ReportArbitrationTransferred(
        commission=OTHER_COMMISSION, reason="移送管辖", number="甬劳人仲案〔2026〕3号"
    )
    only(scenario.when(to_other, organisation=OTHER_COMMISSION_BODY), e.ArbitrationTransferred)
    assert scenario.dispute.custodian == OTHER_COMMISSION
    assert case(scenario).accepted_on == TODAY
    assert case(scenario).hearings == ()
    assert scenario.dispute.arbitration_number == "甬劳人仲案〔2026〕3号"


def test_a_transfer_goes_to_another_body_that_is_a_commission() -> None:
    itself = ReportArbitrationTransferred(commission=COMMISSION)
    in_arbitration().refuses(itself, "transfer_to_itself", organisation=COMMISSION_BODY)
    in_arbitration().refuses(itself, "not_a_commission", organisation=COURT_BODY)

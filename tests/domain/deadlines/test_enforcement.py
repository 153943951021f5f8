"""Clocks of enforcement: two years per instrument, what interrupts them, the court's notice."""

from datetime import date

import msgspec

from services.workflow.domain.clocks.counting import Effect
from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.liveness import WaitsFor, waiting
from services.workflow.domain.dispute.parts import EnforcementEnd, Instrument
from services.workflow.domain.dispute.records import Title
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.court.enforcement import ReportEnforcementEnded
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import RULING, confirmed
from tests.support.builders import effective
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.limitation_builders import happened
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    TO_COURT,
    award_received,
    awarded,
    enforcement,
    in_enforcement,
    item,
    warnings,
)

ENDED = ReportEnforcementEnded(ground=EnforcementEnd.WITHDRAWN)
BY_RULING = (enforcement(Instrument.CONFIRMATION_RULING), TO_COURT)
RULED = date(2026, 4, 3)


RULED_BY = Instrument.CONFIRMATION_RULING
replace = msgspec.structs.replace


def two_years(scenario: Scenario, on: date = TODAY) -> Deadline:
    return one_of(scenario.dispute, "ENF.2Y", on)


def ruled() -> Scenario:
    """Confirmed on 3 April; paid in one sum, due on 15 April 2026."""
    return confirmed(RULED)


def test_they_run_from_the_last_instalment_and_are_a_warning() -> None:
    period = two_years(ruled(), RULED)
    assert (period.facts.start_on, period.due_on) == (date(2026, 4, 15), date(2028, 4, 17))
    assert period.due_on != date(2028, 4, 15), "a Saturday: it rolls"
    assert period.facts.is_warning
    found = all_of(ruled().dispute, RULED)
    assert waiting(ruled().dispute, found.values()).deadline != period
    check(period, basis_on(RULED))


def test_there_is_nothing_to_enforce_without_an_instrument() -> None:
    assert "ENF.2Y" not in all_of(effective().dispute)
    assert "ENF.2Y" not in all_of(awarded().dispute)


def test_a_final_award_can_be_enforced_from_its_own_day_and_another_from_its_effect() -> None:
    assert two_years(awarded(item(is_final=True))).facts.start_on == TODAY
    other = award_received().after(ReportAwardWindowsClosed(), on=AFTER_WINDOWS)
    assert two_years(other, AFTER_WINDOWS).facts.start_on == AFTER_WINDOWS


def test_part_performance_starts_them_anew() -> None:
    paid_on = date(2026, 9, 1)
    scenario = ruled().after(RecordPerformance(amount=Fen(100_000)), on=date(2026, 4, 10))
    scenario.after(RecordPerformance(amount=Fen(100_000)), on=paid_on)
    period = two_years(scenario, paid_on)
    assert period.clock is not None
    early, late = period.clock.interruptions
    assert (early.effect, late.effect) == (Effect.BEFORE_START, Effect.RESTARTS)
    assert (late.cause.cause, period.due_on) == ("part_performed", date(2028, 9, 1))
    check(period, basis_on(paid_on))


def test_full_performance_ends_them() -> None:
    scenario = ruled().after(RecordPerformance(amount=Fen(2_640_000)), on=date(2026, 4, 14))
    period = two_years(scenario, date(2026, 4, 14))
    assert (period.status, period.facts.ended_on) == (Status.ENDED, date(2026, 4, 14))
    found = all_of(scenario.dispute, date(2026, 4, 14))
    assert waiting(scenario.dispute, found.values()).reason is WaitsFor.CLOSING


def test_an_application_meets_them_and_starts_them_anew_when_it_came_to_nothing() -> None:
    applied_on = date(2026, 6, 1)
    scenario = ruled().after(BY_RULING, on=applied_on)
    assert two_years(scenario).facts.met_on == applied_on
    scenario.after(ENDED, on=date(2026, 7, 1))
    again = two_years(scenario, date(2026, 7, 1))
    assert again.clock is not None
    causes = [one.cause.cause for one in again.clock.interruptions]
    assert causes == ["enforcement_applied", "enforcement_ended"]
    assert (again.status, again.due_on) == (Status.RUNNING, date(2028, 7, 3))
    check(again, basis_on(date(2026, 7, 1)))


def test_an_enforcement_that_lasted_longer_than_two_years_starts_them_anew_from_its_end() -> None:
    scenario = award_received(item(is_final=True)).after((enforcement(), TO_COURT))
    ended_on = date(2028, 9, 1)
    again = two_years(scenario.after((ENDED, TO_COURT), on=ended_on), ended_on)
    assert (again.status, again.due_on) == (Status.RUNNING, date(2030, 9, 2))
    check(again, basis_on(ended_on))
    told = "".join(step.zh for step in again.explained(basis_on(ended_on)))
    assert "2028-09-01（周五）：执行程序终结" in told
    assert "自 2026-03-10 起延续到此日" in told


def test_of_another_instrument_an_enforcement_starts_nothing_anew() -> None:
    scenario = ruled().after(BY_RULING, on=date(2026, 6, 1)).after(ENDED, on=date(2026, 7, 1))
    other = replace(scenario.dispute, title=Title(instrument=RULED_BY, number="另一号", on=RULED))
    again = one_of(other, "ENF.2Y", date(2026, 7, 1))
    assert again.facts.interrupted == ()


def test_an_end_of_what_is_not_on_file_is_remembered_nowhere() -> None:
    gone = e.EnforcementEnded(occurred_on=TODAY, ground=EnforcementEnd.WITHDRAWN)
    assert happened(effective(), gone).dispute.past_enforcements == ()


def test_a_late_application_is_noted_by_the_same_days() -> None:
    in_time, late = ruled(), ruled()
    for scenario in (in_time, late):
        scenario.after(RecordPerformance(amount=Fen(100_000)), on=date(2026, 9, 1))
    in_time.when(BY_RULING[0], date(2028, 9, 1), **TO_COURT)
    assert warnings(in_time) == []
    late.when(BY_RULING[0], date(2028, 9, 4), **TO_COURT)
    assert warnings(late) == ["enforcement_late"]
    assert late.dispute.instrument == RULING


def test_the_courts_notice_is_a_reminder_to_its_last_day() -> None:
    notice = one_of(in_enforcement().dispute, "ENF.NOTICE")
    assert (notice.due_on, notice.status) == (date(2026, 3, 20), Status.RUNNING)
    assert not one_of(in_enforcement().dispute, "ENF.NOTICE", date(2026, 3, 23)).is_open
    ended = in_enforcement().after(ENDED)
    assert "ENF.NOTICE" not in all_of(ended.dispute)

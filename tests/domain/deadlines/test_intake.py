"""Clocks of intake: the check of an application, and the correction that was asked for."""

from datetime import date

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import DeclineGround, Mandate
from services.workflow.domain.dispute.stages.intake.intake import (
    DeclineApplication,
    RequestCorrection,
    SubmitCorrection,
)
from services.workflow.domain.dispute.stages.mediation.mediation import RestartMediation
from services.workflow.domain.dispute.stages.record.closing import ReopenDispute
from services.workflow.domain.dispute.stages.record.correction import CorrectFact
from tests.support.builders import ON, accept, accepted, registered, withdraw
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import FAILURE
from tests.support.tribunal_builders import at_commission

CHECK_BY = date(2026, 3, 5)
"""The third working day from the receipt on Monday, 2 March."""
DECLINE = DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance="可以向人民法院起诉")


def test_an_application_is_checked_within_three_working_days() -> None:
    dispute = registered().dispute
    check = one_of(dispute, "MED.ACCEPT", CHECK_BY)
    assert (check.due_on, check.status) == (CHECK_BY, Status.RUNNING)
    assert one_of(dispute, "MED.ACCEPT", date(2026, 3, 6)).status is Status.LAPSED


def test_accepting_meets_it_and_a_late_one_is_late() -> None:
    in_time = one_of(accepted().dispute, "MED.ACCEPT")
    assert (in_time.status, in_time.facts.met_on, in_time.is_late) == (Status.MET, ON, False)
    late = one_of(registered().after(accept()).dispute, "MED.ACCEPT")
    assert (late.facts.met_on, late.is_late) == (TODAY, True)


def test_declining_meets_it_too() -> None:
    declined = registered().after(DECLINE, on=date(2026, 3, 4)).dispute
    assert one_of(declined, "MED.ACCEPT").facts.met_on == date(2026, 3, 4)


def test_a_second_attempt_does_not_change_the_day_it_was_met() -> None:
    anew = accepted().after(FAILURE, RestartMediation(consented_by=(1, 2)))
    assert anew.dispute.accepted_on == TODAY
    assert one_of(anew.dispute, "MED.ACCEPT").facts.met_on == ON


def test_correcting_the_day_of_acceptance_moves_the_day_it_was_met() -> None:
    def corrected(scenario: Scenario, new: str) -> date | None:
        fix = CorrectFact(field="accepted_on", new=new, reason="笔误", evidence="受理通知书")
        return one_of(scenario.after(fix).dispute, "MED.ACCEPT").facts.met_on

    assert corrected(accepted(), "2026-03-04") == date(2026, 3, 4)
    anew = accepted().after(FAILURE, RestartMediation(consented_by=(1, 2)))
    assert corrected(anew, "2026-03-09") == ON


def test_leaving_intake_unchecked_ends_it_and_coming_back_lets_it_run() -> None:
    gone = registered().after(withdraw())
    assert one_of(gone.dispute, "MED.ACCEPT").facts.ended_on == TODAY
    gone.when(ReopenDispute(reason="误结"), TODAY)
    assert one_of(gone.dispute, "MED.ACCEPT").status is Status.LAPSED


def test_a_dispute_that_came_to_a_commission_directly_was_never_to_be_checked() -> None:
    assert "MED.ACCEPT" not in all_of(at_commission().dispute)


def test_a_dispute_registered_under_a_mandate_is_checked_as_any_other() -> None:
    assert "MED.ACCEPT" in all_of(registered(mandate=Mandate.COURT_DELEGATED).dispute)


def test_a_correction_runs_from_the_day_it_was_asked_to_the_day_given() -> None:
    asked = registered().after(RequestCorrection(items="身份证复印件", due_on=date(2026, 3, 14)))
    correction = one_of(asked.dispute, "MED.CORRECT")
    assert correction.clock is not None
    assert correction.clock.start_on == TODAY
    # The 14th is a Saturday.
    assert (correction.clock.due_natural, correction.due_on) == (
        date(2026, 3, 14),
        date(2026, 3, 16),
    )
    asked.when(SubmitCorrection(), date(2026, 3, 12), today=date(2026, 3, 12))
    assert "MED.CORRECT" not in all_of(asked.dispute)

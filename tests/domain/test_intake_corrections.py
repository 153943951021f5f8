"""Corrections of an application, declining for want of them, and who withdraws."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    DeclineGround,
    Power,
    RepresentativeKind,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.agreement.agreement import AmendAgreement
from services.workflow.domain.dispute.stages.intake.intake import (
    DeclineApplication,
    RequestCorrection,
    SubmitCorrection,
)
from tests.support.builders import ON, agreed, effective, registered, sealed, terms, withdraw
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.party_builders import WORKERS, appoint

DUE = date(2026, 3, 6)
ASKED = RequestCorrection(items="工资支付记录", due_on=DUE)
UNCORRECTED = DeclineApplication(ground=DeclineGround.NOT_CORRECTED, guidance="可另行申请")


def awaiting() -> Scenario:
    return registered().after(ASKED, on=ON)


def test_an_applicant_is_told_what_is_missing_and_by_when() -> None:
    scenario = registered()
    asked = only(scenario.when(ASKED, ON), e.CorrectionRequested)
    assert (asked.items, asked.due_on) == ("工资支付记录", DUE)
    assert scenario.stands(State.AWAITING_CORRECTION)
    assert scenario.dispute.correction_due_on == DUE


def test_a_request_that_names_nothing_is_refused() -> None:
    refusal = registered().refuses(
        RequestCorrection(items=" ", due_on=DUE), "correction_names_nothing", ON
    )
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.CORRECT"


def test_the_day_for_it_is_not_before_the_request() -> None:
    early = RequestCorrection(items=sealed("items"), due_on=date(2026, 3, 1))
    registered().refuses(early, "correction_due_too_early", ON)
    registered().when(RequestCorrection(items=sealed("items"), due_on=ON), ON)


def test_one_request_at_a_time() -> None:
    refusal = awaiting().refuses(ASKED, "not_in_this_state", ON)
    assert "submit_correction" in refusal.allowed


@pytest.mark.parametrize("on", [ON, TODAY])
def test_what_was_missing_is_taken_in_time_and_late(on: date) -> None:
    scenario = awaiting()
    handed_in = only(scenario.when(SubmitCorrection(items="工资条"), on), e.CorrectionSubmitted)
    assert handed_in.items == "工资条"
    assert scenario.stands(State.REGISTERED)
    assert scenario.dispute.correction_due_on is None


def test_an_uncorrected_application_is_declined_once_the_time_is_up() -> None:
    refusal = awaiting().refuses(UNCORRECTED, "correction_not_due", DUE)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.CORRECT"
    assert refusal.allowed == ("submit_correction",)
    scenario = awaiting()
    scenario.when(UNCORRECTED, date(2026, 3, 7))
    assert scenario.stands(State.DECLINED)
    assert scenario.dispute.correction_due_on is None


def test_nobody_is_declined_for_what_was_not_asked() -> None:
    registered().refuses(UNCORRECTED, "no_correction_asked", ON)


def test_another_ground_needs_no_waiting() -> None:
    scenario = awaiting()
    ground = DeclineGround.OUT_OF_SCOPE
    scenario.when(DeclineApplication(ground=ground, guidance=sealed("guidance")), ON)
    assert scenario.stands(State.DECLINED)


def test_every_applicant_withdraws() -> None:
    scenario = registered(parties=WORKERS, worker_count=2)
    refusal = scenario.refuses(withdraw(), "not_all_applicants", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.WITHDRAW"
    assert "3" in refusal.zh
    withdrawn, _ = scenario.when(withdraw(Withdrawal.NO_LONGER_PURSUED, 1, 3), ON)
    assert isinstance(withdrawn, e.ApplicationWithdrawn)
    assert withdrawn.by == (1, 3)


def test_a_respondent_withdraws_nothing() -> None:
    registered().refuses(withdraw(Withdrawal.NO_LONGER_PURSUED, 1, 2), "not_an_applicant", ON)


def test_a_representative_withdraws_with_authority_to_waive() -> None:
    general = registered(parties=WORKERS, worker_count=2).after(appoint(3), on=ON)
    command = withdraw(Withdrawal.NO_LONGER_PURSUED, 1, representatives=(1,))
    refusal = general.refuses(command, "authority_too_narrow", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "REPR.AUTHORITY"
    special = registered(parties=WORKERS, worker_count=2)
    special.after(appoint(3, powers=(Power.CHANGE_CLAIMS,)), on=ON)
    withdrawn, _ = special.when(command, ON)
    assert withdrawn.representatives == (1,)
    assert special.stands(State.CLOSED)


def test_a_guardian_withdraws_by_office() -> None:
    scenario = registered().after(appoint(1, RepresentativeKind.GUARDIAN), on=ON)
    scenario.when(withdraw(Withdrawal.NO_LONGER_PURSUED, 1, representatives=(1,)), ON)
    assert scenario.stands(State.CLOSED)


def test_a_representative_nobody_appointed_withdraws_nothing() -> None:
    registered().refuses(withdraw(representatives=(1,)), "unknown_representative", ON)


def test_an_agreement_that_stands_outlives_its_amendment() -> None:
    amended = AmendAgreement(terms=terms(1_000).terms, consented_by=(1, 2), reason="改期")
    scenario = effective().after(amended, on=ON)
    assert scenario.stands(State.AGREED)
    refusal = scenario.refuses(withdraw(), "agreement_still_stands", ON)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.AMEND"
    assert refusal.allowed == ("abandon_amendment",)
    agreed().when(withdraw(), ON)

"""Clocks of confirmation: its window beside that of review, the court's answers, objections."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    ConfirmationBar,
    ConfirmationFault,
    Excuse,
    Mandate,
    MandateResult,
    Outcome,
    Served,
)
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.dispute.stages.arbitration.arbitration import ReportArbitrationFiled
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDocketed,
    ReportConfirmationNotAccepted,
    ReportConfirmationRefused,
    ReportConfirmationSupplementAsked,
    ReportConfirmationWithdrawn,
    SupplyConfirmationMaterial,
)
from services.workflow.domain.dispute.stages.reinforcement.ruling import (
    ReportConfirmationAnnulled,
    ReportConfirmationGranted,
    ReportConfirmationObjected,
)
from services.workflow.domain.dispute.states import State
from services.workflow.domain.values.money import Fen
from tests.support.agreement_builders import (
    AT_COMMISSION,
    AT_COURT,
    REVIEW,
    SIGNED_AND_SEALED,
    amend,
    confirmed,
)
from tests.support.builders import COMMISSION, COMMISSION_BODY, COURT, agreed, apply, effective
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import entrusted

APPLY, REVIEWED = "CONF.APPLY", "REV.APPLY"
EFFECT = date(2026, 1, 20)
APPLIED, DOCKETED = date(2026, 2, 24), date(2026, 2, 27)
RULED = date(2026, 3, 10)
NUMBER = "（2026）浙0281诉前调确12号"


def effective_then(**changes: Any) -> Scenario:
    """TV04: in effect on Tuesday 20 January 2026."""
    return effective(on=EFFECT, **changes)


def applied() -> Scenario:
    return effective_then().after((apply(), AT_COURT), on=APPLIED)


def docketed() -> Scenario:
    return applied().after(ReportConfirmationDocketed(number="调确12号"), on=DOCKETED)


def granted(*served: tuple[int, date]) -> Scenario:
    ruling = ReportConfirmationGranted(
        ruling_number=NUMBER, served=tuple(Served(party=no, on=on) for no, on in served)
    )
    return docketed().after(ruling, on=RULED)


def test_both_windows_run_side_by_side_from_the_effect() -> None:
    """TV01 step 4: signed and sealed on Thursday 26 February."""
    dispute = effective(on=date(2026, 2, 26)).dispute
    court, commission = (one_of(dispute, rule) for rule in (APPLY, REVIEWED))
    assert (court.status, commission.status) == (Status.RUNNING, Status.RUNNING)
    assert commission.due_on == date(2026, 3, 13)
    assert court.clock is not None
    assert court.clock.due_natural == date(2026, 3, 28)
    assert court.due_on == date(2026, 3, 30)
    assert court.due_on != date(2026, 3, 28), "a Saturday: the naive answer does not roll"


def test_the_window_rolls_over_the_spring_festival() -> None:
    """TV04 step 1."""
    window = one_of(effective_then().dispute, APPLY)
    assert window.clock is not None
    assert window.clock.due_natural == date(2026, 2, 19)
    assert window.due_on == APPLIED
    assert window.due_on != date(2026, 2, 19), "a holiday: the naive answer"
    assert window.status is Status.LAPSED
    assert not window.is_open, "the right is gone: nobody looks after it"
    check(window, basis_on())


def test_it_runs_on_while_review_is_tried_and_ends_with_that_title() -> None:
    scenario = effective().after((REVIEW, AT_COMMISSION))
    found = all_of(scenario.dispute)
    assert (found[APPLY].status, found[REVIEWED].status) == (Status.RUNNING, Status.MET)


def test_the_window_of_review_ends_with_a_confirmation() -> None:
    dispute = confirmed(on=date(2026, 3, 12)).dispute
    review = one_of(dispute, REVIEWED, date(2026, 3, 13))
    assert (review.status, review.facts.ended_on) == (Status.ENDED, date(2026, 3, 12))
    assert one_of(dispute, APPLY).facts.met_on == TODAY


@pytest.mark.parametrize(
    "answer",
    [
        ReportConfirmationNotAccepted(ground=ConfirmationBar.NOT_THIS_COURT),
        ReportConfirmationWithdrawn(by=(1,)),
    ],
)
def test_it_runs_again_from_the_same_day_when_the_application_came_to_nothing(answer: Any) -> None:
    scenario = effective().after((apply(), AT_COURT))
    assert one_of(scenario.dispute, APPLY).status is Status.MET
    again = one_of(scenario.after(answer).dispute, APPLY)
    assert (again.status, again.facts.start_on) == (Status.RUNNING, date(2026, 3, 2))


def test_it_runs_again_when_only_the_ruling_is_annulled() -> None:
    fallen = ReportConfirmationAnnulled(extent=AnnulledExtent.RULING, number="撤1号", ground="程序")
    scenario = confirmed(on=date(2026, 3, 12)).after(fallen, on=date(2026, 3, 20))
    assert one_of(scenario.dispute, APPLY, date(2026, 3, 20)).status is Status.RUNNING
    assert "CONF.OBJECT:parties/1" not in all_of(scenario.dispute)


def test_a_version_that_the_court_refused_has_no_window_but_its_amendment_has() -> None:
    refused = ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR)
    scenario = effective().after((apply(), AT_COURT), refused)
    window = one_of(scenario.dispute, APPLY)
    assert (window.status, window.facts.ended_on) == (Status.ENDED, TODAY)
    assert one_of(scenario.dispute, REVIEWED).status is Status.RUNNING
    assert one_of(scenario.after(amend()).dispute, APPLY).status is Status.ENDED
    assert one_of(scenario.after(*SIGNED_AND_SEALED).dispute, APPLY).status is Status.RUNNING


def test_it_ends_with_performance_and_with_a_filing_elsewhere() -> None:
    paid = effective().after(RecordPerformance(amount=Fen(2_640_000)), on=date(2026, 3, 6))
    assert one_of(paid.dispute, APPLY).facts.ended_on == date(2026, 3, 6)
    filed = effective()
    filed.when(ReportArbitrationFiled(commission=COMMISSION), TODAY, organisation=COMMISSION_BODY)
    assert one_of(filed.dispute, APPLY).facts.ended_on == TODAY


def test_an_agreement_made_under_a_mandate_of_the_commission_has_no_window_there() -> None:
    """It goes back to the commission, which had the case before the agreement."""
    scenario = entrusted()
    effect = e.AgreementTookEffect(occurred_on=date(2026, 3, 12), version=1, amount=Fen(100))
    back = e.MandateReturned(
        occurred_on=date(2026, 3, 13),
        mandate=Mandate.ARBITRATION_ENTRUSTED,
        to=COMMISSION,
        result=MandateResult.SUCCESS,
    )
    scenario.past.extend([effect, back])
    assert scenario.stands(State.IN_ARBITRATION)
    window = one_of(scenario.dispute, APPLY, date(2026, 3, 13))
    assert (window.status, window.facts.ended_on) == (Status.ENDED, date(2026, 3, 12))


def test_it_ends_when_the_dispute_is_closed() -> None:
    closing = CloseDispute(outcome=Outcome.AGREEMENT_EFFECTIVE, reason="双方不申请")
    assert one_of(effective().after(closing).dispute, APPLY).facts.ended_on == TODAY


def test_what_was_posted_in_time_was_done_on_that_day() -> None:
    posted = ApplyForConfirmation(
        court=COURT, applicants=(1, 2), excuse=Excuse.POSTED_IN_TIME, excused_on=APPLIED
    )
    scenario = effective_then().after((posted, AT_COURT), on=DOCKETED)
    window = one_of(scenario.dispute, APPLY)
    assert (window.facts.met_on, window.is_late) == (APPLIED, False)
    assert "CONF.EXCUSE" not in all_of(scenario.dispute)


def test_an_obstacle_gives_ten_days_from_its_end() -> None:
    excused = ApplyForConfirmation(
        court=COURT, applicants=(1, 2), excuse=Excuse.FORCE_MAJEURE, excused_on=DOCKETED
    )
    scenario = effective_then().after((excused, AT_COURT), on=date(2026, 3, 9))
    found = all_of(scenario.dispute)
    assert found["CONF.EXCUSE"].due_on == date(2026, 3, 9)
    assert (found["CONF.EXCUSE"].status, found[APPLY].is_late) == (Status.MET, True)


def test_the_court_answers_in_three_days() -> None:
    """TV04 step 2."""
    accept = one_of(applied().dispute, "CONF.ACCEPT", APPLIED)
    assert (accept.due_on, accept.status) == (DOCKETED, Status.RUNNING)
    assert one_of(applied().dispute, "CONF.DECIDE").status is Status.NOT_STARTED
    assert one_of(docketed().dispute, "CONF.ACCEPT").facts.met_on == DOCKETED


def test_it_decides_by_the_target_and_by_the_hard_limit() -> None:
    """TV04 step 3: the alarm is the natural day, a Saturday and a Sunday."""
    found = all_of(docketed().dispute)
    for rule, natural, rolled in (
        ("CONF.DECIDE", date(2026, 3, 14), date(2026, 3, 16)),
        ("CONF.DECIDE.HARD", date(2026, 3, 29), date(2026, 3, 30)),
    ):
        clock = found[rule].clock
        assert clock is not None
        assert (clock.own_duty_until, clock.due_rolled) == (natural, rolled)
    assert one_of(granted().dispute, "CONF.DECIDE").facts.met_on == RULED
    unnumbered = applied().after(ReportConfirmationGranted(ruling_number=NUMBER), on=RULED)
    assert one_of(unnumbered.dispute, "CONF.ACCEPT").status is Status.ENDED


def test_with_more_time_approved_the_target_is_ten_days_later() -> None:
    """TV04 step 3, as the court tells it with its ruling; the hard limit has no such number."""
    ruling = ReportConfirmationGranted(ruling_number=NUMBER, is_extended=True)
    scenario = docketed().after(ruling, on=date(2026, 3, 24))
    target, hard = (one_of(scenario.dispute, f"CONF.DECIDE{kind}") for kind in ("", ".HARD"))
    assert (target.due_on, target.is_late) == (date(2026, 3, 24), False)
    assert hard.due_on == date(2026, 3, 30)
    usual = docketed().after(ReportConfirmationGranted(ruling_number=NUMBER), on=date(2026, 3, 24))
    assert one_of(usual.dispute, "CONF.DECIDE").is_late


def test_material_is_due_on_the_day_that_the_court_names() -> None:
    asked = ReportConfirmationSupplementAsked(items="身份证明", due_on=date(2026, 3, 6))
    scenario = applied().after(asked, on=date(2026, 2, 26))
    supplement = one_of(scenario.dispute, "CONF.SUPPLEMENT:supplements/1", date(2026, 3, 9))
    assert (supplement.due_on, supplement.status) == (date(2026, 3, 6), Status.LAPSED)
    scenario.after(SupplyConfirmationMaterial(), on=date(2026, 3, 5))
    scenario.after(asked, on=date(2026, 3, 5))
    found = all_of(scenario.dispute)
    assert found["CONF.SUPPLEMENT:supplements/1"].facts.met_on == date(2026, 3, 5)
    assert found["CONF.SUPPLEMENT:supplements/2"].status is Status.LAPSED


def test_each_party_objects_within_fifteen_days_of_its_own_receipt() -> None:
    """TV04 step 4; it runs on when the dispute is closed."""
    scenario = granted((1, RULED))
    first = one_of(scenario.dispute, "CONF.OBJECT:parties/1")
    assert first.due_on == date(2026, 3, 25)
    assert first.due_on != date(2026, 3, 31), "fifteen working days would be the wrong unit"
    assert one_of(scenario.dispute, "CONF.OBJECT:parties/2").status is Status.NOT_STARTED
    scenario.after(RecordPerformance(amount=Fen(2_640_000)))
    closed = scenario.after(CloseDispute(outcome=Outcome.AGREEMENT_PERFORMED))
    assert one_of(closed.dispute, "CONF.OBJECT:parties/1").status is Status.RUNNING
    objection = ReportConfirmationObjected(party=2, received_on=date(2026, 3, 12))
    closed.after(objection, on=date(2026, 3, 30))
    second = one_of(closed.dispute, "CONF.OBJECT:parties/2", date(2026, 3, 30))
    assert (second.due_on, second.is_late) == (date(2026, 3, 27), True)


def test_an_interested_person_has_six_months_from_knowing_of_it() -> None:
    objection = ReportConfirmationObjected(known_on=date(2026, 3, 20))
    scenario = granted().after(objection, on=date(2026, 4, 1))
    third = one_of(scenario.dispute, "CONF.OBJECT.THIRD:objections/1")
    assert (third.due_on, third.status) == (date(2026, 9, 20), Status.MET)


def test_without_an_agreement_in_effect_there_is_no_window() -> None:
    found = all_of(agreed().dispute)
    assert APPLY not in found
    assert REVIEWED not in found

"""Clocks of arbitration review: the joint application, its excuse, what the commission owes."""

from datetime import date

import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import Excuse, ReviewBar
from services.workflow.domain.dispute.stages.reinforcement.review import (
    ApplyForReview,
    ReportReviewAccepted,
    ReportReviewNotAccepted,
    ReportReviewStatementServed,
)
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.agreement_builders import AT_COMMISSION, REVIEW, day, review_pending
from tests.support.builders import COMMISSION, effective
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.tribunal_builders import rule_of

LAST = day(17)
"""The fifteenth day from the effect on 2 March 2026."""


def late(excuse: Excuse | None, on: date | None) -> ApplyForReview:
    return ApplyForReview(commission=COMMISSION, applicants=(1, 2), excuse=excuse, excused_on=on)


def test_the_window_is_met_by_the_application_and_runs_again_when_it_is_not_taken_up() -> None:
    window = one_of(effective().dispute, "REV.APPLY")
    assert (window.due_on, window.status) == (LAST, Status.RUNNING)
    pending = review_pending()
    assert one_of(pending.dispute, "REV.APPLY").facts.met_on == day(10)
    pending.after(ReportReviewNotAccepted(ground=ReviewBar.NOT_THIS_COMMISSION), on=day(12))
    again = one_of(pending.dispute, "REV.APPLY", day(12))
    assert (again.status, again.due_on) == (Status.RUNNING, LAST)


def test_the_commission_takes_it_up_and_decides_in_five_working_days_each() -> None:
    scenario = review_pending()
    accept = one_of(scenario.dispute, "REV.ACCEPT")
    assert (accept.due_on, accept.status) == (day(17), Status.RUNNING)
    assert one_of(scenario.dispute, "REV.DECIDE").status is Status.NOT_STARTED
    scenario.after(ReportReviewAccepted(number="审1号"), on=day(12))
    assert one_of(scenario.dispute, "REV.ACCEPT").status is Status.MET
    decide = one_of(scenario.dispute, "REV.DECIDE", day(20))
    assert (decide.due_on, decide.status) == (day(19), Status.LAPSED)
    check(decide, basis_on(day(20)))


def test_the_first_service_shows_that_the_review_is_done() -> None:
    scenario = review_pending().after(ReportReviewAccepted(number="审1号"), on=day(12))
    for party, on in ((1, day(16)), (2, day(18))):
        scenario.after(ReportReviewStatementServed(number="调1号", party=party), on=on)
    assert one_of(scenario.dispute, "REV.DECIDE").facts.met_on == day(16)
    assert one_of(scenario.dispute, "CONF.APPLY", day(18)).facts.ended_on == day(18)


def test_with_more_time_approved_the_review_has_five_more_working_days() -> None:
    scenario = review_pending().after(ReportReviewAccepted(number="审1号"), on=day(12))
    signed = ReportReviewStatementServed(number="调1号", party=1, is_extended=True)
    scenario.after(signed, on=day(26))
    scenario.after(ReportReviewStatementServed(number="调1号", party=2), on=day(27))
    decide = one_of(scenario.dispute, "REV.DECIDE", day(27))
    assert (decide.due_on, decide.is_late) == (day(26), False)


def test_a_late_application_is_in_time_when_it_was_posted_in_time() -> None:
    scenario = effective()
    scenario.when(late(Excuse.POSTED_IN_TIME, LAST), day(19), **AT_COMMISSION)
    window = one_of(scenario.dispute, "REV.APPLY")
    assert (window.facts.met_on, window.is_late) == (LAST, False)
    assert "REV.EXCUSE" not in all_of(scenario.dispute)


def test_an_obstacle_is_pleaded_within_ten_days_of_its_end() -> None:
    scenario = effective()
    scenario.when(late(Excuse.FORCE_MAJEURE, day(16)), day(26), **AT_COMMISSION)
    excuse = one_of(scenario.dispute, "REV.EXCUSE", day(26))
    assert (excuse.due_on, excuse.is_late) == (day(26), False)


@pytest.mark.parametrize(
    ("excuse", "excused_on", "on", "code", "rule"),
    [
        (Excuse.POSTED_IN_TIME, day(18), day(19), "posted_too_late", "REV.APPLY"),
        (Excuse.OTHER_JUSTIFIED, day(16), day(27), "excused_too_late", "REV.EXCUSE"),
    ],
)
def test_an_excuse_that_comes_too_late_itself_is_refused_with_its_rule(
    excuse: Excuse, excused_on: date, on: date, code: str, rule: str
) -> None:
    refusal = effective().refuses(late(excuse, excused_on), code, on, **AT_COMMISSION)
    assert isinstance(refusal, OutsideLegalLimit)
    assert rule_of(refusal) == rule
    assert "close_dispute" in refusal.allowed


def test_an_excuse_names_its_day_and_one_in_time_needs_none() -> None:
    scenario = effective()
    scenario.refuses(late(Excuse.FORCE_MAJEURE, None), "excuse_needs_day", day(19), **AT_COMMISSION)
    scenario.when(REVIEW, LAST, **AT_COMMISSION)
    assert one_of(scenario.dispute, "REV.APPLY").status is Status.MET

"""Clocks within an arbitration: service, answer, tribunal, hearings, the notice of a collective case."""

from datetime import UTC, date, datetime

import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.parts import DocumentKind, ServiceMethod, ServiceOutcome
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardIssued
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportHearingHeld,
    ReportHearingListed,
)
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import AWARD_NUMBER, in_arbitration, item

SERVE, ANSWER, FORWARD = (
    f"{rule}:parties/2" for rule in ("ARB.SERVE", "ARB.ANSWER", "ARB.ANSWER.FWD")
)
NOTICE, POSTPONE = "ARB.NOTICE:hearings/1", "ARB.POSTPONE:hearings/1"
COPY = IssueDocument(kind=DocumentKind.ARBITRATION_NOTICE, recipients=(2,))
HANDED = RecordService(
    document=1,
    recipient=2,
    method=ServiceMethod.DIRECT,
    outcome=ServiceOutcome.SERVED,
    proof="回证",
)
AT_NINE = datetime(2026, 3, 20, 1, tzinfo=UTC)
"""Nine in the morning of Friday 20 March in China."""
ISSUED = ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))


def day(n: int) -> date:
    return date(2026, 3, n)


def served() -> Scenario:
    """The copy reached the respondent on Friday the 6th."""
    return in_arbitration().after(COPY, on=day(4)).after(HANDED, on=day(6))


def listed(on: date, panel_formed_on: date | None = None) -> Scenario:
    hearing = ReportHearingListed(starts_at=AT_NINE, panel_formed_on=panel_formed_on)
    return in_arbitration().after(hearing, on=on)


def test_the_copy_goes_out_in_five_working_days_to_each_respondent() -> None:
    serve = one_of(in_arbitration().dispute, SERVE, day(9))
    assert (serve.due_on, serve.status) == (day(9), Status.RUNNING)
    assert one_of(in_arbitration().dispute, SERVE).is_open
    assert one_of(served().dispute, SERVE).facts.met_on == day(6)
    assert "ARB.SERVE:parties/1" not in all_of(served().dispute)


def test_the_respondent_answers_within_ten_working_days_of_receipt() -> None:
    assert one_of(in_arbitration().dispute, ANSWER).status is Status.NOT_STARTED
    answer = one_of(served().dispute, ANSWER)
    assert (answer.due_on, answer.status) == (day(20), Status.RUNNING)
    assert answer.due_on != day(16), "ten natural days would be the wrong unit"
    check(answer, basis_on())
    silent = one_of(served().dispute, ANSWER, day(23))
    assert (silent.status, silent.is_open) == (Status.LAPSED, False), "the case goes on without it"


def test_an_answer_is_passed_on_in_five_working_days() -> None:
    assert FORWARD not in all_of(served().dispute)
    scenario = served().after(RecordReply(document=1, recipient=2), on=day(12))
    found = all_of(scenario.dispute, day(12))
    assert found[ANSWER].facts.met_on == day(12)
    assert (found[FORWARD].due_on, found[FORWARD].status) == (day(19), Status.RUNNING)
    assert not one_of(scenario.dispute, FORWARD, day(20)).is_open


def test_an_older_notice_says_nothing_of_this_case() -> None:
    scenario = in_arbitration().after(IssueDocument(kind=DocumentKind.OTHER, recipients=(2,)))
    assert one_of(scenario.dispute, ANSWER).status is Status.NOT_STARTED


def test_the_tribunal_is_formed_in_five_working_days() -> None:
    panel = one_of(in_arbitration().dispute, "ARB.PANEL", day(9))
    assert (panel.due_on, panel.status) == (day(9), Status.RUNNING)
    assert one_of(listed(day(12)).dispute, "ARB.PANEL").facts.met_on == day(12)
    assert one_of(listed(day(12), day(5)).dispute, "ARB.PANEL").facts.met_on == day(5)


def test_a_hearing_is_told_of_five_working_days_before() -> None:
    """On the 13th at the latest; with five clear days in between it would be the 12th."""
    notice = one_of(listed(day(12)).dispute, NOTICE)
    assert notice.clock is not None
    assert (notice.due_on, notice.clock.due_clear) == (day(13), day(12))
    assert (notice.status, notice.is_late) == (Status.MET, False)
    assert one_of(listed(day(16)).dispute, NOTICE).is_late
    check(notice, basis_on())


def test_a_party_asks_for_another_day_three_working_days_before() -> None:
    scenario = listed(day(9))
    postpone = one_of(scenario.dispute, POSTPONE)
    assert (postpone.due_on, postpone.status) == (day(17), Status.RUNNING)
    assert not one_of(scenario.dispute, POSTPONE, day(18)).is_open
    scenario.after(ReportHearingHeld(hearing=1), on=day(20))
    assert one_of(scenario.dispute, POSTPONE, day(20)).facts.ended_on == day(20)


def test_a_hearing_that_was_taken_off_the_list_has_no_clocks() -> None:
    found = all_of(listed(day(9)).after(ISSUED).dispute)
    assert NOTICE not in found
    assert found["ARB.PANEL"].facts.met_on == day(9)


@pytest.mark.parametrize(("workers", "is_collective"), [(9, False), (10, True), (12, True)])
def test_ten_workers_make_a_collective_case(workers: int, is_collective: bool) -> None:
    found = all_of(in_arbitration(worker_count=workers).dispute)
    assert ("COLL.NOTICE" in found) is is_collective


def test_one_notice_tells_the_workers_of_everything() -> None:
    """TV10 step 2: accepted in Ürümqi on Friday 13 June 2025."""
    accepted_on = date(2025, 6, 13)
    scenario = in_arbitration(accepted_on, worker_count=12)
    xinjiang = Basis(rules=pack_for("650105"), calendar=calendar_for("650105"), today=accepted_on)
    (notice,) = (d for d in deadlines(scenario.dispute, xinjiang) if d.rule.id == "COLL.NOTICE")
    assert (notice.due_on, notice.status) == (date(2025, 6, 20), Status.RUNNING)
    scenario.after(COPY, on=date(2025, 6, 18))
    assert one_of(scenario.dispute, "COLL.NOTICE").facts.met_on == date(2025, 6, 18)


def test_the_award_ends_what_was_owed_on_the_way() -> None:
    scenario = in_arbitration().after(ISSUED)
    for key in (SERVE, ANSWER, "ARB.PANEL"):
        assert one_of(scenario.dispute, key).facts.ended_on == TODAY

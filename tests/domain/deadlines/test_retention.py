"""How long the file of a closed dispute is kept: by what it came to, or longer where chosen."""

from datetime import date

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.liveness import next_clock
from services.workflow.domain.dispute.parts import Outcome
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.record.closing import (
    ArchiveDispute,
    CloseDispute,
    ReopenDispute,
)
from tests.support.builders import effective
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import Scenario
from tests.support.tribunal_builders import award_received, in_arbitration

CLOSED = CloseDispute(outcome=Outcome.AGREEMENT_EFFECTIVE, reason="当事人要求")


def closed() -> Scenario:
    return effective().after(CLOSED)


def test_a_closed_file_is_kept_for_five_years_and_other_clocks_end() -> None:
    found = all_of(closed().dispute)
    kept = found.pop("ARC.PM")
    assert (kept.due_on, kept.status) == (date(2031, 3, 10), Status.RUNNING)
    assert not any(one.is_open for one in found.values())
    assert next_clock([kept]) is None


def test_a_longer_term_that_was_chosen_takes_its_place() -> None:
    longer = date(2036, 3, 10)
    scenario = closed().after(ArchiveDispute(retention_until=longer))
    assert one_of(scenario.dispute, "ARC.PM").due_on == longer
    least = closed().after(ArchiveDispute())
    assert one_of(least.dispute, "ARC.PM").facts.until is None


def test_a_file_of_arbitration_is_kept_by_its_own_rules() -> None:
    withdrawn = in_arbitration().after(ReportArbitrationWithdrawn())
    assert "ARC.MED" in all_of(withdrawn.dispute)
    assert "ARC.AWARD" not in all_of(award_received().dispute)


def test_a_case_that_was_withdrawn_and_taken_up_again_runs_on() -> None:
    scenario = in_arbitration().after(ReportArbitrationWithdrawn())
    assert one_of(scenario.dispute, "ARB.AWARD").status is Status.ENDED
    scenario.when(ReopenDispute(reason="误结"))
    assert one_of(scenario.dispute, "ARB.AWARD").status is Status.RUNNING


def test_an_open_file_and_one_taken_up_again_have_no_term() -> None:
    assert "ARC.PM" not in all_of(effective().dispute)
    assert "ARC.PM" not in all_of(closed().after(ReopenDispute(reason="误结")).dispute)

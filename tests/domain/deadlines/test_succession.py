"""Who takes a party's place goes on with its time, and with what it has received and done."""

from datetime import date

import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.liveness import WaitsFor, waiting
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    DocumentKind,
    JudgmentResult,
    Party,
    Served,
    ServiceMethod,
    ServiceOutcome,
    SuccessionKind,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportJudgmentAppealed,
    ReportJudgmentGiven,
)
from services.workflow.domain.dispute.stages.court.setting_aside import ReportSetAsideFiled
from services.workflow.domain.dispute.stages.parties.parties import SucceedParty
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.domain.dispute.stages.reinforcement.ruling import ReportConfirmationObjected
from tests.support.agreement_builders import confirmed
from tests.support.builders import ON
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.party_builders import employer, worker
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    INTERMEDIATE,
    LAST_TO_SUE,
    TO_COURT,
    TO_INTERMEDIATE,
    award_received,
    awarded,
    in_arbitration,
    in_litigation,
    item,
    suit,
    warnings,
)

MERGED_ON = date(2026, 3, 15)
CLOSED = ReportAwardWindowsClosed()


def merged(into: int = 3, party: int = 2) -> SucceedParty:
    return SucceedParty(
        party=party, successor=employer(into), kind=SuccessionKind.MERGER, evidence="合并公告"
    )


def inherited(heir: Party) -> SucceedParty:
    return SucceedParty(party=1, successor=heir, kind=SuccessionKind.DEATH, evidence="亲属关系证明")


def keys(scenario: Scenario, rule: str) -> set[str]:
    found = all_of(scenario.dispute, AFTER_WINDOWS)
    return {key.removeprefix(f"{rule}:") for key in found if key.startswith(f"{rule}:")}


@pytest.mark.parametrize(
    ("taken", "about"), [(merged(), "parties/3"), (inherited(worker(3)), "parties/3")]
)
def test_the_window_to_sue_runs_on_from_the_first_ones_receipt(
    taken: SucceedParty, about: str
) -> None:
    scenario = award_received().after(taken, on=MERGED_ON)
    window = one_of(scenario.dispute, f"SUIT.15:{about}", MERGED_ON)
    assert (window.due_on, window.status) == (LAST_TO_SUE, Status.RUNNING)
    assert len(keys(scenario, "SUIT.15")) == 2
    last = one_of(scenario.dispute, f"SUIT.15:{about}", AFTER_WINDOWS)
    assert lapse_of(last, scenario.dispute) == CLOSED
    scenario.after(CLOSED, on=AFTER_WINDOWS)
    assert scenario.stands(State.ENFORCEABLE)


def test_who_follows_after_the_window_lapsed_has_no_new_one() -> None:
    scenario = award_received().after(merged(), on=AFTER_WINDOWS)
    window = one_of(scenario.dispute, "SUIT.15:parties/3", AFTER_WINDOWS)
    assert (window.due_on, window.status) == (LAST_TO_SUE, Status.LAPSED)
    scenario.when(suit(SuitGround.AFTER_AWARD, 3), AFTER_WINDOWS, **TO_COURT)
    assert warnings(scenario) == ["suit_late"]


def test_who_follows_before_the_service_has_the_window_of_its_own_receipt() -> None:
    scenario = awarded().after(ReportAwardServed(party=1), merged())
    assert waiting(scenario.dispute, ()).reason is WaitsFor.SERVICE
    scenario.after(ReportAwardServed(party=3), merged(4, 3), on=date(2026, 3, 12))
    window = one_of(scenario.dispute, "SUIT.15:parties/4", date(2026, 3, 12))
    assert window.due_on == date(2026, 3, 27)
    assert waiting(scenario.dispute, ()).reason is not WaitsFor.SERVICE


def test_what_the_first_one_filed_counts_for_who_follows() -> None:
    sued = award_received().after((suit(SuitGround.AFTER_AWARD, 2), TO_COURT), merged())
    assert one_of(sued.dispute, "SUIT.15:parties/3").facts.met_on == TODAY
    asked = (ReportSetAsideFiled(court=INTERMEDIATE, by=2), TO_INTERMEDIATE)
    final = award_received(item(is_final=True)).after(asked, merged())
    assert one_of(final.dispute, "SETASIDE.30:parties/3").facts.met_on == TODAY


def test_the_time_to_set_aside_runs_on() -> None:
    scenario = award_received(item(is_final=True)).after(merged(), on=MERGED_ON)
    window = one_of(scenario.dispute, "SETASIDE.30:parties/3", MERGED_ON)
    assert (window.due_on, window.status) == (date(2026, 4, 9), Status.RUNNING)


def test_the_time_to_appeal_runs_on_and_an_appeal_counts() -> None:
    served = (Served(party=1, on=TODAY), Served(party=2, on=TODAY))
    judged = ReportJudgmentGiven(
        suit=1, number="判1号", result=JudgmentResult.UPHELD, served=served
    )
    scenario = in_litigation().after(judged).after(merged(), on=MERGED_ON)
    key = "CT.APPEAL:suits/1/parties/3"
    assert one_of(scenario.dispute, key, MERGED_ON).due_on == LAST_TO_SUE
    appealed = in_litigation().after(judged, ReportJudgmentAppealed(suit=1, by=(2,)), merged())
    assert one_of(appealed.dispute, key).facts.met_on == TODAY


def test_the_time_to_object_to_a_ruling_runs_on_and_an_objection_counts() -> None:
    scenario = confirmed(TODAY, (1, TODAY), (2, TODAY)).after(merged(), on=MERGED_ON)
    window = one_of(scenario.dispute, "CONF.OBJECT:parties/3", MERGED_ON)
    assert (window.due_on, window.status) == (LAST_TO_SUE, Status.RUNNING)
    objection = ReportConfirmationObjected(party=3, ground="内容有误")
    scenario.when(objection, AFTER_WINDOWS)
    assert one_of(scenario.dispute, "CONF.OBJECT:parties/3").facts.met_on == AFTER_WINDOWS
    assert not scenario.past[-1].is_in_time
    objected = ReportConfirmationObjected(party=2, ground="有误")
    first = confirmed(TODAY, (1, TODAY), (2, TODAY)).after(objected, merged())
    assert one_of(first.dispute, "CONF.OBJECT:parties/3").facts.met_on == TODAY


def test_the_copy_of_the_application_and_the_answer_to_it_count() -> None:
    notice = IssueDocument(kind=DocumentKind.ARBITRATION_NOTICE, recipients=(2,))
    service = RecordService(
        document=1,
        recipient=2,
        method=ServiceMethod.DIRECT,
        outcome=ServiceOutcome.SERVED,
        proof="送达回证",
    )
    reply = RecordReply(document=1, recipient=2)
    scenario = in_arbitration().after(notice, service, reply, on=ON).after(merged())
    found = all_of(scenario.dispute, TODAY)
    assert found["ARB.SERVE:parties/3"].facts.met_on == ON
    assert found["ARB.ANSWER:parties/3"].facts.met_on == ON


def test_a_statement_that_the_first_one_signed_for_takes_effect_with_the_others() -> None:
    number = "8号调解书"
    signed = ReportArbitralStatementServed(number=number, party=2)
    scenario = in_arbitration().after(signed, merged())
    scenario.after(ReportArbitralStatementServed(number=number, party=1))
    assert scenario.stands(State.ENFORCEABLE)

"""Clocks of an arbitration: acceptance with its deferral and correction, the award and what moves it."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.clocks.counting import Effect
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.liveness import WaitsFor, waiting
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.parts import (
    ClaimDetails,
    ClaimKind,
    DocumentKind,
    MandateResult,
    Party,
    PartyKind,
    ServiceMethod,
    ServiceOutcome,
    Side,
    StayCause,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAcceptanceLapsed,
    ReportArbitrationAccepted,
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardIssued
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportArbitrationExtended,
    ReportArbitrationResumed,
    ReportArbitrationStayed,
    ReportArbitrationTransferred,
)
from services.workflow.domain.dispute.stages.handover.mandate import ReturnMandate
from services.workflow.domain.dispute.stages.intake.claims import AddClaims
from services.workflow.domain.dispute.stages.parties.parties import AddParty
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for
from tests.support.builders import ON
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.handover_builders import entrusted, suggested
from tests.support.tribunal_builders import (
    ACCEPTED,
    AWARD_NUMBER,
    NOT_ACCEPTED,
    OTHER_COMMISSION,
    OTHER_COMMISSION_BODY,
    at_commission,
    in_arbitration,
    item,
    warnings,
)

ACCEPT, AWARD = "ARB.ACCEPT", "ARB.AWARD"
DUE = date(2026, 3, 9)
"""The fifth working day after the filing on Monday 2 March."""
AWARD_DUE = date(2026, 4, 16)
"""The forty-fifth day after acceptance on 2 March."""
LAPSE = ReportArbitrationAcceptanceLapsed()
ISSUED = ReportAwardIssued(number=AWARD_NUMBER, items=(item(),))
CORRECTION = IssueDocument(kind=DocumentKind.CORRECTION_NOTICE, recipients=(1,))
MORE = AddClaims(claims=(ClaimDetails(kind=ClaimKind.DAMAGES),))


def day(n: int, month: int = 3) -> date:
    return date(2026, month, n)


def award_of(scenario: Scenario, on: date = TODAY) -> Deadline:
    return one_of(scenario.dispute, AWARD, on)


def stayed(first: date, resumed: date) -> Scenario:
    stay = ReportArbitrationStayed(cause=StayCause.INJURY_DETERMINATION)
    return in_arbitration().after(stay, on=first).after(ReportArbitrationResumed(), on=resumed)


# Acceptance


def test_five_working_days_run_from_the_filing() -> None:
    accept = one_of(at_commission().dispute, ACCEPT, DUE)
    assert (accept.due_on, accept.status) == (DUE, Status.RUNNING)
    check(accept, basis_on(DUE))
    assert one_of(in_arbitration().dispute, ACCEPT).facts.met_on == ON
    refused = at_commission().after(NOT_ACCEPTED, on=day(4))
    assert one_of(refused.dispute, ACCEPT).facts.met_on == day(4)


def test_silence_is_recorded_once_and_opens_the_road_to_court() -> None:
    scenario = at_commission()
    lapsed = one_of(scenario.dispute, ACCEPT)
    assert lapsed.status is Status.LAPSED
    assert lapse_of(lapsed, scenario.dispute) == LAPSE
    scenario.when(LAPSE, TODAY)
    said = one_of(scenario.dispute, ACCEPT)
    assert (said.status, said.is_open) == (Status.LAPSED, False)
    assert lapse_of(said, scenario.dispute) is None
    found = all_of(scenario.dispute).values()
    assert waiting(scenario.dispute, found).reason is WaitsFor.THE_COMMISSION


def test_after_a_deferral_it_begins_when_that_has_ended() -> None:
    scenario = suggested()
    deferred = one_of(scenario.dispute, ACCEPT)
    assert deferred.status is Status.NOT_STARTED
    assert deferred.facts.pending is not None
    assert deferred.facts.pending.code == "acceptance_deferred"
    scenario.after(ReturnMandate(result=MandateResult.FAILURE, report="未达成"), on=day(12))
    again = one_of(scenario.dispute, ACCEPT, day(12))
    assert (again.facts.start_on, again.due_on) == (day(12), day(19))


def test_a_correction_gives_the_commission_five_days_from_its_day() -> None:
    """办案规则 46(2); meanwhile nobody may say that the commission was silent."""
    scenario = at_commission().after(CORRECTION, on=day(5))
    found = all_of(scenario.dispute, TODAY)
    assert (found["ARB.FIX"].due_on, found["ARB.FIX"].facts.met_on) == (DUE, day(5))
    assert found[ACCEPT].status is Status.NOT_STARTED
    assert waiting(scenario.dispute, found.values()).reason is WaitsFor.THE_PARTIES
    scenario.refuses(LAPSE, "acceptance_waits")
    scenario.after(RecordReply(document=1, recipient=1), on=day(11))
    assert one_of(scenario.dispute, ACCEPT, day(11)).due_on == day(18)
    scenario.after(ACCEPTED, on=day(18))
    assert warnings(scenario) == []


def test_a_case_that_was_withdrawn_has_no_acceptance_to_wait_for() -> None:
    scenario = at_commission().after(ReportArbitrationWithdrawn(by=(1,)), on=day(4))
    assert one_of(scenario.dispute, ACCEPT).facts.ended_on == day(4)


def test_a_local_festival_gives_the_commission_other_days() -> None:
    """TV10 step 1: Corban 2025 in Ürümqi."""
    received_on = date(2025, 6, 4)
    scenario = at_commission(received_on)
    assert one_of(scenario.dispute, ACCEPT, received_on).due_on == date(2025, 6, 11)
    xinjiang = Basis(rules=pack_for("650105"), calendar=calendar_for("650105"), today=received_on)
    there = next(d for d in deadlines(scenario.dispute, xinjiang) if d.rule.id == ACCEPT)
    assert there.due_on == date(2025, 6, 16)
    assert there.due_on != date(2025, 6, 11), "the national calendar: wrong in Xinjiang"


# The award


def test_the_award_is_due_forty_five_days_after_acceptance() -> None:
    award = award_of(in_arbitration())
    assert (award.due_on, award.status) == (AWARD_DUE, Status.RUNNING)
    assert award_of(in_arbitration(), day(17, 4)).status is Status.LAPSED
    assert award_of(in_arbitration().after(ISSUED)).facts.met_on == TODAY


def test_the_days_of_a_stay_do_not_count() -> None:
    """Stayed on the 3rd, resumed on the 10th: seven days more."""
    award = award_of(stayed(day(3), TODAY))
    assert award.due_on == day(23, 4)
    check(award, basis_on())
    assert award_of(stayed(day(3), day(3))).due_on == AWARD_DUE


def test_while_it_stands_still_the_last_day_moves_with_every_day() -> None:
    still = in_arbitration().after(
        ReportArbitrationStayed(cause=StayCause.INJURY_DETERMINATION), on=day(3)
    )
    assert award_of(still, day(3)).due_on == day(17, 4)
    assert award_of(still, day(10)).due_on == day(24, 4)
    assert award_of(still, day(10)).status is Status.SUSPENDED
    still.after(ISSUED, on=day(12))
    assert still.dispute.arbitration is not None
    assert still.dispute.arbitration.stays == ((day(3), day(11)),)


def test_service_by_public_notice_does_not_count() -> None:
    """办案规则 46(6): thirty days from its publication on 10 March."""
    notice = IssueDocument(kind=DocumentKind.ARBITRATION_NOTICE, recipients=(2,))
    scenario = in_arbitration().after(notice, on=ON)
    missed = RecordService(
        document=1, recipient=2, method=ServiceMethod.DIRECT, outcome=ServiceOutcome.NOT_SERVED
    )
    published = RecordService(
        document=1,
        recipient=2,
        method=ServiceMethod.PUBLIC_NOTICE,
        outcome=ServiceOutcome.DEEMED_SERVED,
        replaces=ServiceMethod.DIRECT,
        proof="公告",
    )
    scenario.after(missed, published)
    assert award_of(scenario).due_on == date(2026, 5, 18)
    check(award_of(scenario), basis_on())


@pytest.mark.parametrize(
    ("until", "due"),
    [
        (day(24, 4), day(24, 4)),
        (day(1, 5), day(6, 5)),
        (day(30, 6), day(6, 5)),
        (day(1, 4), AWARD_DUE),
    ],
)
def test_an_extension_counts_as_far_as_the_rule_allows(until: date, due: date) -> None:
    scenario = in_arbitration().after(ReportArbitrationExtended(until=until))
    assert award_of(scenario).due_on == due


def test_a_stay_after_an_extension_comes_on_top_of_it() -> None:
    scenario = stayed(day(3), TODAY).after(ReportArbitrationExtended(until=day(28, 4)), on=day(12))
    assert award_of(scenario).due_on == day(28, 4)
    scenario.after(ReportArbitrationStayed(cause=StayCause.DEATH), on=day(16))
    scenario.after(ReportArbitrationResumed(), on=day(18))
    assert award_of(scenario).due_on == day(30, 4)


def third_party() -> AddParty:
    return AddParty(
        party=Party(
            no=3, side=Side.RESPONDENT, kind=PartyKind.EMPLOYER, name="余姚某某劳务有限公司"
        ),
        reason="派遣单位",
    )


@pytest.mark.parametrize(
    ("command", "cause"), [(MORE, "claims_added"), (third_party(), "party_joined")]
)
def test_more_claims_and_another_party_start_it_anew(command: Any, cause: str) -> None:
    scenario = in_arbitration().after(ReportArbitrationExtended(until=day(24, 4)), on=day(9))
    scenario.after(command)
    award = award_of(scenario)
    assert award.clock is not None
    (restart,) = award.clock.interruptions
    assert (restart.cause.cause, restart.effect) == (cause, Effect.RESTARTS)
    assert award.due_on == day(24, 4)
    assert award.clock.extension == 0, "what was approved was for the period that is gone"
    check(award, basis_on())


def test_claims_added_before_acceptance_start_nothing_anew() -> None:
    scenario = at_commission().after(MORE, on=ON).after(ACCEPTED, on=ON)
    award = award_of(scenario)
    assert award.clock is not None
    assert award.clock.interruptions == ()


def test_a_transfer_gives_the_new_commission_its_own_forty_five_days() -> None:
    scenario = stayed(day(3), day(6))
    scenario.when(
        ReportArbitrationTransferred(commission=OTHER_COMMISSION, reason="管辖"),
        TODAY,
        organisation=OTHER_COMMISSION_BODY,
    )
    assert award_of(scenario).due_on == day(24, 4)
    assert one_of(scenario.dispute, ACCEPT).facts.met_on == ON


def test_simple_procedure_has_thirty_days_in_zhejiang_beside_the_forty_five() -> None:
    simple = at_commission().after(ReportArbitrationAccepted(number="8号", is_simple=True), on=ON)
    zhejiang = pack_for("330281")
    found = all_of(simple.dispute, TODAY, zhejiang)
    assert (found["ARB.SIMPLE.ZJ"].due_on, found[AWARD].due_on) == (day(1, 4), AWARD_DUE)
    assert "ARB.SIMPLE.ZJ" not in all_of(simple.dispute, TODAY, pack_for("440300"))
    assert "ARB.SIMPLE.ZJ" not in all_of(in_arbitration().dispute, TODAY, zhejiang)
    simple.after(ISSUED)
    assert one_of(simple.dispute, "ARB.SIMPLE.ZJ", TODAY, zhejiang).status is Status.MET


def test_simple_procedure_stops_and_begins_anew_as_the_ordinary_one_does() -> None:
    simple = at_commission().after(ReportArbitrationAccepted(number="8号", is_simple=True), on=ON)
    simple.after(ReportArbitrationStayed(cause=StayCause.OTHER_CASE), on=day(3))
    simple.after(ReportArbitrationResumed(), on=day(6))
    zhejiang = pack_for("330281")
    assert one_of(simple.dispute, "ARB.SIMPLE.ZJ", day(6), zhejiang).due_on == day(7, 4)
    simple.after(MORE)
    again = one_of(simple.dispute, "ARB.SIMPLE.ZJ", TODAY, zhejiang)
    assert again.due_on == day(9, 4)
    check(again, basis_on(TODAY, zhejiang))


def test_an_entrusted_mediation_does_not_stop_the_forty_five_days() -> None:
    """办案规则 46 does not name it: the clock runs on while the studio mediates."""
    award = award_of(entrusted())
    assert (award.due_on, award.status) == (AWARD_DUE, Status.RUNNING)


def test_a_case_that_ends_without_an_award_ends_its_clocks() -> None:
    left = in_arbitration().after(ReportArbitrationWithdrawn(by=(1,)))
    for key in (AWARD, "ARB.SERVE:parties/2", "ARB.PANEL"):
        assert one_of(left.dispute, key).facts.ended_on == TODAY


def test_an_award_of_a_collective_case_is_due_like_any_other() -> None:
    """TV10 step 3: accepted on Friday 13 June 2025; twelve workers get no other period."""
    scenario = in_arbitration(date(2025, 6, 13), worker_count=12)
    assert award_of(scenario).due_on == date(2025, 7, 28)

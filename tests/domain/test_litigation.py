"""Suits: grounds, judgments and appeals, settlements, withdrawals."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Disposition,
    Instance,
    Instrument,
    JudgmentResult,
    Outcome,
    Served,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardServed
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportCourtStatementServed,
    ReportJudgmentAppealed,
    ReportJudgmentEffective,
    ReportJudgmentGiven,
    ReportLitigationDismissed,
    ReportLitigationFiled,
    ReportLitigationWithdrawn,
)
from tests.support.builders import COMMISSION_BODY, COURT
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    TO_COURT,
    award_received,
    awarded,
    in_litigation,
    item,
    rule_of,
    suit,
    suit_open,
    warnings,
)

JUDGMENT = "（2026）浙0281民初9号"
APPEALED = ReportJudgmentAppealed(suit=1, by=(2,))
EFFECTIVE = ReportJudgmentEffective(suit=1)
AFTER_APPEAL = date(2026, 3, 26)
"""The day after the fifteenth from TODAY."""
ENDS = [ReportLitigationWithdrawn(suit=1, by=(1,)), ReportLitigationDismissed(suit=1)]


def judgment(instance: Instance = Instance.FIRST, number: str = JUDGMENT) -> ReportJudgmentGiven:
    return ReportJudgmentGiven(
        suit=1,
        instance=instance,
        number=number,
        result=JudgmentResult.UPHELD,
        served=(Served(party=1, on=TODAY), Served(party=2, on=TODAY)),
    )


def test_a_suit_brings_the_dispute_before_the_court() -> None:
    scenario = suit_open()
    event = only(scenario.when(suit(SuitGround.NOT_ACCEPTED), **TO_COURT), e.LitigationFiled)
    assert (event.suit, event.by) == (1, (1,))
    assert warnings(scenario) == []
    assert scenario.stands(State.IN_LITIGATION)
    assert scenario.dispute.custodian == COURT
    assert scenario.dispute.claims[0].disposition is Disposition.SUED


def test_a_suit_names_its_plaintiffs_and_a_court() -> None:
    nobody = ReportLitigationFiled(
        court=COURT, number=JUDGMENT, ground=SuitGround.NOT_ACCEPTED, by=()
    )
    suit_open().refuses(nobody, "suit_needs_plaintiff", **TO_COURT)
    stranger = suit(SuitGround.NOT_ACCEPTED, 8)
    suit_open().refuses(stranger, "unknown_party", **TO_COURT)
    own = suit(SuitGround.NOT_ACCEPTED)
    suit_open().refuses(own, "not_a_court", organisation=COMMISSION_BODY)


def test_a_judgment_becomes_final_when_nobody_can_appeal() -> None:
    scenario = in_litigation()
    scenario.refuses(EFFECTIVE, "nothing_judged")
    only(scenario.when(judgment()), e.JudgmentGiven)
    assert scenario.stands(State.IN_LITIGATION)
    only(scenario.when(EFFECTIVE, AFTER_APPEAL), e.JudgmentTookEffect)
    assert warnings(scenario) == []
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.JUDGMENT
    assert scenario.dispute.open_suit is None


def test_an_appeal_that_is_possible_or_undecided_is_noted() -> None:
    early, undecided = in_litigation().after(judgment()), in_litigation().after(judgment())
    early.when(EFFECTIVE)
    assert warnings(early) == ["appeal_is_open"]
    undecided.after(APPEALED).when(EFFECTIVE, AFTER_APPEAL)
    assert warnings(undecided) == ["appeal_is_open"]


def test_the_second_instance_judges_after_an_appeal() -> None:
    scenario = in_litigation()
    assert rule_of(scenario.refuses(APPEALED, "nothing_to_appeal")) == "CT.APPEAL"
    scenario.when(judgment())
    only(scenario.when(APPEALED), e.JudgmentAppealed)
    assert warnings(scenario) == []
    scenario.refuses(APPEALED, "nothing_to_appeal")
    scenario.refuses(judgment(), "instance_out_of_order")
    second = judgment(Instance.SECOND, "（2026）浙02民终5号")
    scenario.when(second)
    scenario.refuses(second, "instance_out_of_order")
    scenario.when(EFFECTIVE)
    assert warnings(scenario) == []
    assert scenario.dispute.instrument == "（2026）浙02民终5号"


def test_a_late_appeal_is_noted_and_an_appeal_names_parties() -> None:
    scenario = in_litigation().after(judgment())
    scenario.refuses(ReportJudgmentAppealed(suit=1, by=()), "suit_needs_plaintiff")
    scenario.refuses(ReportJudgmentAppealed(suit=1, by=(8,)), "unknown_party")
    scenario.when(APPEALED, AFTER_APPEAL)
    assert warnings(scenario) == ["appeal_late"]


def test_reports_are_on_the_suit_that_is_open() -> None:
    scenario = in_litigation()
    other = ReportCourtStatementServed(suit=2, number=JUDGMENT)
    assert scenario.refuses(other, "another_suit").data["current"] == 1
    scenario.refuses(judgment(number=""), "instrument_needs_number")
    scenario.refuses(ReportCourtStatementServed(suit=1, number=""), "instrument_needs_number")


def test_a_settlement_before_the_court_is_an_instrument() -> None:
    scenario = in_litigation()
    statement = ReportCourtStatementServed(suit=1, number="（2026）浙0281民初9号民事调解书")
    only(scenario.when(statement), e.CourtStatementServed)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.COURT_STATEMENT


@pytest.mark.parametrize("end", ENDS)
def test_a_suit_that_ends_without_judgment_closes_the_dispute(
    end: ReportLitigationWithdrawn | ReportLitigationDismissed,
) -> None:
    scenario = in_litigation()
    _, closed = scenario.when(end)
    assert closed.outcome is Outcome.SUIT_WITHDRAWN
    assert scenario.stands(State.CLOSED)
    assert scenario.dispute.before_closing is not None
    assert scenario.dispute.before_closing.state is State.SUIT_OPEN


@pytest.mark.parametrize("end", ENDS)
def test_an_award_that_stands_takes_effect_when_the_suit_against_it_ends(
    end: ReportLitigationWithdrawn | ReportLitigationDismissed,
) -> None:
    scenario = award_received().after((suit(SuitGround.AFTER_AWARD), TO_COURT))
    assert len(scenario.when(end)) == 1
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.instrument == AWARD_NUMBER
    assert scenario.dispute.claims[0].disposition is Disposition.ARBITRATED


@pytest.mark.parametrize(
    ("scenario", "by", "on", "noted"),
    [
        (award_received(), 1, date(2026, 3, 25), []),
        (award_received(), 2, AFTER_WINDOWS, ["suit_late"]),
        (awarded().after(ReportAwardServed(party=2)), 1, AFTER_WINDOWS, []),
        (award_received(item(is_final=True)), 2, TODAY, ["employer_cannot_sue"]),
        (award_received(item(is_final=True)), 1, TODAY, []),
    ],
)
def test_a_suit_after_an_award_runs_against_each_partys_own_window(
    scenario: Scenario, by: int, on: date, noted: list[str]
) -> None:
    scenario.when(suit(SuitGround.AFTER_AWARD, by), on, **TO_COURT)
    assert warnings(scenario) == noted
    assert scenario.stands(State.IN_LITIGATION)


def test_a_suit_that_is_sent_back_is_judged_at_first_instance_again() -> None:
    scenario = in_litigation().after(judgment(), APPEALED)
    remanded = ReportJudgmentGiven(
        suit=1, instance=Instance.SECOND, number=JUDGMENT, result=JudgmentResult.REMANDED
    )
    only(scenario.when(remanded), e.JudgmentGiven)
    (sent_back,) = scenario.dispute.suits
    assert (sent_back.instance, sent_back.judged_at, sent_back.result) == (
        Instance.FIRST,
        None,
        None,
    )
    scenario.refuses(EFFECTIVE, "nothing_judged")
    scenario.when(judgment(number="（2026）浙0281民初90号"))
    scenario.when(APPEALED)
    assert scenario.dispute.suits[0].is_on_appeal


def test_a_court_of_first_instance_remands_nothing() -> None:
    remanded = ReportJudgmentGiven(suit=1, number=JUDGMENT, result=JudgmentResult.REMANDED)
    in_litigation().refuses(remanded, "remanded_by_first_instance")

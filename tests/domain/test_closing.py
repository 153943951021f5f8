"""Closing, the same matter twice, corrections."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.agreement import RecordPerformance
from services.workflow.domain.dispute.closing import CloseDispute
from services.workflow.domain.dispute.confirmation import ReportConfirmationGranted
from services.workflow.domain.dispute.correction import CorrectFact
from services.workflow.domain.dispute.intake import DeclineApplication
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.matter import MergeMatter, UnlinkMatter
from services.workflow.domain.dispute.mediation import RecordFailure
from services.workflow.domain.dispute.parts import (
    DeclineGround,
    FailureCode,
    FailureReason,
    Outcome,
)
from services.workflow.domain.dispute.referral import OfferReferral
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.money import Fen
from tests.support.builders import (
    COMMISSION,
    COMMISSION_BODY,
    ON,
    confirmation_pending,
    effective,
    in_mediation,
    registered,
)
from tests.support.given_when_then import DISPUTE, TODAY, Scenario, only

FAILED = RecordFailure(reasons=(FailureReason(code=FailureCode.NO_SHOW, party=2),))
DECLINED = DeclineApplication(ground=DeclineGround.WRONG_BODY, guidance="请向区仲裁委申请")
LEADER = UUID("77777777-7777-5777-8777-777777777777")
MERGE = MergeMatter(leader=LEADER, reason="同一工资争议重复登记")
LEADING: dict[str, Any] = {"leader": Dispute(id=LEADER, state=State.ACCEPTED)}


def close(outcome: Outcome, reason: str = "") -> CloseDispute:
    return CloseDispute(outcome=outcome, reason=reason)


@pytest.mark.parametrize(
    ("scenario", "outcome"),
    [
        (in_mediation().after(FAILED, on=ON), Outcome.NO_AGREEMENT),
        (registered().after(DECLINED, on=ON), Outcome.DECLINED),
        (
            effective().after(RecordPerformance(amount=Fen(2_640_000))),
            Outcome.AGREEMENT_PERFORMED,
        ),
        (
            confirmation_pending().after(ReportConfirmationGranted(ruling_number="1号")),
            Outcome.AGREEMENT_EFFECTIVE,
        ),
    ],
)
def test_a_dispute_closes_with_the_outcome_its_record_bears_out(
    scenario: Scenario, outcome: Outcome
) -> None:
    wrong = next(other for other in Outcome if other is not outcome)
    refusal = scenario.refuses(close(wrong), "outcome_does_not_fit")
    assert refusal.data["fitting"] == outcome.value
    assert only(scenario.when(close(outcome)), e.DisputeClosed).outcome is outcome
    assert scenario.stands(State.CLOSED)
    assert not scenario.dispute.is_open


def test_it_is_not_closed_in_an_open_window_without_a_reason() -> None:
    scenario = effective()
    refusal = scenario.refuses(close(Outcome.AGREEMENT_EFFECTIVE), "window_still_open")
    assert refusal.rule is not None
    assert refusal.rule.id == "CLOSE.OPEN_WINDOW"
    assert refusal.data["due"] == "2026-04-01"
    scenario.when(close(Outcome.AGREEMENT_EFFECTIVE, reason="双方书面放弃司法确认"))


def test_after_the_window_no_reason_is_needed() -> None:
    effective().when(close(Outcome.AGREEMENT_EFFECTIVE), date(2026, 4, 2))


def test_an_offer_in_flight_keeps_it_open() -> None:
    offer = OfferReferral(to=COMMISSION, reason="调解不成", applicant=1)
    scenario = in_mediation().after(FAILED, (offer, {"organisation": COMMISSION_BODY}), on=ON)
    scenario.refuses(close(Outcome.NO_AGREEMENT), "offer_still_open")


def test_a_merge_keeps_both_records_and_can_be_undone() -> None:
    scenario = registered()
    assert only(scenario.when(MERGE, **LEADING), e.MatterMerged).leader == LEADER
    assert scenario.stands(State.REGISTERED)
    scenario.refuses(MERGE, "merged_already", **LEADING)
    undone = only(scenario.when(UnlinkMatter(reason="误并")), e.MatterUnlinked)
    assert undone.leader == LEADER
    assert scenario.dispute.leader is None
    scenario.refuses(UnlinkMatter(reason="误并"), "not_merged")


def test_a_dispute_follows_a_leader_and_not_itself() -> None:
    itself = MergeMatter(leader=DISPUTE, reason="误操作")
    registered().refuses(itself, "merge_with_itself", leader=registered().dispute)
    following = Dispute(id=LEADER, state=State.ACCEPTED, leader=DISPUTE)
    registered().refuses(MERGE, "leader_is_follower", leader=following)


CORRECTIONS = [
    ("region", "330281002", "330281001"),
    ("worker_count", "3", "1"),
    ("registered_on", "2026-02-27", "2026-03-02"),
    ("case_number", "2号", "1号"),
    ("amount_claimed", "990000", "2640000"),
]


@pytest.mark.parametrize(("field", "new", "old"), CORRECTIONS)
def test_a_correction_keeps_the_old_value_and_counts_the_new(
    field: str, new: str, old: str
) -> None:
    scenario = effective()
    command = CorrectFact(field=field, new=new, reason="录入错误", evidence="申请书原件")
    event = only(scenario.when(command), e.FactCorrected)
    assert (event.old, event.new) == (old, new)
    scenario.refuses(command, "correction_is_same")


@pytest.mark.parametrize(
    ("field", "new"),
    [
        ("region", "99"),
        ("worker_count", "0"),
        ("worker_count", "x"),
        ("registered_on", "2026-02-30"),
        ("registered_on", "2099-01-01"),
        ("worker_count", "99999999999999999999"),
        ("amount_claimed", "-1"),
        ("case_number", " "),
    ],
)
def test_a_corrected_value_must_be_a_value(field: str, new: str) -> None:
    effective().refuses(CorrectFact(field=field, new=new, reason="录入错误"), "bad_correction")


def test_only_recorded_facts_can_be_corrected() -> None:
    effective().refuses(CorrectFact(field="outcome", new="x", reason="录入错误"), "not_correctable")
    missing = CorrectFact(field="effective_on", new="2026-03-03", reason="录入错误")
    derived = effective().refuses(missing, "effect_is_derived")
    assert derived.rule is not None
    assert derived.rule.id == "MED.EFFECT"
    registered().refuses(missing, "nothing_to_correct")


def test_the_day_of_effect_of_an_imported_agreement_can_be_corrected() -> None:
    scenario = in_mediation()
    scenario.past.append(e.AgreementTookEffect(occurred_on=ON, version=1))
    event = only(
        scenario.when(CorrectFact(field="effective_on", new="2026-03-03", reason="台账更正")),
        e.FactCorrected,
    )
    assert (event.old, event.new) == ("2026-03-02", "2026-03-03")


def test_a_wrong_day_of_receipt_can_be_put_right_on_any_day() -> None:
    late = CorrectFact(field="registered_on", new="2026-03-09", reason="录入错误")
    scenario = registered().after(late)
    back = CorrectFact(field="registered_on", new="2026-03-02", reason="更正有误")
    assert scenario.when(back, ON)


def test_a_clerk_does_not_move_a_dispute_to_another_district() -> None:
    away = CorrectFact(field="region", new="110101001", reason="录入错误")
    registered().refuses(away, "district_by_supervisor")


def test_a_claim_without_an_amount_gets_one_by_correction() -> None:
    scenario = registered()
    first = scenario.dispute.claims[0].claim
    assert first.amount == 2_640_000
    assert TODAY > ON

"""Arbitration review: joint, within fifteen days, before a commission; a statement both sign for."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ClaimKind,
    Instrument,
    ReinforcementKind,
    ReinforcementResult,
    ReviewBar,
    ReviewFault,
)
from services.workflow.domain.dispute.stages.reinforcement.review import (
    ApplyForReview,
    ReportReviewAccepted,
    ReportReviewNotAccepted,
    ReportReviewRefused,
    ReportReviewStatementServed,
    ReportReviewWithdrawn,
)
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.agreement_builders import (
    AT_COMMISSION,
    AT_COURT,
    REVIEW,
    SIGNED_AND_SEALED,
    amend,
    claim,
    confirmed,
    day,
    review_pending,
)
from tests.support.builders import (
    COMMISSION,
    COURT_BODY,
    agreed,
    apply,
    confirmation_pending,
    effective,
)
from tests.support.given_when_then import TODAY, Scenario, only

REFUSED = ReportReviewRefused(ground=ReviewFault.UNCLEAR)


def signed_for(party: int) -> ReportReviewStatementServed:
    return ReportReviewStatementServed(number="水劳人仲调〔2026〕7号", party=party)


def rule_of(refusal: Exception) -> str:
    rule = getattr(refusal, "rule", None)
    assert rule is not None
    return str(rule.id)


def test_both_apply_on_the_fourteenth_day() -> None:
    scenario = effective()
    event = only(scenario.when(REVIEW, day(16), **AT_COMMISSION), e.ReviewApplied)
    assert (event.due_natural, event.due_rolled) == (day(17), day(17))
    assert scenario.stands(State.REVIEW_PENDING)
    assert scenario.dispute.reinforcement is not None
    assert scenario.dispute.reinforcement.kind is ReinforcementKind.REVIEW


def test_on_the_sixteenth_day_the_court_is_still_open() -> None:
    refusal = effective().refuses(REVIEW, "review_too_late_court_open", day(18), **AT_COMMISSION)
    assert isinstance(refusal, OutsideLegalLimit)
    assert rule_of(refusal) == "REV.APPLY"
    assert refusal.data["due"] == "2026-03-17"
    assert refusal.data["court_due"] == "2026-04-01"
    assert refusal.allowed[0] == "apply_for_confirmation"


def test_on_the_last_day_of_the_court_it_is_still_named() -> None:
    effective().refuses(REVIEW, "review_too_late_court_open", day(1, 4), **AT_COMMISSION)


def test_after_both_windows_no_road_of_reinforcement_is_named() -> None:
    refusal = effective().refuses(REVIEW, "review_too_late", day(2, 4), **AT_COMMISSION)
    assert "apply_for_confirmation" not in refusal.allowed
    assert "arbitration_filed" in refusal.allowed


def test_nothing_is_reviewed_before_it_has_effect() -> None:
    scenario = agreed().after(*SIGNED_AND_SEALED, on=day(9))
    refusal = scenario.refuses(REVIEW, "review_before_effect", day(8), **AT_COMMISSION)
    assert rule_of(refusal) == "REV.APPLY"


def test_one_side_alone_does_not_apply() -> None:
    alone = ApplyForReview(commission=COMMISSION, applicants=(2,))
    refusal = effective().refuses(alone, "review_needs_both", TODAY, **AT_COMMISSION)
    assert refusal.data["missing"] == "申请人"
    assert rule_of(refusal) == "REV.JOINT"


def test_only_a_commission_reviews() -> None:
    refusal = effective().refuses(REVIEW, "not_a_commission", organisation=COURT_BODY)
    assert rule_of(refusal) == "REV.SCOPE"


def test_a_labour_relation_is_not_reviewed() -> None:
    scenario = effective(claims=(claim(ClaimKind.LABOUR_RELATION),))
    refusal = scenario.refuses(REVIEW, "relation_not_reviewable", TODAY, **AT_COMMISSION)
    assert rule_of(refusal) == "REV.SCOPE"


def test_what_a_court_has_confirmed_is_not_reviewed() -> None:
    refusal = confirmed().refuses(REVIEW, "confirmed_already", day(4, 4), **AT_COMMISSION)
    assert rule_of(refusal) == "REV.SCOPE"
    assert "enforcement_applied" in refusal.allowed
    reviewed = both_signed(day(12), day(13))
    reviewed.refuses(REVIEW, "enforceable_already", day(20), **AT_COMMISSION)
    agreed().refuses(REVIEW, "not_in_this_state", TODAY, **AT_COMMISSION)


def test_while_the_court_has_it_the_commission_does_not_take_it() -> None:
    refusal = confirmation_pending().refuses(REVIEW, "reinforcement_in_use", TODAY, **AT_COMMISSION)
    assert rule_of(refusal) == "REINFORCE.ONE"


def test_the_commission_takes_it_up() -> None:
    scenario = review_pending().after(ReportReviewAccepted(number="水劳人仲审〔2026〕7号"))
    assert scenario.stands(State.REVIEW_PENDING)
    assert scenario.dispute.reinforcement is not None
    assert scenario.dispute.reinforcement.docket_number == "水劳人仲审〔2026〕7号"


@pytest.mark.parametrize(
    ("answer", "result", "ground"),
    [
        (
            ReportReviewNotAccepted(ground=ReviewBar.LATE),
            ReinforcementResult.NOT_ACCEPTED,
            "late",
        ),
        (REFUSED, ReinforcementResult.REFUSED, "unclear"),
        (ReportReviewWithdrawn(by=(1, 2)), ReinforcementResult.WITHDRAWN, ""),
    ],
)
def test_a_no_leads_back_to_the_agreement(
    answer: Command, result: ReinforcementResult, ground: str
) -> None:
    scenario = review_pending().after(answer)
    (past,) = scenario.dispute.past_reinforcements
    assert (past.kind, past.result, past.ground) == (ReinforcementKind.REVIEW, result, ground)
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)


def test_after_a_refused_review_the_court_is_still_open_and_the_commission_after_amending() -> None:
    scenario = review_pending().after(REFUSED, on=day(12))
    refusal = scenario.refuses(REVIEW, "version_refused_already", day(13), **AT_COMMISSION)
    assert rule_of(refusal) == "REV.REFUSE"
    other = review_pending().after(REFUSED, on=day(12))
    only(other.when(apply(), day(13), **AT_COURT), e.ConfirmationApplied)
    scenario.after(amend(), *SIGNED_AND_SEALED, on=day(13))
    only(scenario.when(REVIEW, day(14), **AT_COMMISSION), e.ReviewApplied)


def test_a_withdrawal_after_a_party_signed_is_noted() -> None:
    scenario = review_pending().after(signed_for(1))
    only(scenario.when(ReportReviewWithdrawn(by=(2,))), e.ReviewWithdrawn)
    assert scenario.given is not None
    (breach,) = scenario.given.breaches
    assert breach.code == "statement_signed_for"
    review_pending().refuses(ReportReviewWithdrawn(by=(8,)), "unknown_party")


def both_signed(first: date, second: date) -> Scenario:
    return review_pending().after(signed_for(2), on=first).after(signed_for(1), on=second)


def test_the_statement_takes_effect_once_both_have_signed_for_it() -> None:
    scenario = review_pending()
    only(scenario.when(signed_for(2), day(12)), e.ReviewStatementServed)
    assert scenario.stands(State.REVIEW_PENDING)
    _, effect = scenario.when(signed_for(1), day(13))
    assert isinstance(effect, e.ReviewStatementTookEffect)
    assert effect.occurred_on == day(13)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.instrument is Instrument.REVIEW_STATEMENT


def test_its_day_is_that_of_the_latest_signature_whatever_the_order_of_reports() -> None:
    scenario = both_signed(day(13), day(12))
    assert scenario.dispute.title is not None
    assert scenario.dispute.title.on == day(13)


def test_a_party_signs_for_it_once() -> None:
    scenario = review_pending().after(signed_for(2))
    scenario.refuses(signed_for(2), "received_already")
    scenario.refuses(signed_for(5), "unknown_party")

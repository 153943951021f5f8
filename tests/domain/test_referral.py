"""Hand-over to a commission: one offer in flight, one winner, one custodian, everybody told."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    ConfirmationFault,
    OfferEnd,
    Overtaken,
    RefusalGround,
    SessionMode,
)
from services.workflow.domain.dispute.permissions import involved
from services.workflow.domain.dispute.stages.agreement.agreement import AmendAgreement
from services.workflow.domain.dispute.stages.arbitration.arbitration import ReportArbitrationFiled
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
    RefuseReferral,
    ReportReferralDelivered,
    ReportReferralExpired,
    ReportReferralReceived,
)
from services.workflow.domain.dispute.stages.mediation.sessions import ScheduleSession
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationRefused,
    ReportConfirmationWithdrawn,
)
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.errors import NotAllowedInThisState, NotPermitted, OutsideLegalLimit
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION,
    COURT,
    COURT_BODY,
    ON,
    effective,
    in_mediation,
    registered,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.handover_builders import (
    LAST_TO_ANSWER,
    REFERRAL,
    STUDIO,
    TO_COMMISSION,
    at,
    failed,
    offered,
    referred,
)
from tests.support.tribunal_builders import (
    ACCEPTED,
    FILED,
    NOT_ACCEPTED,
    OTHER_COMMISSION,
    OTHER_COMMISSION_BODY,
    at_commission,
    rule_of,
)

RECALL = RecallReferral(offer=1, reason="申请人撤回")
REFUSAL = RefuseReferral(offer=1, ground=RefusalGround.MATERIALS_MISSING)
BREACH_ON = date(2026, 4, 16)
"""The day after the first instalment was due."""


def test_an_offer_rests_on_a_partys_application() -> None:
    bare = OfferReferral(to=COMMISSION, reason="调解不成")
    refusal = failed().refuses(bare, "referral_needs_application", **TO_COMMISSION)
    assert rule_of(refusal) == "REFERRAL.APPLICATION"
    stranger = OfferReferral(to=COMMISSION, reason="调解不成", applicant=8)
    failed().refuses(stranger, "unknown_party", **TO_COMMISSION)


def test_an_offer_says_why_and_goes_to_somebody_else_who_can_take_it() -> None:
    blank = OfferReferral(to=COMMISSION, reason=" ", applicant=1)
    assert rule_of(failed().refuses(blank, "referral_needs_reason", **TO_COMMISSION)) == (
        "REFERRAL.CONSENT"
    )
    failed().refuses(REFERRAL, "not_a_receiver", organisation=COURT_BODY)
    back = OfferReferral(to=CENTRE, reason="误操作", consented_by=(1,))
    failed().refuses(back, "offer_to_itself", organisation=CENTRE_BODY)


def test_custody_stays_with_the_sender_until_the_offer_is_accepted() -> None:
    scenario = offered()
    assert scenario.dispute.custodian == CENTRE
    assert scenario.stands(State.MEDIATION_FAILED)
    only(scenario.when(ReportReferralDelivered(offer=1)), e.ReferralDelivered)
    only(scenario.when(ReportReferralReceived(offer=1)), e.ReferralReceived)
    assert scenario.dispute.custodian == CENTRE
    only(scenario.when(AcceptReferral(offer=1)), e.ReferralAccepted)
    assert scenario.dispute.custodian == COMMISSION
    assert scenario.stands(State.ARBITRATION_FILED)
    assert scenario.dispute.offer is None


def test_the_sender_reads_on_after_acceptance() -> None:
    assert str(CENTRE) in involved(referred().after(NOT_ACCEPTED).dispute)
    filed_elsewhere = referred().after((NOT_ACCEPTED), (FILED_AGAIN, TO_COMMISSION))
    assert str(CENTRE) in involved(filed_elsewhere.dispute)


FILED_AGAIN = ReportArbitrationFiled(commission=COMMISSION, by_party=1)


def test_the_commissions_period_runs_from_its_receipt_of_the_application() -> None:
    received = offered().after(ReportReferralReceived(offer=1), on=TODAY)
    received.when(AcceptReferral(offer=1), date(2026, 3, 13), today=date(2026, 3, 13))
    assert received.dispute.arbitration is not None
    assert received.dispute.arbitration.filed_on == TODAY
    without = offered()
    without.when(AcceptReferral(offer=1), date(2026, 3, 13), today=date(2026, 3, 13))
    assert without.dispute.arbitration is not None
    assert without.dispute.arbitration.filed_on == date(2026, 3, 13)


def test_transport_and_receipt_said_again_add_nothing() -> None:
    scenario = offered().after(ReportReferralReceived(offer=1))
    assert scenario.when(ReportReferralReceived(offer=1)) == ()
    assert scenario.when(ReportReferralDelivered(offer=1)) == ()


def test_at_most_one_offer_is_in_flight() -> None:
    refusal = offered().refuses(REFERRAL, "offer_in_flight", **TO_COMMISSION)
    assert rule_of(refusal) == "REFERRAL.ONE"


def test_nothing_is_answered_that_was_never_offered() -> None:
    failed().refuses(AcceptReferral(offer=1), "no_offer_in_flight")
    offered().refuses(AcceptReferral(offer=2), "another_offer")


@pytest.mark.parametrize(
    ("winner", "loser", "outcome", "by"),
    [
        (RECALL, AcceptReferral(offer=1), "recalled", CENTRE),
        (AcceptReferral(offer=1), RECALL, "accepted", COMMISSION),
        (AcceptReferral(offer=1), AcceptReferral(offer=1), "accepted", COMMISSION),
        (REFUSAL, RECALL, "refused", COMMISSION),
    ],
)
def test_the_loser_of_a_race_is_told_what_won_when_and_by_whom(
    winner: object, loser: RecallReferral, outcome: str, by: object
) -> None:
    scenario = offered().after(winner)
    refusal = scenario.refuses(loser, "offer_decided")
    assert refusal.data == {
        "offer": 1,
        "outcome": outcome,
        "outcome_zh": refusal.data["outcome_zh"],
        "outcome_en": refusal.data["outcome_en"],
        "on": TODAY.isoformat(),
        "at": "",
        "by": str(by),
        "overtaken_by": "",
    }
    assert str(refusal.data["outcome_zh"]) in refusal.zh


def test_who_comes_after_the_commission_has_decided_is_still_told_what_won() -> None:
    late = referred().after(ACCEPTED).refuses(RECALL, "offer_decided")
    assert isinstance(late, NotAllowedInThisState)
    assert late.data["outcome"] == "accepted"
    filing = referred().refuses(FILED, "offer_decided", **TO_COMMISSION)
    assert filing.data["by"] == str(COMMISSION)
    at_commission().refuses(FILED, "not_in_this_state", **TO_COMMISSION)
    at_commission().after(ACCEPTED).refuses(RECALL, "not_in_this_state")


def test_what_won_is_told_to_the_instant_where_it_is_known() -> None:
    scenario = offered()
    at_instant = datetime(2026, 3, 10, 2, 30, tzinfo=UTC)
    scenario.when(RECALL, occurred_at=at_instant)
    refusal = scenario.refuses(AcceptReferral(offer=1), "offer_decided")
    assert refusal.data["at"] == "2026-03-10T02:30:00+00:00"


def test_a_refused_offer_can_be_made_again_under_a_new_number() -> None:
    scenario = offered().after(REFUSAL)
    again = only(scenario.when(REFERRAL, **TO_COMMISSION), e.ReferralOffered)
    assert again.offer == 2
    late = scenario.refuses(AcceptReferral(offer=1), "offer_decided")
    assert late.data["outcome"] == "refused"
    assert scenario.dispute.past_offers[0].ground is RefusalGround.MATERIALS_MISSING


def test_a_refusal_has_a_coded_ground_or_says_why() -> None:
    other = RefuseReferral(offer=1, ground=RefusalGround.OTHER)
    offered().refuses(other, "ground_needs_words")
    said = RefuseReferral(offer=1, ground=RefusalGround.OTHER, reason="搬迁停办")
    only(offered().when(said), e.ReferralRefused)


def test_an_offer_is_answered_by_its_receiver_and_recalled_by_its_sender() -> None:
    for answer in (AcceptReferral(offer=1), REFUSAL, ReportReferralReceived(offer=1)):
        refusal = offered().refuses(answer, "not_the_receiver", **at(CENTRE))
        assert isinstance(refusal, NotPermitted)
        offered().when(answer, **at(COMMISSION))
    offered().refuses(RECALL, "not_the_sender", **at(COMMISSION))
    offered().when(RECALL, **at(CENTRE))
    delivered = ReportReferralDelivered(offer=1)
    offered().refuses(delivered, "not_the_receiver", **at(STUDIO))
    offered().when(delivered, **at(CENTRE))
    offered().when(delivered, **at(COMMISSION))


def test_an_answer_is_not_before_its_offer() -> None:
    offered().refuses(AcceptReferral(offer=1), "before_the_offer", ON)


def test_an_offer_expires_after_its_last_day_and_not_before() -> None:
    scenario = offered()
    assert scenario.dispute.offer is not None
    assert scenario.dispute.offer.expires_on == LAST_TO_ANSWER
    expiry = ReportReferralExpired(offer=1)
    early = scenario.refuses(expiry, "offer_not_expired", LAST_TO_ANSWER, today=LAST_TO_ANSWER)
    assert rule_of(early) == "REFERRAL.EXPIRY"
    after = date(2026, 3, 25)
    late = scenario.refuses(AcceptReferral(offer=1), "offer_past_expiry", after)
    assert isinstance(late, OutsideLegalLimit)
    expired = only(scenario.when(expiry, after), e.ReferralExpired)
    assert expired.expires_on == LAST_TO_ANSWER
    assert scenario.dispute.custodian == CENTRE
    told = scenario.refuses(AcceptReferral(offer=1), "offer_decided", after)
    assert (told.data["outcome"], told.data["by"]) == ("expired", "")


def test_the_sender_may_name_the_last_day() -> None:
    named = OfferReferral(to=COMMISSION, reason="急", applicant=1, expires_on=date(2026, 3, 12))
    scenario = failed().after((named, TO_COMMISSION))
    assert scenario.dispute.offer is not None
    assert scenario.dispute.offer.expires_on == date(2026, 3, 12)
    past = OfferReferral(to=COMMISSION, reason="急", applicant=1, expires_on=ON)
    failed().refuses(past, "expires_before_offered", **TO_COMMISSION)


def test_a_dispute_can_be_referred_before_mediation_begins() -> None:
    scenario = registered().after((REFERRAL, TO_COMMISSION), AcceptReferral(offer=1), on=ON)
    assert scenario.stands(State.ARBITRATION_FILED)


def test_an_offer_made_before_the_terms_is_accepted_after_them() -> None:
    scenario = in_mediation().after((REFERRAL, TO_COMMISSION), terms(), AcceptReferral(offer=1))
    assert scenario.stands(State.ARBITRATION_FILED)


def test_a_listed_session_ends_with_the_hand_over() -> None:
    session = ScheduleSession(
        starts_at=datetime(2026, 3, 12, 6, tzinfo=UTC), mode=SessionMode.IN_ROOM, place="第一调解室"
    )
    scenario = in_mediation().after(session, (REFERRAL, TO_COMMISSION), AcceptReferral(offer=1))
    assert scenario.dispute.listed_sessions == ()


def test_an_agreement_that_is_kept_is_not_arbitrated() -> None:
    refusal = effective().refuses(REFERRAL, "agreement_is_kept", **TO_COMMISSION)
    assert rule_of(refusal) == "MED.FOLLOW"
    breached = effective()
    breached.when(REFERRAL, BREACH_ON, **TO_COMMISSION)
    assert breached.dispute.offer is not None


def applied() -> Scenario:
    joint = ApplyForConfirmation(court=COURT, applicants=(1, 2))
    return effective().after((joint, {"organisation": COURT_BODY}))


def test_an_agreement_that_a_court_turned_down_may_be_arbitrated() -> None:
    refused = applied().after(ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR))
    refused.when(REFERRAL, **TO_COMMISSION)
    assert refused.dispute.offer is not None
    withdrawn = applied().after(ReportConfirmationWithdrawn(by=(1,)))
    withdrawn.refuses(REFERRAL, "agreement_is_kept", **TO_COMMISSION)


def test_after_a_wrong_commission_the_right_one_is_asked() -> None:
    right = OfferReferral(to=OTHER_COMMISSION, reason="管辖", applicant=1)
    to_other: dict[str, Any] = {"organisation": OTHER_COMMISSION_BODY}
    refusal = (
        at_commission()
        .after(NOT_ACCEPTED, on=ON)
        .refuses(right, "not_a_wrong_commission", **to_other)
    )
    assert rule_of(refusal) == "ARB.ACCEPT"
    assert refusal.allowed == ("litigation_filed",)
    wrong = type(NOT_ACCEPTED)(ground=ArbitrationBar.WRONG_COMMISSION)
    scenario = at_commission().after(wrong, on=ON).after((right, to_other), AcceptReferral(offer=1))
    assert scenario.dispute.custodian == OTHER_COMMISSION


def test_a_partys_own_filing_recalls_the_offer_and_says_so() -> None:
    scenario = in_mediation().after((REFERRAL, TO_COMMISSION))
    recalled, filed = scenario.when(FILED, **TO_COMMISSION)
    assert recalled.reason == "filed_by_party"
    assert isinstance(filed, e.ArbitrationFiled)
    (past,) = scenario.dispute.past_offers
    assert (past.end, past.overtaken_by, past.by) == (
        OfferEnd.RECALLED,
        Overtaken.FILED_BY_PARTY,
        None,
    )


def test_an_amendment_leaves_the_offer_open() -> None:
    scenario = effective()
    scenario.when(REFERRAL, BREACH_ON, **TO_COMMISSION)
    scenario.when(AmendAgreement(terms=terms(9).terms, consented_by=(1, 2)), BREACH_ON)
    scenario.when(AcceptReferral(offer=1), BREACH_ON)
    assert scenario.stands(State.ARBITRATION_FILED)


def test_an_application_to_a_court_or_commission_recalls_the_offer() -> None:
    refused = applied().after(ReportConfirmationRefused(ground=ConfirmationFault.UNCLEAR))
    refused.when(REFERRAL, **TO_COMMISSION)
    review = ApplyForReview(commission=COMMISSION, applicants=(1, 2))
    recalled, asked = refused.when(review, **TO_COMMISSION)
    assert recalled.reason == "reinforcement_applied"
    assert isinstance(asked, e.ReviewApplied)
    assert refused.dispute.offer is None


def test_a_refusal_of_the_first_release_has_no_coded_ground() -> None:
    first = {"offer": 1, "reason": "材料不全"}
    e.ReferralRefused.upcast_v1_v2(first)
    assert first == {"offer": 1, "reason": "材料不全", "ground": "other"}

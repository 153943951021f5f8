"""Hand-over: one offer in flight, one winner, one custodian; arbitration as far as acceptance."""

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
)
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.mediation import RecordFailure
from services.workflow.domain.dispute.parts import Disposition, FailureCode, FailureReason
from services.workflow.domain.dispute.referral import (
    AcceptReferral,
    OfferReferral,
    RecallReferral,
    RefuseReferral,
    ReportReferralDelivered,
    ReportReferralReceived,
)
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COMMISSION_BODY,
    COURT_BODY,
    ON,
    effective,
    in_mediation,
    registered,
)
from tests.support.given_when_then import Scenario, only

OFFER = OfferReferral(to=COMMISSION, reason="调解不成", applicant=1)
TO_COMMISSION = {"organisation": COMMISSION_BODY}
FAILURE = RecordFailure(reasons=(FailureReason(code=FailureCode.GAP_TOO_WIDE),))
OWN_FILING = ReportArbitrationFiled(commission=COMMISSION, by_party=1, reference="网上立案")


def offered() -> Scenario:
    return in_mediation().after(FAILURE, (OFFER, TO_COMMISSION), on=ON)


def test_an_offer_rests_on_a_partys_application() -> None:
    bare = OfferReferral(to=COMMISSION, reason="调解不成")
    refusal = in_mediation().refuses(bare, "referral_needs_application", ON, **TO_COMMISSION)
    assert refusal.rule is not None
    assert refusal.rule.id == "REFERRAL.APPLICATION"
    stranger = OfferReferral(to=COMMISSION, reason="调解不成", applicant=8)
    in_mediation().refuses(stranger, "unknown_party", ON, **TO_COMMISSION)


def test_an_offer_goes_to_a_commission() -> None:
    in_mediation().refuses(OFFER, "not_a_commission", ON, organisation=COURT_BODY)


def test_custody_stays_with_the_sender_until_the_offer_is_accepted() -> None:
    scenario = offered()
    assert scenario.dispute.custodian == CENTRE
    assert scenario.stands(State.MEDIATION_FAILED)
    only(scenario.when(ReportReferralDelivered(offer=1), ON), e.ReferralDelivered)
    only(scenario.when(ReportReferralReceived(offer=1), ON), e.ReferralReceived)
    assert scenario.dispute.custodian == CENTRE
    only(scenario.when(AcceptReferral(offer=1), ON), e.ReferralAccepted)
    assert scenario.dispute.custodian == COMMISSION
    assert scenario.stands(State.ARBITRATION_FILED)
    assert scenario.dispute.offer is None


def test_transport_and_receipt_said_again_add_nothing() -> None:
    scenario = offered().after(ReportReferralReceived(offer=1), on=ON)
    assert scenario.when(ReportReferralReceived(offer=1), ON) == ()
    assert scenario.when(ReportReferralDelivered(offer=1), ON) == ()


def test_at_most_one_offer_is_in_flight() -> None:
    offered().refuses(OFFER, "offer_in_flight", ON, **TO_COMMISSION)


def test_after_a_recall_nothing_can_be_accepted_and_the_other_way_round() -> None:
    recalled = offered().after(RecallReferral(offer=1, reason="申请人撤回"), on=ON)
    recalled.refuses(AcceptReferral(offer=1), "no_offer_in_flight", ON)
    taken = offered().after(AcceptReferral(offer=1), on=ON)
    taken.refuses(RecallReferral(offer=1, reason="申请人撤回"), "not_in_this_state", ON)


def test_a_refused_offer_can_be_made_again_under_a_new_number() -> None:
    scenario = offered().after(RefuseReferral(offer=1, reason="缺少申请书"), on=ON)
    again = only(scenario.when(OFFER, ON, **TO_COMMISSION), e.ReferralOffered)
    assert again.offer == 2
    refusal = scenario.refuses(AcceptReferral(offer=1), "another_offer", ON)
    assert refusal.data["current"] == 2


def test_a_dispute_can_be_referred_before_mediation_begins() -> None:
    scenario = registered().after((OFFER, TO_COMMISSION), AcceptReferral(offer=1), on=ON)
    assert scenario.stands(State.ARBITRATION_FILED)


def test_a_partys_own_filing_ends_mediation_and_recalls_the_offer() -> None:
    scenario = in_mediation().after((OFFER, TO_COMMISSION), on=ON)
    recalled, filed = scenario.when(OWN_FILING, ON, **TO_COMMISSION)
    assert recalled.reason == "filed_by_party"
    assert isinstance(filed, e.ArbitrationFiled)
    assert scenario.dispute.custodian == COMMISSION
    assert scenario.dispute.offer is None


def test_a_party_files_with_a_commission_and_is_a_party() -> None:
    in_mediation().refuses(OWN_FILING, "not_a_commission", ON, organisation=COURT_BODY)
    stranger = ReportArbitrationFiled(commission=COMMISSION, by_party=8)
    in_mediation().refuses(stranger, "unknown_party", ON, **TO_COMMISSION)


def test_the_commission_accepts_and_numbers_the_case() -> None:
    scenario = effective().after((OWN_FILING, TO_COMMISSION), on=ON)
    number = "甬余姚劳人仲案〔2026〕8号"
    only(scenario.when(ReportArbitrationAccepted(number=number), ON), e.ArbitrationAccepted)
    assert scenario.stands(State.IN_ARBITRATION)
    assert scenario.dispute.arbitration_number == number
    assert scenario.dispute.claims[0].disposition is Disposition.ARBITRATED

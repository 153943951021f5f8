"""Hand-over to another mediation organisation, and the way back: offered and accepted the same way."""

from uuid import UUID

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.decider import obstacle
from services.workflow.domain.dispute.lifecycle import MOVE, State
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    DeclineGround,
    Disposition,
    Mandate,
    MandateResult,
    RecusedBy,
    RefusalGround,
    ReturnGround,
    SuspensionCause,
)
from services.workflow.domain.dispute.permissions import involved, may_read
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReferral,
    OfferReturn,
    RecallReferral,
    RefuseReferral,
)
from services.workflow.domain.dispute.stages.intake.intake import DeclineApplication
from services.workflow.domain.dispute.stages.mediation.assignment import RecuseMediator
from services.workflow.domain.dispute.stages.mediation.mediation import (
    ResumeMediation,
    SuspendMediation,
)
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    MEDIATOR,
    ON,
    accepted,
    effective,
    in_mediation,
    registered,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario, given_on, only
from tests.support.handover_builders import (
    FAILURE,
    REFERRAL,
    STUDIO,
    TAKEN_UP,
    TO_COMMISSION,
    TO_STUDIO,
    TRANSFER,
    at,
    failed,
    offered,
    referred,
    transferred,
)
from tests.support.tribunal_builders import (
    ACCEPTED,
    NOT_ACCEPTED,
    OTHER_COMMISSION,
    OTHER_COMMISSION_BODY,
    at_commission,
    rule_of,
    suit_open,
)

ANSWERS = {"referral_received", "referral_accepted", "referral_refused"}
OF_OFFERS = {"referral_delivered", "referral_recalled", "referral_expired", *ANSWERS}
BACK = OfferReturn(ground=ReturnGround.WRONG_JURISDICTION)


def test_a_transfer_needs_every_applicants_consent() -> None:
    alone = OfferReferral(to=STUDIO, reason="更近", consented_by=(2,))
    refusal = in_mediation().refuses(alone, "transfer_needs_consent", **TO_STUDIO)
    assert rule_of(refusal) == "REFERRAL.CONSENT"
    stranger = OfferReferral(to=STUDIO, reason="更近", consented_by=(1, 8))
    in_mediation().refuses(stranger, "unknown_party", **TO_STUDIO)


def test_there_is_nothing_to_mediate_elsewhere_under_an_agreement_or_before_a_suit() -> None:
    for scenario in (effective(), suit_open()):
        refusal = scenario.refuses(TRANSFER, "transfer_not_mediable", **TO_STUDIO)
        assert rule_of(refusal) == "MED.FOLLOW"


def test_the_receiver_of_a_transfer_mediates_on_with_the_same_dates() -> None:
    scenario = in_mediation().after((TRANSFER, TO_STUDIO))
    assert scenario.dispute.custodian == CENTRE
    accepted_event = only(scenario.when(AcceptReferral(offer=1)), e.TransferAccepted)
    assert accepted_event.by == STUDIO
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.organisation) == (
        State.ACCEPTED,
        STUDIO,
        STUDIO,
    )
    assert (dispute.received_on, dispute.accepted_on) == (ON, ON)
    assert dispute.mediator is None
    assert dispute.earlier_mediators == (MEDIATOR,)
    assert str(CENTRE) in involved(dispute)


def test_whoever_takes_over_an_application_accepts_it_with_the_other_sides_consent() -> None:
    scenario = registered().after((TRANSFER, TO_STUDIO))
    refusal = scenario.refuses(AcceptReferral(offer=1), "consent_not_recorded")
    assert rule_of(refusal) == "MED.CONSENT"
    scenario.when(AcceptReferral(offer=1, other_side_consented_on=TODAY))
    assert scenario.dispute.consented_on == TODAY
    assert scenario.dispute.accepted_on == TODAY


def test_a_body_that_declined_as_the_wrong_one_hands_over_to_the_right_one() -> None:
    wrong = DeclineApplication(ground=DeclineGround.WRONG_BODY, guidance="移送工会工作室")
    scenario = registered().after(wrong, (TRANSFER, TO_STUDIO))
    scenario.when(AcceptReferral(offer=1, other_side_consented_on=TODAY))
    assert scenario.stands(State.ACCEPTED)


def test_what_failed_is_open_again_with_the_receiver() -> None:
    scenario = failed().after((TRANSFER, TO_STUDIO), AcceptReferral(offer=1))
    assert scenario.dispute.open_claims == (1,)
    scenario.after(BACK, AcceptReferral(offer=2))
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED


def test_a_suspension_ends_with_the_transfer_and_stands_again_after_the_return() -> None:
    suspend = SuspendMediation(cause=SuspensionCause.BOTH_ASK)
    scenario = in_mediation().after((TRANSFER, TO_STUDIO), suspend, AcceptReferral(offer=1))
    assert scenario.dispute.period.suspended_on is None
    assert scenario.dispute.period.suspensions == ((TODAY, TODAY),)
    scenario.after(BACK, AcceptReferral(offer=2))
    assert scenario.stands(State.MEDIATION_SUSPENDED)
    assert scenario.dispute.period.suspended_on == TODAY
    scenario.when(ResumeMediation())
    assert scenario.stands(State.IN_MEDIATION)


def test_a_return_is_offered_to_the_sender_and_ends_where_it_stood() -> None:
    scenario = transferred()
    back = only(scenario.when(BACK), e.ReturnOffered)
    assert back.to == CENTRE
    assert scenario.dispute.custodian == STUDIO
    only(scenario.when(AcceptReferral(offer=2)), e.ReturnAccepted)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.organisation, dispute.mediator) == (
        State.IN_MEDIATION,
        CENTRE,
        CENTRE,
        MEDIATOR,
    )
    assert str(STUDIO) in involved(dispute)
    scenario.when(FAILURE)


def test_the_commission_returns_what_it_has_not_decided_on() -> None:
    scenario = referred().after(BACK, AcceptReferral(offer=2))
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.custodian == CENTRE
    assert scenario.dispute.arbitration is None
    assert str(COMMISSION) in involved(scenario.dispute)


def test_a_returned_dispute_is_offered_to_the_commission_that_has_jurisdiction() -> None:
    scenario = referred().after(BACK, AcceptReferral(offer=2))
    other = OfferReferral(to=OTHER_COMMISSION, reason="管辖", applicant=1)
    scenario.after((other, {"organisation": OTHER_COMMISSION_BODY}), AcceptReferral(offer=3))
    assert scenario.dispute.custodian == OTHER_COMMISSION
    assert [past.no for past in scenario.dispute.past_offers] == [1, 2, 3]


def test_a_commission_gets_back_with_the_case_what_it_had_decided() -> None:
    wrong = type(NOT_ACCEPTED)(ground=ArbitrationBar.WRONG_COMMISSION)
    right = OfferReferral(to=OTHER_COMMISSION, reason="管辖", applicant=1)
    scenario = at_commission().after(wrong, on=ON)
    scenario.after((right, {"organisation": OTHER_COMMISSION_BODY}), AcceptReferral(offer=1))
    scenario.after(BACK, AcceptReferral(offer=2))
    assert scenario.stands(State.SUIT_OPEN)
    assert scenario.dispute.arbitration is not None
    assert scenario.dispute.arbitration.was_wrong_commission
    again = OfferReferral(to=OTHER_COMMISSION, reason="管辖已明", applicant=1)
    scenario.when(again, organisation=OTHER_COMMISSION_BODY)


@pytest.mark.parametrize("answer", ["refused", "recalled"])
def test_a_return_that_is_not_accepted_leaves_the_receiver_with_it(answer: str) -> None:
    scenario = referred().after(BACK)
    refused = RefuseReferral(offer=2, ground=RefusalGround.WRONG_JURISDICTION)
    recalled = RecallReferral(offer=2, reason="误退")
    scenario.when(refused if answer == "refused" else recalled)
    assert scenario.dispute.custodian == COMMISSION
    scenario.when(ACCEPTED)


def test_only_what_was_handed_over_is_returned() -> None:
    for scenario in (accepted(), at_commission()):
        refusal = scenario.refuses(BACK, "nothing_to_return")
        assert rule_of(refusal) == "REFERRAL.RETURN"


def test_a_second_return_is_not_offered_while_one_is_in_flight() -> None:
    referred().after(BACK).refuses(BACK, "offer_in_flight")


def test_a_return_without_a_coded_ground_says_why() -> None:
    other = OfferReturn(ground=ReturnGround.OTHER)
    refusal = referred().refuses(other, "ground_needs_words")
    assert rule_of(refusal) == "REFERRAL.RETURN"
    referred().when(OfferReturn(ground=ReturnGround.OTHER, reason="材料在原单位"))


def test_what_has_a_mediator_of_the_receivers_is_no_longer_returned() -> None:
    scenario = transferred().after(TAKEN_UP)
    scenario.refuses(BACK, "not_in_this_state")
    recused = scenario.after(RecuseMediator(by=RecusedBy.PARTY, reason="有往来"))
    assert recused.stands(State.ACCEPTED)
    refusal = recused.refuses(BACK, "taken_up_already")
    assert rule_of(refusal) == "REFERRAL.RETURN"


def test_a_return_offered_before_work_began_can_be_accepted_after_it() -> None:
    scenario = transferred().after(BACK, TAKEN_UP, AcceptReferral(offer=2))
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.custodian == CENTRE
    assert scenario.dispute.mediator == MEDIATOR


def test_a_draft_that_was_not_signed_comes_back_with_the_dispute() -> None:
    scenario = in_mediation().after((REFERRAL, TO_COMMISSION), terms(), AcceptReferral(offer=1))
    scenario.after(BACK, AcceptReferral(offer=2))
    assert scenario.stands(State.AGREED)


def test_the_sender_reads_only_after_acceptance_what_the_receiver_then_does() -> None:
    studio = at(STUDIO)["actor"]
    offer_to_studio = in_mediation().after((TRANSFER, TO_STUDIO))
    assert may_read(studio, offer_to_studio.dispute)
    refused = offer_to_studio.after(RefuseReferral(offer=1, ground=RefusalGround.NO_CAPACITY))
    assert not may_read(studio, refused.dispute)
    assert may_read(at(CENTRE)["actor"], transferred().dispute)


def test_a_scenario_of_offers_keeps_one_custodian_at_every_version() -> None:
    scenario = transferred().after(BACK, AcceptReferral(offer=2))
    for version in range(1, len(scenario.past) + 1):
        assert Scenario(past=scenario.past[:version]).dispute.custodian in {CENTRE, STUDIO}
    assert offered().dispute.custodian == CENTRE


def test_answers_to_no_offer_and_returns_of_nothing_change_nothing() -> None:
    stray = (
        e.ReferralDelivered(occurred_on=TODAY, offer=1),
        e.ReferralExpired(occurred_on=TODAY, offer=1, expires_on=TODAY),
        e.ReturnAccepted(occurred_on=TODAY, offer=1, by=CENTRE),
        e.MandateReturned(
            occurred_on=TODAY, mandate=Mandate.SELF, to=COMMISSION, result=MandateResult.FAILURE
        ),
    )
    before = in_mediation()
    after = Scenario(past=[*before.past, *stray])
    assert msgspec.structs.replace(after.dispute, last_on=before.dispute.last_on) == before.dispute


def test_what_the_receiver_drafted_does_not_come_back_with_the_dispute() -> None:
    scenario = transferred().after(BACK, TAKEN_UP, terms(), AcceptReferral(offer=2))
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.agreement is None


def test_only_the_offer_in_flight_decides_who_is_told_that_an_answer_is_open() -> None:
    """The sender of an accepted transfer answers its return, and the returning body takes it back."""
    scenario = transferred()
    returned = scenario.after(BACK).dispute

    def told(body: UUID) -> set[str]:
        given = given_on(TODAY, **at(body))
        return {move for move in OF_OFFERS if obstacle(move, returned, given) is None}

    assert told(CENTRE) == {"referral_delivered", *ANSWERS}
    assert told(STUDIO) == {"referral_delivered", "referral_recalled", "referral_expired"}
    assert told(COMMISSION) == set()


def test_a_refusal_names_instead_what_is_open_now_and_nothing_that_time_does() -> None:
    scenario = in_mediation()

    refusal = scenario.refuses(AcceptReferral(offer=1), "no_offer_in_flight")

    assert {"offer_referral", "record_terms", "correct_fact"} <= set(refusal.allowed)
    assert not set(OF_OFFERS) & set(refusal.allowed)
    assert not {"unlink_matter", "mandate_returned", "offer_return"} & set(refusal.allowed)
    assert not any(MOVE[move].is_lapse for move in refusal.allowed)

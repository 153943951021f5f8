"""What the record shows of offers, hand-overs and mandates."""

import msgspec

from services.workflow.domain.dispute.parts import MandateResult, RefusalGround, ReturnGround
from services.workflow.domain.dispute.stages.handover.mandate import ReturnMandate
from services.workflow.domain.dispute.stages.handover.referral import (
    AcceptReferral,
    OfferReturn,
    RefuseReferral,
    ReportReferralReceived,
)
from services.workflow.http.record.handover import handover_of
from tests.support.builders import CENTRE, COMMISSION
from tests.support.given_when_then import TODAY
from tests.support.handover_builders import (
    LAST_TO_ANSWER,
    REFERRAL,
    STUDIO,
    TAKEN_UP,
    TO_COMMISSION,
    entrusted,
    offered,
    transferred,
)


def test_an_offer_in_flight_is_shown_with_its_receipt_and_last_day() -> None:
    shown = handover_of(offered().after(ReportReferralReceived(offer=1)).dispute)

    assert shown.offer is not None
    assert (shown.offer.sender, shown.offer.to) == (CENTRE, COMMISSION)
    assert (shown.offer.received_on, shown.offer.expires_on) == (TODAY, LAST_TO_ANSWER)
    assert msgspec.to_builtins(shown)["offer"]["kind"] == "referral"


def test_offers_that_ended_are_shown_with_how_when_and_by_whom() -> None:
    refused = RefuseReferral(offer=1, ground=RefusalGround.OUT_OF_SCOPE)
    scenario = offered().after(refused, (REFERRAL, TO_COMMISSION), AcceptReferral(offer=2))
    shown = handover_of(scenario.dispute)

    assert [(past.end, past.ended_by, past.ground) for past in shown.past_offers] == [
        ("refused", COMMISSION, RefusalGround.OUT_OF_SCOPE),
        ("accepted", COMMISSION, None),
    ]
    assert [(over.sender, over.is_returnable) for over in shown.handed_over] == [(CENTRE, True)]


def test_what_the_receiver_took_up_is_shown_as_no_longer_returnable() -> None:
    (over,) = handover_of(transferred().after(TAKEN_UP).dispute).handed_over

    assert not over.is_returnable
    returned = transferred().after(
        OfferReturn(ground=ReturnGround.SENT_IN_ERROR), AcceptReferral(offer=2)
    )
    assert handover_of(returned.dispute).handed_over == ()


def test_a_mandate_is_shown_while_it_runs_and_after_its_return() -> None:
    scenario = entrusted()
    shown = handover_of(scenario.dispute)
    assert shown.mandate is not None
    assert (shown.mandate.body, shown.mandate.reference) == (COMMISSION, "托1号")
    assert shown.mandate.due_on == LAST_TO_ANSWER
    assert shown.pending_before == COMMISSION

    scenario.when(ReturnMandate(result=MandateResult.FAILURE, report="差距过大"))

    after = handover_of(scenario.dispute)
    assert after.mandate is None
    assert [(past.organisation, past.result) for past in after.past_mandates] == [
        (STUDIO, "failure")
    ]

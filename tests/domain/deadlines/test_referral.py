"""The clock of an offer in flight."""

from datetime import date

import msgspec

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.referral import offer_period
from services.workflow.domain.dispute.stages.handover.referral import ReportReferralExpired
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY
from tests.support.handover_builders import (
    LAST_TO_ANSWER,
    REFERRAL,
    TO_COMMISSION,
    failed,
    offered,
    referred,
)

KEY = "REFERRAL.EXPIRY:offers/1"
AFTER = date(2026, 3, 25)


def test_an_offer_waits_to_its_last_day() -> None:
    dispute = offered().dispute
    waits = one_of(dispute, KEY, LAST_TO_ANSWER)
    assert (waits.due_on, waits.status) == (LAST_TO_ANSWER, Status.RUNNING)
    assert one_of(dispute, KEY, AFTER).status is Status.LAPSED


def test_the_sender_may_name_the_last_day_and_it_does_not_roll() -> None:
    saturday = date(2026, 3, 14)
    named = msgspec.structs.replace(REFERRAL, expires_on=saturday)
    assert one_of(failed().after((named, TO_COMMISSION)).dispute, KEY).due_on == saturday


def test_an_offer_that_names_no_day_has_that_of_the_rule() -> None:
    offer = offered().dispute.offer
    assert offer is not None
    facts = offer_period(msgspec.structs.replace(offer, expires_on=None))
    assert (facts.start_on, facts.until) == (TODAY, None)


def test_an_offer_that_ended_has_no_clock_any_more() -> None:
    assert KEY not in all_of(referred().dispute)
    assert KEY not in all_of(offered().after(ReportReferralExpired(offer=1), on=AFTER).dispute)

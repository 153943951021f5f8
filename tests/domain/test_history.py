"""A ledger's record becomes the events that live work would have left, in the order they happened."""

from datetime import date, timedelta
from typing import Any

import pytest

from services.workflow.domain.dispute.events import (
    AgreementTookEffect,
    ApplicationAccepted,
    ApplicationDeclined,
    ApplicationWithdrawn,
    ArbitrationAccepted,
    ArbitrationFiled,
    ConfirmationApplied,
    ConfirmationDocketed,
    ConfirmationGranted,
    DirectFilingRecorded,
    DisputeClosed,
    DisputeRegistered,
    DisputeReopened,
    MediationFailed,
    MediatorAssigned,
    PerformanceRecorded,
    ReferralAccepted,
    ReferralOffered,
    SettledOnTheSpot,
    TermsRecorded,
)
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.history.record import (
    Confirmation,
    Result,
    Untellable,
)
from services.workflow.domain.dispute.history.step import CloseOnRecord
from services.workflow.domain.dispute.history.telling import Told, resume
from services.workflow.domain.dispute.parts import Channel, DeclineGround, Forum, Mandate, Outcome
from services.workflow.domain.values.money import Fen
from tests.support.builders import (
    CERTIFIED,
    COMMISSION_BODY,
    COURT_BODY,
    MEDIATOR,
)
from tests.support.given_when_then import given_on
from tests.support.histories import (
    AGREED,
    DAY,
    ID,
    TODAY,
    codes,
    day,
    events,
    kinds,
    record,
    refused,
    told,
)

TO_AGREEMENT = [
    DisputeRegistered,
    ApplicationAccepted,
    MediatorAssigned,
    TermsRecorded,
    AgreementTookEffect,
]


def test_a_row_without_a_result_is_open() -> None:
    assert kinds() == [DisputeRegistered]
    assert kinds(accepted_on=day(1)) == [DisputeRegistered, ApplicationAccepted]


def test_the_foreign_number_and_the_mandate_are_kept() -> None:
    (registered,) = events(channel=Channel.COURT_DELEGATED)

    assert registered.case_number == "2026-001"
    assert registered.mandate is Mandate.COURT_DELEGATED
    assert registered.occurred_on == DAY


def test_an_agreement_takes_effect_on_its_own_day_and_is_closed_on_the_last_one() -> None:
    happened = events(**AGREED)

    assert [type(event) for event in happened] == [*TO_AGREEMENT, DisputeClosed]
    assert [e.occurred_on for e in happened] == [day(n) for n in (0, 1, 1, 10, 11, 11)]
    assert happened[2].mediator == MEDIATOR
    assert happened[4].amount == 2_000_000
    assert happened[5].outcome is Outcome.AGREEMENT_EFFECTIVE
    assert codes(**AGREED) == set()


def test_without_a_day_of_effect_the_day_of_the_result_counts_with_a_remark() -> None:
    facts = AGREED | {"effective_on": None}

    assert events(**facts)[4].occurred_on == day(10)
    assert codes(**facts) == {"effective_on_assumed"}


def test_an_agreement_reported_after_its_effect_was_agreed_by_the_effect() -> None:
    happened = events(**AGREED | {"effective_on": day(9)})

    assert [e.occurred_on for e in happened[3:]] == [day(9), day(9), day(10)]


def test_an_agreement_without_an_amount_has_no_terms() -> None:
    happened = events(**AGREED | {"agreed": ()})

    assert happened[3].terms == ()
    assert happened[4].amount is None


@pytest.mark.parametrize(
    ("performed", "outcome"),
    [
        (None, Outcome.AGREEMENT_PERFORMED),
        (Fen(2_000_000), Outcome.AGREEMENT_PERFORMED),
        (Fen(500_000), Outcome.AGREEMENT_EFFECTIVE),
    ],
)
def test_what_was_paid_decides_the_outcome(performed: Fen | None, outcome: Outcome) -> None:
    happened = events(**AGREED, performed_on=day(20), performed=performed)

    assert [type(event) for event in happened[5:]] == [PerformanceRecorded, DisputeClosed]
    assert happened[5].amount == (performed or 2_000_000)
    assert happened[6].outcome is outcome
    assert happened[6].occurred_on == day(20)


DUE = AGREED | {"due_on": day(35)}


def later(known: dict[str, Any], now: dict[str, Any], *, reopens: bool = False) -> list[Told]:
    """What a fuller record adds to a dispute that is known so far."""
    past = events(**known)
    whole = told(**now)
    given = given_on(TODAY, today=TODAY)
    given.is_binding = False
    unknown = [one.step for one in whole if one.event not in past]
    added = [step for step in dict.fromkeys(unknown) if not isinstance(step.act, CloseOnRecord)]
    last_on = max(one.event.occurred_on for one in whole)
    return resume(added, last_on, fold(past, ID), record(**now), given, reopens=reopens)


def test_a_fuller_record_goes_on_where_the_dispute_stands() -> None:
    open_row = {"accepted_on": day(1), "has_mediator": True, "mediator": CERTIFIED}

    more = later(open_row, AGREED)

    assert [type(one.event) for one in more] == [*TO_AGREEMENT[3:], DisputeClosed]


def test_a_payment_added_to_a_closed_record_reopens_records_and_closes_again() -> None:
    more = later(DUE, DUE | {"performed_on": day(40)}, reopens=True)

    assert [type(one.event) for one in more] == [
        DisputeReopened,
        PerformanceRecorded,
        DisputeClosed,
    ]
    assert {one.event.occurred_on for one in more} == {day(40)}


def test_what_happened_before_the_closing_is_added_without_going_back_behind_it() -> None:
    confirmed = DUE | {
        "confirmation": Confirmation.GRANTED,
        "confirmation_on": day(30),
        "confirmation_number": "1号",
    }

    reopened, paid, closed = later(confirmed, confirmed | {"performed_on": day(20)}, reopens=True)

    assert isinstance(paid.event, PerformanceRecorded)
    assert [one.event.occurred_on for one in (reopened, paid, closed)] == [
        day(30),
        day(20),
        day(30),
    ]


def test_what_others_closed_is_not_reopened() -> None:
    with pytest.raises(Untellable) as caught:
        later(DUE, DUE | {"performed_on": day(40)})

    assert caught.value.remark.about == "performed_on"


def test_a_filing_needs_no_reopening_and_leaves_the_dispute_open() -> None:
    more = later(AGREED, AGREED | {"arbitration_accepted_on": day(50)}, reopens=True)

    assert [type(one.event) for one in more] == [ArbitrationFiled, ArbitrationAccepted]


def test_nothing_is_added_to_a_dispute_that_has_gone_another_way() -> None:
    withdrawn = {"result": Result.WITHDRAWN, "result_on": day(3)}

    with pytest.raises(Untellable) as caught:
        later(withdrawn, AGREED)

    assert caught.value.remark.code == "not_in_this_state"
    assert caught.value.remark.about == "accepted_on"


def test_a_payment_before_the_last_signature_is_told_with_a_remark() -> None:
    facts = AGREED | {"performed_on": day(10)}

    assert kinds(**facts) == [*TO_AGREEMENT, PerformanceRecorded, DisputeClosed]
    assert codes(**facts) == {"performed_before_effect"}


def test_performance_needs_its_day_and_an_amount() -> None:
    assert refused(**AGREED, performed=Fen(100)) == ("performed_on", "missing")
    assert refused(**AGREED | {"agreed": (), "performed_on": day(20)}) == ("performed", "missing")


def test_more_paid_than_agreed_is_refused_at_its_field() -> None:
    facts = AGREED | {"performed_on": day(20), "performed": Fen(2_000_001)}

    assert refused(**facts) == ("performed_on", "pays_more_than_due")


def test_a_joint_application_without_an_answer_leaves_the_dispute_open() -> None:
    facts = AGREED | {"confirmation": Confirmation.APPLIED, "confirmation_on": day(15)}

    assert kinds(**facts) == [*TO_AGREEMENT, ConfirmationApplied]
    numbered = facts | {"confirmation_number": "（2026）浙0281民特1号"}
    assert kinds(**numbered) == [*TO_AGREEMENT, ConfirmationApplied, ConfirmationDocketed]


def test_a_granted_confirmation_was_applied_for_within_the_window() -> None:
    facts = AGREED | {
        "confirmation": Confirmation.GRANTED,
        "confirmation_on": day(60),
        "confirmation_number": "（2026）浙0281诉前调确1号",
        "performed_on": day(20),
    }
    happened = events(**facts)

    assert [type(event) for event in happened[5:]] == [
        PerformanceRecorded,
        ConfirmationApplied,
        ConfirmationGranted,
        DisputeClosed,
    ]
    assert happened[6].occurred_on == happened[6].due_rolled
    assert codes(**facts) == {"confirmation_on_assumed"}


def test_an_application_after_the_window_is_told_with_the_breach_as_a_remark() -> None:
    facts = AGREED | {"confirmation": Confirmation.APPLIED, "confirmation_on": day(80)}

    assert codes(**facts) == {"confirmation_too_late"}


def test_a_ruling_needs_its_number_its_day_and_a_court_on_file() -> None:
    granted = AGREED | {"confirmation": Confirmation.GRANTED, "confirmation_on": day(30)}

    assert refused(**granted) == ("confirmation_number", "missing")
    assert refused(**granted | {"confirmation_on": None}) == ("confirmation_on", "missing")
    assert refused(**granted | {"court": None}) == ("confirmation", "missing")


def test_a_mediator_whose_certificate_had_ended_is_a_remark() -> None:
    on = date(2023, 6, 1)
    facts = {"has_mediator": True, "mediator": CERTIFIED, "registered_on": on, "accepted_on": on}

    assert codes(**facts) == {"certificate_not_valid", "not_of_this_organisation"}


def test_a_mediator_who_is_not_on_the_roster_is_assigned_without_a_name() -> None:
    happened = events(has_mediator=True)

    assert [type(event) for event in happened[1:]] == [ApplicationAccepted, MediatorAssigned]
    assert happened[2].mediator is None
    assert codes(has_mediator=True) == {"accepted_on_assumed"}


def test_performed_on_the_spot_settled_and_withdrawn_close_at_once() -> None:
    spot = {"result": Result.ON_THE_SPOT, "agreed": ((1, Fen(100)),)}
    happened = events(**spot, accepted_on=DAY, result_on=DAY)

    assert [type(e) for e in happened[3:]] == [SettledOnTheSpot, DisputeClosed]
    assert happened[3].amount == 100
    assert [
        events(result=result, result_on=day(3))[-1].outcome
        for result in (Result.SETTLED_PRIVATELY, Result.WITHDRAWN)
    ] == [Outcome.SETTLED_PRIVATELY, Outcome.WITHDRAWN]
    assert kinds(result=Result.WITHDRAWN, result_on=day(3)) == [
        DisputeRegistered,
        ApplicationWithdrawn,
        DisputeClosed,
    ]


def test_a_declined_application_is_closed_with_its_ground() -> None:
    ground = DeclineGround.OUT_OF_SCOPE
    happened = events(result=Result.DECLINED, result_on=day(2), decline_ground=ground)

    assert [type(e) for e in happened[1:]] == [ApplicationDeclined, DisputeClosed]
    assert happened[1].ground is ground
    assert refused(result=Result.DECLINED, result_on=day(2)) == ("decline_ground", "missing")


FAILED: dict[str, Any] = {
    "accepted_on": day(1),
    "result": Result.NO_AGREEMENT,
    "result_on": day(12),
}
TO_FAILURE = [DisputeRegistered, ApplicationAccepted, MediationFailed]


def test_a_failed_mediation_is_closed_unless_it_went_on_to_arbitration() -> None:
    assert kinds(**FAILED) == [*TO_FAILURE, DisputeClosed]
    assert kinds(**FAILED, arbitration_accepted_on=day(20)) == [
        *TO_FAILURE,
        ArbitrationFiled,
        ArbitrationAccepted,
    ]


def test_what_the_organisation_handed_over_is_a_referral() -> None:
    assert kinds(**FAILED, referred_on=day(13)) == [*TO_FAILURE, ReferralOffered]
    facts = FAILED | {
        "referred_on": day(13),
        "arbitration_accepted_on": day(18),
        "arbitration_number": "余劳人仲案〔2026〕9号",
    }
    assert kinds(**facts) == [*TO_FAILURE, ReferralOffered, ReferralAccepted, ArbitrationAccepted]
    assert fold(events(**facts), ID).arbitration_number == "余劳人仲案〔2026〕9号"


def test_after_an_agreement_a_party_files_by_itself() -> None:
    assert kinds(**AGREED, referred_on=day(40)) == [*TO_AGREEMENT, ArbitrationFiled]


def test_arbitration_needs_a_commission_on_file() -> None:
    assert refused(**FAILED, referred_on=day(13), commission=None) == ("commission", "missing")


def test_a_direct_filing_is_with_its_body_and_stays_open() -> None:
    (filed,) = events(is_direct=True, body=COURT_BODY)
    accepted = events(is_direct=True, body=COMMISSION_BODY, arbitration_accepted_on=day(4))

    assert filed.forum is Forum.COURT
    assert [type(e) for e in accepted] == [DirectFilingRecorded, ArbitrationAccepted]
    assert refused(is_direct=True) == ("registered_on", "not_a_commission")


@pytest.mark.parametrize(
    ("facts", "about", "code"),
    [
        ({"accepted_on": day(-1)}, "accepted_on", "out_of_order"),
        (AGREED | {"result_on": day(0), "effective_on": day(0)}, "result_on", "out_of_order"),
        (FAILED | {"referred_on": day(5)}, "referred_on", "out_of_order"),
        ({"registered_on": TODAY + timedelta(1)}, "registered_on", "in_the_future"),
        ({"result": Result.WITHDRAWN}, "result_on", "missing"),
    ],
)
def test_a_record_that_contradicts_itself_is_refused_at_its_field(
    facts: dict[str, Any], about: str, code: str
) -> None:
    assert refused(**facts) == (about, code)

"""What courts and commissions answered, decided and were asked, as a ledger has it."""

from datetime import timedelta
from typing import Any

import pytest

from services.workflow.domain.dispute.events import (
    ArbitralStatementServed,
    ArbitralStatementTookEffect,
    ArbitrationAccepted,
    ArbitrationFiled,
    ArbitrationNotAccepted,
    ArbitrationWithdrawn,
    AwardIssued,
    AwardServed,
    AwardTookEffect,
    ConfirmationAnnulled,
    ConfirmationApplied,
    ConfirmationDeemedWithdrawn,
    ConfirmationGranted,
    ConfirmationNotAccepted,
    ConfirmationRefused,
    ConfirmationWithdrawn,
    CourtStatementServed,
    DirectFilingRecorded,
    DisputeClosed,
    JudgmentTookEffect,
    LitigationFiled,
    LitigationWithdrawn,
    MediationFailed,
    ReferralAccepted,
    ReferralOffered,
    ReviewAccepted,
    ReviewApplied,
    ReviewNotAccepted,
    ReviewRefused,
    ReviewStatementServed,
    ReviewStatementTookEffect,
    ReviewWithdrawn,
    SetAsideFiled,
)
from services.workflow.domain.dispute.fold import fold
from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    AwardKind,
    Confirmation,
    Result,
    Review,
    SuitResult,
)
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    Channel,
    Claim,
    ClaimKind,
    ConfirmationBar,
    ConfirmationFault,
    Outcome,
    ReviewBar,
    ReviewFault,
    SuitGround,
)
from tests.support.builders import CLAIMS, COMMISSION_BODY, COURT_BODY, PARTIES
from tests.support.histories import AGREED, ID, TODAY, codes, day, events, kinds, refused

ANSWERED = AGREED | {"confirmation_on": day(30), "confirmation_number": "1号"}
REVIEWED = AGREED | {"review_on": day(20), "review_number": "审1号"}
TAKEN: dict[str, Any] = {
    "is_direct": True,
    "body": COMMISSION_BODY,
    "arbitration_accepted_on": day(3),
    "arbitration_number": "余劳人仲案〔2026〕1号",
}
AWARDED = TAKEN | {
    "arbitration_result": ArbitrationResult.AWARD,
    "arbitration_closed_on": day(30),
    "award_kind": AwardKind.NOT_FINAL,
    "award_served_on": day(33),
}
SUED = AWARDED | {"sued_on": day(40), "suit_number": "民初1号"}
NO_ACCEPTANCE = {
    "arbitration_result": ArbitrationResult.NOT_ACCEPTED,
    "arbitration_closed_on": day(4),
}


def last(**facts: Any) -> tuple[Any, DisputeClosed]:
    """What was decided, and the closing that follows."""
    *_, decided, closed = events(**facts)
    assert isinstance(closed, DisputeClosed)
    return decided, closed


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (Confirmation.GRANTED, ConfirmationGranted),
        (Confirmation.REFUSED, ConfirmationRefused),
        (Confirmation.NOT_ACCEPTED, ConfirmationNotAccepted),
        (Confirmation.WITHDRAWN, ConfirmationWithdrawn),
        (Confirmation.DEEMED_WITHDRAWN, ConfirmationDeemedWithdrawn),
    ],
)
def test_every_answer_to_a_confirmation_follows_an_application_and_leaves_the_agreement(
    answer: Confirmation, kind: type[Any]
) -> None:
    happened = events(**ANSWERED, confirmation=answer)

    assert [type(event) for event in happened[5:]] == [ConfirmationApplied, kind, DisputeClosed]
    assert happened[-1].outcome is Outcome.AGREEMENT_EFFECTIVE
    assert codes(**ANSWERED, confirmation=answer) == {"confirmation_on_assumed"}


def test_a_refusal_keeps_its_coded_ground_and_another_word_is_other() -> None:
    refusal = ANSWERED | {"confirmation": Confirmation.REFUSED}
    bar = ANSWERED | {"confirmation": Confirmation.NOT_ACCEPTED}

    grounds = [
        last(**refusal, confirmation_ground=ConfirmationFault.UNCLEAR)[0].ground,
        last(**refusal)[0].ground,
        last(**bar, confirmation_ground=ConfirmationBar.NOT_THIS_COURT)[0].ground,
        last(**bar)[0].ground,
    ]

    assert grounds == [
        ConfirmationFault.UNCLEAR,
        ConfirmationFault.OTHER,
        ConfirmationBar.NOT_THIS_COURT,
        ConfirmationBar.OTHER,
    ]


@pytest.mark.parametrize(
    ("ground", "extent", "outcome"),
    [
        (ConfirmationFault.INVOLUNTARY, AnnulledExtent.AGREEMENT, Outcome.NO_AGREEMENT),
        (ConfirmationFault.UNCLEAR, AnnulledExtent.RULING, Outcome.AGREEMENT_EFFECTIVE),
        (None, AnnulledExtent.RULING, Outcome.AGREEMENT_EFFECTIVE),
    ],
)
def test_an_annulled_ruling_was_granted_and_takes_the_agreement_only_by_its_ground(
    ground: ConfirmationFault | None, extent: AnnulledExtent, outcome: Outcome
) -> None:
    facts = ANSWERED | {"confirmation": Confirmation.ANNULLED, "confirmation_ground": ground}

    annulled, closed = last(**facts)

    assert ConfirmationGranted in kinds(**facts)
    assert isinstance(annulled, ConfirmationAnnulled)
    assert (annulled.extent, closed.outcome) == (extent, outcome)


def test_a_review_makes_a_statement_once_everybody_has_it() -> None:
    happened = events(**REVIEWED, review=Review.STATEMENT)

    assert [type(event) for event in happened[5:]] == [
        ReviewApplied,
        *[ReviewStatementServed] * len(PARTIES),
        ReviewStatementTookEffect,
        DisputeClosed,
    ]
    assert refused(**REVIEWED | {"review": Review.STATEMENT, "review_number": ""}) == (
        "review_number",
        "missing",
    )


@pytest.mark.parametrize(
    ("answer", "kind", "ground"),
    [
        (Review.NOT_ACCEPTED, ReviewNotAccepted, ReviewBar.OTHER),
        (Review.REFUSED, ReviewRefused, ReviewFault.OTHER),
        (Review.WITHDRAWN, ReviewWithdrawn, None),
    ],
)
def test_a_review_that_comes_to_nothing_leaves_the_agreement(
    answer: Review, kind: type[Any], ground: object
) -> None:
    answered, closed = last(**REVIEWED, review=answer)

    assert isinstance(answered, kind)
    assert getattr(answered, "ground", None) is ground
    assert closed.outcome is Outcome.AGREEMENT_EFFECTIVE


def test_a_review_without_an_answer_leaves_the_dispute_open() -> None:
    assert kinds(**REVIEWED, review=Review.APPLIED)[5:] == [ReviewApplied, ReviewAccepted]
    unnumbered = REVIEWED | {"review": Review.APPLIED, "review_number": ""}
    assert kinds(**unnumbered)[5:] == [ReviewApplied]
    assert refused(**unnumbered | {"review_on": None}) == ("review_on", "missing")
    assert refused(**unnumbered | {"commission": None}) == ("review", "missing")


def test_an_award_takes_effect_when_nobody_can_sue_any_more() -> None:
    happened = events(**AWARDED)

    assert [type(event) for event in happened] == [
        DirectFilingRecorded,
        ArbitrationAccepted,
        AwardIssued,
        *[AwardServed] * len(PARTIES),
        AwardTookEffect,
        DisputeClosed,
    ]
    assert happened[-1].outcome is Outcome.AWARDED
    assert happened[-1].occurred_on == happened[-2].occurred_on > day(33 + 15)


def test_an_award_whose_window_runs_leaves_the_dispute_open() -> None:
    served = AWARDED | {
        "arbitration_accepted_on": TODAY - timedelta(30),
        "arbitration_closed_on": TODAY - timedelta(9),
        "award_served_on": TODAY - timedelta(5),
    }

    assert fold(events(**served), ID).state is State.AWARD_ISSUED


@pytest.mark.parametrize(
    ("kind", "finals"),
    [
        (AwardKind.FINAL, [True]),
        (AwardKind.NOT_FINAL, [False]),
        (AwardKind.PARTLY_FINAL, [True, False]),
    ],
)
def test_an_award_has_an_item_for_each_claim_and_a_partly_final_one_both_sorts(
    kind: AwardKind, finals: list[bool]
) -> None:
    facts = AWARDED | {"award_kind": kind, "claims": CLAIMS[:1]}

    (award,) = [event for event in events(**facts) if isinstance(event, AwardIssued)]

    assert [item.is_final for item in award.items] == finals


def test_what_a_ledger_does_not_say_of_an_award_is_assumed_with_a_remark() -> None:
    assert codes(**AWARDED | {"award_kind": None}) == {"award_kind_assumed"}
    assert codes(**AWARDED | {"award_served_on": None}) == {"award_served_on_assumed"}


@pytest.mark.parametrize(
    ("upper", "remarks"), [(COURT_BODY, set()), (None, {"set_aside_on_assumed"})]
)
def test_setting_aside_is_asked_of_the_intermediate_court_where_one_is_on_file(
    upper: Any, remarks: set[str]
) -> None:
    facts = AWARDED | {
        "award_kind": AwardKind.FINAL,
        "set_aside_on": day(45),
        "upper_court": upper,
    }

    assert SetAsideFiled in kinds(**facts)
    assert codes(**facts) == remarks


@pytest.mark.parametrize(
    ("result", "kind", "outcome"),
    [
        (ArbitrationResult.STATEMENT, ArbitralStatementTookEffect, Outcome.ARBITRATION_MEDIATED),
        (ArbitrationResult.WITHDRAWN, ArbitrationWithdrawn, Outcome.ARBITRATION_WITHDRAWN),
    ],
)
def test_an_arbitration_that_ended_otherwise_is_closed_by_that(
    result: ArbitrationResult, kind: type[Any], outcome: Outcome
) -> None:
    ended, closed = last(**TAKEN, arbitration_result=result, arbitration_closed_on=day(30))

    assert isinstance(ended, kind)
    assert closed.outcome is outcome


def test_a_statement_is_served_on_every_party() -> None:
    facts = TAKEN | {
        "arbitration_result": ArbitrationResult.STATEMENT,
        "arbitration_closed_on": day(30),
    }

    assert kinds(**facts).count(ArbitralStatementServed) == len(PARTIES)


def test_what_the_commission_does_not_accept_was_offered_or_filed_and_is_closed() -> None:
    failed = {"accepted_on": day(1), "result": Result.NO_AGREEMENT, "result_on": day(2)}

    assert kinds(**failed, **NO_ACCEPTANCE, referred_on=day(3))[2:] == [
        MediationFailed,
        ReferralOffered,
        ReferralAccepted,
        ArbitrationNotAccepted,
        DisputeClosed,
    ]
    assert kinds(**failed, **NO_ACCEPTANCE)[2:] == [
        MediationFailed,
        ArbitrationFiled,
        ArbitrationNotAccepted,
        DisputeClosed,
    ]


@pytest.mark.parametrize(
    ("result", "kind", "outcome"),
    [
        (SuitResult.JUDGMENT, JudgmentTookEffect, Outcome.JUDGMENT),
        (SuitResult.STATEMENT, CourtStatementServed, Outcome.COURT_MEDIATED),
        (SuitResult.WITHDRAWN, LitigationWithdrawn, Outcome.AWARDED),
    ],
)
def test_a_suit_after_an_award_ends_as_the_court_says(
    result: SuitResult, kind: type[Any], outcome: Outcome
) -> None:
    ended, closed = last(**SUED, suit_result=result, suit_closed_on=day(90))

    assert isinstance(ended, kind)
    assert closed.outcome is outcome
    assert closed.occurred_on == day(90)


def test_a_suit_without_an_end_leaves_the_dispute_before_the_court() -> None:
    filed = events(**SUED)[-1]

    assert isinstance(filed, LitigationFiled)
    assert (filed.ground, filed.number) == (SuitGround.AFTER_AWARD, "民初1号")
    assert refused(**SUED, court=None) == ("sued_on", "missing")


def test_a_direct_suit_is_judged_as_the_one_that_was_recorded() -> None:
    facts = {
        "is_direct": True,
        "body": COURT_BODY,
        "channel": Channel.DIRECT_SUIT,
        "sued_on": day(0),
        "suit_result": SuitResult.JUDGMENT,
        "suit_closed_on": day(60),
    }

    assert kinds(**facts) == [DirectFilingRecorded, JudgmentTookEffect, DisputeClosed]


WAGES = (Claim(no=1, kind=ClaimKind.REMUNERATION),)
INJURY = (Claim(no=1, kind=ClaimKind.WORK_INJURY),)
FAILED = {"accepted_on": day(1), "result": Result.NO_AGREEMENT, "result_on": day(10)}


@pytest.mark.parametrize(
    ("facts", "ground"),
    [
        (AWARDED, SuitGround.AFTER_AWARD),
        (TAKEN | {"sued_on": day(120)}, SuitGround.AWARD_OVERDUE),
        (FAILED | NO_ACCEPTANCE | {"arbitration_closed_on": day(15)}, SuitGround.NOT_ACCEPTED),
        (AGREED | {"agreed": (), "claims": WAGES}, SuitGround.WAGE_AGREEMENT),
        (AGREED | {"agreed": (), "claims": INJURY}, SuitGround.NOT_ARBITRABLE),
        (FAILED, SuitGround.NOT_ARBITRABLE),
        (FAILED | {"channel": Channel.COURT_DELEGATED}, SuitGround.MANDATE_FAILED),
    ],
)
def test_the_ground_of_a_suit_follows_from_what_went_before(
    facts: dict[str, Any], ground: SuitGround
) -> None:
    (filed,) = [
        event
        for event in events(**{"sued_on": day(40)} | facts, suit_number="1号")
        if isinstance(event, LitigationFiled)
    ]

    assert filed.ground is ground


def test_the_number_of_a_court_statement_is_that_of_the_suit() -> None:
    facts = {"suit_result": SuitResult.STATEMENT, "suit_closed_on": day(70)}

    assert last(**SUED, **facts)[0].number == "民初1号"

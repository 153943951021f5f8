"""Closing with an outcome that the record bears out, reopening, filing."""

from collections.abc import Callable
from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    ArbitrationBar,
    DeclineGround,
    Mandate,
    Outcome,
    SessionMode,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.record.closing import (
    ArchiveDispute,
    CloseDispute,
    ReopenDispute,
)
from services.workflow.domain.errors import Refusal
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen
from tests.support.builders import COMMISSION, COURT, ON, effective, in_mediation, registered
from tests.support.given_when_then import Scenario, only
from tests.support.record_builders import (
    HEARING_AT,
    NUMBER,
    OTHER,
    arbitration_mediated,
    awarded,
    failed,
    in_arbitration,
    in_litigation,
    suit_open,
    with_past,
)

AFTER_ALL = date(2026, 4, 30)
"""Every window that begins on the days of the tests has ended."""
SUIT = "（2026）浙0281民初1号"


def close(outcome: Outcome, reason: str = "") -> CloseDispute:
    return CloseDispute(outcome=outcome, reason=reason)


def declined() -> Scenario:
    event = e.ApplicationDeclined(
        occurred_on=ON, ground=DeclineGround.WRONG_BODY, guidance="请向区仲裁委申请"
    )
    return with_past(registered(), event)


def confirmed() -> Scenario:
    return with_past(
        effective(),
        e.ConfirmationApplied(
            occurred_on=ON, version=1, court=COURT, applicants=(1, 2), due_natural=ON, due_rolled=ON
        ),
        e.ConfirmationGranted(occurred_on=ON, ruling_number="1号"),
    )


def judged() -> Scenario:
    ruled = e.JudgmentTookEffect(occurred_on=ON, suit=1, number=SUIT)
    return with_past(in_litigation(awarded(False)), ruled)


def court_mediated() -> Scenario:
    served = e.CourtStatementServed(occurred_on=ON, suit=1, number=SUIT)
    return with_past(in_litigation(awarded(False)), served)


def award_left_standing() -> Scenario:
    return with_past(
        in_litigation(awarded(False)), e.LitigationWithdrawn(occurred_on=ON, suit=1, by=(1,))
    )


def reopened_after_suit() -> Scenario:
    return with_past(
        in_litigation(suit_open()), e.LitigationWithdrawn(occurred_on=ON, suit=1, by=(1,))
    )


def not_accepted(*before: Fact) -> Scenario:
    """On an agreement that stands; the commission did not take it."""
    return with_past(
        effective(),
        *before,
        e.ArbitrationFiled(occurred_on=ON, commission=COMMISSION, by_party=1),
        e.ArbitrationNotAccepted(occurred_on=ON, ground=ArbitrationBar.NOT_DEFINITE),
    )


def sued_on_agreement() -> Scenario:
    return with_past(
        in_litigation(not_accepted()), e.LitigationWithdrawn(occurred_on=ON, suit=1, by=(1,))
    )


PAID = e.PerformanceRecorded(occurred_on=ON, amount=Fen(2_640_000))
ENDINGS = {
    "failed": (failed, Outcome.NO_AGREEMENT),
    "declined": (declined, Outcome.DECLINED),
    "performed": (
        lambda: with_past(effective(), PAID),
        Outcome.AGREEMENT_PERFORMED,
    ),
    "unperformed": (effective, Outcome.AGREEMENT_EFFECTIVE),
    "confirmed": (confirmed, Outcome.AGREEMENT_EFFECTIVE),
    "awarded": (lambda: awarded(False), Outcome.AWARDED),
    "arbitration mediated": (arbitration_mediated, Outcome.ARBITRATION_MEDIATED),
    "judged": (judged, Outcome.JUDGMENT),
    "court mediated": (court_mediated, Outcome.COURT_MEDIATED),
    "nobody sued": (suit_open, Outcome.NO_AGREEMENT),
    "nobody sued on an agreement": (not_accepted, Outcome.AGREEMENT_EFFECTIVE),
    "nobody had to": (lambda: not_accepted(PAID), Outcome.AGREEMENT_PERFORMED),
    "suit on an agreement withdrawn": (sued_on_agreement, Outcome.SUIT_WITHDRAWN),
    "the agreement stays": (sued_on_agreement, Outcome.AGREEMENT_EFFECTIVE),
    "suit withdrawn": (reopened_after_suit, Outcome.SUIT_WITHDRAWN),
    "award stands": (award_left_standing, Outcome.SUIT_WITHDRAWN),
    "award stands, told as such": (award_left_standing, Outcome.AWARDED),
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_dispute_closes_with_the_outcome_its_record_bears_out(ending: str) -> None:
    make, outcome = ENDINGS[ending]
    scenario = make()
    refusal = scenario.refuses(close(Outcome.DUPLICATE), "outcome_does_not_fit", AFTER_ALL)
    assert rule_of(refusal) == "CLOSE.OUTCOME"
    closed = only(scenario.when(close(outcome), AFTER_ALL), e.DisputeClosed)
    assert closed.outcome is outcome
    assert scenario.stands(State.CLOSED)
    assert not scenario.dispute.is_open
    assert scenario.dispute.before_closing is not None
    assert scenario.dispute.before_closing.closed_on == AFTER_ALL


def rule_of(refusal: Refusal) -> str:
    assert refusal.rule is not None
    return refusal.rule.id


def test_a_refused_outcome_says_which_one_fits() -> None:
    refusal = failed().refuses(close(Outcome.WITHDRAWN), "outcome_does_not_fit")
    assert refusal.data["fitting"] == Outcome.NO_AGREEMENT
    assert refusal.data["fitting_zh"] == "调解不成"


def test_what_was_merged_closes_as_a_duplicate_or_by_its_own_end() -> None:
    merged = e.MatterMerged(occurred_on=ON, leader=OTHER, reason="重复")
    for outcome in (Outcome.DUPLICATE, Outcome.NO_AGREEMENT):
        with_past(failed(), merged).when(close(outcome))


def test_a_title_that_is_gone_decides_no_outcome() -> None:
    annulled = e.AgreementAnnulled(
        occurred_on=ON, version=1, kind=AnnulmentKind.VOID, by="法院", ground="违法"
    )
    scenario = with_past(confirmed(), annulled)
    assert scenario.dispute.title is None
    scenario.when(close(Outcome.NO_AGREEMENT))


def test_it_is_not_closed_while_a_window_of_the_agreement_runs_without_a_reason() -> None:
    scenario = effective()
    refusal = scenario.refuses(close(Outcome.AGREEMENT_EFFECTIVE), "window_still_open")
    assert rule_of(refusal) == "CLOSE.OPEN_WINDOW"
    assert (refusal.data["window"], refusal.data["due"]) == ("CONF.APPLY", "2026-04-01")
    scenario.when(close(Outcome.AGREEMENT_EFFECTIVE, reason="双方书面放弃司法确认"))


def test_a_blank_reason_is_none() -> None:
    effective().refuses(close(Outcome.AGREEMENT_EFFECTIVE, reason=" "), "window_still_open")


@pytest.mark.parametrize(
    ("finals", "on", "window"),
    [
        ((False,), date(2026, 3, 10), "SUIT.15"),
        ((True,), date(2026, 3, 10), "SUIT.15.W"),
        ((True,), date(2026, 3, 25), "SETASIDE.30"),
        ((False, True), date(2026, 3, 25), "SETASIDE.30"),
    ],
)
def test_it_is_not_closed_while_a_party_may_still_go_to_court_about_the_award(
    finals: tuple[bool, ...], on: date, window: str
) -> None:
    scenario = awarded(*finals)
    refusal = scenario.refuses(close(Outcome.AWARDED), "window_still_open", on)
    assert refusal.data["window"] == window
    scenario.when(close(Outcome.AWARDED, reason="双方书面表示不起诉、不申请撤销"), on)


def test_an_offer_in_flight_keeps_it_open() -> None:
    offered = e.ReferralOffered(
        occurred_on=ON, offer=1, to=COMMISSION, reason="调解不成", applicant=1
    )
    refusal = with_past(failed(), offered).refuses(close(Outcome.NO_AGREEMENT), "offer_still_open")
    assert rule_of(refusal) == "CLOSE.TASK_OPEN"


def test_a_listed_session_keeps_it_open() -> None:
    listed = e.SessionScheduled(
        occurred_on=ON, session=1, starts_at=HEARING_AT, mode=SessionMode.IN_ROOM, place="一室"
    )
    refusal = with_past(failed(), listed).refuses(
        close(Outcome.NO_AGREEMENT), "session_still_listed"
    )
    assert rule_of(refusal) == "CLOSE.TASK_OPEN"
    assert refusal.allowed == ("cancel_session", "hold_session")


def test_a_hearing_to_come_keeps_it_open_and_a_past_one_does_not() -> None:
    listed = e.HearingListed(occurred_on=ON, hearing=1, starts_at=HEARING_AT)
    scenario = failed()
    scenario.past.extend(in_arbitration().past[len(scenario.past) :])
    scenario = with_past(scenario, e.ArbitralStatementTookEffect(occurred_on=ON, number=NUMBER))
    scenario = with_past(scenario, listed)
    refusal = scenario.refuses(close(Outcome.ARBITRATION_MEDIATED), "hearing_still_listed")
    assert rule_of(refusal) == "CLOSE.TASK_OPEN"
    scenario.when(close(Outcome.ARBITRATION_MEDIATED), date(2026, 3, 23))


def test_under_a_mandate_it_is_first_returned() -> None:
    delegated = e.MediationDelegated(
        occurred_on=ON, court=COURT, organisation=OTHER, consented_by=(1, 2)
    )
    scenario = with_past(failed(), delegated, *failed().past[-1:])
    assert scenario.dispute.mandate is Mandate.COURT_DELEGATED
    refusal = scenario.refuses(close(Outcome.NO_AGREEMENT), "close_under_mandate")
    assert rule_of(refusal) == "MANDATE.RETURN"
    assert refusal.allowed == ("mandate_returned",)


# Reopening


def test_what_was_closed_too_early_stands_again_where_it_stood() -> None:
    scenario = failed()
    before = scenario.dispute
    scenario.when(close(Outcome.NO_AGREEMENT))
    event = only(scenario.when(ReopenDispute(reason="当事人同意继续调解")), e.DisputeReopened)
    assert event.reason == "当事人同意继续调解"
    after = scenario.dispute
    assert (after.state, after.claims, after.outcome) == (before.state, before.claims, None)
    scenario.refuses(ReopenDispute(reason="再次恢复"), "not_in_this_state")


def test_a_withdrawal_reopened_gives_the_claims_back() -> None:
    scenario = with_past(
        in_mediation(),
        e.ApplicationWithdrawn(occurred_on=ON, reason=Withdrawal.NO_LONGER_PURSUED),
        e.DisputeClosed(occurred_on=ON, outcome=Outcome.WITHDRAWN),
    )
    scenario.when(ReopenDispute(reason="撤回非本人意思"))
    assert scenario.stands(State.IN_MEDIATION)
    assert scenario.dispute.open_claims == (1,)


def test_reopening_needs_a_reason() -> None:
    scenario = failed()
    scenario.when(close(Outcome.NO_AGREEMENT))
    refusal = scenario.refuses(ReopenDispute(reason=" "), "reopen_needs_reason")
    assert rule_of(refusal) == "CLOSE.REOPEN"


# Filing


@pytest.mark.parametrize(
    ("make", "outcome", "rule", "until"),
    [
        (failed, Outcome.NO_AGREEMENT, "ARC.PM", date(2031, 3, 10)),
        (arbitration_mediated, Outcome.ARBITRATION_MEDIATED, "ARC.MED", date(2031, 3, 10)),
        (lambda: awarded(False), Outcome.AWARDED, "ARC.AWARD", date(2036, 3, 10)),
    ],
)
def test_the_retention_term_runs_from_the_closing_by_what_it_came_to(
    make: Callable[[], Scenario], outcome: Outcome, rule: str, until: date
) -> None:
    scenario = make()
    scenario.when(close(outcome, reason="双方均表示服从"))
    filed = only(scenario.when(ArchiveDispute(), AFTER_ALL), e.DisputeArchived)
    assert (filed.rule, filed.retention_until) == (rule, until)
    assert scenario.stands(State.ARCHIVED)
    scenario.when(ReopenDispute(reason="归档有误"), AFTER_ALL)
    assert scenario.dispute.is_open


def test_a_file_may_be_kept_longer_and_not_shorter() -> None:
    scenario = failed()
    scenario.when(close(Outcome.NO_AGREEMENT))
    short = ArchiveDispute(retention_until=date(2031, 3, 9))
    assert rule_of(scenario.refuses(short, "retention_too_short")) == "ARC.PM"
    longer = ArchiveDispute(retention_until=date(2036, 3, 10))
    assert only(scenario.when(longer), e.DisputeArchived).retention_until == date(2036, 3, 10)

"""Judicial confirmation: joint, in time, before a court, for definite payment."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.agreement import SealAgreement, SignAgreement
from services.workflow.domain.dispute.confirmation import (
    ReportConfirmationDocketed,
    ReportConfirmationGranted,
)
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Claim, ClaimKind, Term
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.builders import (
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    agreed,
    apply,
    confirmation_pending,
    effective,
    in_mediation,
    sealed,
    terms,
)
from tests.support.given_when_then import TODAY, only

AT_COURT = {"organisation": COURT_BODY}
ACTS = (SignAgreement(party=1), SignAgreement(party=2), SignAgreement(), SealAgreement())


def test_both_sides_apply_and_the_last_day_is_kept_as_it_was_counted() -> None:
    scenario = effective(on=date(2026, 1, 20))
    event = only(scenario.when(apply(2, 1), date(2026, 2, 24), **AT_COURT), e.ConfirmationApplied)
    assert event.applicants == (1, 2)
    # Day 30 is 19 February, inside Spring Festival; the next working day is the 24th.
    assert event.due_natural == date(2026, 2, 19)
    assert event.due_rolled == date(2026, 2, 24)
    assert scenario.stands(State.CONFIRMATION_PENDING)


def test_the_day_after_the_last_day_is_too_late() -> None:
    scenario = effective(on=date(2026, 1, 20))
    refusal = scenario.refuses(apply(), "confirmation_too_late", date(2026, 2, 25), **AT_COURT)
    assert isinstance(refusal, OutsideLegalLimit)
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.APPLY"
    assert refusal.data["due"] == "2026-02-24"
    assert "arbitration_filed" in refusal.allowed


@pytest.mark.parametrize(("alone", "missing"), [((1,), "被申请人"), ((2,), "申请人")])
def test_one_signature_is_no_joint_application(alone: tuple[int, ...], missing: str) -> None:
    refusal = effective().refuses(apply(*alone), "confirmation_needs_both", TODAY, **AT_COURT)
    assert refusal.data["missing"] == missing
    assert refusal.rule is not None
    assert refusal.rule.id == "CONF.JOINT"
    assert "205" in refusal.rule.article


def test_only_parties_apply() -> None:
    effective().refuses(apply(1, 2, 9), "unknown_party", TODAY, **AT_COURT)


def test_only_a_court_confirms() -> None:
    effective().refuses(apply(), "not_a_court", TODAY, organisation=COMMISSION_BODY)


def test_nothing_is_confirmed_before_it_has_effect() -> None:
    scenario = agreed().after(*ACTS, on=date(2026, 3, 9))
    scenario.refuses(apply(), "confirmation_before_effect", date(2026, 3, 8), **AT_COURT)


def test_a_duty_in_words_cannot_be_confirmed() -> None:
    duty = terms(terms=(Term(claim=1, duty=sealed("duty")),))
    scenario = in_mediation().after(duty, *ACTS, on=ON)
    refusal = scenario.refuses(apply(), "confirmation_needs_payment", TODAY, **AT_COURT)
    assert refusal.data["claims"] == "1"


def test_whether_there_is_a_labour_relation_cannot_be_confirmed() -> None:
    claims = (Claim(no=1, kind=ClaimKind.LABOUR_RELATION),)
    scenario = in_mediation(claims=claims).after(terms(), *ACTS, on=ON)
    scenario.refuses(apply(), "relation_not_confirmable", TODAY, **AT_COURT)


def test_there_is_one_slot_per_agreement() -> None:
    scenario = confirmation_pending()
    refusal = scenario.refuses(apply(), "not_in_this_state", TODAY, **AT_COURT)
    assert "confirmation_docketed" in refusal.allowed


def test_the_ruling_is_the_instrument() -> None:
    scenario = confirmation_pending()
    docketed = ReportConfirmationDocketed(number="(2026)浙0281诉前调确12号")
    only(scenario.when(docketed), e.ConfirmationDocketed)
    assert scenario.stands(State.CONFIRMATION_PENDING)
    granted = ReportConfirmationGranted(ruling_number="(2026)浙0281诉前调确12号")
    only(scenario.when(granted), e.ConfirmationGranted)
    assert scenario.stands(State.ENFORCEABLE)
    assert scenario.dispute.instrument == "(2026)浙0281诉前调确12号"
    assert scenario.dispute.reinforcement is not None
    assert scenario.dispute.reinforcement.body == COURT


def test_what_a_court_reports_is_recorded_with_a_warning_not_refused() -> None:
    scenario = confirmation_pending()
    early = ReportConfirmationDocketed(number="(2026)浙0281诉前调确12号")
    scenario.when(early, date(2026, 3, 1))
    assert scenario.given is not None
    assert [breach.code for breach in scenario.given.breaches] == ["before_receipt"]

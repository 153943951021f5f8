"""Intake: registration, acceptance, declining, withdrawing, direct filings."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    DeclineGround,
    Disposition,
    Forum,
    Outcome,
    Withdrawal,
)
from services.workflow.domain.dispute.stages.handover.referral import OfferReferral
from services.workflow.domain.dispute.stages.intake.intake import (
    AcceptApplication,
    DeclineApplication,
)
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    PARTIES,
    accept,
    accepted,
    agreed,
    direct_filing,
    in_mediation,
    register,
    registered,
    sealed,
    withdraw,
)
from tests.support.given_when_then import Scenario, only

NEW = {"organisation": CENTRE_BODY, "case_number": "梨洲劳人调〔2026〕0001号"}


def test_an_application_is_put_on_file_with_the_number_given_to_it() -> None:
    scenario = Scenario()
    event = only(scenario.when(register(), ON, **NEW), e.DisputeRegistered)
    assert event.case_number == "梨洲劳人调〔2026〕0001号"
    assert event.occurred_on == ON
    assert scenario.stands(State.REGISTERED)
    assert scenario.dispute.custodian == CENTRE


def test_an_application_needs_both_sides() -> None:
    Scenario().refuses(register(parties=PARTIES[:1]), "needs_both_sides", ON, **NEW)


def test_an_application_needs_a_claim() -> None:
    Scenario().refuses(register(claims=()), "needs_a_claim", ON, **NEW)


def test_an_oral_application_is_recorded_with_its_matter() -> None:
    refusal = Scenario().refuses(register(is_oral=True), "oral_needs_matter", ON, **NEW)
    assert refusal.rule is not None
    assert refusal.rule.id == "MED.APPLICATION"
    Scenario().when(register(is_oral=True, matter=sealed("matter")), ON, **NEW)


def test_it_concerns_at_least_the_workers_named() -> None:
    Scenario().refuses(register(worker_count=0), "fewer_workers_than_named", ON, **NEW)


def test_a_court_takes_no_application_for_mediation() -> None:
    brought = {**NEW, "organisation": COURT_BODY}
    Scenario().refuses(register(), "not_a_mediation_organisation", ON, **brought)


def test_nothing_is_recorded_before_it_happened() -> None:
    Scenario().refuses(register(), "in_the_future", date(2026, 4, 1), today=ON, **NEW)


def test_nothing_happens_before_the_application_was_received() -> None:
    registered().refuses(accept(), "before_receipt", date(2026, 3, 1))


def test_a_second_registration_of_the_same_dispute_is_refused() -> None:
    refusal = registered().refuses(register(), "not_in_this_state", ON, **NEW)
    assert "accept_application" in refusal.allowed


@pytest.mark.parametrize(
    ("filed_with", "forum", "state"),
    [
        (COMMISSION_BODY, Forum.ARBITRATION, State.ARBITRATION_FILED),
        (COURT_BODY, Forum.COURT, State.IN_LITIGATION),
    ],
)
def test_a_direct_filing_is_with_its_body_from_the_start(
    filed_with: object, forum: Forum, state: State
) -> None:
    scenario = Scenario()
    where = COMMISSION if forum is Forum.ARBITRATION else COURT
    filed = scenario.when(direct_filing(body=where), ON, organisation=filed_with)
    assert only(filed, e.DirectFilingRecorded).forum is forum
    assert scenario.dispute.state is state
    assert scenario.dispute.custodian == where


def test_a_mediation_centre_is_no_place_for_a_direct_filing() -> None:
    Scenario().refuses(direct_filing(), "not_a_commission", ON, organisation=CENTRE_BODY)


def test_acceptance_needs_the_other_sides_recorded_consent() -> None:
    refusal = registered().refuses(AcceptApplication(), "consent_not_recorded", ON)
    assert refusal.rule is not None
    assert "22" in refusal.rule.article
    assert refusal.allowed == ("decline_application",)


def test_consent_given_after_the_acceptance_is_none() -> None:
    late = AcceptApplication(other_side_consented_on=date(2026, 3, 3))
    registered().refuses(late, "consent_not_recorded", ON)


def test_an_accepted_application_waits_for_its_mediator() -> None:
    scenario = accepted()
    assert scenario.stands(State.ACCEPTED)
    assert scenario.dispute.accepted_on == ON


def test_a_declined_applicant_is_told_where_to_go() -> None:
    silent = DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance=" ")
    registered().refuses(silent, "guidance_missing", ON)
    scenario = registered()
    told = DeclineApplication(ground=DeclineGround.OUT_OF_SCOPE, guidance="可向人民法院起诉")
    assert only(scenario.when(told, ON), e.ApplicationDeclined).ground is DeclineGround.OUT_OF_SCOPE
    assert scenario.stands(State.DECLINED)


def test_a_withdrawal_recalls_the_offer_in_flight() -> None:
    offer = OfferReferral(to=COMMISSION, reason="当事人要求仲裁", applicant=1)
    scenario = in_mediation().after((offer, {"organisation": COMMISSION_BODY}), on=ON)
    recalled, *_ = scenario.when(withdraw(), ON)
    assert isinstance(recalled, e.ReferralRecalled)
    assert scenario.dispute.offer is None


@pytest.mark.parametrize(
    ("reason", "outcome"),
    [
        (Withdrawal.SETTLED_PRIVATELY, Outcome.SETTLED_PRIVATELY),
        (Withdrawal.NO_LONGER_PURSUED, Outcome.WITHDRAWN),
    ],
)
@pytest.mark.parametrize("before", [registered, accepted, in_mediation, agreed])
def test_a_withdrawal_closes_the_dispute(
    before: object, reason: Withdrawal, outcome: Outcome
) -> None:
    assert callable(before)
    scenario: Scenario = before()
    scenario.when(withdraw(reason), ON)
    assert scenario.stands(State.CLOSED)
    assert scenario.dispute.outcome is outcome
    assert {r.disposition for r in scenario.dispute.claims} == {Disposition.WITHDRAWN}

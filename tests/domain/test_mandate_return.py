"""Mandates returned: with a report and a result, by their holder, or taken back after their period."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    AnnulmentKind,
    Disposition,
    Mandate,
    MandateResult,
)
from services.workflow.domain.dispute.permissions import involved
from services.workflow.domain.dispute.stages.agreement.agreement import (
    AmendAgreement,
    AnnulAgreement,
)
from services.workflow.domain.dispute.stages.handover.mandate import (
    ReturnMandate,
)
from services.workflow.domain.dispute.stages.intake.intake import AcceptApplication
from services.workflow.domain.dispute.stages.mediation.mediation import ExtendMediation
from services.workflow.domain.dispute.stages.reinforcement.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.stages.reinforcement.payment_order import ApplyForPaymentOrder
from services.workflow.domain.dispute.stages.reinforcement.review import ApplyForReview
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.builders import (
    CENTRE,
    COMMISSION,
    COURT,
    COURT_BODY,
    ON,
    effective,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    ENTRUSTMENT,
    STUDIO,
    TAKEN_UP,
    TO_STUDIO,
    agreed_at_studio,
    at,
    delegated,
    entrusted,
    failed,
    registered_under,
    suggested,
)
from tests.support.tribunal_builders import (
    ACCEPTED,
    awarded,
    in_arbitration,
    in_litigation,
    rule_of,
    suit_open,
    warnings,
)

SUCCESS = ReturnMandate(result=MandateResult.SUCCESS, report="已达成协议")
NO_SUCCESS = ReturnMandate(result=MandateResult.FAILURE, report="差距过大")


def test_a_mandate_that_does_not_run_is_not_returned() -> None:
    failed().refuses(NO_SUCCESS, "no_mandate_runs")


def test_a_return_needs_a_report() -> None:
    bare = ReturnMandate(result=MandateResult.FAILURE)
    refusal = entrusted().refuses(bare, "mandate_needs_report")
    assert rule_of(refusal) == "MANDATE.RETURN"


def test_a_success_has_an_agreement_made_under_the_mandate() -> None:
    refusal = entrusted().refuses(SUCCESS, "mandate_without_agreement")
    assert rule_of(refusal) == "MANDATE.RETURN"
    before = effective()
    before.when(DELEGATION, **BY_COURT)
    before.refuses(SUCCESS, "mandate_without_agreement")


def test_an_agreement_made_under_the_mandate_is_no_failure() -> None:
    agreed_at_studio(entrusted()).refuses(NO_SUCCESS, "mandate_ended_in_agreement")
    amended = agreed_at_studio(entrusted())
    amended.when(AmendAgreement(terms=terms(9).terms, consented_by=(1, 2)))
    amended.refuses(NO_SUCCESS, "mandate_ended_in_agreement")
    amended.refuses(SUCCESS, "mandate_without_agreement")


def test_after_a_successful_suggestion_the_commission_has_the_case_and_the_agreement_stands() -> (
    None
):
    scenario = agreed_at_studio(suggested())
    returned = only(scenario.when(SUCCESS), e.MandateReturned)
    assert (returned.to, returned.has_lapsed) == (COMMISSION, False)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian) == (State.ARBITRATION_FILED, COMMISSION)
    assert dispute.effective_agreement is not None
    assert dispute.claims[0].disposition is Disposition.SETTLED
    assert dispute.arbitration is not None
    assert (dispute.arbitration.filed_on, dispute.arbitration.deferred_until) == (ON, TODAY)


def test_after_a_failed_suggestion_the_commission_decides_on_acceptance() -> None:
    scenario = suggested().after(NO_SUCCESS)
    assert scenario.stands(State.ARBITRATION_FILED)
    assert scenario.dispute.custodian == COMMISSION
    assert scenario.dispute.arbitration is not None
    assert scenario.dispute.arbitration.deferred_until == TODAY
    scenario.when(ACCEPTED)


def test_after_a_successful_entrustment_the_agreement_stands_before_the_seised_body() -> None:
    scenario = agreed_at_studio(entrusted()).after(SUCCESS)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian) == (State.IN_ARBITRATION, COMMISSION)
    assert dispute.effective_agreement is not None
    assert dispute.handler == COMMISSION
    assert dispute.claims[0].disposition is Disposition.SETTLED
    (past,) = dispute.past_mandates
    assert (past.organisation, past.result) == (STUDIO, MandateResult.SUCCESS)


@pytest.mark.parametrize(
    ("start", "state", "body", "disposition"),
    [
        (in_arbitration, State.IN_ARBITRATION, COMMISSION, Disposition.ARBITRATED),
        (in_litigation, State.IN_LITIGATION, COURT, Disposition.SUED),
    ],
)
def test_after_a_failed_entrustment_everything_is_as_it_was(
    start: Any, state: State, body: object, disposition: Disposition
) -> None:
    scenario: Scenario = start().after((ENTRUSTMENT, TO_STUDIO))
    scenario.after(TAKEN_UP, terms(), NO_SUCCESS)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.handler) == (state, body, body)
    assert dispute.claims[0].disposition is disposition
    assert dispute.agreement is None
    assert dispute.mediator is None
    assert str(STUDIO) in involved(dispute)


def test_after_a_successful_delegation_the_organisation_keeps_the_dispute() -> None:
    scenario = agreed_at_studio(delegated()).after(SUCCESS)
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.custodian == STUDIO
    assert scenario.dispute.mandate_record is None
    assert str(COURT) in involved(scenario.dispute)


def test_after_a_failed_delegation_mediation_has_failed_where_it_was_tried() -> None:
    scenario = delegated().after(NO_SUCCESS)
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.custodian == STUDIO
    assert scenario.dispute.claims[0].disposition is Disposition.FAILED


def test_a_failed_delegation_leaves_the_older_agreement_with_its_organisation() -> None:
    scenario = effective().after((DELEGATION, BY_COURT))
    scenario.after(TAKEN_UP, terms(9), NO_SUCCESS)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.organisation) == (
        State.AGREEMENT_EFFECTIVE,
        CENTRE,
        CENTRE,
    )
    assert dispute.agreement is not None
    assert dispute.agreement.version == 1
    assert dispute.claims[0].disposition is Disposition.SETTLED


def test_a_new_agreement_under_a_delegation_takes_the_place_of_the_older_one() -> None:
    scenario = agreed_at_studio(effective().after((DELEGATION, BY_COURT))).after(SUCCESS)
    assert scenario.dispute.agreement is not None
    assert scenario.dispute.agreement.version == 2
    assert scenario.dispute.standing is None


@pytest.mark.parametrize(
    ("start", "state", "custodian"),
    [(awarded, State.AWARD_ISSUED, COMMISSION), (suit_open, State.SUIT_OPEN, COMMISSION)],
)
def test_a_failed_delegation_gives_back_what_a_commission_had(
    start: Any, state: State, custodian: object
) -> None:
    scenario: Scenario = start().after((DELEGATION, BY_COURT), NO_SUCCESS)
    assert scenario.stands(state)
    assert scenario.dispute.custodian == custodian


def test_a_dispute_registered_under_a_mandate_goes_to_the_seised_body() -> None:
    scenario = registered_under(Mandate.COURT_ENTRUSTED)
    scenario.after(AcceptApplication(other_side_consented_on=ON), NO_SUCCESS)
    assert scenario.stands(State.IN_LITIGATION)
    assert scenario.dispute.custodian == COURT
    assert scenario.dispute.claims[0].disposition is Disposition.SUED


def test_a_delegation_registered_with_the_organisation_fails_there() -> None:
    scenario = registered_under(Mandate.COURT_DELEGATED).after(NO_SUCCESS)
    assert scenario.stands(State.MEDIATION_FAILED)
    assert scenario.dispute.custodian == CENTRE


def test_a_body_that_takes_its_mandate_back_early_is_noted_and_has_it_back() -> None:
    early = entrusted()
    assert not only(early.when(NO_SUCCESS, **at(COMMISSION)), e.MandateReturned).has_lapsed
    assert early.stands(State.IN_ARBITRATION)
    assert early.given is not None
    (breach,) = early.given.breaches
    assert isinstance(breach, OutsideLegalLimit)
    assert breach.code == "mandate_period_runs"
    assert rule_of(breach) == "ARB.ENTRUST"
    assert breach.data["due"] == "2026-03-24"


def test_the_body_takes_its_mandate_back_after_its_period() -> None:
    scenario = entrusted()
    lapsed = ReturnMandate(result=MandateResult.FAILURE)
    returned = only(scenario.when(lapsed, date(2026, 3, 25), **at(COMMISSION)), e.MandateReturned)
    assert returned.has_lapsed
    assert scenario.stands(State.IN_ARBITRATION)


def test_the_parties_extension_holds_the_mandate_too() -> None:
    scenario = delegated().after(TAKEN_UP)
    extended = ExtendMediation(until=date(2026, 4, 20), consented_by=(1, 2))
    scenario.when(extended)
    after_due_on = date(2026, 4, 15)
    scenario.when(NO_SUCCESS, after_due_on, **at(COURT))
    assert warnings(scenario) == ["mandate_period_runs"]


def test_an_agreement_under_a_mandate_is_made_enforceable_after_the_return() -> None:
    to_court = ApplyForConfirmation(court=COURT, applicants=(1, 2))
    to_commission = ApplyForReview(commission=COMMISSION, applicants=(1, 2))
    order = ApplyForPaymentOrder(court=COURT, applicant=1)
    for move in (to_court, to_commission, order):
        refusal = agreed_at_studio(delegated()).refuses(move, "mandate_not_returned")
        assert rule_of(refusal) == "MANDATE.RETURN"
    returned = agreed_at_studio(delegated()).after(SUCCESS)
    returned.when(to_court, organisation=COURT_BODY)
    assert returned.stands(State.CONFIRMATION_PENDING)


def test_an_agreement_that_falls_under_the_mandate_leaves_the_older_one() -> None:
    scenario = agreed_at_studio(effective().after((DELEGATION, BY_COURT)))
    void = AnnulAgreement(kind=AnnulmentKind.VOID, by="法院", ground="显失公平")
    scenario.after(void, NO_SUCCESS)
    assert scenario.stands(State.AGREEMENT_EFFECTIVE)
    assert scenario.dispute.effective_agreement is not None
    assert scenario.dispute.effective_agreement.version == 1


def test_the_seised_body_stays_custodian_where_the_agreement_falls() -> None:
    scenario = agreed_at_studio(entrusted())
    scenario.when(AnnulAgreement(kind=AnnulmentKind.VOID, by="法院", ground="显失公平"))
    assert scenario.dispute.custodian == COMMISSION
    assert scenario.dispute.handler == STUDIO
    scenario.when(NO_SUCCESS)
    assert scenario.stands(State.IN_ARBITRATION)
    assert scenario.dispute.claims[0].disposition is Disposition.ARBITRATED

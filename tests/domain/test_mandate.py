"""Mandates of courts and commissions: given with consent, for a period, and returned with a result."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.agreement import AmendAgreement
from services.workflow.domain.dispute.confirmation import ApplyForConfirmation
from services.workflow.domain.dispute.hearings import ReportHearingHeld, ReportHearingListed
from services.workflow.domain.dispute.intake import AcceptApplication
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.mandate import (
    ReturnMandate,
)
from services.workflow.domain.dispute.mediation import ExtendMediation
from services.workflow.domain.dispute.parts import (
    Channel,
    Disposition,
    Mandate,
    MandateResult,
    Overtaken,
    ReturnGround,
    TrialProcedure,
)
from services.workflow.domain.dispute.payment_order import ApplyForPaymentOrder
from services.workflow.domain.dispute.permissions import involved
from services.workflow.domain.dispute.referral import AcceptReferral, OfferReturn
from services.workflow.domain.dispute.review import ApplyForReview
from services.workflow.domain.errors import OutsideLegalLimit
from tests.support.builders import (
    CENTRE,
    CENTRE_BODY,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    effective,
    register,
    registered,
    terms,
)
from tests.support.given_when_then import TODAY, Scenario, only
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    ENTRUSTMENT,
    REFERRAL,
    STUDIO,
    STUDIO_BODY,
    SUGGESTION,
    TAKEN_UP,
    TO_COMMISSION,
    TO_STUDIO,
    TRANSFER,
    agreed_at_studio,
    at,
    failed,
    referred,
)
from tests.support.tribunal_builders import (
    ACCEPTED,
    at_commission,
    awarded,
    in_arbitration,
    in_litigation,
    rule_of,
    suit_open,
    warnings,
)

BACK = OfferReturn(ground=ReturnGround.PARTY_PREFERS_MEDIATION)
SUCCESS = ReturnMandate(result=MandateResult.SUCCESS, report="已达成协议")
NO_SUCCESS = ReturnMandate(result=MandateResult.FAILURE, report="差距过大")
PAST_ALL = date(2026, 4, 20)


def suggested() -> Scenario:
    return at_commission().after((SUGGESTION, TO_STUDIO))


def entrusted() -> Scenario:
    return in_arbitration().after((ENTRUSTMENT, TO_STUDIO))


def delegated() -> Scenario:
    return failed().after((DELEGATION, BY_COURT))


def registered_under(mandate: Mandate) -> Scenario:
    """Registered on a court's asking."""
    channel = Channel(mandate.value)
    sent = register(
        mandate=mandate,
        channel=channel,
        seised_body=COURT,
        seised_reference="（2026）浙0281民初1号",
    )
    scenario = Scenario()
    scenario.when(sent, ON, organisation=CENTRE_BODY, seised=COURT_BODY, case_number="1号")
    return scenario


def settled(scenario: Scenario) -> Scenario:
    return agreed_at_studio(scenario)


# Given


def test_a_commission_suggests_mediation_and_keeps_the_first_day_of_filing() -> None:
    scenario = at_commission()
    suggestion = only(scenario.when(SUGGESTION, **TO_STUDIO), e.MediationSuggested)
    assert suggestion.due_on == date(2026, 3, 25)
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.pending_before) == (
        State.ACCEPTED,
        STUDIO,
        COMMISSION,
    )
    assert dispute.mandate is Mandate.ARBITRATION_SUGGESTED
    assert dispute.arbitration is not None
    assert dispute.arbitration.filed_on == ON


def test_a_suggestion_asks_for_the_applicants_consent_alone() -> None:
    by_applicant = msgspec.structs.replace(SUGGESTION, consented_by=(1,))
    scenario = at_commission().after((by_applicant, TO_STUDIO))
    assert warnings(scenario) == []
    by_other_side = msgspec.structs.replace(SUGGESTION, consented_by=(2,))
    scenario = at_commission().after((by_other_side, TO_STUDIO))
    assert warnings(scenario) == ["mandate_needs_consent"]
    assert scenario.given is not None
    assert rule_of(scenario.given.breaches[0]) == "MANDATE.CONSENT"


def test_a_suggestion_is_for_what_was_not_mediated_before() -> None:
    scenario = referred().after((SUGGESTION, TO_STUDIO))
    assert warnings(scenario) == ["mediated_before"]


def test_a_suggestion_recalls_a_return_that_is_in_flight() -> None:
    scenario = registered().after((REFERRAL, TO_COMMISSION), AcceptReferral(offer=1), BACK)
    recalled, suggestion = scenario.when(SUGGESTION, **TO_STUDIO)
    assert recalled.reason == Overtaken.MANDATE_GIVEN
    assert isinstance(suggestion, e.MediationSuggested)
    assert scenario.dispute.offer is None


@pytest.mark.parametrize(
    ("scenario", "procedure", "mandate", "body", "due_on"),
    [
        (in_arbitration, "ordinary", Mandate.ARBITRATION_ENTRUSTED, COMMISSION, date(2026, 3, 24)),
        (in_litigation, "ordinary", Mandate.COURT_ENTRUSTED, COURT, date(2026, 3, 25)),
        (in_litigation, "summary", Mandate.COURT_ENTRUSTED, COURT, date(2026, 3, 17)),
    ],
)
def test_a_seised_body_entrusts_mediation_and_stays_custodian(
    scenario: Any, procedure: str, mandate: Mandate, body: object, due_on: date
) -> None:
    entrustment = msgspec.structs.replace(ENTRUSTMENT, procedure=TrialProcedure(procedure))
    entrusted_now: Scenario = scenario()
    event = only(entrusted_now.when(entrustment, **TO_STUDIO), e.MediationEntrusted)
    assert (event.mandate, event.body, event.due_on) == (mandate, body, due_on)
    dispute = entrusted_now.dispute
    assert (dispute.custodian, dispute.pending_before) == (body, body)
    assert (dispute.handler, dispute.organisation) == (STUDIO, STUDIO)
    assert dispute.claims[0].disposition is Disposition.OPEN


def test_an_entrustment_needs_both_sides_and_comes_before_the_hearing() -> None:
    alone = msgspec.structs.replace(ENTRUSTMENT, consented_by=(1,))
    listed = ReportHearingListed(starts_at=datetime(2026, 3, 10, 1, tzinfo=UTC))
    heard = in_arbitration().after(listed, ReportHearingHeld(hearing=1), (alone, TO_STUDIO))
    assert warnings(heard) == ["entrusted_after_hearing", "mandate_needs_consent"]


def test_a_court_delegates_before_it_files_and_the_organisation_has_the_dispute() -> None:
    scenario = delegated()
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian, dispute.mandate) == (
        State.ACCEPTED,
        STUDIO,
        Mandate.COURT_DELEGATED,
    )
    assert dispute.mandate_record is not None
    assert dispute.mandate_record.due_on == date(2026, 4, 9)
    assert str(COURT) in involved(dispute)


def test_a_delegation_recalls_an_offer_in_flight() -> None:
    scenario = failed().after((REFERRAL, TO_COMMISSION))
    recalled, delegation = scenario.when(DELEGATION, **BY_COURT)
    assert isinstance(recalled, e.ReferralRecalled)
    assert isinstance(delegation, e.MediationDelegated)


def test_only_a_court_delegates_and_only_to_an_organisation_that_mediates() -> None:
    no_court: dict[str, Any] = {"organisation": COMMISSION_BODY, "handler": STUDIO_BODY}
    failed().refuses(DELEGATION, "not_a_court", **no_court)
    to_court: dict[str, Any] = {"organisation": COURT_BODY, "handler": COMMISSION_BODY}
    failed().refuses(DELEGATION, "not_a_mediation_organisation", **to_court)
    at_commission().refuses(SUGGESTION, "not_a_mediation_organisation", organisation=COURT_BODY)
    in_arbitration().refuses(ENTRUSTMENT, "not_a_mediation_organisation", organisation=COURT_BODY)


def test_a_second_mandate_waits_for_the_return_of_the_first() -> None:
    under_mandate = settled(suggested())
    refusal = under_mandate.refuses(DELEGATION, "mandate_runs_already", **BY_COURT)
    assert rule_of(refusal) == "MANDATE.RETURN"


def test_who_consents_is_a_party() -> None:
    stranger = msgspec.structs.replace(ENTRUSTMENT, consented_by=(1, 2, 8))
    in_arbitration().refuses(stranger, "unknown_party", **TO_STUDIO)


def test_the_body_may_name_the_day_and_a_longer_one_only_where_consent_may_extend() -> None:
    before = msgspec.structs.replace(DELEGATION, due_on=ON)
    failed().refuses(before, "mandate_due_before_given", **BY_COURT)
    longer = date(2026, 5, 8)
    by_consent = msgspec.structs.replace(DELEGATION, due_on=longer)
    scenario = failed().after((by_consent, BY_COURT))
    assert warnings(scenario) == []
    too_long = msgspec.structs.replace(SUGGESTION, due_on=longer)
    scenario = at_commission().after((too_long, TO_STUDIO))
    assert warnings(scenario) == ["mandate_too_long"]
    assert scenario.dispute.mandate_record is not None
    assert scenario.dispute.mandate_record.due_on == longer


# Referring under a mandate


def test_nothing_is_handed_over_before_the_mandate_is_returned() -> None:
    for move in (REFERRAL, TRANSFER):
        refusal = suggested().refuses(move, "refer_under_mandate", **TO_COMMISSION)
        assert rule_of(refusal) == "MANDATE.RETURN"
        assert refusal.allowed == ("mandate_returned",)
    under_mandate = referred().after((SUGGESTION, TO_STUDIO))
    under_mandate.refuses(BACK, "refer_under_mandate")


# Returned


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
    settled(entrusted()).refuses(NO_SUCCESS, "mandate_ended_in_agreement")
    amended = settled(entrusted())
    amended.when(AmendAgreement(terms=terms(9).terms, consented_by=(1, 2)))
    amended.refuses(NO_SUCCESS, "mandate_ended_in_agreement")
    amended.refuses(SUCCESS, "mandate_without_agreement")


def test_after_a_successful_suggestion_the_commission_has_the_case_and_the_agreement_stands() -> (
    None
):
    scenario = settled(suggested())
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
    scenario = settled(entrusted()).after(SUCCESS)
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
    scenario = settled(delegated()).after(SUCCESS)
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
    scenario = settled(effective().after((DELEGATION, BY_COURT))).after(SUCCESS)
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


def test_the_body_takes_its_mandate_back_only_after_its_period() -> None:
    refusal = entrusted().refuses(NO_SUCCESS, "mandate_period_runs", **at(COMMISSION))
    assert isinstance(refusal, OutsideLegalLimit)
    assert rule_of(refusal) == "ARB.ENTRUST"
    assert refusal.data["due"] == "2026-03-24"
    scenario = entrusted()
    lapsed = ReturnMandate(result=MandateResult.FAILURE)
    returned = only(scenario.when(lapsed, date(2026, 3, 25), **at(COMMISSION)), e.MandateReturned)
    assert returned.has_lapsed
    assert scenario.stands(State.IN_ARBITRATION)


def test_the_parties_extension_holds_the_mandate_too() -> None:
    scenario = delegated().after(TAKEN_UP)
    extended = ExtendMediation(until=PAST_ALL, consented_by=(1, 2))
    scenario.when(extended)
    after_due_on = date(2026, 4, 15)
    scenario.refuses(NO_SUCCESS, "mandate_period_runs", after_due_on, **at(COURT))


def test_an_agreement_under_a_mandate_is_made_enforceable_after_the_return() -> None:
    to_court = ApplyForConfirmation(court=COURT, applicants=(1, 2))
    to_commission = ApplyForReview(commission=COMMISSION, applicants=(1, 2))
    order = ApplyForPaymentOrder(court=COURT, applicant=1)
    for move in (to_court, to_commission, order):
        refusal = settled(delegated()).refuses(move, "mandate_not_returned")
        assert rule_of(refusal) == "MANDATE.RETURN"
    returned = settled(delegated()).after(SUCCESS)
    returned.when(to_court, organisation=COURT_BODY)
    assert returned.stands(State.CONFIRMATION_PENDING)

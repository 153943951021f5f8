"""Mandates of courts and commissions: given with the parties' consent, for a period."""

from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    Disposition,
    Mandate,
    Overtaken,
    ReturnGround,
    TrialProcedure,
)
from services.workflow.domain.dispute.permissions import involved
from services.workflow.domain.dispute.stages.arbitration.hearings import (
    ReportHearingHeld,
    ReportHearingListed,
)
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral, OfferReturn
from tests.support.builders import (
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    registered,
)
from tests.support.given_when_then import Scenario, only
from tests.support.handover_builders import (
    BY_COURT,
    DELEGATION,
    ENTRUSTMENT,
    REFERRAL,
    STUDIO,
    STUDIO_BODY,
    SUGGESTION,
    TO_COMMISSION,
    TO_STUDIO,
    TRANSFER,
    agreed_at_studio,
    delegated,
    failed,
    referred,
    suggested,
)
from tests.support.tribunal_builders import (
    at_commission,
    in_arbitration,
    in_litigation,
    rule_of,
    warnings,
)

BACK = OfferReturn(ground=ReturnGround.PARTY_PREFERS_MEDIATION)


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
    under_mandate = agreed_at_studio(suggested())
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

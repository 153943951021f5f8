"""Offers, hand-overs and mandates, as far as a test needs them; days in March 2026."""

from datetime import date
from typing import Any
from uuid import UUID

from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Channel, FailureCode, FailureReason, Mandate
from services.workflow.domain.dispute.stages.agreement.agreement import SealAgreement, SignAgreement
from services.workflow.domain.dispute.stages.handover.mandate import (
    ReportMediationDelegated,
    ReportMediationEntrusted,
    ReportMediationSuggested,
)
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral, OfferReferral
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.mediation.mediation import RecordFailure
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.mediator import Certificate, Mediator, Term
from services.workflow.domain.organisation import OrganisationKind
from tests.support.builders import (
    CENTRE_BODY,
    COMMISSION,
    COMMISSION_BODY,
    COURT,
    COURT_BODY,
    ON,
    body,
    in_mediation,
    register,
    terms,
)
from tests.support.given_when_then import Scenario
from tests.support.tribunal_builders import at_commission, in_arbitration

STUDIO = UUID("22222222-2222-5222-8222-222222222223")
STUDIO_BODY = body(OrganisationKind.UNION_STUDIO, STUDIO, "低塘街道工会调处工作室")
TO_COMMISSION: dict[str, Any] = {"organisation": COMMISSION_BODY}
TO_STUDIO: dict[str, Any] = {"organisation": STUDIO_BODY}
BY_COURT: dict[str, Any] = {"organisation": COURT_BODY, "handler": STUDIO_BODY}
REFERRAL = OfferReferral(to=COMMISSION, reason="调解不成，申请人要求仲裁", applicant=1)
TRANSFER = OfferReferral(to=STUDIO, reason="工会工作室更近", consented_by=(1,))
FAILURE = RecordFailure(reasons=(FailureReason(code=FailureCode.GAP_TOO_WIDE),))
SUGGESTION = ReportMediationSuggested(organisation=STUDIO, consented_by=(1, 2), reference="建1号")
ENTRUSTMENT = ReportMediationEntrusted(organisation=STUDIO, consented_by=(1, 2), reference="托1号")
DELEGATION = ReportMediationDelegated(
    court=COURT, organisation=STUDIO, consented_by=(1, 2), reference="派1号"
)
OF_STUDIO = Mediator(
    id=UUID("55555555-5555-5555-8555-555555555556"),
    certificates=(Certificate("浙调0002", date(2024, 1, 1), date(2027, 12, 31)),),
    terms=(Term(STUDIO, date(2024, 1, 1)),),
)
TAKEN_UP: Any = (AssignMediator(mediator=OF_STUDIO.id), {"mediator": OF_STUDIO})
"""The studio puts its mediator on it."""
LAST_TO_ANSWER = date(2026, 3, 24)
"""The tenth working day from TODAY."""


def at(organisation: UUID) -> dict[str, Any]:
    """A clerk of that body acts."""
    return {"actor": Actor(account="clerk", role=Role.CLERK, organisation=organisation)}


def failed() -> Scenario:
    return in_mediation().after(FAILURE, on=ON)


def offered() -> Scenario:
    """Mediation failed; offered to the commission today."""
    return failed().after((REFERRAL, TO_COMMISSION))


def referred() -> Scenario:
    """The commission took it over today."""
    return offered().after(AcceptReferral(offer=1))


def transferred() -> Scenario:
    """From the mediation of the centre to the studio, today."""
    return in_mediation().after((TRANSFER, TO_STUDIO), AcceptReferral(offer=1))


def agreed_at_studio(scenario: Scenario) -> Scenario:
    """An agreement takes effect with the studio, which has the dispute, today."""
    acts = (SignAgreement(party=1), SignAgreement(party=2), SignAgreement(), SealAgreement())
    scenario.after(TAKEN_UP, terms())
    for act in acts:
        # Under a court's delegation the parties' signatures are enough.
        if scenario.stands(State.AGREED):
            scenario.when(act)
    return scenario


def suggested() -> Scenario:
    """The commission suggested mediation by the studio."""
    return at_commission().after((SUGGESTION, TO_STUDIO))


def entrusted() -> Scenario:
    """The commission entrusted the studio."""
    return in_arbitration().after((ENTRUSTMENT, TO_STUDIO))


def delegated() -> Scenario:
    """A court delegated what the centre had not settled to the studio."""
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

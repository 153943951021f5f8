"""Mandates: mediation suggested, entrusted or delegated by a seised body, and returned to it."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.mandate import rule_of
from services.workflow.domain.dispute.events import (
    Event,
    MandateReturned,
    MediationDelegated,
    MediationEntrusted,
    MediationSuggested,
)
from services.workflow.domain.dispute.guards.bodies import require_court
from services.workflow.domain.dispute.guards.named import require_parties
from services.workflow.domain.dispute.guards.overtaking import recalled
from services.workflow.domain.dispute.guards.periods import mediation_period
from services.workflow.domain.dispute.guards.reporting import happened
from services.workflow.domain.dispute.parts import (
    Mandate,
    MandateResult,
    OrganisationId,
    Overtaken,
    Side,
    TrialProcedure,
)
from services.workflow.domain.dispute.records import MandateRecord
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import State
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import Organisation, OrganisationKind
from services.workflow.domain.values.sealed import Written, is_blank

_MEDIATE_NOT = frozenset(
    {OrganisationKind.ARBITRATION_COMMISSION, OrganisationKind.COURT, OrganisationKind.BUREAU}
)


class ReportMediationSuggested(Command, frozen=True, kw_only=True):
    """The commission suggests mediation and defers acceptance (调解建议书, 办案规则 69)."""

    move = "mediation_suggested"
    organisation: OrganisationId
    consented_by: tuple[int, ...]
    """Numbers of the parties who agree."""
    reference: str = ""
    due_on: date | None = None
    """Day by which it is to be returned; by the rule where none is named."""


class ReportMediationEntrusted(Command, frozen=True, kw_only=True):
    """The commission or court that has the case entrusts mediation to an organisation (委托)."""

    move = "mediation_entrusted"
    organisation: OrganisationId
    consented_by: tuple[int, ...]
    """Numbers of the parties who agree."""
    procedure: TrialProcedure = TrialProcedure.ORDINARY
    """Of a court; it decides on the length of the mandate."""
    is_online: bool = False
    """Of a court, whether on its platform (人民法院在线调解), which has rules of its own."""
    reference: str = ""
    due_on: date | None = None
    """Day by which it is to be returned; by the rule where none is named."""


class ReportMediationDelegated(Command, frozen=True, kw_only=True):
    """A court delegates mediation before it files the case (委派)."""

    move = "mediation_delegated"
    court: OrganisationId
    organisation: OrganisationId
    is_online: bool = False
    """Whether on the court's platform (人民法院在线调解), which has rules of its own."""
    consented_by: tuple[int, ...]
    """Numbers of the parties who agree."""
    reference: str = ""
    due_on: date | None = None
    """Day by which it is to be returned; by the rule where none is named."""


class ReturnMandate(Command, frozen=True, kw_only=True):
    """Give the mandate back with its report, or take it back once its period has passed."""

    move = "mandate_returned"
    result: MandateResult
    report: Written = ""
    """Needed, unless the period has passed."""


def ready_to_return(dispute: Dispute, given: Given) -> None:
    """Refuses where no mandate runs."""
    given.insist(dispute.mandate_record, "no_mandate_runs", rule="MANDATE.RETURN")


def suggest(command: ReportMediationSuggested, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """With the applicants' consent, where nobody has mediated before."""
    _require_mediating(given.organisation, given)
    given.require(dispute.accepted_on is None, "mediated_before", rule="ARB.SUGGEST")
    consented = _consenting(command.consented_by, (Side.CLAIMANT,), dispute, given)
    suggested = happened(
        MediationSuggested,
        given,
        commission=dispute.custodian,
        organisation=command.organisation,
        consented_by=consented,
        reference=command.reference,
        **_period(command.due_on, rule_of(Mandate.ARBITRATION_SUGGESTED), given),
    )
    return (*recalled(Overtaken.MANDATE_GIVEN, dispute, given), suggested)


def entrust(command: ReportMediationEntrusted, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """With the consent of both sides; the seised body stays custodian and its clocks run on."""
    _require_mediating(given.organisation, given)
    in_court = dispute.state is State.IN_LITIGATION
    mandate = Mandate.COURT_ENTRUSTED if in_court else Mandate.ARBITRATION_ENTRUSTED
    hearings = dispute.arbitration.hearings if dispute.arbitration else ()
    is_before_hearing = in_court or not any(held for _, _, held in hearings)
    given.require(is_before_hearing, "entrusted_after_hearing", rule="ARB.ENTRUST")
    rule = rule_of(mandate, command.procedure, is_online=command.is_online)
    return (
        happened(
            MediationEntrusted,
            given,
            mandate=mandate,
            body=dispute.custodian,
            organisation=command.organisation,
            consented_by=_consenting(command.consented_by, tuple(Side), dispute, given),
            reference=command.reference,
            **_period(command.due_on, rule, given),
        ),
    )


def delegate(
    command: ReportMediationDelegated, dispute: Dispute, given: Given
) -> tuple[Event, ...]:
    """With the consent of both sides; an offer of hand-over in flight is recalled."""
    given.insist(dispute.mandate_record is None, "mandate_runs_already", rule="MANDATE.RETURN")
    require_court(given)
    _require_mediating(given.handler, given)
    rule = rule_of(Mandate.COURT_DELEGATED, is_online=command.is_online)
    delegated = happened(
        MediationDelegated,
        given,
        court=command.court,
        organisation=command.organisation,
        consented_by=_consenting(command.consented_by, tuple(Side), dispute, given),
        reference=command.reference,
        **_period(command.due_on, rule, given),
    )
    return (*recalled(Overtaken.MANDATE_GIVEN, dispute, given), delegated)


def give_back(command: ReturnMandate, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Success with an agreement made under it, failure without one; early by the body is noted."""
    record = dispute.mandate_record
    assert record is not None  # ready_to_return has seen to it
    period = mediation_period(dispute, given)
    assert period is not None  # a mandate has one
    has_lapsed = given.occurred_on > period.ends_on
    _require_result(command.result, record, dispute, given)
    given.warn(
        has_lapsed or given.actor.organisation != record.body,
        "mandate_period_runs",
        rule=period.rule.id,
        kind=OutsideLegalLimit,
        due=period.ends_on.isoformat(),
    )
    given.require(
        has_lapsed or not is_blank(command.report), "mandate_needs_report", rule="MANDATE.RETURN"
    )
    return (
        happened(
            MandateReturned,
            given,
            mandate=record.mandate,
            to=record.body,
            result=command.result,
            report=command.report,
            has_lapsed=has_lapsed,
        ),
    )


def _require_result(
    result: MandateResult, record: MandateRecord, dispute: Dispute, given: Given
) -> None:
    agreement = dispute.effective_agreement
    is_agreed = agreement is not None and agreement.version > record.versions_before
    if result is MandateResult.FAILURE:
        given.insist(
            not is_agreed,
            "mandate_ended_in_agreement",
            rule="MANDATE.RETURN",
        )
        return
    given.insist(
        is_agreed and dispute.state is State.AGREEMENT_EFFECTIVE,
        "mandate_without_agreement",
        rule="MANDATE.RETURN",
    )


def _period(named: date | None, rule_id: str, given: Given) -> dict[str, Any]:
    due_on = _due_on(named, rule_id, given)
    return {"rule": rule_id, "due_on": due_on, "is_counted": named is None}


def _due_on(named: date | None, rule_id: str, given: Given) -> date:
    """The day by which it is to come back; a longer one than the rule's needs the parties' consent."""
    by_rule = given.due(rule_id, given.occurred_on).due_rolled
    if named is None:
        return by_rule
    given.insist(
        named >= given.occurred_on,
        "mandate_due_before_given",
        due=named.isoformat(),
        occurred_on=given.occurred_on.isoformat(),
    )
    given.require(
        named <= by_rule or given.rule(rule_id).extension_consent,
        "mandate_too_long",
        rule=rule_id,
        kind=OutsideLegalLimit,
        due=by_rule.isoformat(),
    )
    return named


def _consenting(
    numbers: Iterable[int], sides: tuple[Side, ...], dispute: Dispute, given: Given
) -> tuple[int, ...]:
    consented = sorted(set(numbers))
    require_parties(consented, dispute, given)
    needed: set[int] = set().union(*(dispute.side(side) for side in sides))
    given.require(needed <= set(consented), "mandate_needs_consent", rule="MANDATE.CONSENT")
    return tuple(consented)


def _require_mediating(organisation: Organisation, given: Given) -> None:
    given.insist(
        organisation.kind not in _MEDIATE_NOT,
        "not_a_mediation_organisation",
        name=organisation.name,
    )


DECISIONS: Decisions = {
    ReportMediationSuggested: suggest,
    ReportMediationEntrusted: entrust,
    ReportMediationDelegated: delegate,
    ReturnMandate: give_back,
}
READY: Readiness = {"mandate_returned": ready_to_return}

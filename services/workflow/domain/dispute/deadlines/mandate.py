"""The clock of a mandate: until when an organisation mediates for the court or commission."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import Mandate, SuspensionCause, TrialProcedure
from services.workflow.domain.dispute.records import MandateRecord
from services.workflow.domain.dispute.state import Dispute

_PERIOD_OF: Final[dict[Mandate, str]] = {
    Mandate.ARBITRATION_SUGGESTED: "ARB.SUGGEST",
    Mandate.ARBITRATION_ENTRUSTED: "ARB.ENTRUST",
    Mandate.COURT_ENTRUSTED: "SPEC.15",
    Mandate.COURT_DELEGATED: "SPEC.30",
}
_IN_SUMMARY_PROCEDURE: Final = {"SPEC.15": "SPEC.7"}
_ONLINE: Final = {"SPEC.30": "ONL.30", "SPEC.15": "ONL.15", "SPEC.7": "ONL.7"}


def rule_of(
    mandate: Mandate,
    procedure: TrialProcedure = TrialProcedure.ORDINARY,
    *,
    is_online: bool = False,
) -> str:
    """The rule with the period of a mandate, by the court's procedure and platform."""
    rule = _PERIOD_OF[mandate]
    if procedure is TrialProcedure.SUMMARY:
        rule = _IN_SUMMARY_PROCEDURE.get(rule, rule)
    return _ONLINE.get(rule, rule) if is_online else rule


def clocks(dispute: Dispute, _basis: Basis) -> Iterator[ClockFacts]:
    """The period of the running mandate; one that was returned has none any more."""
    found = mandate_period(dispute)
    if found is not None:
        yield found


def mandate_period(dispute: Dispute) -> ClockFacts | None:
    """From the mandate to the day it names, or by its rule; both sides may have extended it."""
    record, period = dispute.mandate_record, dispute.period
    if record is None:
        return None
    is_for_appraisal = period.suspended_for is SuspensionCause.AWAITS_APPRAISAL
    return ClockFacts(
        rule=record.rule or rule_of(record.mandate),
        start_on=record.given_on or dispute.received_on,
        until=period.extended_until or (None if record.is_counted else record.due_on),
        set_on=period.extended_on or record.given_on,
        suspended=tuple(Suspension(*days) for days in period.appraisals),
        suspended_since=period.suspended_on if is_for_appraisal else None,
        met_on=_agreed_on(record, dispute),
    )


def _agreed_on(record: MandateRecord, dispute: Dispute) -> date | None:
    """Day on which an agreement made under the mandate took effect."""
    agreement = dispute.effective_agreement
    is_made_under_it = agreement is not None and agreement.version > record.versions_before
    return agreement.effective_on if agreement and is_made_under_it else None

"""Until when a mediation runs: its rule here, its start, its extension, its mandate."""

from datetime import date

import msgspec

from services.workflow.domain.clock_terms import Trigger
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.legal import LegalRule


class MediationPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """The organisation's period of a mediation."""

    rule: LegalRule
    """MED.15.ACCEPT, or what stands in its place for this region or kind of organisation."""
    start_on: date
    ends_on: date
    """The last day, as extended or as a mandate has it."""
    latest_on: date | None
    """The last day that both sides may extend it to; none: the text sets no limit."""


def mediation_period(dispute: Dispute, given: Given) -> MediationPeriod:
    """The period under the rules of the day."""
    rule = given.rules.standing("MED.15.ACCEPT", dispute.accepted_on or given.occurred_on)
    start_on = _start(rule, dispute) or given.occurred_on
    mandated = dispute.mandate_record.due_on if dispute.mandate_record else None
    by_rule = given.due(rule.id, start_on).due_rolled
    return MediationPeriod(
        rule=rule,
        start_on=start_on,
        ends_on=dispute.period.extended_until or mandated or by_rule,
        latest_on=None if mandated else _capped(rule, start_on, given),
    )


def _start(rule: LegalRule, dispute: Dispute) -> date | None:
    """Receipt or acceptance, as the rule says; a second attempt has a period of its own."""
    is_first = dispute.period.restarted_on is None and dispute.mandate_record is None
    if is_first and rule.trigger is Trigger.APPLICATION_RECEIVED:
        return dispute.received_on
    return dispute.accepted_on


def _capped(rule: LegalRule, start_on: date, given: Given) -> date | None:
    if rule.extension_cap is None or not rule.extension_consent:
        return None
    return given.due(rule.id, start_on, extension=rule.extension_cap).due_rolled

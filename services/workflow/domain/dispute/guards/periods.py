"""Last days that decisions of these stages rest on, as the deadlines of the dispute have them."""

from datetime import date

import msgspec

from services.workflow.domain.clocks.counting import Clock
from services.workflow.domain.dispute.deadlines.agreement import instalment_period
from services.workflow.domain.dispute.deadlines.deadline import Deadline, counted
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.mandate import mandate_period
from services.workflow.domain.dispute.deadlines.mediation import own_period, receipt_period
from services.workflow.domain.dispute.deadlines.referral import offer_period
from services.workflow.domain.dispute.deadlines.retention import retention_term
from services.workflow.domain.dispute.parts import Instalment
from services.workflow.domain.dispute.records import Agreement, Offer
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given
from services.workflow.domain.legal import LegalRule


class MediationPeriod(msgspec.Struct, frozen=True, kw_only=True):
    """Until when a mediation runs: the organisation's period, or that of its mandate."""

    rule: LegalRule
    start_on: date
    ends_on: date
    """The last day, as extended or as a mandate has it."""
    latest_on: date | None
    """The last day that both sides may extend it to; none: the text sets no limit."""


def basis_of(given: Given) -> Basis:
    """What the deadlines are counted under, on the day on which the act occurred."""
    return Basis(rules=given.rules, calendar=given.calendar, today=given.occurred_on)


def mediation_period(dispute: Dispute, given: Given) -> MediationPeriod | None:
    """The period under the rules of the day; none where nobody mediates or did."""
    facts = mandate_period(dispute) or own_period(dispute, basis_of(given))
    if facts is None:
        return None
    rule, clock = given.rule(facts.rule), _clock(facts, given)
    return MediationPeriod(
        rule=rule,
        start_on=clock.start_on,
        ends_on=clock.due_rolled,
        latest_on=_capped(rule, clock.start_on, given),
    )


def receipt_due_on(dispute: Dispute, given: Given) -> date:
    """The last day before the road to arbitration is open."""
    facts = receipt_period(dispute, basis_of(given))
    assert facts is not None  # an organisation has received it
    return _clock(facts, given).due_rolled


def instalment_due_on(agreement: Agreement, instalment: Instalment, given: Given) -> date:
    """The last day on which a payment is in time: the agreed day, rolled (民法典 203)."""
    return _clock(instalment_period(agreement, instalment), given).due_rolled


def offer_due_on(offer: Offer, given: Given) -> date:
    """The last day on which an offer of hand-over can be taken over."""
    return _clock(offer_period(offer), given).due_rolled


def retention(dispute: Dispute, given: Given) -> Deadline:
    """How long the file is kept at least, by what it came to."""
    before = dispute.before_closing
    closed_on = before.closed_on if before else None
    basis = basis_of(given)
    return counted(retention_term(dispute, basis, closed_on or given.occurred_on), basis)


def _clock(facts: ClockFacts, given: Given) -> Clock:
    clock = counted(facts, basis_of(given)).clock
    assert clock is not None  # begun with a day on record
    return clock


def _capped(rule: LegalRule, start_on: date, given: Given) -> date | None:
    if rule.extension_cap is None or not rule.extension_consent:
        return None
    return given.due(rule.id, start_on, extension=rule.extension_cap).due_rolled

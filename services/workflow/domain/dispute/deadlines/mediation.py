"""Clocks of a mediation: the one that opens the road to arbitration, and the organisation's own."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.clock_terms import Trigger
from services.workflow.domain.clocks.suspension import Suspension
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import MANDATED
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import LegalRule


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """MED.15.RECEIPT, and MED.15.ACCEPT or what stands in its place."""
    for found in (receipt_period(dispute, basis), own_period(dispute, basis)):
        if found is not None:
            yield found


def receipt_period(dispute: Dispute, basis: Basis) -> ClockFacts | None:
    """From the receipt of an application; its end opens a road, and the dispute stays open."""
    if dispute.received_on is None or dispute.organisation is None:
        return None
    agreement = dispute.effective_agreement
    return ClockFacts(
        rule=basis.rules.standing("MED.15.RECEIPT", dispute.received_on).id,
        start_on=dispute.received_on,
        met_on=agreement.effective_on if agreement else None,
        ended_on=min(_days_of_another_road(dispute), default=None),
    )


def own_period(dispute: Dispute, basis: Basis) -> ClockFacts | None:
    """The organisation's period; none under a mandate, which has a period of its own."""
    has_another = dispute.mandate_record is not None or dispute.mandate in MANDATED
    if has_another or dispute.organisation is None:
        return None
    rule = basis.rules.standing(
        "MED.15.ACCEPT", dispute.accepted_on or dispute.received_on or basis.today
    )
    start_on, period = _start(rule, dispute), dispute.period
    if start_on is None:
        return None
    return ClockFacts(
        rule=rule.id,
        start_on=start_on,
        until=period.extended_until,
        set_on=period.extended_on,
        suspended=tuple(Suspension(*days) for days in period.suspensions),
        suspended_since=period.suspended_on,
        met_on=period.ended_on if period.is_done else None,
        ended_on=period.ended_on or _never_accepted_on(dispute),
    )


def _start(rule: LegalRule, dispute: Dispute) -> date | None:
    """Receipt or acceptance, as the rule says; a second attempt has a period of its own."""
    runs_from_receipt = rule.trigger is Trigger.APPLICATION_RECEIVED
    if runs_from_receipt and dispute.period.restarted_on is None:
        return dispute.received_on
    return dispute.accepted_on


def _days_of_another_road(dispute: Dispute) -> Iterator[date]:
    """Days since which the road is open, taken or beside the point, as far as recorded."""
    arbitrations = (*dispute.past_arbitrations, dispute.arbitration)
    known = (
        dispute.period.receipt_lapsed_on,
        dispute.period.ended_on,
        _never_accepted_on(dispute),
        *(case.filed_on for case in arbitrations if case),
        *(suit.filed_on for suit in dispute.suits),
    )
    return (day for day in known if day is not None)


def _never_accepted_on(dispute: Dispute) -> date | None:
    """Day on which it was declined or went elsewhere, where no organisation has accepted it."""
    return None if dispute.accepted_on else dispute.checked_on or dispute.unchecked_on

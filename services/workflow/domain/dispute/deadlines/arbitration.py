"""Clocks of an arbitration: acceptance, the award with its stays, and what is owed in between."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.workflow.domain.clocks.counting import Break, computed
from services.workflow.domain.clocks.suspension import DAY, Suspension
from services.workflow.domain.dispute.deadlines import arbitral_steps
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts, Pending
from services.workflow.domain.dispute.parts import DocumentKind, Mandate, ServiceMethod
from services.workflow.domain.dispute.records import Arbitration, Document, Restart
from services.workflow.domain.dispute.state import Dispute

DEFERRED: Final = Pending(
    "acceptance_deferred",
    "暂缓受理：调解结束后起算",
    "acceptance is deferred for mediation: it begins when that has ended",
)
CORRECTING: Final = Pending(
    "correction_awaited",
    "已告知补正：自补正之日起算",
    "a correction was asked for: it begins on the day of the correction",
)
_BREAKS: Final[dict[Restart, tuple[str, str]]] = {
    Restart.CLAIMS_ADDED: (
        "增加、变更请求，重新计算（办案规则46）",
        "claims were added, so it begins anew (Rules 46)",
    ),
    Restart.PARTY_JOINED: (
        "追加当事人，重新计算（办案规则46）",
        "a party was joined, so it begins anew (Rules 46)",
    ),
}
_SIMPLE: Final = "ARB.SIMPLE.ZJ"


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """All of the case that is or was last before a commission."""
    case = dispute.arbitration
    if case is None:
        return
    yield from _correction_notice(case, dispute, basis)
    yield acceptance(case, dispute, basis)
    if case.accepted_on is not None:
        yield from arbitral_steps.clocks(case, dispute, basis)
        yield award_period(case, dispute, basis)
        if case.is_simple and _SIMPLE in basis.rules.rules:
            yield _simple(case, dispute)


def acceptance(case: Arbitration, dispute: Dispute, basis: Basis) -> ClockFacts:
    """ARB.ACCEPT from the receipt of the application, the end of a deferral, or a correction."""
    record = dispute.mandate_record
    is_deferred = (
        record is not None
        and record.mandate is Mandate.ARBITRATION_SUGGESTED
        and record.body == case.commission
    )
    replies = [on for notice in _correction_notices(case, dispute) for _, on in notice.replies]
    is_awaited = awaits_correction(dispute)
    pending = DEFERRED if is_deferred else CORRECTING if is_awaited else None
    start_on = max(
        [case.filed_on, *replies, *([case.deferred_until] if case.deferred_until else [])]
    )
    return ClockFacts(
        rule=basis.standing("ARB.ACCEPT", start_on),
        start_on=None if pending else start_on,
        pending=pending,
        met_on=case.decided_on or case.accepted_on,
        ended_on=case.ended_on,
        # That it passed in silence is recorded: the road to court is open.
        is_over_once_lapsed=case.is_silent,
    )


def awaits_correction(dispute: Dispute) -> bool:
    """Whether the commission asked the applicant for a correction that has not come."""
    case = dispute.arbitration
    if case is None or case.decided_on is not None:
        return False
    return any(not notice.replies for notice in _correction_notices(case, dispute))


def award_period(case: Arbitration, dispute: Dispute, basis: Basis) -> ClockFacts:
    """ARB.AWARD from acceptance; stays and service by public notice do not count (办案规则 46)."""
    return ClockFacts(
        rule=basis.standing("ARB.AWARD", case.accepted_on),
        start_on=case.accepted_on,
        extension=_extension(case, dispute, basis),
        suspended=_stops(case, dispute),
        suspended_since=case.stayed_on,
        interrupted=_breaks(case),
        met_on=case.award.issued_on if case.award else None,
        ended_on=case.ended_on,
    )


def _simple(case: Arbitration, dispute: Dispute) -> ClockFacts:
    """ARB.SIMPLE.ZJ, stopped and begun anew by whatever stops the ordinary period or begins it anew."""
    return ClockFacts(
        rule=_SIMPLE,
        start_on=case.accepted_on,
        suspended=_stops(case, dispute),
        suspended_since=case.stayed_on,
        interrupted=_breaks(case),
        met_on=case.award.issued_on if case.award else None,
        ended_on=case.ended_on,
    )


def _extension(case: Arbitration, dispute: Dispute, basis: Basis) -> int:
    """The days that were approved on top of the period as it stood then; the rule has the last word."""
    if case.extended_until is None or case.extended_on is None or case.accepted_on is None:
        return 0
    rule = basis.rules.standing("ARB.AWARD", case.accepted_on)
    known = tuple(stop for stop in _stops(case, dispute) if stop.last_on < case.extended_on)
    without = computed(
        rule, basis.calendar, case.accepted_on, suspended=known, interrupted=_breaks(case)
    )
    approved = (case.extended_until - without.due_natural).days
    return min(max(approved, 0), rule.extension)


def _stops(case: Arbitration, dispute: Dispute) -> tuple[Suspension, ...]:
    notices = (
        Suspension(attempt.on + DAY, attempt.received_on)
        for document in dispute.documents
        for attempt in document.attempts
        if attempt.method is ServiceMethod.PUBLIC_NOTICE
        and attempt.received_on is not None
        and case.filed_on <= attempt.on < attempt.received_on
    )
    return (*(Suspension(first, last) for first, last in case.stays), *notices)


def _breaks(case: Arbitration) -> tuple[Break, ...]:
    return tuple(
        Break(on=on, cause=cause.value, zh=_BREAKS[cause][0], en=_BREAKS[cause][1])
        for on, cause in case.restarts
    )


def _correction_notice(case: Arbitration, dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """ARB.FIX, where the commission asked for a correction: it is owed once, and in time."""
    for notice in _correction_notices(case, dispute)[:1]:
        yield ClockFacts(
            rule=basis.standing("ARB.FIX", case.filed_on),
            start_on=case.filed_on,
            met_on=notice.issued_on,
        )


def _correction_notices(case: Arbitration, dispute: Dispute) -> list[Document]:
    """What was asked for between the filing and the decision on acceptance."""
    until = case.decided_on or date.max
    return [
        one
        for one in dispute.documents
        if one.kind is DocumentKind.CORRECTION_NOTICE
        and one.issued_on is not None
        and case.filed_on <= one.issued_on <= until
    ]

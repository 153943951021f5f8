"""Days of intake and mediation: the checks, the mandate, suspensions, the end, offers, closing."""

from datetime import date
from typing import Any

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    at,
    day,
    plain,
    replace,
    same,
    with_item,
)
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import LIMITATIONS, Dependent
from services.workflow.domain.dispute.parts import InterruptionCause
from services.workflow.domain.dispute.records import MandateRecord
from services.workflow.domain.dispute.state import Dispute

D = Dependent

_DISPUTE = Record(get=lambda d: d, put=lambda _d, changed: changed)
_PERIOD = plain("period")


def _received_on(dispute: Dispute, *_nos: int) -> date | None:
    return dispute.received_on


def _put_mandate(dispute: Dispute, record: MandateRecord) -> Dispute:
    """The organisation accepted it with the mandate: that day is the same."""
    was = dispute.mandate_record.given_on if dispute.mandate_record else None
    accepted_on = same(dispute.accepted_on, was, record.given_on)
    return replace(dispute, mandate_record=record, accepted_on=accepted_on)


def _has_failed(dispute: Dispute) -> bool:
    return bool(dispute.failure_reasons) and dispute.period.is_done


# Suspensions: first and last day


def _suspension(dispute: Dispute, no: int) -> tuple[date, date] | None:
    pair: tuple[date, date] | None = at(dispute.period.suspensions, no)
    return pair


def _put_suspension(dispute: Dispute, pair: tuple[date, date], no: int) -> Dispute:
    """One that waited for an appraisal is also among the appraisals."""
    period = dispute.period
    was = period.suspensions[no - 1]
    appraisals = tuple(pair if one == was else one for one in period.appraisals)
    suspensions = with_item(period.suspensions, no, pair)
    return replace(dispute, period=replace(period, suspensions=suspensions, appraisals=appraisals))


SUSPENSION = Record(get=_suspension, put=_put_suspension)


def end_of(record: Record, index: int, **more: Any) -> Correctable:
    """The first or last day of a stretch; they do not pass each other."""

    def read(dispute: Dispute, *nos: int) -> date | None:
        pair = record.get(dispute, *nos)
        known: date | None = pair[index] if pair else None
        return known

    def other(dispute: Dispute, *nos: int) -> date | None:
        pair: tuple[date, date] = record.get(dispute, *nos)
        return pair[1 - index]

    def write(dispute: Dispute, new: str, *nos: int) -> Dispute:
        pair = record.get(dispute, *nos)
        changed = (day(new), pair[1]) if index == 0 else (pair[0], day(new))
        return record.put(dispute, changed, *nos)

    bound = {"precedes": other} if index == 0 else {"follows": other}
    return Correctable(
        kind=Kind.DAY,
        exists=lambda dispute, *nos: read(dispute, *nos) is not None,
        read=read,
        write=write,
        **(bound | more),
    )


_OWN = (D.ACCEPTANCE_PERIOD, D.MANDATE)

MEDIATION: dict[str, Correctable] = {
    "declined_on": replace(
        _DISPUTE.day("checked_on", dependents=(D.CHECK, *LIMITATIONS), follows=_received_on),
        exists=lambda d: d.decline_ground is not None and d.accepted_on is None,
        interruption=InterruptionCause.MEDIATION_REFUSED,
    ),
    "correction_asked_on": _DISPUTE.day("correction_asked_on", follows=_received_on),
    "mandate_received_on": Record(get=lambda d: d.mandate_record, put=_put_mandate).day(
        "given_on", dependents=(D.MANDATE,)
    ),
    "suspended_on": _PERIOD.day("suspended_on", dependents=_OWN, follows=lambda d: d.accepted_on),
    "suspensions/*/first_on": end_of(SUSPENSION, 0, dependents=_OWN),
    "suspensions/*/last_on": end_of(SUSPENSION, 1, dependents=_OWN),
    "mediation_failed_on": replace(
        _PERIOD.day(
            "ended_on",
            dependents=(D.RECEIPT_PERIOD, D.ACCEPTANCE_PERIOD, *LIMITATIONS),
            follows=lambda d: d.accepted_on,
        ),
        exists=_has_failed,
        interruption=InterruptionCause.MEDIATION_FAILED,
    ),
    "offered_on": plain("offer").day("offered_on", dependents=(D.OFFER,)),
    "closed_on": plain("before_closing").day("closed_on", dependents=(D.RETENTION,)),
}

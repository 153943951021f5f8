"""History before commissions and courts: filed, accepted, decided, set aside, sued."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import assert_never

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.history.record import (
    ArbitrationResult,
    AwardKind,
    Record,
    Remark,
    Result,
)
from services.workflow.domain.dispute.history.step import (
    Step,
    assumed,
    identity,
    needed,
    numbers,
)
from services.workflow.domain.dispute.history.suits import set_aside, suit
from services.workflow.domain.dispute.parts import (
    ArbitrationBar,
    AwardItem,
    Side,
)
from services.workflow.domain.dispute.stages.arbitration.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
    ReportArbitrationNotAccepted,
    ReportArbitrationWithdrawn,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportArbitralStatementServed,
    ReportAwardIssued,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.stages.handover.referral import AcceptReferral, OfferReferral
from services.workflow.domain.given import Given

REFERABLE = frozenset({None, Result.NO_AGREEMENT, Result.DECLINED})
"""After these an organisation hands over; after any other a party files by itself."""


def tribunal(record: Record, given: Given) -> Iterator[Step]:
    """What the record says of commission and court, in the order of the procedure."""
    if not record.is_direct and _reached_commission(record):
        yield from _filed(record)
    if record.arbitration_accepted_on:
        accepted = ReportArbitrationAccepted(number=record.arbitration_number)
        yield Step("arbitration_accepted_on", record.arbitration_accepted_on, accepted)
    after: list[Step] = []
    if record.arbitration_result and record.arbitration_closed_on:
        on = record.arbitration_closed_on
        for act, remarks in _decided(record, record.arbitration_result):
            yield Step("arbitration_result", on, act, remarks)
        if record.arbitration_result is ArbitrationResult.AWARD:
            after.extend(_after_award(record, on, given))
    after.extend(suit(record))
    yield from sorted(after, key=lambda step: step.on)


def _reached_commission(record: Record) -> bool:
    return bool(record.referred_on or record.arbitration_accepted_on or record.arbitration_result)


def _filed(record: Record) -> Iterator[Step]:
    commission = needed(record.commission, "commission", "仲裁委员会", "the commission on file")
    decided_on = record.arbitration_accepted_on or record.arbitration_closed_on
    filed_on = record.referred_on or decided_on
    assert filed_on is not None
    about = "referred_on" if record.referred_on else "arbitration_accepted_on"
    to = identity(commission)
    if record.referred_on and record.result in REFERABLE:
        offer = OfferReferral(to=to, reason="台账载明移送", applicant=1)
        yield Step(about, filed_on, offer, body=commission)
        if decided_on:
            accepted = AcceptReferral(offer=1)
            yield Step("arbitration_accepted_on", decided_on, accepted, body=commission)
    else:
        yield Step(about, filed_on, ReportArbitrationFiled(commission=to), body=commission)


def _decided(
    record: Record, result: ArbitrationResult
) -> Iterator[tuple[Command, tuple[Remark, ...]]]:
    number = record.arbitration_number
    match result:
        case ArbitrationResult.AWARD:
            remarks = () if record.award_kind else (assumed("award_kind"),)
            yield ReportAwardIssued(number=number, items=_items(record)), remarks
        case ArbitrationResult.STATEMENT:
            for party in numbers(record):
                yield ReportArbitralStatementServed(number=number, party=party), ()
        case ArbitrationResult.WITHDRAWN:
            yield ReportArbitrationWithdrawn(by=numbers(record, Side.CLAIMANT)), ()
        case ArbitrationResult.NOT_ACCEPTED:
            yield ReportArbitrationNotAccepted(ground=ArbitrationBar.OTHER), ()
        case _:
            assert_never(result)


def _items(record: Record) -> tuple[AwardItem, ...]:
    """An item for each claim; a partly final award has a final one and others that are not."""
    claims = [claim.no for claim in record.claims]
    if record.award_kind is AwardKind.PARTLY_FINAL:
        first = AwardItem(no=1, claim=claims[0], is_final=True)
        rest = claims[1:] or claims
        return (first, *(AwardItem(no=no, claim=claim) for no, claim in enumerate(rest, start=2)))
    is_final = record.award_kind is AwardKind.FINAL
    return tuple(
        AwardItem(no=no, claim=claim, is_final=is_final) for no, claim in enumerate(claims, start=1)
    )


def _after_award(record: Record, issued_on: date, given: Given) -> Iterator[Step]:
    served_on = record.award_served_on or issued_on
    remarks = () if record.award_served_on else (assumed("award_served_on"),)
    for party in numbers(record):
        yield Step("award_served_on", served_on, ReportAwardServed(party=party), remarks)
        remarks = ()
    if record.sued_on is None:
        # The first day on which nobody can sue any more.
        closed_on = given.due("SUIT.15", served_on).due_rolled + timedelta(1)
        if closed_on <= given.today:
            yield Step("award_served_on", closed_on, ReportAwardWindowsClosed())
    if record.set_aside_on:
        yield set_aside(record, record.set_aside_on)

"""History of intake and mediation: registered, accepted, with a mediator, and how it ended."""

from collections.abc import Iterator
from datetime import date
from typing import assert_never

from services.workflow.domain.dispute.history.agreement import agreement
from services.workflow.domain.dispute.history.record import Record, Result
from services.workflow.domain.dispute.history.step import (
    Step,
    assumed,
    identity,
    needed,
    numbers,
    total,
)
from services.workflow.domain.dispute.parts import Channel, Mandate, Side, Withdrawal
from services.workflow.domain.dispute.stages.agreement.agreement import SettleOnTheSpot
from services.workflow.domain.dispute.stages.intake.intake import (
    AcceptApplication,
    DeclineApplication,
    RecordDirectFiling,
    RegisterDispute,
    WithdrawApplication,
)
from services.workflow.domain.dispute.stages.mediation.assignment import AssignMediator
from services.workflow.domain.dispute.stages.mediation.mediation import RecordFailure
from services.workflow.domain.given import Given

MANDATES: dict[Channel, Mandate] = {
    Channel.COURT_DELEGATED: Mandate.COURT_DELEGATED,
    Channel.COURT_ENTRUSTED: Mandate.COURT_ENTRUSTED,
    Channel.ARBITRATION_SUGGESTED: Mandate.ARBITRATION_SUGGESTED,
    Channel.ARBITRATION_ENTRUSTED: Mandate.ARBITRATION_ENTRUSTED,
    Channel.PARTNER_TRANSFER: Mandate.PARTNER_TRANSFER,
}
MEDIATED = frozenset({Result.AGREEMENT, Result.ON_THE_SPOT})
"""Results that no dispute reaches without a mediator."""


def direct_filing(record: Record) -> RecordDirectFiling:
    """The record of a case that a commission or court got without a mediation organisation."""
    return RecordDirectFiling(
        body=identity(record.body),
        case_number=record.number,
        region=record.region,
        parties=record.parties,
        claims=record.claims,
        worker_count=record.worker_count,
        source=record.source,
    )


def registration(record: Record) -> RegisterDispute:
    """The application as received; its mandate follows from the ledger's channel."""
    return RegisterDispute(
        organisation=identity(record.body),
        channel=record.channel,
        mandate=MANDATES.get(record.channel, Mandate.SELF),
        region=record.region,
        parties=record.parties,
        claims=record.claims,
        worker_count=record.worker_count,
        source=record.source,
    )


def intake(record: Record) -> Iterator[Step]:
    """Accepted, and with a mediator, where the record says so or its result needs it."""
    is_mediated = record.has_mediator or record.result in MEDIATED
    if record.accepted_on:
        yield Step("accepted_on", record.accepted_on, AcceptApplication())
    elif is_mediated or record.result is Result.NO_AGREEMENT:
        remarks = (assumed("accepted_on"),)
        yield Step("accepted_on", record.registered_on, AcceptApplication(), remarks)
    if is_mediated:
        on = record.accepted_on or record.registered_on
        mediator = record.mediator.id if record.mediator else None
        yield Step("mediator", on, AssignMediator(mediator=mediator))


def mediation(record: Record, result: Result, on: date, given: Given) -> Iterator[Step]:
    """From intake to the result. Raises Untellable where a ground or day is missing."""
    if result is not Result.DECLINED:
        yield from intake(record)
    match result:
        case Result.AGREEMENT:
            yield from agreement(record, on, given)
        case Result.ON_THE_SPOT:
            yield Step("result_on", on, SettleOnTheSpot(amount=total(record)))
        case Result.SETTLED_PRIVATELY:
            yield Step("result_on", on, _withdrawn(record, Withdrawal.SETTLED_PRIVATELY))
        case Result.WITHDRAWN:
            yield Step("result_on", on, _withdrawn(record, Withdrawal.NO_LONGER_PURSUED))
        case Result.NO_AGREEMENT:
            yield Step("result_on", on, RecordFailure(reasons=()))
        case Result.DECLINED:
            ground = needed(record.decline_ground, "decline_ground", "不予受理原因", "the ground")
            yield Step("result_on", on, DeclineApplication(ground=ground, guidance=""))
        case _:
            assert_never(result)


def _withdrawn(record: Record, reason: Withdrawal) -> WithdrawApplication:
    return WithdrawApplication(reason=reason, by=numbers(record, Side.CLAIMANT))

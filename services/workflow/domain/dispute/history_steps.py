"""The acts that a ledger's record amounts to, in the order of the procedure."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple, TypeVar, assert_never
from uuid import UUID

from services.workflow.domain.dispute.agreement import (
    RecordPerformance,
    RecordTerms,
    SettleOnTheSpot,
)
from services.workflow.domain.dispute.arbitration import (
    ReportArbitrationAccepted,
    ReportArbitrationFiled,
)
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDocketed,
    ReportConfirmationGranted,
)
from services.workflow.domain.dispute.history_record import (
    Confirmation,
    Record,
    Remark,
    Result,
    Untellable,
)
from services.workflow.domain.dispute.intake import (
    AcceptApplication,
    DeclineApplication,
    RecordDirectFiling,
    RegisterDispute,
    WithdrawApplication,
)
from services.workflow.domain.dispute.mediation import AssignMediator, RecordFailure
from services.workflow.domain.dispute.parts import (
    Channel,
    Instalment,
    Mandate,
    Outcome,
    Term,
    Withdrawal,
)
from services.workflow.domain.dispute.referral import AcceptReferral, OfferReferral
from services.workflow.domain.given import Given
from services.workflow.domain.organisation import Organisation
from services.workflow.domain.values.money import Fen

T = TypeVar("T")


class TakeEffect(NamedTuple):
    """The agreement took effect: its day is the ledger's fact; who signed when is not in it."""

    move: str = "seal_agreement"


class CloseOnRecord(NamedTuple):
    """Closed on the last day the ledger has a result for: a convention, so no window is asked."""

    outcome: Outcome
    move: str = "close_dispute"


class Step(NamedTuple):
    """One act of the record: the field that says it, the day, and what it amounts to."""

    about: str
    on: date
    act: Command | TakeEffect | CloseOnRecord
    remarks: tuple[Remark, ...] = ()


MANDATES: dict[Channel, Mandate] = {
    Channel.COURT_DELEGATED: Mandate.COURT_DELEGATED,
    Channel.COURT_ENTRUSTED: Mandate.COURT_ENTRUSTED,
    Channel.ARBITRATION_SUGGESTED: Mandate.ARBITRATION_SUGGESTED,
    Channel.ARBITRATION_ENTRUSTED: Mandate.ARBITRATION_ENTRUSTED,
    Channel.PARTNER_TRANSFER: Mandate.PARTNER_TRANSFER,
}
MEDIATED = frozenset({Result.AGREEMENT, Result.ON_THE_SPOT})
"""Results that no dispute reaches without a mediator."""
REFERABLE = frozenset({None, Result.NO_AGREEMENT, Result.DECLINED})
"""After these an organisation hands over; after any other a party files by itself."""

_ASSUMED = {
    "accepted_on": ("受理日期未填，按登记日期记录", "no day of acceptance: that of registration"),
    "effective_on": ("协议生效日期未填，按结果日期记录", "no day of effect: that of the result"),
    "confirmation_on": (
        "台账没有司法确认申请日，按裁定日、不迟于申请期限届满日记录",
        "no day of application: that of the ruling, at the latest the last day of the window",
    ),
}


def steps(record: Record, given: Given) -> Iterator[Step]:
    """What the record says was done. Raises Untellable where a day, ground or number is missing."""
    if record.is_direct:
        yield Step("registered_on", record.registered_on, _direct_filing(record))
        if record.arbitration_accepted_on:
            yield _accepted_by_commission(record, record.arbitration_accepted_on)
        return
    yield Step("registered_on", record.registered_on, _registration(record))
    if record.result is None:
        yield from _intake(record)
    else:
        on = _needed(record.result_on, "result_on", "结果日期", "the day of the result")
        yield from _mediation(record, record.result, on, given)
    if record.referred_on or record.arbitration_accepted_on:
        yield from _arbitration(record)
    elif record.result_on and record.confirmation is not Confirmation.APPLIED:
        yield from _closing(record, record.result_on)


def _direct_filing(record: Record) -> RecordDirectFiling:
    return RecordDirectFiling(
        body=_id(record.body),
        case_number=record.number,
        region=record.region,
        parties=record.parties,
        claims=record.claims,
        worker_count=record.worker_count,
        source=record.source,
    )


def _registration(record: Record) -> RegisterDispute:
    return RegisterDispute(
        organisation=_id(record.body),
        channel=record.channel,
        mandate=MANDATES.get(record.channel, Mandate.SELF),
        region=record.region,
        parties=record.parties,
        claims=record.claims,
        worker_count=record.worker_count,
        source=record.source,
    )


def _intake(record: Record) -> Iterator[Step]:
    is_mediated = record.has_mediator or record.result in MEDIATED
    if record.accepted_on:
        yield Step("accepted_on", record.accepted_on, AcceptApplication())
    elif is_mediated or record.result is Result.NO_AGREEMENT:
        remarks = (_assumed("accepted_on"),)
        yield Step("accepted_on", record.registered_on, AcceptApplication(), remarks)
    if is_mediated:
        on = record.accepted_on or record.registered_on
        mediator = record.mediator.id if record.mediator else None
        yield Step("mediator", on, AssignMediator(mediator=mediator))


def _mediation(record: Record, result: Result, on: date, given: Given) -> Iterator[Step]:
    if result is not Result.DECLINED:
        yield from _intake(record)
    match result:
        case Result.AGREEMENT:
            yield from _agreement(record, on, given)
        case Result.ON_THE_SPOT:
            yield Step("result_on", on, SettleOnTheSpot(amount=_total(record)))
        case Result.SETTLED_PRIVATELY:
            reason = Withdrawal.SETTLED_PRIVATELY
            yield Step("result_on", on, WithdrawApplication(reason=reason))
        case Result.WITHDRAWN:
            reason = Withdrawal.NO_LONGER_PURSUED
            yield Step("result_on", on, WithdrawApplication(reason=reason))
        case Result.NO_AGREEMENT:
            yield Step("result_on", on, RecordFailure(reasons=()))
        case Result.DECLINED:
            ground = _needed(record.decline_ground, "decline_ground", "不予受理原因", "the ground")
            yield Step("result_on", on, DeclineApplication(ground=ground, guidance=""))
        case _:
            assert_never(result)


def _agreement(record: Record, on: date, given: Given) -> Iterator[Step]:
    effective_on = record.effective_on or on
    remarks = () if record.effective_on else (_assumed("effective_on"),)
    terms = RecordTerms(terms=_terms(record, effective_on))
    yield Step("result_on", min(on, effective_on), terms)
    yield Step("effective_on", effective_on, TakeEffect(), remarks)
    later = [*_performance(record, effective_on), *_confirmation(record, effective_on, given)]
    yield from sorted(later, key=lambda step: step.on)


def _terms(record: Record, effective_on: date) -> tuple[Term, ...]:
    due_on = record.due_on or record.performed_on or effective_on
    return tuple(
        Term(claim=claim, instalments=(Instalment(no=no, due_on=due_on, amount=amount),))
        for no, (claim, amount) in enumerate(record.agreed, start=1)
    )


def _performance(record: Record, effective_on: date) -> Iterator[Step]:
    if record.performed_on is None and record.performed is None:
        return
    on = _needed(record.performed_on, "performed_on", "履行日期", "the day of performance")
    remarks = []
    if on < effective_on:
        zh, en = "履行日期早于协议生效日期", "performed before the agreement took effect"
        remarks.append(Remark("performed_on", "performed_before_effect", zh, en))
    amount = record.performed or _total(record)
    amount = _needed(amount, "performed", "已履行金额或协议金额", "the amount performed")
    yield Step("performed_on", on, RecordPerformance(amount=amount), tuple(remarks))


def _confirmation(record: Record, effective_on: date, given: Given) -> Iterator[Step]:
    if record.confirmation is None:
        return
    on = _needed(record.confirmation_on, "confirmation_on", "司法确认日期", "the court's day")
    court = _needed(record.court, "confirmation", "管辖法院", "the court on file")
    application = ApplyForConfirmation(
        court=_id(court), applicants=tuple(party.no for party in record.parties)
    )
    if record.confirmation is Confirmation.APPLIED:
        yield Step("confirmation_on", on, application)
        if record.confirmation_number:
            docketed = ReportConfirmationDocketed(number=record.confirmation_number)
            yield Step("confirmation_number", on, docketed)
        return
    # Granted means found in time, so it was applied for within the window.
    applied_on = min(on, given.due("CONF.APPLY", effective_on).due_rolled)
    number = _needed(
        record.confirmation_number or None, "confirmation_number", "裁定案号", "the ruling's number"
    )
    yield Step("confirmation_on", applied_on, application, (_assumed("confirmation_on"),))
    yield Step("confirmation_on", on, ReportConfirmationGranted(ruling_number=number))


def _arbitration(record: Record) -> Iterator[Step]:
    commission = _id(
        _needed(record.commission, "commission", "仲裁委员会", "the commission on file")
    )
    accepted_on = record.arbitration_accepted_on
    filed_on = record.referred_on or accepted_on
    assert filed_on is not None
    about = "referred_on" if record.referred_on else "arbitration_accepted_on"
    if record.referred_on and record.result in REFERABLE:
        offer = OfferReferral(to=commission, reason="台账载明移送", applicant=1)
        yield Step(about, filed_on, offer)
        if accepted_on:
            yield Step("arbitration_accepted_on", accepted_on, AcceptReferral(offer=1))
    else:
        yield Step(about, filed_on, ReportArbitrationFiled(commission=commission))
    if accepted_on:
        yield _accepted_by_commission(record, accepted_on)


def _accepted_by_commission(record: Record, on: date) -> Step:
    number = record.arbitration_number
    return Step("arbitration_accepted_on", on, ReportArbitrationAccepted(number=number))


def _closing(record: Record, result_on: date) -> Iterator[Step]:
    outcomes = {
        Result.AGREEMENT: _outcome(record),
        Result.NO_AGREEMENT: Outcome.NO_AGREEMENT,
        Result.DECLINED: Outcome.DECLINED,
    }
    if record.result in outcomes:
        days = (result_on, record.effective_on, record.performed_on, record.confirmation_on)
        last = max(day for day in days if day)
        yield Step("result_on", last, CloseOnRecord(outcomes[record.result]))


def _outcome(record: Record) -> Outcome:
    total = _total(record)
    is_whole = record.performed is None or (total is not None and record.performed >= total)
    if record.performed_on and is_whole:
        return Outcome.AGREEMENT_PERFORMED
    return Outcome.AGREEMENT_EFFECTIVE


def _total(record: Record) -> Fen | None:
    return Fen(sum(amount for _, amount in record.agreed)) if record.agreed else None


def _id(body: Organisation) -> UUID:
    assert body.id is not None
    return body.id


def _needed(value: T | None, about: str, zh: str, en: str) -> T:
    if value is None:
        raise Untellable(Remark(about, "missing", f"缺少{zh}", f"{en} is missing"))
    return value


def _assumed(about: str) -> Remark:
    return Remark(about, f"{about}_assumed", *_ASSUMED[about])

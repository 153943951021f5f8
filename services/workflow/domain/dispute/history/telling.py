"""History: what a ledger says of one dispute, told as the events that live work would have left.

A ledger row is not an act of ours: the judge is asked with guards that do not bind, and what
they would have refused becomes a remark. The order of the moves binds all the same.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple

import msgspec

from services.workflow.domain.dispute import lifecycle
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.events import (
    AgreementTookEffect,
    DisputeClosed,
    Event,
    JudgmentTookEffect,
)
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.history.record import Record, Remark, Untellable
from services.workflow.domain.dispute.history.step import CloseOnRecord, JudgmentStands, Step
from services.workflow.domain.dispute.history.steps import closing, steps
from services.workflow.domain.dispute.stages.record.closing import ReopenDispute
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import ENDED
from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen


class Told(NamedTuple):
    """One event of the history, the act it comes from, and the remarks on it."""

    step: Step
    event: Event
    remarks: tuple[Remark, ...] = ()


NOT_IN_A_LEDGER = frozenset(
    {
        "consent_not_recorded",
        "guidance_missing",
        "failure_needs_reason",
        "mandate_needs_body",
        "no_correction_asked",
        "nothing_was_asked_for",
        "court_not_competent",
        "not_the_inviting_court",
        "filed_elsewhere",
        "set_aside_elsewhere",
        "enforced_elsewhere",
        "marked_final",
        "not_marked_final",
        "award_mixed",
    }
)
"""Guards about facts that a ledger has no column for: nothing can be said of them."""
ABOUT_A_MEDIATOR = frozenset({"certificate_not_valid", "not_of_this_organisation"})


def tell(record: Record, given: Given) -> tuple[Told, ...]:
    """The history of a record, in the order it happened. Raises Untellable.

    `given` lends today, rules and calendar; its guards must not bind.
    """
    dispute = Dispute()
    told: list[Told] = []
    for step in _ordered(record, given):
        dispute = _take(step, dispute, record, given, told)
    act = closing(record, dispute)
    if act is not None:
        days = [one.event.occurred_on for one in told]
        last_on = max([*days, record.result_on or days[0]])
        _take(Step("result_on", last_on, act), dispute, record, given, told)
    return tuple(told)


def resume(
    added: Iterable[Step],
    last_on: date,
    dispute: Dispute,
    record: Record,
    given: Given,
    *,
    reopens: bool = False,
) -> list[Told]:
    """What a record says in addition, decided from where the dispute stands now.

    With `reopens` a closed dispute is taken up again where that is needed; it is closed again on
    `last_on`. Raises Untellable where the dispute has gone another way since.
    """
    more: list[Told] = []
    for step in added:
        is_shut = dispute.state in ENDED
        needs_opening = is_shut and not lifecycle.destinations(step.act.move, dispute.state)
        for one in (_reopening(step, dispute), step) if reopens and needs_opening else (step,):
            dispute = _take(one, dispute, record, given, more)
    act = closing(record, dispute)
    if act is not None:
        _take(Step("result_on", last_on, act), dispute, record, given, more)
    return more


def _take(step: Step, dispute: Dispute, record: Record, given: Given, told: list[Told]) -> Dispute:
    """The dispute after the step, whose events are put on the list."""
    for happened in _happened(step, dispute, record, given):
        dispute = evolve(dispute, happened.event, record.id)
        told.append(happened)
    return dispute


def _reopening(step: Step, dispute: Dispute) -> Step:
    closed_on = dispute.before_closing.closed_on if dispute.before_closing else None
    on = max(step.on, closed_on or step.on)
    return Step(step.about, on, ReopenDispute(reason="台账补记"))


def _ordered(record: Record, given: Given) -> Iterator[Step]:
    latest = record.registered_on
    for step in steps(record, given):
        # A payment may come before the last signature; nothing else is out of order.
        if step.on < latest and step.about != "performed_on":
            raise Untellable(_out_of_order(step, latest))
        latest = max(step.on, latest)
        yield step


def _happened(step: Step, dispute: Dispute, record: Record, given: Given) -> tuple[Told, ...]:
    assert not given.is_binding
    brought = msgspec.structs.replace(
        given,
        occurred_on=step.on,
        occurred_at=None,
        case_number=record.number,
        organisation=step.body or record.body,
        handler=None if record.is_direct else record.body,
        took_part=(record.body,),
        mediator=record.mediator,
        breaches=[],
    )
    try:
        events = _judged(step, dispute, brought)
    except Refusal as refusal:
        raise Untellable(_remark(step.about, refusal)) from refusal
    unknown = ABOUT_A_MEDIATOR if record.mediator is None else frozenset()
    noted = (b for b in brought.breaches if b.code not in NOT_IN_A_LEDGER | unknown)
    remarks = (*step.remarks, *(_remark(step.about, breach) for breach in noted))
    first, *rest = events
    return (Told(step, first, remarks), *(Told(step, event) for event in rest))


def _judged(step: Step, dispute: Dispute, given: Given) -> tuple[Any, ...]:
    act = step.act
    if isinstance(act, Command):
        return decide(act, dispute, given)
    lifecycle.check(act.move, dispute.state)
    if isinstance(act, CloseOnRecord):
        return (DisputeClosed(occurred_on=step.on, outcome=act.outcome, reason="按台账记录结案"),)
    if isinstance(act, JudgmentStands):
        suit = dispute.open_suit
        assert suit is not None
        return (JudgmentTookEffect(occurred_on=step.on, suit=suit.no, number=act.number),)
    assert dispute.agreement is not None
    instalments = dispute.agreement.instalments
    amount = Fen(dispute.agreement.due) if dispute.agreement.due else None
    return (
        AgreementTookEffect(occurred_on=step.on, version=1, amount=amount, instalments=instalments),
    )


def _remark(about: str, refusal: Refusal) -> Remark:
    return Remark(about, refusal.code, refusal.zh, refusal.en)


def _out_of_order(step: Step, latest: date) -> Remark:
    return Remark(
        step.about,
        "out_of_order",
        f"{step.on}早于前一步的日期{latest}",
        f"{step.on} is before the day of the step before, {latest}",
    )

"""What a ledger's history has that the log does not, and where the two contradict each other."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec

from services.workflow.application.ledger.past import CLOSINGS
from services.workflow.domain.dispute.events import (
    AgreementTookEffect,
    ConfirmationApplied,
    ConfirmationDocketed,
    DirectFilingRecorded,
    DisputeRegistered,
    MediatorAssigned,
    PerformanceRecorded,
    ReviewAccepted,
    ReviewApplied,
    SettledOnTheSpot,
    TermsRecorded,
)
from services.workflow.domain.dispute.history.step import Step
from services.workflow.domain.dispute.history.telling import Told
from services.workflow.domain.dispute.parts import Instalment
from services.workflow.domain.dispute.stages.agreement.performance import RecordPerformance
from services.workflow.domain.fact import Fact
from services.workflow.domain.values.money import Fen

_ABOUT: Final = {"channel": "channel", "body": "organisation"}
"""What the registration says besides parties and claims, and the column that says it."""
_OVERWRITTEN: Final = (ConfirmationDocketed, ReviewAccepted)
"""What a later answer leaves no column for: the number of the file gives way to the ruling's."""
_TIMED: Final = (ConfirmationApplied, ReviewApplied)


class Contradiction(NamedTuple):
    """An event that the ledger tells otherwise now, at a field; or no more at all."""

    was: Fact
    about: str | None


class Comparison(NamedTuple):
    """What is new, and the first thing that cannot be reconciled."""

    added: list[Step]
    contradiction: Contradiction | None


def compare(
    was_told: Sequence[Any], told: Sequence[Told], *, is_due_day_assumed: bool
) -> Comparison:
    """Match the events told before with those told now, whatever their order.

    What is only told now is added, step by step. Payments are compared by their sum, and days on
    which they are due only where the ledger says them.
    """
    if is_due_day_assumed:
        was_told = [_without_due_day(event) for event in was_told]
        told = [one._replace(event=_without_due_day(one.event)) for one in told]
    payments = [event for event in was_told if isinstance(event, PerformanceRecorded)]
    before = [event for event in was_told if not isinstance(event, PerformanceRecorded)]
    left = [one for one in told if not isinstance(one.event, (*CLOSINGS, PerformanceRecorded))]
    lost = []
    for was in before:
        match = next((one for one in left if difference(was, one) is None), None)
        if match is not None:
            left.remove(match)
        elif not isinstance(was, _OVERWRITTEN):
            lost.append(was)
    if lost:
        return Comparison([], _contradiction(lost[0], left))
    paid = _payment(payments, told)
    if isinstance(paid, Contradiction):
        return Comparison([], paid)
    added = list(dict.fromkeys([*(one.step for one in left), *paid]))
    order = [one.step for one in told]
    return Comparison(sorted(added, key=lambda step: _place(step, order)), None)


def _without_due_day(event: Any) -> Any:
    replace = msgspec.structs.replace
    if isinstance(event, TermsRecorded):
        terms = (replace(term, instalments=_undated(term.instalments)) for term in event.terms)
        return replace(event, terms=tuple(terms))
    if isinstance(event, AgreementTookEffect):
        return replace(event, instalments=_undated(event.instalments))
    return event


def _undated(instalments: Iterable[Instalment]) -> tuple[Instalment, ...]:
    return tuple(msgspec.structs.replace(one, due_on=date.min) for one in instalments)


def _place(step: Step, order: list[Step]) -> int:
    """Where the step comes in the history; what is left to be paid comes where the payment does."""
    about = [other.about for other in order]
    return order.index(step) if step in order else about.index(step.about)


def _contradiction(was: Fact, left: list[Told]) -> Contradiction:
    same = next((one for one in left if type(one.event) is type(was)), None)
    other = same or next(iter(left), None)
    return Contradiction(was, difference(was, other) if other else None)


def _payment(payments: list[Any], told: Sequence[Told]) -> list[Step] | Contradiction:
    """The payment that is told now, as far as it was not told before."""
    now = next((one for one in told if isinstance(one.event, PerformanceRecorded)), None)
    if not payments:
        return [now.step] if now else []
    if now is None:
        return Contradiction(payments[-1], None)
    assert isinstance(now.event, PerformanceRecorded)
    paid = sum(payment.amount for payment in payments)
    if now.event.amount < paid:
        return Contradiction(payments[-1], "performed")
    if now.event.amount == paid:
        is_same_day = now.event.occurred_on == payments[-1].occurred_on
        return [] if is_same_day else Contradiction(payments[-1], "performed_on")
    rest = RecordPerformance(amount=Fen(now.event.amount - paid))
    return [now.step._replace(act=rest)]


def difference(was: Any, told: Told) -> str | None:
    """The field in which an event differs from the one recorded; None where they agree."""
    now: Any = told.event
    about = told.step.about
    if type(was) is not type(now):
        return "result" if about == "result_on" else about
    if isinstance(was, DisputeRegistered | DirectFilingRecorded):
        return _intake_difference(was, now)
    if isinstance(was, MediatorAssigned) and was.mediator is None:
        # The person may have come onto the roster since.
        now = msgspec.structs.replace(now, mediator=None, certificate_no=None)
    if isinstance(was, _TIMED):
        # Both follow from the calendar, which may have been published since.
        days: dict[str, date] = {"due_natural": was.due_natural, "due_rolled": was.due_rolled}
        if told.step.remarks:
            days["occurred_on"] = was.occurred_on
        now = msgspec.structs.replace(now, **days)
    if was == now:
        return None
    # The day is the same, so it is what was agreed on that day that differs.
    is_amount = isinstance(was, TermsRecorded | SettledOnTheSpot)
    return "agreed" if is_amount and was.occurred_on == now.occurred_on else about


def _intake_difference(was: Any, now: Any) -> str | None:
    if len(was.parties) != len(now.parties):
        return "applicant"
    employer, named = was.parties[-1], now.parties[-1]
    # The first claim's amount is as first recorded here; those of others cannot be corrected.
    differences = {
        "respondent": employer.name != named.name,
        "uscc": employer.uscc != named.uscc,
        "cause": [claim.kind for claim in was.claims] != [claim.kind for claim in now.claims],
        "claimed": was.claims != now.claims,
        **{
            about: getattr(was, field, None) != getattr(now, field, None)
            for field, about in _ABOUT.items()
        },
    }
    return next((about for about, differs in differences.items() if differs), None)

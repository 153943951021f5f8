"""What binds a correction: what came before and after, and the acts from which a day follows."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.deadlines.award import TO_SUE
from services.workflow.domain.dispute.deadlines.deadline import Deadline
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.of_dispute import deadlines
from services.workflow.domain.dispute.guards.correctable import Correctable, corrected
from services.workflow.domain.dispute.guards.correctable.agreement import act_days
from services.workflow.domain.dispute.parts import ReinforcementKind
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.given import Given


def require_order(
    fact: Correctable, new: str, dispute: Dispute, nos: tuple[int, ...], given: Given
) -> None:
    """No day before that of the act it follows, none after that of the act that followed it."""
    on = date.fromisoformat(new)
    follows = fact.follows(dispute, *nos) if fact.follows else None
    given.require(
        follows is None or on >= follows,
        "before_what_it_follows",
        new=new,
        follows=follows.isoformat() if follows else "",
    )
    precedes = fact.precedes(dispute, *nos) if fact.precedes else None
    given.require(
        precedes is None or on <= precedes,
        "after_what_followed",
        new=new,
        precedes=precedes.isoformat() if precedes else "",
    )


def require_not_derived(dispute: Dispute, given: Given) -> None:
    """The day of effect follows from the acts: the day of the latest of them is corrected instead."""
    agreement = dispute.effective_agreement
    days = act_days(agreement) if agreement else {}
    last_on = max(days.values(), default=None)
    given.insist(
        not days,
        "effect_is_derived",
        rule="MED.EFFECT",
        fields="、".join(field for field, on in days.items() if on == last_on),
    )


def clock_rules(dispute: Dispute, given: Given) -> frozenset[str]:
    """The rules that have a clock in the dispute, by the general one."""
    found = deadlines(dispute, _basis(given))
    return frozenset(one.rule.replaces or one.rule.id for one in found)


def warn_of_premature(field: str, new: str, dispute: Dispute, given: Given) -> None:
    """What was recorded because a period had passed stands, though by the right day it had not."""
    before = {rule for rule, _, _ in _premature(dispute, given)}
    for rule, due_on, on in _premature(corrected(dispute, field, new), given):
        given.warn(
            rule in before,
            "lapse_was_premature",
            rule=rule,
            due=due_on.isoformat(),
            day=on.isoformat(),
        )


def _premature(dispute: Dispute, given: Given) -> Iterator[tuple[str, date, date]]:
    """By rule, the last day of the period and the day on which its lapse counted."""
    recorded = {rule: on for rule, on in _lapses(dispute, given) if on is not None}
    for one in deadlines(dispute, _basis(given)):
        rule = one.rule.replaces or one.rule.id
        due_on = _unmet_until(one)
        if rule in recorded and due_on is not None and due_on >= recorded[rule]:
            yield one.rule.id, due_on, recorded[rule]


def _unmet_until(deadline: Deadline) -> date | None:
    return None if deadline.facts.met_on else deadline.due_on


def _lapses(dispute: Dispute, given: Given) -> Iterator[tuple[str, date | None]]:
    yield "MED.15.RECEIPT", dispute.period.receipt_lapsed_on
    case, slot = dispute.arbitration, dispute.reinforcement
    if case is not None and case.is_silent:
        yield "ARB.ACCEPT", given.today
    if case is not None and case.award is not None:
        yield from ((rule, case.award.took_effect_on) for rule in sorted(TO_SUE))
    if slot is not None and slot.kind is ReinforcementKind.PAYMENT_ORDER:
        yield "PO.OBJECT", slot.decided_on


def _basis(given: Given) -> Basis:
    return Basis(rules=given.rules, calendar=given.calendar, today=given.today)

"""What interrupts the limitation of a claim, and since when what ended there had run (民法典 195)."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import msgspec

from services.workflow.domain.clocks.counting import Break, in_order
from services.workflow.domain.dispute.deadlines.deadline import counted
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.deadlines.mediation import own_period
from services.workflow.domain.dispute.deadlines.negotiation import lapses
from services.workflow.domain.dispute.parts import (
    CAUSE_WORDS,
    FACT_WORDS,
    INTERRUPTING,
    InterruptionCause,
)
from services.workflow.domain.dispute.records import LimitationBreak, concerns
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.dispute.states import MEDIATING

C = InterruptionCause
_DUE: Final = (
    "performance_due",
    "调解协议约定的履行日，对方承诺到该日履行，时效自该日起计算（17号令31(8)、办案规则27(3)）",
    "the other party promised to perform by this day, from which it runs (Order 17, 31(8); Rules 27(3))",
)


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """A procedure as interruptions show it: what begins it, what ends it."""

    begins: frozenset[InterruptionCause]
    ends: frozenset[InterruptionCause]


PROCEEDINGS: Final = Course(
    begins=frozenset({C.ARBITRATION_FILED, C.SUIT_FILED, C.PAYMENT_ORDER_APPLIED}),
    ends=frozenset({C.PROCEEDINGS_ENDED}),
)
MEDIATION: Final = Course(
    begins=frozenset({C.MEDIATION_APPLIED}),
    ends=frozenset(
        {C.MEDIATION_REFUSED, C.MEDIATION_FAILED, C.MEDIATION_LAPSED, C.AGREEMENT_EFFECTIVE}
    ),
)


def breaks(no: int, dispute: Dispute, basis: Basis) -> tuple[Break, ...]:
    """Every interruption once, with what it was: procedure, due days, recorded facts, lapses."""
    known = _known(no, dispute)
    procedure = (
        Break(day, one.cause, *CAUSE_WORDS[one.cause], since=_since(one, known[:place]))
        for place, one in enumerate(known)
        if (day := _day(one, dispute, basis)) is not None
    )
    lapsed = (
        Break(one.on, one.cause, *CAUSE_WORDS[one.cause])
        for one in lapses(dispute, basis)
        if concerns(one.claims, no)
    )
    recorded = (
        Break(fact.on, fact.kind, *FACT_WORDS[fact.kind])
        for fact in dispute.limitation.standing_facts
        if fact.kind in INTERRUPTING and concerns(fact.claims, no)
    )
    found = {*procedure, *_due_days(no, dispute, known), *lapsed, *recorded}
    return tuple(sorted(found, key=in_order))


def held_since(no: int, dispute: Dispute) -> date | None:
    """First day of a procedure about the claim that has not ended."""
    known = _known(no, dispute)
    mediates = dispute.state in MEDIATING
    days = (begun_on(PROCEEDINGS, known), begun_on(MEDIATION, known) if mediates else None)
    return min((day for day in days if day is not None), default=None)


def filed_on(no: int, dispute: Dispute) -> date | None:
    """Day of the filing that stands; one that came to nothing meets nothing."""
    meets = PROCEEDINGS.begins - {C.PAYMENT_ORDER_APPLIED}
    return begun_on(Course(begins=meets, ends=PROCEEDINGS.ends), _known(no, dispute))


def begun_on(course: Course, known: Iterable[LimitationBreak]) -> date | None:
    """Since when it runs after these interruptions; none: it has ended, or there was none."""
    since = None
    for one in known:
        if one.cause in course.begins:
            since = since or one.on
        elif one.cause in course.ends:
            since = None
    return since


def _known(no: int, dispute: Dispute) -> tuple[LimitationBreak, ...]:
    """As they were recorded, one after the other."""
    return tuple(one for one in dispute.limitation.breaks if concerns(one.claims, no))


def _since(one: LimitationBreak, earlier: tuple[LimitationBreak, ...]) -> date | None:
    """First day of the procedure that it ended, or of the promise that was not kept."""
    if one.cause is C.AGREEMENT_NOT_PERFORMED:
        promises = (known.on for known in earlier if known.cause is C.AGREEMENT_EFFECTIVE)
        return max(promises, default=None)
    courses = (course for course in (PROCEEDINGS, MEDIATION) if one.cause in course.ends)
    return next((begun_on(course, earlier) for course in courses), None)


def _day(one: LimitationBreak, dispute: Dispute, basis: Basis) -> date | None:
    """That of a period of mediation that lapsed is its last day, as counted from the record now.

    None where it had not ended yet when the mediation did: a day that it rests on was put right.
    """
    if one.cause is not C.MEDIATION_LAPSED:
        return one.on
    restarted_on, ended_on = dispute.period.restarted_on, dispute.period.ended_on
    is_earlier = restarted_on is not None and one.on < restarted_on
    facts = own_period(dispute, basis)
    if facts is None or ended_on is None or is_earlier:
        return one.on
    due_on = counted(facts, basis).due_on
    return due_on if due_on is not None and due_on < ended_on else None


def _due_days(no: int, dispute: Dispute, known: tuple[LimitationBreak, ...]) -> Iterator[Break]:
    """Agreed days of what is not paid yet, also those that still lie ahead."""
    agreement = dispute.effective_agreement
    if agreement is None or agreement.effective_on is None:
        return
    told = {one.on for one in known if one.cause is C.AGREEMENT_NOT_PERFORMED}
    for term in agreement.terms:
        for one in term.instalments if term.claim == no else ():
            is_ahead = agreement.effective_on < one.due_on
            if is_ahead and one.due_on not in told and agreement.outstanding(one.no):
                yield Break(one.due_on, *_DUE, since=agreement.effective_on)

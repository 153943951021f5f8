"""Clocks of negotiation: NEG.5 from the request, NEG.TERM to the day both agreed on in writing."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.deadlines.deadline import counted
from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import InterruptionCause
from services.workflow.domain.dispute.parts import LimitationFactKind as K
from services.workflow.domain.dispute.records import LimitationBreak, LimitationFact
from services.workflow.domain.dispute.state import Dispute

C = InterruptionCause
_ENDS_TERM = frozenset({K.NEGOTIATION_REFUSED, K.NEGOTIATION_FAILED})
_ANSWERS = _ENDS_TERM | {K.NEGOTIATION_BEGUN, K.NEGOTIATION_TERM_AGREED, K.SETTLEMENT_REACHED}


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """One for each request, and one for the term as it was last agreed on.

    With an application for mediation nobody waits for them any more.
    """
    facts = dispute.limitation.standing_facts
    for fact in facts:
        if fact.kind is K.NEGOTIATION_REQUESTED:
            yield _request(fact, facts, dispute, basis)
        elif fact.kind is K.NEGOTIATION_TERM_AGREED and not _later(fact, facts, {fact.kind}):
            yield _term(fact, facts, dispute, basis)


def lapses(dispute: Dispute, basis: Basis) -> Iterator[LimitationBreak]:
    """What follows from the law where nothing is recorded: nobody answered, the term ran out.

    The last day interrupts limitation once it has passed (17号令 31(1), (3)).
    """
    facts = {fact.no: fact for fact in dispute.limitation.standing_facts}
    for one in clocks(dispute, basis):
        fact = facts[int(one.about.partition("/")[2])]
        due_on = counted(one, basis).due_on
        is_request = fact.kind is K.NEGOTIATION_REQUESTED
        ends = _ANSWERS if is_request else _ENDS_TERM | {K.SETTLEMENT_REACHED}
        ended = _later(fact, tuple(facts.values()), ends)
        last_on = min(ended.on, basis.today) if ended else basis.today
        if due_on is not None and last_on > due_on:
            cause = C.NEGOTIATION_UNANSWERED if is_request else C.NEGOTIATION_TERM_LAPSED
            yield LimitationBreak(on=due_on, cause=cause, claims=fact.claims)


def _request(
    fact: LimitationFact, facts: tuple[LimitationFact, ...], dispute: Dispute, basis: Basis
) -> ClockFacts:
    answer = _later(fact, facts, _ANSWERS)
    return ClockFacts(
        rule=basis.rules.standing("NEG.5", fact.on).id,
        about=f"limitation/{fact.no}",
        start_on=fact.on,
        met_on=answer.on if answer else None,
        ended_on=_applied_on(fact, dispute),
        is_warning=True,
        is_over_once_lapsed=True,
    )


def _term(
    fact: LimitationFact, facts: tuple[LimitationFact, ...], dispute: Dispute, basis: Basis
) -> ClockFacts:
    settled, ended = _later(fact, facts, {K.SETTLEMENT_REACHED}), _later(fact, facts, _ENDS_TERM)
    return ClockFacts(
        rule=basis.rules.standing("NEG.TERM", fact.on).id,
        about=f"limitation/{fact.no}",
        start_on=fact.on,
        until=fact.until,
        met_on=settled.on if settled else None,
        ended_on=ended.on if ended else _applied_on(fact, dispute),
        is_warning=True,
        is_over_once_lapsed=True,
    )


def _later(
    fact: LimitationFact, facts: tuple[LimitationFact, ...], kinds: frozenset[K] | set[K]
) -> LimitationFact | None:
    """The first after this one of these kinds, about one of the same claims."""
    return next(
        (
            other
            for other in facts
            if other.kind in kinds
            and (other.on, other.no) > (fact.on, fact.no)
            and (not fact.claims or not other.claims or set(fact.claims) & set(other.claims))
        ),
        None,
    )


def _applied_on(fact: LimitationFact, dispute: Dispute) -> date | None:
    received_on = dispute.received_on
    return received_on if received_on and received_on >= fact.on else None

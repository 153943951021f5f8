"""Limitation at a filing: noted where it has passed, and nobody is refused for it (LIM.DEFENCE)."""

from services.workflow.domain.dispute.deadlines import limitation
from services.workflow.domain.dispute.deadlines.deadline import Deadline, counted
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.parts import Claim
from services.workflow.domain.dispute.records import ClaimRecord
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import OutsideLegalLimit
from services.workflow.domain.given import Given


def note_limitation(dispute: Dispute, given: Given) -> None:
    """Note the claims whose limitation had passed on the day of the act, and the earliest last day.

    A claim that arbitration or a suit met already is not asked about again.
    """
    on = given.occurred_on
    passed = _passed(dispute, Basis(rules=given.rules, calendar=given.calendar, today=on))
    if not passed:
        return
    first = min(passed, key=lambda one: (one.due_on or on, one.key))
    given.warn(
        not passed,
        "limitation_passed",
        rule=first.rule.id,
        kind=OutsideLegalLimit,
        claims="、".join(one.facts.about.rpartition("/")[2] for one in passed),
        due=str(first.due_on),
        occurred_on=on.isoformat(),
    )


def note_limitation_of(claims: tuple[Claim, ...], given: Given) -> None:
    """The same for claims of an application that is not on file yet."""
    note_limitation(Dispute(claims=tuple(ClaimRecord(claim=claim) for claim in claims)), given)


def _passed(dispute: Dispute, basis: Basis) -> list[Deadline]:
    clocks = (counted(facts, basis) for facts in limitation.clocks(dispute, basis))
    return [
        one
        for one in clocks
        if one.facts.met_on is None
        and one.facts.ended_on is None
        and one.due_on is not None
        and one.due_on < basis.today
    ]

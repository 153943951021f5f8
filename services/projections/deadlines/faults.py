"""What an open dispute's own state shows to be wrong: nobody looks after it, or two bodies collide."""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from functools import cache
from typing import Any

import msgspec

from services.workflow.recorded.views import (
    PERMISSIONS,
    Deadline,
    Dispute,
    Relation,
    Role,
    State,
    allowed_moves,
    waiting,
)


class Code(StrEnum):
    """What is wrong, or needs a person's look."""

    NO_CUSTODIAN = "no_custodian"
    NO_RESPONSIBLE = "no_responsible"
    """No body acts in it, or nobody answers for one of its deadlines."""
    NOBODY_MAY_ACT = "nobody_may_act"
    """The table has no move from its state that people of any body may make."""
    NO_NEXT_CLOCK = "no_next_clock"
    """Nothing runs, and no reason is known why."""
    ENFORCED_AND_SUED = "enforced_and_sued"
    """One side seeks enforcement while the other is before a court."""
    NOT_COMPUTED = "not_computed"
    """Its deadlines could not be computed; those shown are of an earlier event."""
    LAPSE_OVERDUE = "lapse_overdue"
    """A lapse has not been recorded for longer than the rules allow."""
    QUARANTINED = "quarantined"
    """A read model could not take one of its events and does not follow it since."""
    REPORT_TO_LOOK_AT = "report_to_look_at"
    """What a court or commission reported contradicts the record, or has waited too long."""
    BELIEFS_CONTRADICT = "beliefs_contradict"
    """Another body believes of a hand-over what cannot be true by the record."""


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that is wrong."""

    code: Code
    detail: dict[str, Any] = {}


def faults(dispute: Dispute, found: Sequence[Deadline]) -> Iterator[Fault]:
    """Everything that the state shows; nothing of a dispute that is closed."""
    if not dispute.is_open:
        return
    if dispute.custodian is None:
        yield Fault(code=Code.NO_CUSTODIAN)
    if dispute.handler is None:
        yield Fault(code=Code.NO_RESPONSIBLE)
    if not _may_be_moved(dispute.state):
        yield Fault(code=Code.NOBODY_MAY_ACT, detail={"state": dispute.state.value})
    it = waiting(dispute, found)
    if it.deadline is None and it.reason is None:
        yield Fault(code=Code.NO_NEXT_CLOCK, detail={"state": dispute.state.value})
    yield from _collision(dispute)


_ACTING = frozenset({Relation.CUSTODIAN, Relation.HANDLER, Relation.ASSIGNED})


@cache
def _may_be_moved(state: State) -> bool:
    """Whether somebody of the body that has it may do something from this state."""
    return any(
        relation in _ACTING and role is not Role.SYSTEM
        for move in allowed_moves(state)
        for role, relation in PERMISSIONS[move].items()
    )


def _collision(dispute: Dispute) -> Iterable[Fault]:
    """Enforcement of what a court is asked to decide, or to set aside."""
    enforcement, suit, aside = dispute.enforcement, dispute.open_suit, dispute.set_aside
    if enforcement is None:
        return
    courts = [suit.court] if suit else []
    if aside is not None and aside.is_granted is None:
        courts.append(aside.court)
    if courts:
        bodies = [str(body) for body in (enforcement.court, *courts)]
        yield Fault(code=Code.ENFORCED_AND_SUED, detail={"bodies": bodies})

"""The one judge: is the move in the table, does its stage allow it, what has then happened."""

import msgspec

from services.workflow.domain.dispute import lifecycle
from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.facts import Basis
from services.workflow.domain.dispute.events import Event
from services.workflow.domain.dispute.guards import answering, looked_after, reinforcing
from services.workflow.domain.dispute.guards.reporting import require_asked
from services.workflow.domain.dispute.stages.agreement import agreement, performance
from services.workflow.domain.dispute.stages.arbitration import arbitration, award, hearings
from services.workflow.domain.dispute.stages.court import enforcement, litigation, setting_aside
from services.workflow.domain.dispute.stages.handover import mandate, referral
from services.workflow.domain.dispute.stages.intake import claims, intake
from services.workflow.domain.dispute.stages.mediation import (
    assignment,
    confidence,
    mediation,
    sessions,
)
from services.workflow.domain.dispute.stages.parties import parties, representatives
from services.workflow.domain.dispute.stages.record import (
    closing,
    correction,
    documents,
    evidence,
    lapses,
    limitation,
    matter,
)
from services.workflow.domain.dispute.stages.reinforcement import (
    confirmation,
    payment_order,
    review,
    ruling,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import NotAllowedInThisState, Refusal
from services.workflow.domain.given import Given
from services.workflow.domain.privileged import Event as PrivilegedEvent

STAGES = (
    intake,
    claims,
    parties,
    representatives,
    assignment,
    sessions,
    confidence,
    mediation,
    agreement,
    performance,
    confirmation,
    ruling,
    review,
    payment_order,
    referral,
    mandate,
    arbitration,
    hearings,
    award,
    litigation,
    setting_aside,
    enforcement,
    documents,
    evidence,
    closing,
    matter,
    correction,
    lapses,
    limitation,
)
"""In the order of the procedure."""
DECISIONS: Decisions = {
    command: decision for stage in STAGES for command, decision in stage.DECISIONS.items()
}
READY: Readiness = {move: holds for stage in STAGES for move, holds in stage.READY.items()}
"""What must hold before a move whatever the command says; also asked by `obstacle`."""
OUT_OF_ORDER: Readiness = {**reinforcing.OUT_OF_ORDER, **answering.OUT_OF_ORDER}
"""Told instead of there being no such move from here, where more can be said."""


def decide(
    command: Command, dispute: Dispute, given: Given
) -> tuple[Event, ...] | tuple[PrivilegedEvent, ...]:
    """The events that follow from the command, or a Refusal. Pure; the same again adds nothing new."""
    try:
        _require_row(command.move, dispute, given)
        _require_possible_day(command.move, dispute, given)
        if command.move in READY:
            READY[command.move](dispute, given)
        require_asked(command.move, dispute, given)
        return DECISIONS[type(command)](command, dispute, given)
    except Refusal as refusal:
        raise _explained(refusal, command.move, dispute, given) from None


def require_looked_after(
    move: str, before: Dispute, after: Dispute, basis: Basis, given: Given
) -> None:
    """Raise a Refusal where the move would leave an open dispute to nobody, or waiting for nothing."""
    try:
        looked_after.require_looked_after(before, after, basis, given)
    except Refusal as refusal:
        raise _explained(refusal, move, before, given) from None


def obstacle(move: str, dispute: Dispute, given: Given) -> Refusal | None:
    """Why the move is not possible now, as far as that can be said before its details are known."""
    try:
        _require_row(move, dispute, given)
        _require_ready(move, dispute, given)
    except Refusal as refusal:
        return _explained(refusal, move, dispute, given)
    return None


def _require_ready(move: str, dispute: Dispute, given: Given) -> None:
    if move in READY:
        READY[move](dispute, given)
    answering.require_own_part(move, dispute, given)


def _require_row(move: str, dispute: Dispute, given: Given) -> None:
    try:
        lifecycle.check(move, dispute.state)
    except NotAllowedInThisState:
        if move in OUT_OF_ORDER:
            OUT_OF_ORDER[move](dispute, given)
        raise


def _explained(refusal: Refusal, move: str, dispute: Dispute, given: Given) -> Refusal:
    """The refusal with its rule and with what is possible instead, where its guard named none."""
    if refusal.rule is None:
        out_of_order = isinstance(refusal, NotAllowedInThisState)
        refusal.rule = given.rule("PROCEDURE.ORDER" if out_of_order else "RECORD.CONSISTENT")
    if not refusal.allowed:
        allowed = lifecycle.allowed_moves(dispute.state)
        refusal.allowed = tuple(
            name for name in allowed if name != move and _is_open(name, dispute, given)
        )
    return refusal


def _is_open(move: str, dispute: Dispute, given: Given) -> bool:
    """Whether a person who was refused could do this instead: nothing that time does by itself."""
    row = lifecycle.MOVE[move]
    if row.is_lapse:
        return False
    # What the guards note of this move is no warning on the one that was sent.
    asked = msgspec.structs.replace(given, is_binding=not row.is_outside_fact, breaches=[])
    try:
        _require_ready(move, dispute, asked)
    except Refusal:
        return False
    return True


def _require_possible_day(move: str, dispute: Dispute, given: Given) -> None:
    on = given.occurred_on
    given.insist(on <= given.today, "in_the_future", occurred_on=on.isoformat())
    received_on = dispute.received_on
    given.require(
        # A wrong day of receipt must be open to correction on any day.
        received_on is None or on >= received_on or move == "correct_fact",
        "before_receipt",
        occurred_on=on.isoformat(),
        received_on=received_on.isoformat() if received_on else "",
    )

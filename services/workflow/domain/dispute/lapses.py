"""Which command records that a deadline has lapsed, for the deadlines whose lapse does something."""

from collections.abc import Callable
from typing import Final

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.deadlines.deadline import Deadline, Status
from services.workflow.domain.dispute.lifecycle import allowed_moves
from services.workflow.domain.dispute.stages.mediation.mediation import ReportReceiptPeriodLapsed
from services.workflow.domain.dispute.state import Dispute

Lapse = Callable[[Deadline, Dispute], Command | None]

LAPSES: Final[dict[str, Lapse]] = {
    "MED.15.RECEIPT": lambda _deadline, _dispute: ReportReceiptPeriodLapsed(),
}
"""By rule of the general pack; a rule that stands in its place lapses alike."""


def lapse_of(deadline: Deadline, dispute: Dispute) -> Command | None:
    """The command for a deadline that has lapsed; none where its lapse does nothing by itself."""
    make = LAPSES.get(deadline.rule.replaces) or LAPSES.get(deadline.rule.id)
    command = make(deadline, dispute) if make else None
    if command is None or deadline.status is not Status.LAPSED:
        return None
    return command if command.move in allowed_moves(dispute.state) else None

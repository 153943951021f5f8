"""Clocks of arbitration review: the joint application, and the commission's answers to it."""

from collections.abc import Iterator

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.deadlines.joint_application import used_for, windows
from services.workflow.domain.dispute.parts import ReinforcementKind
from services.workflow.domain.dispute.state import Dispute


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """REV.APPLY with REV.EXCUSE; while it is before the commission REV.ACCEPT and REV.DECIDE."""
    yield from windows(ReinforcementKind.REVIEW, dispute, basis)
    used = used_for(ReinforcementKind.REVIEW, dispute)
    if used is None:
        return
    yield ClockFacts(
        rule=basis.standing("REV.ACCEPT", used.applied_on),
        start_on=used.applied_on,
        met_on=used.docketed_on,
        ended_on=used.decided_on,
    )
    # With the first service at the latest the review is done and the statement made.
    rule = basis.rules.rule(basis.standing("REV.DECIDE", used.docketed_on))
    yield ClockFacts(
        rule=rule.id,
        start_on=used.docketed_on,
        extension=rule.extension if used.is_extended else 0,
        met_on=min((one.on for one in used.served), default=used.decided_on),
    )

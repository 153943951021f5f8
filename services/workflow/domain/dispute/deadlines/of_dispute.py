"""Every deadline of a dispute on a day, in the order of the procedure."""

from collections.abc import Iterator
from typing import Final

import msgspec

from services.workflow.domain.dispute.deadlines import (
    agreement,
    arbitration,
    award,
    confirmation,
    documents,
    enforcement,
    intake,
    limitation,
    litigation,
    mandate,
    mediation,
    negotiation,
    payment_order,
    referral,
    retention,
    review,
)
from services.workflow.domain.dispute.deadlines.deadline import Deadline, counted
from services.workflow.domain.dispute.deadlines.facts import Basis, Chapter, ClockFacts
from services.workflow.domain.dispute.state import Dispute

CHAPTERS: Final[tuple[Chapter, ...]] = (
    negotiation.clocks,
    intake.clocks,
    mediation.clocks,
    mandate.clocks,
    agreement.clocks,
    confirmation.clocks,
    review.clocks,
    payment_order.clocks,
    referral.clocks,
    arbitration.clocks,
    award.clocks,
    litigation.clocks,
    enforcement.clocks,
    documents.clocks,
    limitation.clocks,
    retention.clocks,
)


def deadlines(dispute: Dispute, basis: Basis) -> tuple[Deadline, ...]:
    """All of them, also those met and ended as far as the record still speaks of them."""
    return tuple(one_by_one(dispute, basis))


def one_by_one(dispute: Dispute, basis: Basis) -> Iterator[Deadline]:
    """Each when it is asked for: whoever looks for the first need not count the rest."""
    if dispute.id is None:
        return
    for chapter in CHAPTERS:
        for facts in chapter(dispute, basis):
            yield counted(_after_closing(facts, dispute), basis)


def _after_closing(facts: ClockFacts, dispute: Dispute) -> ClockFacts:
    """With the dispute its clocks end, but for those that run on."""
    is_over = dispute.is_open or facts.outlives_closing or facts.met_on or facts.ended_on
    if is_over:
        return facts
    before = dispute.before_closing
    ended_on = before.closed_on if before and before.closed_on else dispute.last_on
    return msgspec.structs.replace(facts, ended_on=ended_on)

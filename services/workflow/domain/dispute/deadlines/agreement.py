"""Clocks of the agreement that binds: one for each instalment, to the day that was agreed."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import Instalment, Instrument
from services.workflow.domain.dispute.records import Agreement
from services.workflow.domain.dispute.state import Dispute

OF_AN_AGREEMENT: Final = frozenset(
    {Instrument.CONFIRMATION_RULING, Instrument.REVIEW_STATEMENT, Instrument.PAYMENT_ORDER}
)
"""Instruments behind which an agreement stands; any other says itself what is to be paid."""


def clocks(dispute: Dispute, _basis: Basis) -> Iterator[ClockFacts]:
    """MED.FOLLOW per instalment. A duty in words has no day of its own in the agreement."""
    agreement, title = dispute.effective_agreement, dispute.title
    if agreement is None:
        return
    is_replaced = title is not None and title.instrument not in OF_AN_AGREEMENT
    replaced_on = title.on if title and is_replaced else None
    for instalment in agreement.instalments:
        # A corrected sum may leave nothing to pay without a payment that says since when.
        is_settled = not agreement.outstanding(instalment.no)
        ended_on = replaced_on or (dispute.last_on if is_settled else None)
        yield instalment_period(agreement, instalment, ended_on)


def instalment_period(
    agreement: Agreement, instalment: Instalment, ended_on: date | None = None
) -> ClockFacts:
    """To the agreed day; met on the day on which it was fully paid."""
    return ClockFacts(
        rule="MED.FOLLOW",
        about=f"instalments/{instalment.no}",
        start_on=agreement.effective_on,
        until=instalment.due_on,
        met_on=agreement.paid_in_full_on(instalment.no),
        ended_on=ended_on,
    )

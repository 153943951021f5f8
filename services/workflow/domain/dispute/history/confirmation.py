"""History of a judicial confirmation: applied for within its window, and the court's answer."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.history.record import Confirmation, Record
from services.workflow.domain.dispute.history.step import Step, assumed, identity, needed, numbers
from services.workflow.domain.dispute.parts import (
    AnnulledExtent,
    ConfirmationBar,
    ConfirmationFault,
)
from services.workflow.domain.dispute.stages.reinforcement.confirmation import (
    ApplyForConfirmation,
    ReportConfirmationDeemedWithdrawn,
    ReportConfirmationDocketed,
    ReportConfirmationNotAccepted,
    ReportConfirmationRefused,
    ReportConfirmationWithdrawn,
)
from services.workflow.domain.dispute.stages.reinforcement.ruling import (
    ReportConfirmationAnnulled,
    ReportConfirmationGranted,
)
from services.workflow.domain.given import Given

_FELLS_THE_AGREEMENT = frozenset(
    {
        ConfirmationFault.MANDATORY_LAW,
        ConfirmationFault.HARMS_OTHERS,
        ConfirmationFault.PUBLIC_ORDER,
        ConfirmationFault.INVOLUNTARY,
    }
)
"""Grounds that lie in the agreement itself; any other leaves it standing without its ruling."""


def confirmation(record: Record, effective_on: date, given: Given) -> Iterator[Step]:
    """The joint application, and what the court made of it."""
    if record.confirmation is None:
        return
    on = needed(record.confirmation_on, "confirmation_on", "司法确认日期", "the court's day")
    court = needed(record.court, "confirmation", "管辖法院", "the court on file")
    application = ApplyForConfirmation(court=identity(court), applicants=numbers(record))
    if record.confirmation is Confirmation.APPLIED:
        yield Step("confirmation_on", on, application, body=court)
        if record.confirmation_number:
            docketed = ReportConfirmationDocketed(number=record.confirmation_number)
            yield Step("confirmation_number", on, docketed)
        return
    # Answered means found in time, so it was applied for within the window.
    applied_on = min(on, given.due("CONF.APPLY", effective_on).due_rolled)
    remarks = (assumed("confirmation_on"),)
    yield Step("confirmation_on", applied_on, application, remarks, court)
    if record.confirmation is Confirmation.ANNULLED:
        granted = ReportConfirmationGranted(ruling_number=_ruling(record))
        yield Step("confirmation_on", applied_on, granted)
    yield Step("confirmation_on", on, _answer(record, record.confirmation))


def _answer(record: Record, answer: Confirmation) -> Command:
    number, ground = record.confirmation_number, record.confirmation_ground
    match answer:
        case Confirmation.GRANTED:
            return ReportConfirmationGranted(ruling_number=_ruling(record))
        case Confirmation.REFUSED:
            fault = ground if isinstance(ground, ConfirmationFault) else ConfirmationFault.OTHER
            return ReportConfirmationRefused(ground=fault, number=number)
        case Confirmation.NOT_ACCEPTED:
            bar = ground if isinstance(ground, ConfirmationBar) else ConfirmationBar.OTHER
            return ReportConfirmationNotAccepted(ground=bar, number=number)
        case Confirmation.WITHDRAWN:
            return ReportConfirmationWithdrawn(by=numbers(record))
        case Confirmation.DEEMED_WITHDRAWN:
            return ReportConfirmationDeemedWithdrawn()
        case _:
            # Annulled: what has no answer yet was told before.
            falls = ground in _FELLS_THE_AGREEMENT
            extent = AnnulledExtent.AGREEMENT if falls else AnnulledExtent.RULING
            code = ground.value if ground else ConfirmationFault.OTHER.value
            return ReportConfirmationAnnulled(extent=extent, number=_ruling(record), ground=code)


def _ruling(record: Record) -> str:
    return needed(
        record.confirmation_number or None, "confirmation_number", "裁定案号", "the ruling's number"
    )

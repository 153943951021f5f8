"""The columns of judicial confirmation and of arbitration review: the last answer, and its day."""

from collections.abc import Iterable
from typing import Any, Final

from services.projections.ledger.line import Line, filled
from services.workflow.recorded.ledger_words import (
    CONFIRMATION_BARS,
    CONFIRMATION_FAULTS,
    CONFIRMATIONS,
    REVIEWS,
    Confirmation,
    Review,
    word,
)
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p

_PLAIN: Final[dict[type, Confirmation]] = {
    e.ConfirmationApplied: Confirmation.APPLIED,
    e.ConfirmationWithdrawn: Confirmation.WITHDRAWN,
    e.ConfirmationDeemedWithdrawn: Confirmation.DEEMED_WITHDRAWN,
}
"""Results without ground and number."""
_FAULTS: Final = {fault.value: fault for fault in p.ConfirmationFault}


def confirmation(events: Iterable[Any]) -> Line:
    """司法确认: the last that the court did; an objection or a supplement has no column."""
    said: dict[str, Any] = {}
    for event in events:
        if isinstance(event, e.ConfirmationDocketed):
            said["裁定案号"] = event.number
        elif isinstance(event, e.ConfirmationChanged):
            said["裁定案号"] = event.number or said.get("裁定案号")
        elif (answer := _answer(event)) is not None:
            result, ground, number = answer
            said = {
                "司法确认结果": word(CONFIRMATIONS, result),
                "司法确认日期": event.occurred_on,
                "司法确认理由": ground,
                "裁定案号": number,
            }
    return filled(said)


def _answer(event: Any) -> tuple[Confirmation, str, str] | None:
    """The result, its ground and number."""
    match event:
        case e.ConfirmationGranted():
            return Confirmation.GRANTED, "", event.ruling_number
        case e.ConfirmationRefused():
            return Confirmation.REFUSED, word(CONFIRMATION_FAULTS, event.ground), event.number
        case e.ConfirmationNotAccepted():
            return Confirmation.NOT_ACCEPTED, word(CONFIRMATION_BARS, event.ground), event.number
        case e.ConfirmationAnnulled():
            # A court's own words, where they are no code, stay in the record.
            code = event.ground if isinstance(event.ground, str) else ""
            fault = _FAULTS.get(code, p.ConfirmationFault.OTHER)
            return Confirmation.ANNULLED, word(CONFIRMATION_FAULTS, fault), event.number
        case _:
            result = _PLAIN.get(type(event))
            return (result, "", "") if result else None


def review(events: Iterable[Any]) -> Line:
    """仲裁审查: the last that the commission did."""
    said: dict[str, Any] = {}
    for event in events:
        if isinstance(event, e.ReviewAccepted):
            said["调解书案号"] = event.number
        elif (answer := _reviewed(event)) is not None:
            result, number = answer
            said = {
                "仲裁审查结果": word(REVIEWS, result),
                "仲裁审查日期": event.occurred_on,
                "调解书案号": number,
            }
    return filled(said)


def _reviewed(event: Any) -> tuple[Review, str] | None:
    match event:
        case e.ReviewApplied():
            return Review.APPLIED, ""
        case e.ReviewStatementTookEffect():
            return Review.STATEMENT, event.number
        case e.ReviewNotAccepted():
            return Review.NOT_ACCEPTED, ""
        case e.ReviewRefused():
            return Review.REFUSED, ""
        case e.ReviewWithdrawn():
            return Review.WITHDRAWN, ""
        case _:
            return None

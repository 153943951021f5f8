"""Days of documents by their number: made out, received and answered by each recipient."""

from datetime import date

from services.workflow.domain.dispute.guards.correctable.correctable import (
    Correctable,
    Record,
    day,
    replace,
)
from services.workflow.domain.dispute.guards.corrected_values import Kind
from services.workflow.domain.dispute.guards.dependents import OF_A_DOCUMENT
from services.workflow.domain.dispute.records import Document
from services.workflow.domain.dispute.state import Dispute


def _get(dispute: Dispute, no: int) -> Document | None:
    return next((one for one in dispute.documents if one.no == no), None)


def _put(dispute: Dispute, document: Document, no: int) -> Dispute:
    documents = tuple(document if one.no == no else one for one in dispute.documents)
    return replace(dispute, documents=documents)


DOCUMENT = Record(get=_get, put=_put)


def _issued_on(dispute: Dispute, no: int, _recipient: int) -> date | None:
    document: Document = DOCUMENT.get(dispute, no)
    return document.issued_on


def _received_on(dispute: Dispute, no: int, recipient: int) -> date | None:
    """Where somebody received it; from when it is deemed served follows from its rule."""
    document = _get(dispute, no)
    attempts = document.attempts if document else ()
    days = (a.received_on for a in attempts if a.recipient == recipient and not a.is_deemed)
    return min((on for on in days if on is not None), default=None)


def _write_received_on(dispute: Dispute, new: str, no: int, recipient: int) -> Dispute:
    document, was = DOCUMENT.get(dispute, no), _received_on(dispute, no, recipient)
    attempts = tuple(
        replace(a, received_on=day(new)) if a.recipient == recipient and a.received_on == was else a
        for a in document.attempts
    )
    return DOCUMENT.put(dispute, replace(document, attempts=attempts), no)


DOCUMENTS: dict[str, Correctable] = {
    "documents/*/issued_on": DOCUMENT.day("issued_on", dependents=OF_A_DOCUMENT),
    "documents/*/recipients/*/received_on": Correctable(
        kind=Kind.DAY,
        exists=lambda d, no, recipient: _received_on(d, no, recipient) is not None,
        read=_received_on,
        write=_write_received_on,
        dependents=OF_A_DOCUMENT,
        follows=_issued_on,
    ),
    "documents/*/recipients/*/replied_on": DOCUMENT.of_party(
        "replies", dependents=OF_A_DOCUMENT, follows=_issued_on
    ),
}

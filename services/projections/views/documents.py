"""Documents of a file: one item for each recipient, served or not, answered or not."""

from datetime import date

import msgspec

from services.workflow.recorded.views import Dispute, dispute_parts


class Delivery(msgspec.Struct, frozen=True, kw_only=True):
    """A document as it stands with one recipient; `key` is the document's number and the party's."""

    key: str
    no: int
    kind: dispute_parts.DocumentKind
    recipient: int
    """Number of the party."""
    on: date
    """Day it was issued."""
    is_served: bool
    served_on: date | None
    attempts: int
    outcome: dispute_parts.ServiceOutcome | None
    """Of the last attempt."""
    awaits_reply: bool
    reply_by: date | None


def deliveries(dispute: Dispute) -> tuple[Delivery, ...]:
    """Every document of the dispute for every recipient, as it stands."""
    found = []
    for document in dispute.documents:
        assert document.issued_on is not None
        for recipient in document.recipients:
            tried = [a for a in document.attempts if a.recipient == recipient]
            served_on = document.served_on(recipient)
            is_awaited = document.reply_by is not None and recipient not in document.replied
            found.append(
                Delivery(
                    key=f"{document.no}/{recipient}",
                    no=document.no,
                    kind=document.kind,
                    recipient=recipient,
                    on=document.issued_on,
                    is_served=served_on is not None,
                    served_on=served_on,
                    attempts=len(tried),
                    outcome=tried[-1].outcome if tried else None,
                    awaits_reply=is_awaited,
                    reply_by=document.reply_by,
                )
            )
    return tuple(found)

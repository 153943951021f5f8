"""Clocks of documents: replies that were asked for, and service that takes effect by the passing of days."""

from collections.abc import Iterator
from typing import Final

from services.workflow.domain.dispute.deadlines.facts import Basis, ClockFacts
from services.workflow.domain.dispute.parts import ServiceMethod
from services.workflow.domain.dispute.records import Attempt, Document
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import RulePack

DEEMED: Final = {
    ServiceMethod.LEFT: "SRV.POST",
    ServiceMethod.POSTED_UP: "SRV.POST",
    ServiceMethod.PUBLIC_NOTICE: "SRV.PUBLIC",
}
"""Nobody receives it: it counts as served at the end of this rule's period."""
_FOR_MANY: Final = {"SRV.PUBLIC": "SRV.PUBLIC.ZJ"}
"""Where a region has one, the rule for a dispute of as many workers as it names."""


def clocks(dispute: Dispute, basis: Basis) -> Iterator[ClockFacts]:
    """Per document and recipient who is still a party."""
    for document in dispute.documents:
        for recipient in document.recipients:
            if recipient not in dispute.left:
                yield from _replies(document, recipient)
                yield from _services(document, recipient, dispute, basis)


def deemed_rule(method: ServiceMethod, workers: int, rules: RulePack) -> str:
    """The rule by which this method counts as service, for a dispute of so many workers."""
    general = DEEMED[method]
    special = rules.rules.get(_FOR_MANY.get(general, ""))
    is_for_many = special is not None and workers >= (special.quantity or 0)
    return special.id if special and is_for_many else general


def _replies(document: Document, recipient: int) -> Iterator[ClockFacts]:
    if document.reply_by is None:
        return
    yield ClockFacts(
        rule="LETTER.REPLY",
        about=f"documents/{document.no}/recipients/{recipient}",
        start_on=document.issued_on,
        until=document.reply_by,
        met_on=document.replied_on(recipient),
        is_warning=True,
    )


def _services(
    document: Document, recipient: int, dispute: Dispute, basis: Basis
) -> Iterator[ClockFacts]:
    """The period of each deemed service, until the document counts as served."""
    served_on = document.served_on(recipient)
    for attempt in document.attempts:
        if attempt.recipient == recipient and attempt.is_deemed and served_on is not None:
            yield ClockFacts(
                rule=attempt.rule or deemed_rule(attempt.method, dispute.worker_count, basis.rules),
                about=_about(document, attempt),
                start_on=attempt.on,
                ended_on=served_on if served_on < basis.today else None,
            )


def _about(document: Document, attempt: Attempt) -> str:
    number = document.attempts.index(attempt) + 1
    return f"documents/{document.no}/recipients/{attempt.recipient}/attempts/{number}"

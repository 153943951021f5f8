"""Documents of the file: issued, served on each recipient, replied to."""

from datetime import date

from services.workflow.domain.dispute.command import Command, Decisions, Readiness
from services.workflow.domain.dispute.deadlines.documents import DEEMED, deemed_rule
from services.workflow.domain.dispute.events import (
    DocumentIssued,
    Event,
    ReplyReceived,
    ServiceRecorded,
)
from services.workflow.domain.dispute.guards import named
from services.workflow.domain.dispute.parts import DocumentKind, ServiceMethod, ServiceOutcome
from services.workflow.domain.dispute.records import Attempt, Document
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import AlreadyExists, Unknown
from services.workflow.domain.given import Given
from services.workflow.domain.values.sealed import Written, is_blank

METHOD = "SERVICE.METHOD"
PROOF = "SERVICE.PROOF"
PROVEN = frozenset({ServiceOutcome.SERVED, ServiceOutcome.DEEMED_SERVED})


class IssueDocument(Command, frozen=True, kw_only=True):
    """Make out a document to recipients."""

    move = "issue_document"
    kind: DocumentKind
    recipients: tuple[int, ...]
    """Numbers of parties; each is served apart."""
    title: Written = ""
    reference: str = ""
    """The number the document bears."""
    reply_by: date | None = None
    """Day by which the recipients are asked to reply."""


class RecordService(Command, frozen=True, kw_only=True):
    """Record one attempt to serve one recipient; the day it counts from follows from the rules."""

    move = "record_service"
    document: int
    recipient: int
    method: ServiceMethod
    outcome: ServiceOutcome
    replaces: ServiceMethod | None = None
    """The method that failed before, where this one takes its place."""
    proof: Written = ""
    """Receipt, photographs or other proof; needed unless it was not served."""


class RecordReply(Command, frozen=True, kw_only=True):
    """Record that a recipient replied to a document."""

    move = "record_reply"
    document: int
    recipient: int
    content: Written = ""


def issue(command: IssueDocument, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a document to nobody or a stranger, and a day of reply before it is made."""
    given.insist(command.recipients, "no_recipient", rule=METHOD)
    named.require_parties(command.recipients, dispute, given)
    reply_by = command.reply_by
    given.insist(
        reply_by is None or reply_by >= given.occurred_on,
        "reply_before_issue",
        rule=METHOD,
        reply_by=reply_by.isoformat() if reply_by else "",
        occurred_on=given.occurred_on.isoformat(),
    )
    return (
        DocumentIssued(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            document=len(dispute.documents) + 1,
            kind=command.kind,
            title=command.title,
            reference=command.reference,
            recipients=tuple(sorted(set(command.recipients))),
            reply_by=reply_by,
        ),
    )


def serve(command: RecordService, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses what a method cannot bring about, what is not proven, and a second service."""
    document = _document(command.document, command.recipient, dispute, given)
    _require_not_served(document, command.recipient, given)
    _require_fitting(command, document, given)
    failed = _replaced(command, document, given)
    given.require(
        command.outcome not in PROVEN or not is_blank(command.proof),
        "service_needs_proof",
        rule=PROOF,
    )
    rule = METHOD if command.replaces else ""
    received_on = given.occurred_on if command.outcome is ServiceOutcome.SERVED else None
    if command.outcome is ServiceOutcome.DEEMED_SERVED:
        rule = deemed_rule(command.method, dispute.worker_count, given.rules)
        _require_lawful_posting(rule, failed, dispute, given)
        received_on = given.due(rule, given.occurred_on).due_rolled
    return (
        ServiceRecorded(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            document=command.document,
            recipient=command.recipient,
            method=command.method,
            outcome=command.outcome,
            received_on=received_on,
            rule=rule,
            replaces=command.replaces,
            proof=command.proof,
        ),
    )


def reply(command: RecordReply, dispute: Dispute, given: Given) -> tuple[Event, ...]:
    """Refuses a reply to what was never issued to the recipient, and a second one."""
    document = _document(command.document, command.recipient, dispute, given)
    given.insist(command.recipient not in document.replied, "replied_already", kind=AlreadyExists)
    return (
        ReplyReceived(
            occurred_on=given.occurred_on,
            occurred_at=given.occurred_at,
            document=command.document,
            recipient=command.recipient,
            content=command.content,
        ),
    )


def _document(no: int, recipient: int, dispute: Dispute, given: Given) -> Document:
    document = next((one for one in dispute.documents if one.no == no), None)
    if document is None:
        raise Unknown("unknown_document", document=no)
    given.insist(
        recipient in document.recipients,
        "not_a_recipient",
        rule=METHOD,
        document=no,
        recipient=recipient,
    )
    issued_on = document.issued_on or given.occurred_on
    given.insist(
        given.occurred_on >= issued_on,
        "before_issue",
        rule=METHOD,
        occurred_on=given.occurred_on.isoformat(),
        issued_on=issued_on.isoformat(),
    )
    return document


def _require_not_served(document: Document, recipient: int, given: Given) -> None:
    """A document deemed served on a later day can still be handed over before that day."""
    served_on = document.served_on(recipient)
    given.insist(
        served_on is None or served_on > given.occurred_on,
        "served_already",
        rule=METHOD,
        kind=AlreadyExists,
        served_on=served_on.isoformat() if served_on else "",
    )


def _require_fitting(command: RecordService, document: Document, given: Given) -> None:
    is_deemed = command.outcome is ServiceOutcome.DEEMED_SERVED
    is_substitute = command.method in DEEMED
    given.insist(is_substitute or not is_deemed, "not_deemed_by_this_method", rule=METHOD)
    given.insist(
        not is_substitute or command.outcome is not ServiceOutcome.SERVED,
        "only_deemed_by_this_method",
        rule=METHOD,
    )
    given.require(
        document.kind is not DocumentKind.STATEMENT or not is_substitute,
        "statement_is_signed_for",
        rule="SRV.STATEMENT",
    )


def _replaced(command: RecordService, document: Document, given: Given) -> Attempt | None:
    """The failed attempt in whose place this one comes."""
    failures = {a.method: a for a in document.failures(command.recipient)}
    if command.replaces is None:
        given.insist(
            command.outcome is not ServiceOutcome.DEEMED_SERVED,
            "substitute_names_what_failed",
            rule=METHOD,
        )
        return None
    given.insist(command.replaces in failures, "nothing_failed_before", rule=METHOD)
    return failures[command.replaces]


def _require_lawful_posting(
    rule: str, failed: Attempt | None, dispute: Dispute, given: Given
) -> None:
    """Left or posted up only where the recipient refused, or where many workers wait (33号令 20)."""
    many = given.rule(rule).quantity
    refused = failed is not None and failed.outcome is ServiceOutcome.REFUSED
    given.require(
        many is None or refused or dispute.worker_count >= many,
        "posting_needs_refusal_or_many",
        rule=rule,
        many=many or 0,
    )


DECISIONS: Decisions = {
    IssueDocument: issue,
    RecordService: serve,
    RecordReply: reply,
}
READY: Readiness = {}

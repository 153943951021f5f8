"""History of an arbitration review of the agreement: applied for, and the commission's answer."""

from collections.abc import Iterator
from datetime import date

from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.history.record import Record, Review
from services.workflow.domain.dispute.history.step import Step, assumed, identity, needed, numbers
from services.workflow.domain.dispute.parts import ReviewBar, ReviewFault
from services.workflow.domain.dispute.stages.reinforcement.review import (
    ApplyForReview,
    ReportReviewAccepted,
    ReportReviewNotAccepted,
    ReportReviewRefused,
    ReportReviewStatementServed,
    ReportReviewWithdrawn,
)
from services.workflow.domain.given import Given


def review(record: Record, effective_on: date, given: Given) -> Iterator[Step]:
    """The joint application to the commission, and what it made of it."""
    if record.review is None:
        return
    on = needed(record.review_on, "review_on", "仲裁审查日期", "the commission's day")
    commission = needed(record.commission, "review", "仲裁委员会", "the commission on file")
    application = ApplyForReview(commission=identity(commission), applicants=numbers(record))
    if record.review is Review.APPLIED:
        yield Step("review_on", on, application, body=commission)
        if record.review_number:
            yield Step("review_number", on, ReportReviewAccepted(number=record.review_number))
        return
    applied_on = min(on, given.due("REV.APPLY", effective_on).due_rolled)
    yield Step("review_on", applied_on, application, (assumed("review_on"),), commission)
    for act in _reviewed(record, record.review):
        yield Step("review_on", on, act)


def _reviewed(record: Record, answer: Review) -> Iterator[Command]:
    match answer:
        case Review.STATEMENT:
            number = needed(
                record.review_number or None, "review_number", "调解书案号", "its number"
            )
            for party in numbers(record):
                yield ReportReviewStatementServed(number=number, party=party)
        case Review.NOT_ACCEPTED:
            yield ReportReviewNotAccepted(ground=ReviewBar.OTHER)
        case Review.REFUSED:
            yield ReportReviewRefused(ground=ReviewFault.OTHER)
        case _:
            # Withdrawn: what has no answer yet was told before.
            yield ReportReviewWithdrawn(by=numbers(record))

"""Documents and their service on each recipient: facts, days that follow from rules, replies."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import DocumentKind, ServiceMethod, ServiceOutcome
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.domain.errors import AlreadyExists, Refusal, Unknown
from tests.support.builders import ON, in_mediation
from tests.support.given_when_then import Scenario, only

M, Result = ServiceMethod, ServiceOutcome
ISSUED = date(2026, 3, 3)
TODAY = date(2026, 3, 6)
"""A Friday."""


def issue(**changes: Any) -> IssueDocument:
    values: dict[str, Any] = {"kind": DocumentKind.SUGGESTION_LETTER, "recipients": (2,)}
    return IssueDocument(**(values | changes))


def issued(**changes: Any) -> Scenario:
    return in_mediation(worker_count=changes.pop("worker_count", 1)).after(
        issue(**changes), on=ISSUED
    )


def serve(method: ServiceMethod, outcome: ServiceOutcome, **changes: Any) -> RecordService:
    values: dict[str, Any] = {"document": 1, "recipient": 2, "proof": "送达回证"}
    return RecordService(method=method, outcome=outcome, **(values | changes))


REFUSED = serve(M.DIRECT, Result.REFUSED, proof="")
NOT_SERVED = serve(M.POST, Result.NOT_SERVED, proof="")
SERVED = serve(M.DIRECT, Result.SERVED)
LEFT = serve(M.LEFT, Result.DEEMED_SERVED, replaces=M.DIRECT)


def rests_on(refusal: Refusal, rule: str) -> None:
    assert refusal.rule is not None
    assert refusal.rule.id == rule


# Issued


def test_a_document_is_made_out_to_recipients() -> None:
    scenario = in_mediation()
    command = issue(
        recipients=(2, 1, 1),
        title="调解建议书",
        reference="建〔2026〕3号",
        reply_by=date(2026, 4, 1),
    )
    event = only(scenario.when(command, ISSUED), e.DocumentIssued)
    assert (event.document, event.recipients, event.title) == (1, (1, 2), "调解建议书")
    (document,) = scenario.dispute.documents
    assert (document.issued_on, document.reply_by) == (ISSUED, date(2026, 4, 1))
    assert scenario.stands(State.IN_MEDIATION)
    assert only(scenario.when(issue(), ISSUED), e.DocumentIssued).document == 2


def test_a_document_is_for_parties_of_the_dispute() -> None:
    rests_on(in_mediation().refuses(issue(recipients=()), "no_recipient", ON), "SERVICE.METHOD")
    in_mediation().refuses(issue(recipients=(2, 9)), "unknown_party", ON)


def test_a_reply_is_asked_for_by_the_day_of_issue_at_the_earliest() -> None:
    in_mediation().when(issue(reply_by=ISSUED), ISSUED)
    in_mediation().refuses(issue(reply_by=ON), "reply_before_issue", ISSUED)


# Served


@pytest.mark.parametrize(
    "method", [M.DIRECT, M.POST, M.ELECTRONIC, M.ENTRUSTED, M.FORWARDED], ids=str
)
def test_who_receives_is_served_on_that_day(method: ServiceMethod) -> None:
    scenario = issued()
    event = only(scenario.when(serve(method, Result.SERVED), TODAY), e.ServiceRecorded)
    assert (event.received_on, event.rule, event.replaces) == (TODAY, "", None)
    assert scenario.dispute.documents[0].served_on(2) == TODAY


def test_each_recipient_is_served_apart() -> None:
    scenario = issued(recipients=(1, 2)).after(SERVED, on=TODAY)
    document = scenario.dispute.documents[0]
    assert (document.served_on(1), document.served_on(2)) == (None, TODAY)
    scenario.when(serve(M.ELECTRONIC, Result.SERVED, recipient=1), TODAY)


def test_a_failed_attempt_stays_in_view() -> None:
    scenario = issued().after(REFUSED, NOT_SERVED, on=TODAY)
    document = scenario.dispute.documents[0]
    assert document.served_on(2) is None
    assert [a.outcome for a in document.failures(2)] == [Result.REFUSED, Result.NOT_SERVED]
    assert document.failures(1) == ()


@pytest.mark.parametrize("command", [SERVED, LEFT])
def test_service_is_proven(command: RecordService) -> None:
    scenario = issued().after(REFUSED, on=TODAY)
    bare = serve(command.method, command.outcome, replaces=command.replaces, proof=" ")
    rests_on(scenario.refuses(bare, "service_needs_proof", TODAY), "SERVICE.PROOF")


def test_who_was_served_is_not_served_again() -> None:
    scenario = issued().after(SERVED, on=TODAY)
    refusal = scenario.refuses(SERVED, "served_already", TODAY)
    assert isinstance(refusal, AlreadyExists)
    assert refusal.data["served_on"] == "2026-03-06"


def test_service_is_of_a_document_on_its_recipient_after_its_issue() -> None:
    unknown = issued().refuses(serve(M.POST, Result.SERVED, document=2), "unknown_document", TODAY)
    assert isinstance(unknown, Unknown)
    issued().refuses(serve(M.POST, Result.SERVED, recipient=1), "not_a_recipient", TODAY)
    issued().refuses(SERVED, "before_issue", ON)


# Deemed


@pytest.mark.parametrize("method", [M.LEFT, M.POSTED_UP])
def test_what_is_left_or_posted_up_counts_after_three_working_days(method: ServiceMethod) -> None:
    scenario = issued().after(REFUSED, on=TODAY)
    command = serve(method, Result.DEEMED_SERVED, replaces=M.DIRECT)
    event = only(scenario.when(command, TODAY), e.ServiceRecorded)
    assert (event.received_on, event.rule) == (date(2026, 3, 11), "SRV.POST")
    assert event.replaces is M.DIRECT


def test_a_public_notice_counts_after_thirty_days() -> None:
    scenario = issued().after(NOT_SERVED, on=TODAY)
    command = serve(M.PUBLIC_NOTICE, Result.DEEMED_SERVED, replaces=M.POST)
    event = only(scenario.when(command, TODAY), e.ServiceRecorded)
    assert (event.received_on, event.rule) == (date(2026, 4, 5), "SRV.PUBLIC")


def test_before_a_deemed_day_the_recipient_can_still_receive_it() -> None:
    scenario = issued().after(REFUSED, LEFT, on=TODAY)
    scenario.when(SERVED, date(2026, 3, 9))
    assert scenario.dispute.documents[0].served_on(2) == date(2026, 3, 9)


def test_from_the_deemed_day_on_the_recipient_is_served() -> None:
    scenario = issued().after(REFUSED, LEFT, on=TODAY)
    scenario.refuses(SERVED, "served_already", date(2026, 3, 11))


@pytest.mark.parametrize("method", [M.DIRECT, M.POST, M.ELECTRONIC, M.ENTRUSTED, M.FORWARDED])
def test_what_somebody_receives_is_never_deemed(method: ServiceMethod) -> None:
    scenario = issued().after(REFUSED, on=TODAY)
    command = serve(method, Result.DEEMED_SERVED, replaces=M.DIRECT)
    rests_on(scenario.refuses(command, "not_deemed_by_this_method", TODAY), "SERVICE.METHOD")


@pytest.mark.parametrize("method", [M.LEFT, M.POSTED_UP, M.PUBLIC_NOTICE])
def test_what_nobody_receives_is_only_deemed(method: ServiceMethod) -> None:
    scenario = issued().after(REFUSED, on=TODAY)
    command = serve(method, Result.SERVED, replaces=M.DIRECT)
    rests_on(scenario.refuses(command, "only_deemed_by_this_method", TODAY), "SERVICE.METHOD")


def test_a_statement_of_mediation_is_signed_for() -> None:
    scenario = issued(kind=DocumentKind.STATEMENT).after(REFUSED, on=TODAY)
    rests_on(scenario.refuses(LEFT, "statement_is_signed_for", TODAY), "SRV.STATEMENT")


# Substituted


def test_substituted_service_names_what_failed_before() -> None:
    scenario = issued().after(NOT_SERVED, on=TODAY)
    command = serve(M.ENTRUSTED, Result.SERVED, replaces=M.POST)
    event = only(scenario.when(command, TODAY), e.ServiceRecorded)
    assert (event.replaces, event.rule) == (M.POST, "SERVICE.METHOD")


def test_nothing_is_substituted_where_nothing_failed() -> None:
    rests_on(issued().refuses(LEFT, "nothing_failed_before", TODAY), "SERVICE.METHOD")
    scenario = issued().after(NOT_SERVED, on=TODAY)
    scenario.refuses(LEFT, "nothing_failed_before", TODAY)


def test_what_is_deemed_names_what_failed_before() -> None:
    scenario = issued().after(REFUSED, on=TODAY)
    bare = serve(M.LEFT, Result.DEEMED_SERVED)
    rests_on(scenario.refuses(bare, "substitute_names_what_failed", TODAY), "SERVICE.METHOD")


def test_posting_up_needs_a_refusal_or_many_workers() -> None:
    command = serve(M.POSTED_UP, Result.DEEMED_SERVED, replaces=M.POST)
    nine = issued(worker_count=9).after(NOT_SERVED, on=TODAY)
    refusal = nine.refuses(command, "posting_needs_refusal_or_many", TODAY)
    rests_on(refusal, "SRV.POST")
    ten = issued(worker_count=10).after(NOT_SERVED, on=TODAY)
    ten.when(command, TODAY)


# Replies


def test_a_recipient_replies_once() -> None:
    scenario = issued()
    reply = RecordReply(document=1, recipient=2, content="同意补缴")
    event = only(scenario.when(reply, TODAY), e.ReplyReceived)
    assert event.content == "同意补缴"
    assert scenario.dispute.documents[0].replied == {2}
    assert isinstance(scenario.refuses(reply, "replied_already", TODAY), AlreadyExists)


def test_a_reply_is_of_a_recipient_to_a_document_there_is() -> None:
    issued().refuses(RecordReply(document=1, recipient=1), "not_a_recipient", TODAY)
    issued().refuses(RecordReply(document=3, recipient=2), "unknown_document", TODAY)

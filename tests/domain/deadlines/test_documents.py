"""Clocks of documents: replies that were asked for, and deemed service while its days pass."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import DocumentKind, ServiceMethod, ServiceOutcome
from services.workflow.domain.dispute.stages.record.documents import (
    IssueDocument,
    RecordReply,
    RecordService,
)
from services.workflow.rules.packs import pack_for
from tests.support.builders import ON, in_mediation
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario

REPLY = "LETTER.REPLY:documents/1/recipients/2"
SERVED = ":documents/1/recipients/2/attempts/2"
M, END = ServiceMethod, ServiceOutcome


def letter(**changes: Any) -> Scenario:
    """A letter of suggestion to the employer, to be answered by Friday the 20th."""
    values: dict[str, Any] = {
        "kind": DocumentKind.SUGGESTION_LETTER,
        "recipients": (2,),
        "reply_by": date(2026, 3, 20),
    }
    return in_mediation(**changes).after(IssueDocument(**values))


def posted(scenario: Scenario, method: ServiceMethod, **brought: Any) -> Scenario:
    """The employer refused it by hand, so that it was left, posted up or published on TODAY."""
    refused = RecordService(document=1, recipient=2, method=M.DIRECT, outcome=END.REFUSED)
    deemed = RecordService(
        document=1,
        recipient=2,
        method=method,
        outcome=END.DEEMED_SERVED,
        replaces=M.DIRECT,
        proof="照片",
    )
    scenario.after(refused)
    scenario.when(deemed, TODAY, **brought)
    return scenario


def test_an_overdue_reply_is_seen_as_a_warning() -> None:
    dispute = letter().dispute
    assert one_of(dispute, REPLY, date(2026, 3, 20)).status is Status.RUNNING
    overdue = one_of(dispute, REPLY, date(2026, 3, 21))
    assert (overdue.status, overdue.facts.is_warning) == (Status.LAPSED, True)


def test_a_reply_meets_it_on_its_day() -> None:
    answered = letter().after(RecordReply(document=1, recipient=2), on=date(2026, 3, 23))
    reply = one_of(answered.dispute, REPLY)
    assert (reply.facts.met_on, reply.is_late) == (date(2026, 3, 23), True)


def test_a_document_without_a_day_of_reply_and_a_party_that_left_have_none() -> None:
    plain = in_mediation().after(IssueDocument(kind=DocumentKind.OTHER, recipients=(2,)))
    assert REPLY not in all_of(plain.dispute)
    gone = letter()
    gone.past.append(e.PartyDropped(occurred_on=TODAY, party=2, reason="误列"))
    assert REPLY not in all_of(gone.dispute)


@pytest.mark.parametrize(
    ("method", "rule", "due_on"),
    [
        (M.LEFT, "SRV.POST", date(2026, 3, 13)),
        (M.POSTED_UP, "SRV.POST", date(2026, 3, 13)),
        (M.PUBLIC_NOTICE, "SRV.PUBLIC", date(2026, 4, 9)),
    ],
)
def test_deemed_service_runs_to_the_end_of_its_period(
    method: ServiceMethod, rule: str, due_on: date
) -> None:
    dispute = posted(letter(), method).dispute
    running = one_of(dispute, rule + SERVED, due_on)
    assert (running.due_on, running.status) == (due_on, Status.RUNNING)
    over = one_of(dispute, rule + SERVED, date(2026, 5, 1))
    assert (over.status, over.facts.ended_on) == (Status.ENDED, due_on)


def test_handing_it_over_before_that_ends_it() -> None:
    scenario = posted(letter(), M.PUBLIC_NOTICE)
    by_hand = RecordService(
        document=1, recipient=2, method=M.DIRECT, outcome=END.SERVED, proof="送达回证"
    )
    scenario.when(by_hand, date(2026, 3, 16))
    ended = one_of(scenario.dispute, "SRV.PUBLIC" + SERVED, date(2026, 3, 17))
    assert (ended.status, ended.facts.ended_on) == (Status.ENDED, date(2026, 3, 16))


@pytest.mark.parametrize(("workers", "rule"), [(9, "SRV.PUBLIC"), (10, "SRV.PUBLIC.ZJ")])
def test_in_zhejiang_a_notice_for_ten_workers_takes_ten_days(workers: int, rule: str) -> None:
    zhejiang = pack_for("330281001")
    scenario = posted(letter(worker_count=workers), M.PUBLIC_NOTICE, rules=zhejiang)
    due_on = date(2026, 3, 20) if workers == 10 else date(2026, 4, 9)
    assert one_of(scenario.dispute, rule + SERVED, TODAY, zhejiang).due_on == due_on
    (document,) = scenario.dispute.documents
    assert document.served_on(2) == due_on


def test_service_that_was_recorded_without_its_rule_has_that_of_its_method() -> None:
    scenario = letter()
    scenario.past.append(
        e.ServiceRecorded(
            occurred_on=ON,
            document=1,
            recipient=2,
            method=M.LEFT,
            outcome=END.DEEMED_SERVED,
            received_on=date(2026, 3, 5),
        )
    )
    ended = one_of(scenario.dispute, "SRV.POST:documents/1/recipients/2/attempts/1")
    assert ended.facts.ended_on == date(2026, 3, 5)

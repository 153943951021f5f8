"""What may be the same matter as a dispute, and which matter a receipt number stands for."""

from collections.abc import Iterable
from uuid import UUID

from services.kit.problem_details import NOT_FOUND, Problem
from services.projections.http import parameter_kinds as p
from services.projections.http.answering import Answer, Asked, Read, dispute_in_path, not_found
from services.projections.http.answers import (
    BodyNamed,
    MatterCandidate,
    MatterCandidates,
    Receipt,
    ReceiptDispute,
    ReceiptMatter,
    SignTold,
)
from services.projections.http.disputes import DISPUTES
from services.projections.queries import directories, dispute_list, same_matter
from services.projections.views.dispute_list import Entry
from services.projections.words.codes import term
from services.workflow.recorded.views import WEIGHTS, Candidate, Dispute


async def list_candidates(asked: Asked) -> Answer:
    """Disputes that may be the same matter, with what speaks for it; a person decides."""
    listed = await dispute_list.one(asked.pool, dispute_in_path(asked), asked.scope)
    if listed is None:
        raise not_found()
    subject = same_matter.subject(listed.entry)
    found = await same_matter.candidates(asked.pool, subject, asked.namesakes)
    ids = [candidate.dispute.id for candidate in found if candidate.dispute.id]
    readable = await dispute_list.case_numbers(asked.pool, ids, asked.scope)
    shown = [candidate for candidate in found if candidate.dispute.id in readable]
    hidden = [candidate for candidate in found if candidate.dispute.id not in readable]
    names = await _names((candidate.dispute for candidate in shown), asked)
    elsewhere = sum(1 for candidate in hidden if candidate.likeness.is_strong)
    assert subject.dispute.id is not None
    return (
        MatterCandidates(
            dispute=subject.dispute.id,
            items=tuple(_candidate(candidate, names, asked) for candidate in shown),
            elsewhere=elsewhere if asked.reader.is_told_of_others else 0,
        ),
        {},
    )


async def find_receipt(asked: Asked) -> Answer:
    """The matter of a case number: that of any of its disputes, whichever leads."""
    number: str = asked.values["number"]
    matters = await same_matter.matters_of(asked.pool, number)
    ids = [entry.dispute.id for entries in matters.values() for entry in entries]
    readable = await dispute_list.case_numbers(asked.pool, [i for i in ids if i], asked.scope)
    found = {
        leader: [entry for entry in entries if entry.dispute.id in readable]
        for leader, entries in matters.items()
        # Who may not read a dispute of this number learns nothing of its matter.
        if any(entry.dispute.id in readable and number in entry.numbers for entry in entries)
    }
    if not found:
        raise Problem(
            NOT_FOUND, zh="没有这个编号，或您无权知悉", en="no such number, or none you may see"
        )
    names = await _names((e.dispute for entries in found.values() for e in entries), asked)
    items = tuple(
        ReceiptMatter(
            leader=leader,
            disputes=tuple(_on_receipt(entry, leader, names, asked) for entry in entries),
        )
        for leader, entries in found.items()
    )
    return Receipt(number=number, items=items), {}


READS = (
    Read(
        name="list_matter_candidates",
        path=f"{DISPUTES}/{{dispute_id}}/matter-candidates",
        zh="可能的同一事项",
        en="Disputes that may be the same matter",
        answers=MatterCandidates,
        answer=list_candidates,
        statuses=(404,),
    ),
    Read(
        name="find_receipt",
        path="/v1/receipts",
        zh="按编号查找事项",
        en="The matter that a receipt number stands for",
        answers=Receipt,
        answer=find_receipt,
        parameters=(p.NUMBER,),
        statuses=(404,),
    ),
)


async def _names(disputes: Iterable[Dispute], asked: Asked) -> dict[UUID, str]:
    bodies = {body for d in disputes for body in (d.organisation, d.custodian) if body}
    return await directories.organisation_names(asked.pool, bodies)


def _candidate(candidate: Candidate, names: dict[UUID, str], asked: Asked) -> MatterCandidate:
    dispute = candidate.dispute
    assert dispute.id is not None
    assert dispute.received_on is not None
    return MatterCandidate(
        id=dispute.id,
        case_number=dispute.case_number,
        state=dispute.state,
        state_name=term(dispute.state, asked.language),
        received_on=dispute.received_on,
        organisation=_body(dispute.organisation, names),
        custodian=_body(dispute.custodian, names),
        score=candidate.likeness.score,
        signs=tuple(
            SignTold(code=sign, name=term(sign, asked.language), weight=WEIGHTS[sign])
            for sign in candidate.likeness.signs
        ),
    )


def _on_receipt(entry: Entry, leader: UUID, names: dict[UUID, str], asked: Asked) -> ReceiptDispute:
    dispute = entry.dispute
    assert dispute.id is not None
    return ReceiptDispute(
        id=dispute.id,
        case_number=dispute.case_number,
        state=dispute.state,
        state_name=term(dispute.state, asked.language),
        organisation=_body(dispute.organisation, names),
        leads=dispute.id == leader,
    )


def _body(body: UUID | None, names: dict[UUID, str]) -> BodyNamed | None:
    return BodyNamed(id=body, name=names.get(body, "")) if body else None

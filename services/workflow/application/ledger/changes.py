"""What a ledger says anew about a dispute that is in the log: corrections, more history, or neither."""

from collections.abc import Iterator
from datetime import date
from typing import Final

import msgspec

from services.workflow.application.ledger import differences
from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.faults import Fault
from services.workflow.application.ledger.past import Past
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.events import AgreementTookEffect, FactCorrected
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.history.record import Record, Result, Untellable
from services.workflow.domain.dispute.history.step import Step
from services.workflow.domain.dispute.history.telling import Told, resume, tell
from services.workflow.domain.dispute.stages.record.correction import CorrectFact, recorded_value
from services.workflow.domain.errors import Refusal
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode

REASON: Final = "台账更正"
_FIELDS: Final = {
    "region": "region",
    "worker_count": "worker_count",
    "registered_on": "registered_on",
    "amount_claimed": "claimed",
    "effective_on": "effective_on",
}
"""What the domain can correct, and the column that says it."""


class Change(msgspec.Struct, frozen=True):
    """What follows from a changed row."""

    events: tuple[Fact, ...]
    warnings: tuple[tuple[str, ...], ...]
    """Per event, the codes of remarks on it."""
    faults: tuple[Fault, ...]


def compare(draft: Draft, told: tuple[Told, ...], past: Past, given: Given) -> Change:
    """Corrections for facts that can be corrected, then what the history `told` has in addition.

    What can be neither is a fault at its cell. Only what the ledger itself said otherwise
    before counts as changed: a correction made since in the service is left alone.
    """
    added, divergence = _added(draft, told, past, given)
    faults = [divergence] if divergence else []
    dispute, events = past.dispute, []
    for field, new in _changed(draft.record, past):
        try:
            corrected = decide(_correction(draft, field, new), dispute, given)
        except Refusal as refusal:
            code, zh, en = refusal.code, refusal.zh, refusal.en
            faults.append(draft.first.fault(_FIELDS[field], code, zh, en))
            continue
        for event in corrected:
            assert isinstance(event, FactCorrected)
            dispute = evolve(dispute, event, draft.id)
            events.append(event)
    last_on = max(one.event.occurred_on for one in told)
    more, fault = _continued(
        [] if faults else added,
        last_on,
        draft,
        msgspec.structs.replace(past, dispute=dispute),
        given,
    )
    if fault is not None:
        faults.append(fault)
    return Change(
        (*events, *(one.event for one in more)),
        (*(() for _ in events), *(tuple(r.code for r in one.remarks) for one in more)),
        tuple(faults),
    )


def _continued(
    added: list[Step], last_on: date, draft: Draft, past: Past, given: Given
) -> tuple[list[Told], Fault | None]:
    if not added:
        return [], None
    reopens = past.closed_by_ledger
    try:
        more = resume(added, last_on, past.dispute, draft.record, given, reopens=reopens)
    except Untellable as untellable:
        remark = untellable.remark
        return [], draft.at(remark.about).fault(
            remark.about,
            "went_another_way",
            f"系统中已另行办理，不能按台账补记：{remark.zh}",
            f"the dispute was worked on since and cannot follow the ledger: {remark.en}",
        )
    return more, None


def _as_first_recorded(record: Record, past: Past) -> Record:
    """The record with its correctable facts as they were recorded at first."""
    first = past.told[0]
    claims = [
        msgspec.structs.replace(claim, amount=was.amount)
        for claim, was in zip(record.claims[:1], first.claims[:1], strict=True)
    ]
    effects = [e.occurred_on for e in past.told if isinstance(e, AgreementTookEffect)]
    return msgspec.structs.replace(
        record,
        region=RegionCode(first.region),
        registered_on=first.occurred_on,
        worker_count=first.worker_count,
        claims=(*claims, *record.claims[1:]),
        effective_on=effects[0] if effects else record.effective_on,
    )


def _changed(record: Record, past: Past) -> Iterator[tuple[str, str]]:
    first = past.told[0]
    effects = [e.occurred_on for e in past.told if isinstance(e, AgreementTookEffect)]
    said: dict[str, tuple[object, object]] = {
        "region": (first.region, record.region),
        "worker_count": (first.worker_count, record.worker_count),
        "registered_on": (first.occurred_on, record.registered_on),
        "amount_claimed": (_fen(first.claims[0].amount), _fen(record.claims[0].amount)),
    }
    if effects and record.result is Result.AGREEMENT:
        said["effective_on"] = (effects[0], record.effective_on or record.result_on)
    for field, (at_first, now) in said.items():
        before = past.corrected.get(field, str(at_first))
        if str(now) not in {before, recorded_value(field, past.dispute)}:
            yield field, str(now)


def _correction(draft: Draft, field: str, new: str) -> CorrectFact:
    entry = draft.first
    evidence = f"{entry.place.sheet} {entry.place.row}"
    source = draft.record.source
    return CorrectFact(field=field, new=new, reason=REASON, evidence=evidence, source=source)


def _added(
    draft: Draft, told: tuple[Told, ...], past: Past, given: Given
) -> tuple[list[Step], Fault | None]:
    """What the ledger says in addition; or where it differs in what cannot be corrected."""
    first = _as_first_recorded(draft.record, past)
    try:
        now = told if first == draft.record else tell(first, given)
    except Untellable as untellable:
        return [], _cannot_correct(draft, untellable.remark.about, past.told[0])
    is_assumed = draft.record.due_on is None
    found = differences.compare(past.told, now, is_due_day_assumed=is_assumed)
    if found.contradiction is None:
        return found.added, None
    was, about = found.contradiction
    if about is not None:
        return [], _cannot_correct(draft, about, was)
    return [], draft.first.fault(
        "result",
        "taken_back",
        f"已导入的记录（{was.occurred_on}）台账里没有了，导入不会撤销它",
        f"what was taken over ({was.occurred_on}) is gone from the ledger; it stays",
    )


def _cannot_correct(draft: Draft, about: str, was: Fact) -> Fault:
    return draft.at(about).fault(
        about,
        "cannot_be_corrected",
        f"与已导入的记录（{was.occurred_on}）不同，台账不能更正这一项，请在系统中办理",
        f"differs from what was taken over ({was.occurred_on}); the ledger cannot correct this",
    )


def _fen(amount: Fen | None) -> int:
    return int(amount or 0)

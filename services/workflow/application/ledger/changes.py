"""What a ledger says anew about a dispute that is in the log: corrections, a longer history, or neither."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec

from services.workflow.application.ledger.drafts import Draft
from services.workflow.application.ledger.faults import Fault
from services.workflow.domain.dispute.correction import CorrectFact, recorded_value
from services.workflow.domain.dispute.decider import decide
from services.workflow.domain.dispute.events import (
    AgreementTookEffect,
    ConfirmationApplied,
    DirectFilingRecorded,
    DisputeRegistered,
    FactCorrected,
    MatterMerged,
    MatterUnlinked,
    MediatorAssigned,
    SettledOnTheSpot,
    TermsRecorded,
)
from services.workflow.domain.dispute.fold import evolve
from services.workflow.domain.dispute.history import Told, resume, tell
from services.workflow.domain.dispute.history_record import Record, Result, Untellable
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Refusal
from services.workflow.domain.fact import Fact
from services.workflow.domain.given import Given, Role
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.metadata import Metadata

REASON: Final = "台账更正"
_FIELDS: Final = {
    "region": "region",
    "worker_count": "worker_count",
    "registered_on": "registered_on",
    "amount_claimed": "claimed",
    "effective_on": "effective_on",
}
"""What the domain can correct, and the column that says it."""
_ABOUT: Final = {"channel": "channel", "body": "organisation"}
"""What the registration says besides parties and claims, and the column that says it."""
_APART: Final = (FactCorrected, MatterMerged, MatterUnlinked)


class Past(msgspec.Struct, kw_only=True):
    """A dispute of the log as it is now, and the history that the ledger gave of it."""

    dispute: Dispute
    version: int
    told: list[Any]
    """Events taken from the ledger, corrections and merges apart."""
    corrected: dict[str, str]
    """By field, the last value that the ledger corrected."""
    merged_by_ledger: bool
    """Whether the ledger said last that it repeats another; then the ledger may take it back."""


class Change(msgspec.Struct, frozen=True):
    """What follows from a changed row."""

    events: tuple[Fact, ...]
    faults: tuple[Fault, ...]


def past_of(events: Sequence[tuple[Any, Metadata]], dispute: Dispute, version: int) -> Past:
    """Sort what came from the ledger from what was done since."""
    merges = [meta for event, meta in events if isinstance(event, MatterMerged)]
    ours = [event for event, meta in events if meta.role == Role.SYSTEM]
    return Past(
        dispute=dispute,
        version=version,
        told=[event for event in ours if not isinstance(event, _APART)],
        corrected={e.field: e.new for e in ours if isinstance(e, FactCorrected)},
        merged_by_ledger=bool(merges) and merges[-1].role == Role.SYSTEM,
    )


def compare(draft: Draft, told: tuple[Told, ...], past: Past, given: Given) -> Change:
    """Corrections for facts that can be corrected, then what the history `told` has in addition.

    What can be neither is a fault at its cell. Only what the ledger itself said otherwise
    before counts as changed: a correction made since in the service is left alone.
    """
    faults = list(_divergence(draft, told, past, given))
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
    tail = told[len(past.told) :] if not faults else ()
    more, fault = _continued(draft, tail, dispute, given)
    if fault is not None:
        faults.append(fault)
    return Change((*events, *(one.event for one in more)), tuple(faults))


def _continued(
    draft: Draft, tail: tuple[Told, ...], dispute: Dispute, given: Given
) -> tuple[list[Told], Fault | None]:
    try:
        return resume(tail, dispute, draft.record, given), None
    except Untellable as untellable:
        remark = untellable.remark
        return [], draft.at(remark.about).fault(
            remark.about,
            "went_another_way",
            f"系统中已另行办理，不能按台账补记：{remark.zh}",
            f"the dispute was worked on since and cannot follow the ledger: {remark.en}",
        )


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


def _divergence(draft: Draft, told: tuple[Told, ...], past: Past, given: Given) -> Iterator[Fault]:
    """Where the ledger's history differs from the one it gave before, in what cannot be corrected."""
    first = _as_first_recorded(draft.record, past)
    try:
        now = told if first == draft.record else tell(first, given)
    except Untellable as untellable:
        yield _cannot_correct(draft, untellable.remark.about, past.told[0])
        return
    for was, one in zip(past.told, now, strict=False):
        if about := _difference(was, one):
            yield _cannot_correct(draft, about, was)
            return
    if len(past.told) > len(now):
        yield draft.first.fault(
            "result",
            "taken_back",
            f"已导入的记录（{past.told[len(now)].occurred_on}）台账里没有了，导入不会撤销它",
            f"what was taken over ({past.told[len(now)].occurred_on}) is gone from the ledger; it stays",
        )


def _cannot_correct(draft: Draft, about: str, was: Fact) -> Fault:
    return draft.at(about).fault(
        about,
        "cannot_be_corrected",
        f"与已导入的记录（{was.occurred_on}）不同，台账不能更正这一项，请在系统中办理",
        f"differs from what was taken over ({was.occurred_on}); the ledger cannot correct this",
    )


def _difference(was: Fact, told: Told) -> str | None:
    """The field in which an event differs from the one recorded; None where they agree."""
    now: Any = told.event
    about = told.step.about
    if type(was) is not type(now):
        return "result" if about == "result_on" else about
    if isinstance(was, DisputeRegistered | DirectFilingRecorded):
        return _intake_difference(was, now)
    if isinstance(was, MediatorAssigned) and was.mediator is None:
        # The person may have come onto the roster since.
        now = msgspec.structs.replace(now, mediator=None, certificate_no=None)
    if isinstance(was, ConfirmationApplied):
        # Both follow from the calendar, which may have been published since.
        days: dict[str, date] = {"due_natural": was.due_natural, "due_rolled": was.due_rolled}
        if told.step.remarks:
            days["occurred_on"] = was.occurred_on
        now = msgspec.structs.replace(now, **days)
    if was == now:
        return None
    # The day is the same, so it is what was agreed on that day that differs.
    is_amount = isinstance(was, TermsRecorded | SettledOnTheSpot)
    return "agreed" if is_amount and was.occurred_on == now.occurred_on else about


def _intake_difference(was: Any, now: Any) -> str | None:
    if len(was.parties) != len(now.parties):
        return "applicant"
    employer, named = was.parties[-1], now.parties[-1]
    # The first claim's amount is as first recorded here; those of others cannot be corrected.
    differences = {
        "respondent": employer.name != named.name,
        "uscc": employer.uscc != named.uscc,
        "cause": [claim.kind for claim in was.claims] != [claim.kind for claim in now.claims],
        "claimed": was.claims != now.claims,
        **{
            about: getattr(was, field, None) != getattr(now, field, None)
            for field, about in _ABOUT.items()
        },
    }
    return next((about for about, differs in differences.items() if differs), None)


def _fen(amount: Fen | None) -> int:
    return int(amount or 0)

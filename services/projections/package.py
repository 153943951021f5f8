"""What travels with a hand-over: the shared record of a dispute as its events tell it, and no more.

Made of the timeline, which holds the events of the shared stream alone: what was said in
confidence has a stream of its own, whose texts no read model ever gets. Identity documents and
telephone numbers stay behind; the receiver reads them in the record once the dispute is its own.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from services.projections.packed import (
    LimitationFact,
    Package,
    PackedAgreement,
    PackedClaim,
    PackedDocument,
    PackedEvent,
    PackedEvidence,
    PackedParty,
    PackedService,
    PackedTerm,
    UndisputedFact,
)
from services.projections.withholding import NOTHING, Withheld
from services.projections.words.cast import Names
from services.projections.words.telling import Told
from services.workflow.recorded.codec import encode_value
from services.workflow.recorded.metadata import Recorded
from services.workflow.recorded.views import Dispute, Sealed, Written, evolve_dispute
from services.workflow.recorded.views import dispute_events as e
from services.workflow.recorded.views import dispute_parts as p

Read = Callable[[Written | None], str | None]
"""Opens what people wrote; None where it was erased or is not to be seen."""


_INTERRUPTING: tuple[type[Any], ...] = (
    e.DisputeRegistered,
    e.DirectFilingRecorded,
    e.MediationPeriodLapsed,
    e.MediationFailed,
    e.MediationRestarted,
    e.AgreementTookEffect,
    e.PerformanceRecorded,
    e.PerformanceBreached,
    e.DutyPerformed,
    e.PaymentOrderApplied,
    e.ArbitrationFiled,
    e.ReferralAccepted,
    e.LitigationFiled,
)
"""Acts that may interrupt limitation (调解仲裁法 27); how mediation ended and that an agreement was
not performed are where it runs anew (人社部令第17号 31 第7、8项)."""
Digests = Mapping[int, str]
"""By position: the digest of what is stored."""


def package_of(
    events: Sequence[Recorded],
    told: Sequence[Told],
    names: Names,
    digests: Digests,
    withheld: Withheld = NOTHING,
) -> Package:
    """The package that these events of one shared stream make; `told` are the same in words.

    Papers that are withheld are not in it.
    """
    package = _without(_package(events, told, names, digests), withheld)
    return msgspec.structs.replace(package, digest=_digest(package))


def _digest(package: Package) -> str:
    parts = msgspec.to_builtins(package, enc_hook=encode_value)
    del parts["digest"]
    # Keys are ASCII and numbers whole: sorted, this is the canonical form (RFC 8785).
    return hashlib.sha256(msgspec.json.encode(parts, order="sorted")).hexdigest()


def _without(package: Package, withheld: Withheld) -> Package:
    hidden = {one.no for one in package.documents if one.kind in withheld.papers}
    return msgspec.structs.replace(
        package,
        documents=tuple(one for one in package.documents if one.no not in hidden),
        evidence=tuple(
            one
            for one in package.evidence
            if one.kind not in withheld.papers and one.document not in hidden
        ),
    )


def _package(
    events: Sequence[Recorded], told: Sequence[Told], names: Names, digests: Digests
) -> Package:
    dispute = Dispute()
    for recorded in events:
        dispute = evolve_dispute(dispute, recorded.event, recorded.stream_id)
    first, last = events[0], events[-1]

    def read(written: Written | None) -> str | None:
        return names.texts.get(written.box) if isinstance(written, Sealed) else written

    return Package(
        dispute=first.stream_id,
        version=last.version,
        position=last.position,
        case_number=dispute.case_number,
        state=dispute.state,
        region=dispute.region,
        channel=dispute.channel,
        mandate=dispute.mandate,
        received_on=dispute.received_on,
        accepted_on=dispute.accepted_on,
        is_oral=getattr(first.event, "is_oral", False),
        matter=read(getattr(first.event, "matter", None)),
        worker_count=dispute.worker_count,
        parties=_parties(dispute, names.parties),
        claims=_claims(dispute),
        undisputed=tuple(_undisputed(events, read)),
        agreements=tuple(_agreements(events, read)),
        documents=tuple(_documents(dispute, events, read, digests)),
        evidence=tuple(_evidence(dispute, read)),
        first_contact_on=min(recorded.event.occurred_on for recorded in events),
        interruptions=tuple(_interruptions(events)),
        chronology=tuple(map(_event, told)),
    )


def _parties(dispute: Dispute, names: Mapping[int, str | None]) -> tuple[PackedParty, ...]:
    stances = {response.party: response.stance for response in dispute.responses}
    return tuple(
        PackedParty(
            no=party.no,
            side=party.side,
            kind=party.kind,
            name=party.name if isinstance(party.name, str) else names.get(party.no),
            uscc=party.uscc,
            region=party.region,
            has_left=party.no in dispute.left,
            stance=stances.get(party.no),
            representatives=tuple(
                one.kind
                for one in dispute.representatives
                if one.party == party.no and one.ended_on is None
            ),
        )
        for party in dispute.parties
    )


def _claims(dispute: Dispute) -> tuple[PackedClaim, ...]:
    return tuple(
        PackedClaim(
            no=record.claim.no,
            kind=record.claim.kind,
            amount=record.claim.amount,
            known_on=record.claim.known_on,
            disposition=record.disposition,
        )
        for record in dispute.claims
    )


def _undisputed(events: Sequence[Recorded], read: Read) -> Iterable[UndisputedFact]:
    for recorded in events:
        event = recorded.event
        if isinstance(event, e.UndisputedFactsRecorded):
            yield UndisputedFact(
                recorded_on=event.occurred_on,
                position=recorded.position,
                facts=read(event.facts),
                agreed_by=event.agreed_by,
            )


def _agreements(events: Sequence[Recorded], read: Read) -> Iterable[PackedAgreement]:
    effective = {
        recorded.event.version: recorded.event.occurred_on
        for recorded in events
        if isinstance(recorded.event, e.AgreementTookEffect)
    }
    for recorded in events:
        event = recorded.event
        if isinstance(event, e.TermsRecorded | e.AgreementAmended):
            yield PackedAgreement(
                version=event.version,
                recorded_on=event.occurred_on,
                effective_on=effective.get(event.version),
                terms=tuple(
                    PackedTerm(claim=t.claim, instalments=t.instalments, duty=read(t.duty))
                    for t in event.terms
                ),
            )


def _documents(
    dispute: Dispute, events: Sequence[Recorded], read: Read, digests: Digests
) -> Iterable[PackedDocument]:
    known = {document.no: document for document in dispute.documents}
    for recorded in events:
        event = recorded.event
        if isinstance(event, e.DocumentIssued):
            yield PackedDocument(
                no=event.document,
                position=recorded.position,
                digest=digests[recorded.position],
                kind=event.kind,
                title=read(event.title),
                reference=event.reference,
                issued_on=event.occurred_on,
                recipients=event.recipients,
                service=tuple(
                    PackedService(
                        recipient=attempt.recipient,
                        on=attempt.on,
                        method=attempt.method,
                        outcome=attempt.outcome,
                        received_on=attempt.received_on,
                    )
                    for attempt in known[event.document].attempts
                ),
            )


def _evidence(dispute: Dispute, read: Read) -> Iterable[PackedEvidence]:
    for one in dispute.evidence:
        yield PackedEvidence(
            no=one.no,
            kind=one.kind,
            party=one.party,
            claims=one.claims,
            document=one.document,
            title=read(one.title),
            sha256=one.file.sha256 if one.file else None,
            size=one.file.size if one.file else None,
            media_type=one.file.media_type if one.file else None,
            filed_on=one.filed_on,
            withdrawn_on=one.withdrawn_on,
        )


def _interruptions(events: Sequence[Recorded]) -> Iterable[LimitationFact]:
    slips = {r.event.entry for r in events if isinstance(r.event, e.LimitationFactWithdrawn)}
    undone = _taken_back(events)
    for recorded in events:
        event = recorded.event
        if recorded.position in undone:
            continue
        is_told = isinstance(event, e.LimitationFactRecorded) and event.entry not in slips
        if is_told or isinstance(event, _INTERRUPTING):
            yield LimitationFact(
                on=event.happened_on if is_told else event.occurred_on,
                position=recorded.position,
                type=type(event).__name__,
            )


def _taken_back(events: Sequence[Recorded]) -> frozenset[int]:
    """Positions of the lapses of mediation that were taken back since."""
    last, undone = 0, set[int]()
    for recorded in events:
        match recorded.event:
            case e.MediationPeriodLapsed():
                last = recorded.position
            case e.LapseWithdrawn(lapse=p.Lapse.MEDIATION_PERIOD):
                undone.add(last)
    return frozenset(undone)


def _event(told: Told) -> PackedEvent:
    return PackedEvent(
        position=told.position,
        version=told.version,
        type=told.type,
        occurred_on=told.occurred_on,
        actor=told.who,
        text=told.text,
    )

"""Seals the personal data of a request under the keys of the people it is about."""

import unicodedata
from uuid import UUID

from services.workflow.application.ports import Keyring
from services.workflow.application.requests import (
    AgreementTerms,
    ClaimDetails,
    ConfidentialNote,
    DirectFiling,
    DisputeApplication,
    PartyDetails,
    Request,
)
from services.workflow.domain.dispute.agreement import RecordTerms
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.intake import RecordDirectFiling, RegisterDispute
from services.workflow.domain.dispute.mediation import NoteInConfidence
from services.workflow.domain.dispute.parts import Claim, Party, PartyKind, Side, Term
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.privileged import privileged_id
from services.workflow.domain.values.sealed import Sealed


async def sealed(
    request: Request, dispute_id: UUID, dispute: Dispute, actor: Actor, keyring: Keyring
) -> Command:
    """The command that a request stands for, without a word of plaintext about a person."""
    match request:
        case DisputeApplication():
            return await _application(request, dispute_id, actor, keyring)
        case DirectFiling():
            parties = await _parties(request.parties, dispute_id, keyring)
            return RecordDirectFiling(
                occurred_on=request.occurred_on,
                occurred_at=request.occurred_at,
                body=_own(request.body, actor),
                case_number=request.case_number,
                region=request.region,
                parties=parties,
                claims=_claims(request.claims),
                worker_count=request.worker_count or _workers(request.parties),
            )
        case AgreementTerms():
            return await _terms(request, dispute_id, dispute, keyring)
        case ConfidentialNote():
            stream = privileged_id(dispute_id)
            note = await keyring.seal(stream, stream, "note", request.note)
            return NoteInConfidence(
                occurred_on=request.occurred_on, occurred_at=request.occurred_at, note=note
            )
        case _:
            raise TypeError(type(request).__name__)


async def _application(
    request: DisputeApplication, dispute_id: UUID, actor: Actor, keyring: Keyring
) -> RegisterDispute:
    parties = await _parties(request.parties, dispute_id, keyring)
    is_partner = actor.role is Role.PARTNER_BUREAU
    return RegisterDispute(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        organisation=_own(request.organisation, actor),
        channel=request.channel,
        mandate=request.mandate,
        region=request.region,
        parties=parties,
        claims=_claims(request.claims),
        worker_count=request.worker_count or _workers(request.parties),
        is_oral=request.is_oral,
        matter=await _about(request.matter, "matter", parties, dispute_id, keyring),
        transferred_by=actor.organisation if is_partner else None,
    )


async def _terms(
    request: AgreementTerms, dispute_id: UUID, dispute: Dispute, keyring: Keyring
) -> RecordTerms:
    version = (dispute.agreement.version if dispute.agreement else 0) + 1
    terms = [
        Term(
            claim=term.claim,
            instalments=term.instalments,
            duty=await _about(
                term.duty,
                f"agreement/{version}/term/{term.claim}/duty",
                dispute.parties,
                dispute_id,
                keyring,
            ),
        )
        for term in request.terms
    ]
    return RecordTerms(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        terms=tuple(terms),
        ability_to_perform=request.ability_to_perform,
    )


async def _parties(
    details: tuple[PartyDetails, ...], dispute_id: UUID, keyring: Keyring
) -> tuple[Party, ...]:
    return tuple(
        [await _party(no, party, dispute_id, keyring) for no, party in enumerate(details, start=1)]
    )


async def _party(no: int, details: PartyDetails, dispute_id: UUID, keyring: Keyring) -> Party:
    name = unicodedata.normalize("NFC", details.name).strip()
    if details.kind is PartyKind.EMPLOYER:
        return Party(no=no, side=details.side, kind=details.kind, name=name, uscc=details.uscc)
    number = details.document.number if details.document else None
    person = await keyring.person_for(number)
    await keyring.index_name(person, name)

    async def seal(label: str, text: str | None) -> Sealed | None:
        if text is None:
            return None
        return await keyring.seal(person, dispute_id, f"party/{no}/{label}", text)

    kind_and_number = f"{details.document.type}:{number}" if details.document else None
    return Party(
        no=no,
        side=details.side,
        kind=details.kind,
        name=await keyring.seal(person, dispute_id, f"party/{no}/name", name),
        document=await seal("document", kind_and_number),
        phone=await seal("phone", details.phone),
    )


async def _about(
    text: str | None, label: str, parties: tuple[Party, ...], dispute_id: UUID, keyring: Keyring
) -> Sealed | None:
    """Free text under the key of the first claimant who is a person: it speaks of that person."""
    if text is None:
        return None
    people = [p.name.person for p in _claimants_first(parties) if isinstance(p.name, Sealed)]
    return await keyring.seal(people[0] if people else dispute_id, dispute_id, label, text)


def _own(named: UUID | None, actor: Actor) -> UUID:
    body = named or actor.organisation
    if body is None:
        raise Unknown("no_body_named")
    return body


def _claimants_first(parties: tuple[Party, ...]) -> list[Party]:
    return sorted(parties, key=lambda party: party.side is not Side.CLAIMANT)


def _claims(details: tuple[ClaimDetails, ...]) -> tuple[Claim, ...]:
    return tuple(
        Claim(no=no, kind=claim.kind, amount=claim.amount)
        for no, claim in enumerate(details, start=1)
    )


def _workers(parties: tuple[PartyDetails, ...]) -> int:
    return max(1, sum(1 for party in parties if party.kind is PartyKind.WORKER))

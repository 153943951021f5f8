"""Seals the personal data of a request: from what was sent to the command it stands for."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from services.workflow.application import personal_parties
from services.workflow.application.particulars import Sealing
from services.workflow.application.ports import Keyring
from services.workflow.application.requests import (
    AgreementTerms,
    AmendedTerms,
    ConfidentialNote,
    DirectFiling,
    DisputeApplication,
    PartyDetails,
    Request,
    TermDetails,
)
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import Claim, ClaimDetails, PartyKind, Term
from services.workflow.domain.dispute.stages.agreement.agreement import AmendAgreement, RecordTerms
from services.workflow.domain.dispute.stages.intake.intake import (
    RecordDirectFiling,
    RegisterDispute,
)
from services.workflow.domain.dispute.stages.mediation.confidence import NoteInConfidence
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.privileged import privileged_id


async def sealed(
    request: Request, dispute_id: UUID, dispute: Dispute, actor: Actor, keyring: Keyring
) -> Command:
    """The command that a request stands for, without a word of plaintext about a person."""
    return await _COMMANDS[type(request)](request, Sealing(dispute_id, dispute, actor, keyring))


def numbers_given(dispute: Dispute) -> str:
    """What a sealed command rests on: it is sealed anew once a number it would get is taken."""
    counts = (dispute.versions_made, len(dispute.parties), len(dispute.representatives))
    return "/".join(map(str, counts))


async def _application(request: DisputeApplication, sealing: Sealing) -> RegisterDispute:
    parties = await sealing.parties(request.parties)
    is_partner = sealing.actor.role is Role.PARTNER_BUREAU
    return RegisterDispute(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        organisation=_own(request.organisation, sealing.actor),
        channel=request.channel,
        mandate=request.mandate,
        region=request.region,
        parties=parties,
        claims=_claims(request.claims),
        worker_count=request.worker_count or _workers(request.parties),
        is_oral=request.is_oral,
        matter=await sealing.about(request.matter, "matter", parties),
        transferred_by=sealing.actor.organisation if is_partner else None,
        seised_body=request.seised_body,
        seised_reference=request.seised_reference,
    )


async def _direct_filing(request: DirectFiling, sealing: Sealing) -> RecordDirectFiling:
    return RecordDirectFiling(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        body=_own(request.body, sealing.actor),
        case_number=request.case_number,
        region=request.region,
        parties=await sealing.parties(request.parties),
        claims=_claims(request.claims),
        worker_count=request.worker_count or _workers(request.parties),
    )


async def _recorded_terms(request: AgreementTerms, sealing: Sealing) -> RecordTerms:
    return RecordTerms(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        terms=await _terms(request.terms, sealing),
        ability_to_perform=await _ability(request, sealing),
    )


async def _amended_terms(request: AmendedTerms, sealing: Sealing) -> AmendAgreement:
    return AmendAgreement(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        terms=await _terms(request.terms, sealing),
        consented_by=request.consented_by,
        reason=await sealing.written(request.reason, f"{request.move}/reason"),
        ability_to_perform=await _ability(request, sealing),
    )


async def _note(request: ConfidentialNote, sealing: Sealing) -> NoteInConfidence:
    stream = privileged_id(sealing.dispute_id)
    note = await sealing.keyring.seal(stream, stream, "note", request.note)
    return NoteInConfidence(
        occurred_on=request.occurred_on, occurred_at=request.occurred_at, note=note
    )


async def _terms(details: tuple[TermDetails, ...], sealing: Sealing) -> tuple[Term, ...]:
    place = f"agreement/{sealing.dispute.versions_made + 1}/term"
    return tuple(
        [
            Term(
                claim=term.claim,
                instalments=term.instalments,
                duty=await sealing.about(term.duty, f"{place}/{term.claim}/duty"),
            )
            for term in details
        ]
    )


async def _ability(request: AgreementTerms | AmendedTerms, sealing: Sealing) -> Any:
    return await sealing.written(request.ability_to_perform, f"{request.move}/ability_to_perform")


def _own(named: UUID | None, actor: Actor) -> UUID:
    body = named or actor.organisation
    if body is None:
        raise Unknown("no_body_named")
    return body


def _claims(details: tuple[ClaimDetails, ...]) -> tuple[Claim, ...]:
    return tuple(claim.numbered(no) for no, claim in enumerate(details, start=1))


def _workers(parties: tuple[PartyDetails, ...]) -> int:
    return max(1, sum(1 for party in parties if party.kind is PartyKind.WORKER))


_COMMANDS: dict[type[Request], Callable[[Any, Sealing], Awaitable[Command]]] = {
    DisputeApplication: _application,
    DirectFiling: _direct_filing,
    AgreementTerms: _recorded_terms,
    AmendedTerms: _amended_terms,
    ConfidentialNote: _note,
    **personal_parties.COMMANDS,
}

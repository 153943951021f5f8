"""Seals the people who join, follow, are renamed or act for somebody while a dispute goes on."""

from collections.abc import Awaitable, Callable
from typing import Any

from services.workflow.application.particulars import Sealing, normalised
from services.workflow.application.requests import (
    Appointment,
    Cancellation,
    NewParty,
    Renaming,
    Request,
    Succession,
)
from services.workflow.domain.dispute.command import Command
from services.workflow.domain.dispute.parts import Party, PartyKind, Side
from services.workflow.domain.dispute.stages.parties.parties import (
    AddParty,
    RecordCancellation,
    RenameParty,
    SucceedParty,
    next_number,
)
from services.workflow.domain.dispute.stages.parties.representatives import AppointRepresentative
from services.workflow.domain.values.sealed import Sealed


async def _new_party(request: NewParty, sealing: Sealing) -> AddParty:
    no, details = next_number(sealing.dispute), request.party
    return AddParty(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        party=await sealing.party(no, details, details.side, details.kind),
        reason=await sealing.written(request.reason, f"{request.move}/reason"),
    )


async def _succession(request: Succession, sealing: Sealing) -> SucceedParty:
    no, side, kind = next_number(sealing.dispute), *_as(request.party, sealing)
    return SucceedParty(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        party=request.party,
        successor=await sealing.party(no, request.successor, side, kind),
        kind=request.kind,
        evidence=await sealing.written(request.evidence, f"{request.move}/evidence"),
    )


async def _renaming(request: Renaming, sealing: Sealing) -> RenameParty:
    party, name = sealing.dispute.party(request.party), normalised(request.name)
    return RenameParty(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        party=request.party,
        name=await _renamed(party, name, sealing) if party else name,
        uscc=request.uscc,
        evidence=await sealing.written(request.evidence, f"{request.move}/evidence"),
    )


async def _renamed(party: Party, name: str, sealing: Sealing) -> Sealed | str:
    """A person's new name under the same key, so that it is erased with everything else."""
    if isinstance(party.name, str):
        return name
    person = party.name.person
    await sealing.keyring.index_name(person, name)
    label = f"party/{party.no}/name"
    return await sealing.keyring.seal(person, sealing.dispute_id, label, name)


async def _cancellation(request: Cancellation, sealing: Sealing) -> RecordCancellation:
    first, (side, _) = next_number(sealing.dispute), _as(request.party, sealing)
    joining = enumerate(request.answerable, start=first)
    return RecordCancellation(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        party=request.party,
        evidence=await sealing.written(request.evidence, f"{request.move}/evidence"),
        answerable=tuple(
            [await sealing.party(no, one, side, PartyKind.EMPLOYER) for no, one in joining]
        ),
    )


async def _appointment(request: Appointment, sealing: Sealing) -> AppointRepresentative:
    no, name = len(sealing.dispute.representatives) + 1, normalised(request.name)
    person = await sealing.keyring.person_for(None)
    await sealing.keyring.index_name(person, name)
    place = f"representative/{no}"
    return AppointRepresentative(
        occurred_on=request.occurred_on,
        occurred_at=request.occurred_at,
        party=request.party,
        kind=request.kind,
        name=await sealing.keyring.seal(person, sealing.dispute_id, f"{place}/name", name),
        phone=await sealing.value(person, f"{place}/phone", request.phone),
        powers=request.powers,
        evidence=await sealing.written(request.evidence, f"{request.move}/evidence"),
        valid_until=request.valid_until,
        replaces=request.replaces,
    )


def _as(no: int, sealing: Sealing) -> tuple[Side, PartyKind]:
    """Side and kind of a party; of nobody, which the decision refuses, those of a respondent."""
    party = sealing.dispute.party(no)
    return (party.side, party.kind) if party else (Side.RESPONDENT, PartyKind.EMPLOYER)


COMMANDS: dict[type[Request], Callable[[Any, Sealing], Awaitable[Command]]] = {
    NewParty: _new_party,
    Succession: _succession,
    Renaming: _renaming,
    Cancellation: _cancellation,
    Appointment: _appointment,
}

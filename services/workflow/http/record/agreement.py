"""What the record of a dispute says of its agreement: versions, performance, and what reinforces it."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec

from services.workflow.domain.dispute.parts import (
    ReinforcementKind,
    ReinforcementResult,
    RequiredAct,
    Served,
    Term,
)
from services.workflow.domain.dispute.records import (
    Agreement,
    PastReinforcement,
    Reinforcement,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.values.sealed import Sealed


class InstalmentRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One payment, and what is missing of it; payments fill the earliest first."""

    no: int
    due_on: date
    amount: int
    """In fen."""
    paid: int
    """In fen."""
    outstanding: int
    """In fen."""
    is_breached: bool
    """Whether it is on record that its last day passed before it was fully paid."""


class TermRecord(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one claim: payments, or another duty in words."""

    claim: int
    instalments: tuple[InstalmentRecord, ...]
    duty: str | None
    """Null where there is none, or the caller may not see it, or it was erased."""
    is_duty_performed: bool


class AgreementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """One version of the agreement, the acts done on it, and what was paid."""

    version: int
    terms: tuple[TermRecord, ...]
    required: tuple[RequiredAct, ...]
    """The acts without which it has no effect."""
    recorded_on: date
    signed_by: tuple[int, ...]
    """Numbers of the parties that signed."""
    is_signed_by_mediator: bool
    is_sealed: bool
    effective_on: date | None
    """Day of the last required act; windows run from the next day."""
    due: int
    """All that is to be paid, in fen."""
    paid: int
    """Paid so far, in fen."""
    is_performed: bool
    """Whether all is paid and every other duty performed."""
    breached_on: date | None
    """Day of the first breach."""


class ReinforcementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """The application that makes it enforceable, under way or ended in an instrument."""

    kind: ReinforcementKind
    body: UUID
    """The court or commission."""
    version: int
    """Of the agreement."""
    applied_on: date
    docket_number: str
    ruling_number: str
    """Of the ruling, statement or order."""
    supplement_due_on: date | None
    """Day by which the court wants material."""
    issued_on: date | None
    """Day of the payment order."""
    served: tuple[Served, ...]
    """Who received the ruling, statement or order, and when."""


class PastReinforcementRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An application that was answered, and how."""

    kind: ReinforcementKind
    result: ReinforcementResult
    ground: str
    """Code of the ground, where the body gave one."""
    version: int
    on: date


Opened = Mapping[str, str | None]
"""Box to text, of all that the caller may see."""


def duty_boxes(dispute: Dispute) -> list[Sealed]:
    """The sealed texts of the agreement that is shown, and of the one that stands meanwhile."""
    versions = (dispute.agreement, dispute.standing)
    return [term.duty for one in versions if one for term in one.terms if term.duty]


def agreement_record(agreement: Agreement, opened: Opened) -> AgreementRecord:
    """One version, with the texts that the caller may see."""
    return AgreementRecord(
        version=agreement.version,
        terms=tuple(_term(term, agreement, opened) for term in agreement.terms),
        required=agreement.required,
        recorded_on=agreement.recorded_on,
        signed_by=tuple(sorted(agreement.signed_by)),
        is_signed_by_mediator=agreement.is_signed_by_mediator,
        is_sealed=agreement.is_sealed,
        effective_on=agreement.effective_on,
        due=agreement.due,
        paid=agreement.paid,
        is_performed=agreement.is_performed,
        breached_on=agreement.breached_on,
    )


def _term(term: Term, agreement: Agreement, opened: Opened) -> TermRecord:
    return TermRecord(
        claim=term.claim,
        instalments=tuple(
            InstalmentRecord(
                no=one.no,
                due_on=one.due_on,
                amount=one.amount,
                paid=one.amount - agreement.outstanding(one.no),
                outstanding=agreement.outstanding(one.no),
                is_breached=one.no in agreement.breached,
            )
            for one in term.instalments
        ),
        duty=opened.get(term.duty.box) if term.duty else None,
        is_duty_performed=term.claim in agreement.duties_performed,
    )


def reinforcement_record(slot: Reinforcement) -> ReinforcementRecord:
    """The use of the slot, as it stands."""
    return ReinforcementRecord(
        kind=slot.kind,
        body=slot.body,
        version=slot.version,
        applied_on=slot.applied_on,
        docket_number=slot.docket_number,
        ruling_number=slot.ruling_number,
        supplement_due_on=slot.supplement_due_on,
        issued_on=slot.issued_on,
        served=slot.served,
    )


def past_reinforcements(past: tuple[PastReinforcement, ...]) -> tuple[PastReinforcementRecord, ...]:
    """Every answer there has been, the earliest first."""
    return tuple(
        PastReinforcementRecord(
            kind=one.kind, result=one.result, ground=one.ground, version=one.version, on=one.on
        )
        for one in past
    )

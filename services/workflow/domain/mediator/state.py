"""A mediator as the events make one, and who may be assigned on a day."""

from datetime import date
from typing import assert_never
from uuid import UUID

import msgspec

from services.workflow.domain.errors import AlreadyExists
from services.workflow.domain.mediator.events import (
    CertificateRenewed,
    Event,
    MediatorAdmitted,
    MediatorRegistered,
    MediatorReleased,
)
from services.workflow.domain.values.sealed import Sealed


class Certificate(msgspec.Struct, frozen=True):
    """A certificate and the days it is valid, both included."""

    number: str
    valid_from: date
    valid_until: date


class Term(msgspec.Struct, frozen=True):
    """The days on which an organisation may use a person; `until` is included."""

    organisation: UUID
    start: date
    until: date | None = None


class Mediator(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one mediator. `id` is None while nothing is."""

    id: UUID | None = None
    name: Sealed | None = None
    certificates: tuple[Certificate, ...] = ()
    terms: tuple[Term, ...] = ()

    def certificate(self, on: date) -> Certificate | None:
        """The certificate valid on that day."""
        return next((c for c in self.certificates if c.valid_from <= on <= c.valid_until), None)

    def serves(self, organisation: UUID, on: date) -> bool:
        """Whether the organisation may use the person on that day."""
        return any(
            term.organisation == organisation
            and term.start <= on
            and (term.until is None or on <= term.until)
            for term in self.terms
        )


def evolve(mediator: Mediator, event: Event, stream_id: UUID) -> Mediator:
    """The mediator after the event. Never refuses."""
    replace = msgspec.structs.replace
    match event:
        case MediatorRegistered():
            return replace(
                mediator,
                id=stream_id,
                name=event.name,
                certificates=(
                    Certificate(event.certificate_no, event.valid_from, event.valid_until),
                ),
                terms=tuple(Term(o, event.occurred_on) for o in event.organisations),
            )
        case CertificateRenewed():
            renewed = Certificate(event.certificate_no, event.valid_from, event.valid_until)
            return replace(mediator, certificates=(*mediator.certificates, renewed))
        case MediatorAdmitted():
            term = Term(event.organisation, event.occurred_on, event.until)
            return replace(mediator, terms=(*mediator.terms, term))
        case MediatorReleased():
            kept = tuple(t for t in mediator.terms if t.organisation != event.organisation)
            return replace(mediator, terms=kept)
        case _:
            assert_never(event)


def register(details: MediatorRegistered, mediator: Mediator) -> tuple[Event, ...]:
    """Enter a mediator. Raises AlreadyExists when the stream has one."""
    if mediator.id is not None:
        raise AlreadyExists("mediator_exists", mediator=str(mediator.id))
    return (details,)

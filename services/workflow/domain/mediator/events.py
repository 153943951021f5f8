"""Events of a mediator. Names and fields are stored for ever."""

from datetime import date
from uuid import UUID

from services.workflow.domain.fact import Fact
from services.workflow.domain.values.sealed import Sealed


class MediatorRegistered(Fact, frozen=True, kw_only=True):
    """A person was entered in the roster with a certificate (持证上岗)."""

    name: Sealed
    certificate_no: str
    valid_from: date
    valid_until: date
    """Last day on which the certificate is valid."""
    organisations: tuple[UUID, ...]
    """The organisations that may use the person."""


class CertificateRenewed(Fact, frozen=True, kw_only=True):
    """A certificate replaces the old one."""

    certificate_no: str
    valid_from: date
    valid_until: date


class MediatorAdmitted(Fact, frozen=True, kw_only=True):
    """From `occurred_on` the organisation may use the person, until `until` if set."""

    organisation: UUID
    until: date | None = None


class MediatorReleased(Fact, frozen=True, kw_only=True):
    """From `occurred_on` the organisation may no longer use the person."""

    organisation: UUID


Event = MediatorRegistered | CertificateRenewed | MediatorAdmitted | MediatorReleased

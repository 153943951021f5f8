"""A person who mediates: certificates, terms, organisations."""

from .events import (
    CertificateRenewed,
    Event,
    MediatorAdmitted,
    MediatorRegistered,
    MediatorReleased,
)
from .state import Certificate, Mediator, Term, evolve, register

__all__ = [
    "Certificate",
    "CertificateRenewed",
    "Event",
    "Mediator",
    "MediatorAdmitted",
    "MediatorRegistered",
    "MediatorReleased",
    "Term",
    "evolve",
    "register",
]

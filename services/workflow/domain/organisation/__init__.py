"""A body that takes part: mediation organisations, commissions, courts, bureaus."""

from .events import (
    AreaSet,
    Event,
    LegalBasisRecorded,
    OrganisationKind,
    OrganisationRegistered,
    Tier,
)
from .state import Organisation, evolve, register, set_area

__all__ = [
    "AreaSet",
    "Event",
    "LegalBasisRecorded",
    "Organisation",
    "OrganisationKind",
    "OrganisationRegistered",
    "Tier",
    "evolve",
    "register",
    "set_area",
]

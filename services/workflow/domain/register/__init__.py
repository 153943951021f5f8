"""The case numbers an organisation gave out in a year: gap-free by construction."""

from .numbers import (
    CaseNumberGiven,
    CaseNumberVoided,
    CaseRegister,
    Event,
    evolve,
    give,
    register_id,
    void,
)

__all__ = [
    "CaseNumberGiven",
    "CaseNumberVoided",
    "CaseRegister",
    "Event",
    "evolve",
    "give",
    "register_id",
    "void",
]

"""What an agreement is made of, and how it can fall."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.sealed import Sealed


class Instalment(msgspec.Struct, frozen=True, kw_only=True):
    """One payment of a term: number within the agreement from 1, due day, amount in fen."""

    no: int
    due_on: date
    amount: Fen


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """What was agreed on one claim: a definite payment in instalments, or another duty in words."""

    claim: int
    instalments: tuple[Instalment, ...] = ()
    duty: Sealed | None = None
    """Another performance than payment, in words; sealed, as it speaks of a person."""


class RequiredAct(StrEnum):
    """An act without which a mediation agreement has no effect (rule MED.EFFECT)."""

    PARTY_SIGNATURES = "party_signatures"
    MEDIATOR_SIGNATURE = "mediator_signature"
    ORGANISATION_SEAL = "organisation_seal"


class AnnulmentKind(StrEnum):
    """Whether an agreement was void from the start or revoked."""

    VOID = "void"
    REVOKED = "revoked"

"""Handing a dispute from one body to another."""

from enum import StrEnum


class OfferKind(StrEnum):
    """What an offer in flight is for."""

    REFERRAL = "referral"
    """To a commission, on a party's application."""
    TRANSFER = "transfer"
    """To another mediation organisation, with the applicant's consent."""
    RETURN = "return"
    """Back to the body that handed it over."""


class RefusalGround(StrEnum):
    """Why a receiver does not take a dispute over."""

    WRONG_JURISDICTION = "wrong_jurisdiction"
    OUT_OF_SCOPE = "out_of_scope"
    MATERIALS_MISSING = "materials_missing"
    ALREADY_PENDING = "already_pending"
    NO_CAPACITY = "no_capacity"
    OTHER = "other"


class ReturnGround(StrEnum):
    """Why a receiver gives a dispute back."""

    WRONG_JURISDICTION = "wrong_jurisdiction"
    PARTY_PREFERS_MEDIATION = "party_prefers_mediation"
    MATERIALS_MISSING = "materials_missing"
    SENT_IN_ERROR = "sent_in_error"
    OTHER = "other"


class MandateResult(StrEnum):
    """What an organisation reports when it returns a mandate."""

    SUCCESS = "success"
    FAILURE = "failure"

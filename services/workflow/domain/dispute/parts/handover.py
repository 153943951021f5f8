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


class OfferEnd(StrEnum):
    """How an offer of hand-over ended."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    RECALLED = "recalled"
    EXPIRED = "expired"


class Overtaken(StrEnum):
    """What took an offer back with it; stands as the reason of the recall."""

    AGREEMENT_REACHED = "agreement_reached"
    FILED_BY_PARTY = "filed_by_party"
    SUIT_FILED = "suit_filed"
    APPLICATION_WITHDRAWN = "application_withdrawn"
    ARBITRATION_WITHDRAWN = "arbitration_withdrawn"
    ARBITRATION_ACCEPTED = "arbitration_accepted"
    ARBITRATION_NOT_ACCEPTED = "arbitration_not_accepted"
    REINFORCEMENT_APPLIED = "reinforcement_applied"
    MANDATE_GIVEN = "mandate_given"


class TrialProcedure(StrEnum):
    """The procedure in which a court tries the case that it entrusts to mediation."""

    ORDINARY = "ordinary"
    SUMMARY = "summary"


class MandateResult(StrEnum):
    """What an organisation reports when it returns a mandate."""

    SUCCESS = "success"
    FAILURE = "failure"

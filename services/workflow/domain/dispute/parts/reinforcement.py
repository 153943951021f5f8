"""Ways of making an agreement enforceable, and every no to them."""

from datetime import date
from enum import StrEnum

import msgspec


class ReinforcementKind(StrEnum):
    """Which of the three uses the one slot of an agreement (rule REINFORCE.ONE)."""

    CONFIRMATION = "confirmation"
    REVIEW = "review"
    PAYMENT_ORDER = "payment_order"


class ReinforcementResult(StrEnum):
    """How a use of the slot ended."""

    GRANTED = "granted"
    NOT_ACCEPTED = "not_accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DEEMED_WITHDRAWN = "deemed_withdrawn"
    OBJECTED = "objected"
    VOID = "void"
    DISMISSED = "dismissed"
    ANNULLED = "annulled"


class Excuse(StrEnum):
    """Why a late application may still be in time (民事诉讼法 85, 86)."""

    POSTED_IN_TIME = "posted_in_time"
    FORCE_MAJEURE = "force_majeure"
    OTHER_JUSTIFIED = "other_justified"


class ConfirmationBar(StrEnum):
    """Why a court does not accept an application (民诉法解释 355)."""

    NOT_CIVIL = "not_civil"
    NOT_THIS_COURT = "not_this_court"
    PERSONAL_STATUS = "personal_status"
    OTHER_PROCEDURE = "other_procedure"
    PROPERTY_TITLE = "property_title"
    OTHER = "other"
    """Not told, or in words that fit none of these."""


class ConfirmationFault(StrEnum):
    """Why a court refuses to confirm (民诉法解释 358)."""

    MANDATORY_LAW = "mandatory_law"
    HARMS_OTHERS = "harms_others"
    PUBLIC_ORDER = "public_order"
    INVOLUNTARY = "involuntary"
    UNCLEAR = "unclear"
    OTHER = "other"


class AnnulledExtent(StrEnum):
    """Whether only the ruling falls or the agreement itself."""

    RULING = "ruling"
    AGREEMENT = "agreement"


class ReviewBar(StrEnum):
    """Why a commission does not accept a joint application (办案规则 75)."""

    OUT_OF_SCOPE = "out_of_scope"
    NOT_THIS_COMMISSION = "not_this_commission"
    LATE = "late"
    LABOUR_RELATION = "labour_relation"
    CONFIRMED_ALREADY = "confirmed_already"
    OTHER = "other"
    """Not told, or in words that fit none of these."""


class ReviewFault(StrEnum):
    """Why a commission makes no statement of an agreement (办案规则 78)."""

    MANDATORY_LAW = "mandatory_law"
    HARMS_OTHERS = "harms_others"
    FALSE_MATERIAL = "false_material"
    INVOLUNTARY = "involuntary"
    UNCLEAR = "unclear"
    OTHER = "other"


class PaymentOrderEnd(StrEnum):
    """Why a payment order ends without effect, apart from a written objection."""

    NOT_SERVED = "not_served"
    WITHDRAWN = "withdrawn"
    SUED_MEANWHILE = "sued_meanwhile"


class DismissalGround(StrEnum):
    """Why a court dismisses an application for a payment order (民诉法解释 427, 428)."""

    NOT_DEFINITE = "not_definite"
    NOT_DUE = "not_due"
    COUNTER_DUTY = "counter_duty"
    UNREACHABLE = "unreachable"
    NOT_THIS_COURT = "not_this_court"
    OTHER = "other"


class Served(msgspec.Struct, frozen=True, kw_only=True):
    """A party received an instrument on a day."""

    party: int
    on: date


class Instrument(StrEnum):
    """What makes a dispute enforceable; never without one."""

    CONFIRMATION_RULING = "confirmation_ruling"
    REVIEW_STATEMENT = "review_statement"
    """仲裁调解书 made of a mediation agreement."""
    PAYMENT_ORDER = "payment_order"
    AWARD = "award"
    ARBITRAL_STATEMENT = "arbitral_statement"
    """仲裁调解书 made in arbitration."""
    JUDGMENT = "judgment"
    COURT_STATEMENT = "court_statement"

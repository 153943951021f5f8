"""Sessions, conflicts, recusal, suspension and failure of a mediation."""

from datetime import date
from enum import StrEnum

import msgspec


class SessionMode(StrEnum):
    """How a session is held."""

    IN_ROOM = "in_room"
    ONLINE = "online"
    ON_SITE = "on_site"
    TELEPHONE = "telephone"


class NoticeMethod(StrEnum):
    """How a party was told."""

    IN_PERSON = "in_person"
    TELEPHONE = "telephone"
    MESSAGE = "message"
    POST = "post"
    PLATFORM = "platform"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """A party was told of a session, how and on which day."""

    party: int
    method: NoticeMethod
    on: date


class ConflictKind(StrEnum):
    """What ties a mediator to a dispute (特邀调解规定 15; 在线调解规则 13)."""

    NEAR_RELATIVE = "near_relative"
    INTEREST = "interest"
    EMPLOYMENT = "employment"
    EARLIER_ROLE = "earlier_role"
    """An earlier role in the same matter, such as mediator before a recusal."""
    OTHER = "other"


class RecusedBy(StrEnum):
    """Who asked for the recusal."""

    MEDIATOR = "mediator"
    PARTY = "party"
    ORGANISATION = "organisation"


class SuspensionCause(StrEnum):
    """Why a mediation stands still."""

    FORCE_MAJEURE = "force_majeure"
    PARTY_INCAPACITATED = "party_incapacitated"
    SUCCESSOR_UNKNOWN = "successor_unknown"
    AWAITS_APPRAISAL = "awaits_appraisal"
    AWAITS_OTHER_DECISION = "awaits_other_decision"
    BOTH_ASK = "both_ask"
    OTHER = "other"


class FailureCode(StrEnum):
    """Why a mediation ended without agreement, per party."""

    REFUSES_TO_CONTINUE = "refuses_to_continue"
    NO_SHOW = "no_show"
    GAP_TOO_WIDE = "gap_too_wide"
    FACTS_DISPUTED = "facts_disputed"
    UNREACHABLE = "unreachable"
    PERIOD_LAPSED = "period_lapsed"
    OTHER = "other"


class FailureReason(msgspec.Struct, frozen=True, kw_only=True):
    """One coded reason of failure; `party` is the party it lies with, or none for both."""

    code: FailureCode
    party: int | None = None

"""How a matter comes in, on whose asking, and why it is not taken."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.parts.mediation import SuspensionCause


class Channel(StrEnum):
    """How the matter came in (渠道)."""

    COUNTER = "counter"
    TELEPHONE = "telephone"
    ONLINE = "online"
    MINI_PROGRAM = "mini_program"
    POST = "post"
    PARTNER_TRANSFER = "partner_transfer"
    COURT_DELEGATED = "court_delegated"
    COURT_ENTRUSTED = "court_entrusted"
    ARBITRATION_SUGGESTED = "arbitration_suggested"
    ARBITRATION_ENTRUSTED = "arbitration_entrusted"
    DIRECT_ARBITRATION = "direct_arbitration"
    DIRECT_SUIT = "direct_suit"


class Mandate(StrEnum):
    """On whose asking an organisation mediates."""

    SELF = "self"
    COURT_DELEGATED = "court_delegated"
    COURT_ENTRUSTED = "court_entrusted"
    ARBITRATION_SUGGESTED = "arbitration_suggested"
    ARBITRATION_ENTRUSTED = "arbitration_entrusted"
    PARTNER_TRANSFER = "partner_transfer"


ENTRUSTED = frozenset({Mandate.COURT_ENTRUSTED, Mandate.ARBITRATION_ENTRUSTED})
"""Under these the seised body stays custodian while the organisation mediates (委托)."""
MANDATED = ENTRUSTED | {Mandate.COURT_DELEGATED, Mandate.ARBITRATION_SUGGESTED}
"""These are returned to the body that gave them."""


BY_COURT = frozenset({Mandate.COURT_DELEGATED, Mandate.COURT_ENTRUSTED})
"""Given by a court; the others of `MANDATED` by a commission."""
CHANNEL_OF: dict[Mandate, Channel] = {
    Mandate.COURT_DELEGATED: Channel.COURT_DELEGATED,
    Mandate.COURT_ENTRUSTED: Channel.COURT_ENTRUSTED,
    Mandate.ARBITRATION_SUGGESTED: Channel.ARBITRATION_SUGGESTED,
    Mandate.ARBITRATION_ENTRUSTED: Channel.ARBITRATION_ENTRUSTED,
}
"""A mandate of a court or commission comes in by its own channel and no other."""
DIRECT = frozenset({Channel.DIRECT_ARBITRATION, Channel.DIRECT_SUIT})
"""Filed straight with a commission or court: no application for mediation comes in so."""


class Forum(StrEnum):
    """Where a dispute that never passed mediation was filed."""

    ARBITRATION = "arbitration"
    COURT = "court"


class DeclineGround(StrEnum):
    """Why an application was not accepted (不予受理)."""

    OUT_OF_SCOPE = "out_of_scope"
    WRONG_BODY = "wrong_body"
    OTHER_SIDE_REFUSES = "other_side_refuses"
    ALREADY_PENDING = "already_pending"
    NOT_CORRECTED = "not_corrected"


class Withdrawal(StrEnum):
    """Why applicants withdraw."""

    SETTLED_PRIVATELY = "settled_privately"
    NO_LONGER_PURSUED = "no_longer_pursued"


class RunningPeriods(msgspec.Struct, frozen=True, kw_only=True):
    """What moves the periods of a dispute beside receipt and acceptance, for one that takes over."""

    checked_on: date | None = None
    correction_asked_on: date | None = None
    correction_due_on: date | None = None
    extended_until: date | None = None
    suspended_on: date | None = None
    suspended_for: SuspensionCause | None = None
    suspensions: tuple[tuple[date, date], ...] = ()
    appraisals: tuple[tuple[date, date], ...] = ()
    has_receipt_period_lapsed: bool = False
    receipt_lapsed_on: date | None = None
    restarted_on: date | None = None
    """Day of the second attempt at mediation."""
    mandate_rule: str = ""
    mandate_given_on: date | None = None
    is_mandate_counted: bool = False
    """Whether the last day of the mandate was counted by that rule, not named."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported fact comes from: the ledger's organisation and number, and its row's digest."""

    ledger: str
    row_digest: str
    sample: bool = False
    """示例数据: invented data shipped as an example, marked wherever it shows."""

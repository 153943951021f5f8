"""How a matter comes in, on whose asking, and why it is not taken."""

from enum import StrEnum

import msgspec


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


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Where an imported fact comes from: the ledger's organisation and number, and its row's digest."""

    ledger: str
    row_digest: str
    sample: bool = False
    """示例数据: invented data shipped as an example, marked wherever it shows."""

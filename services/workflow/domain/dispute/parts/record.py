"""Closing, and the documents of a file with their service."""

from enum import StrEnum


class Outcome(StrEnum):
    """How a dispute ended (结案方式)."""

    AGREEMENT_PERFORMED = "agreement_performed"
    AGREEMENT_EFFECTIVE = "agreement_effective"
    SETTLED_ON_THE_SPOT = "settled_on_the_spot"
    SETTLED_PRIVATELY = "settled_privately"
    WITHDRAWN = "withdrawn"
    NO_AGREEMENT = "no_agreement"
    DECLINED = "declined"
    ARBITRATION_MEDIATED = "arbitration_mediated"
    AWARDED = "awarded"
    ARBITRATION_WITHDRAWN = "arbitration_withdrawn"
    JUDGMENT = "judgment"
    COURT_MEDIATED = "court_mediated"
    SUIT_WITHDRAWN = "suit_withdrawn"
    DUPLICATE = "duplicate"


OUTCOME_NAMES: dict[Outcome, tuple[str, str]] = {
    Outcome.AGREEMENT_PERFORMED: ("协议已履行", "agreement performed"),
    Outcome.AGREEMENT_EFFECTIVE: ("协议已生效", "agreement effective"),
    Outcome.SETTLED_ON_THE_SPOT: ("当场履行", "settled on the spot"),
    Outcome.SETTLED_PRIVATELY: ("自行和解", "settled privately"),
    Outcome.WITHDRAWN: ("撤回申请", "withdrawn"),
    Outcome.NO_AGREEMENT: ("调解不成", "no agreement"),
    Outcome.DECLINED: ("不予受理", "declined"),
    Outcome.ARBITRATION_MEDIATED: ("仲裁调解", "settled in arbitration"),
    Outcome.AWARDED: ("仲裁裁决", "awarded"),
    Outcome.ARBITRATION_WITHDRAWN: ("撤回仲裁申请", "arbitration withdrawn"),
    Outcome.JUDGMENT: ("法院判决", "judgment"),
    Outcome.COURT_MEDIATED: ("法院调解", "settled in court"),
    Outcome.SUIT_WITHDRAWN: ("撤诉", "suit withdrawn"),
    Outcome.DUPLICATE: ("重复登记", "duplicate"),
}
"""What each outcome is called, in Chinese and English."""


class Lapse(StrEnum):
    """A recorded lapse that can be taken back, by the move that recorded it (期限届满)."""

    RECEIPT_PERIOD = "receipt_period_lapsed"
    MEDIATION_PERIOD = "mediation_period_lapsed"
    AWARD_WINDOWS = "award_windows_closed"


class DocumentKind(StrEnum):
    """What a document of the file is (文书)."""

    ACCEPTANCE_NOTICE = "acceptance_notice"
    DECLINATION_NOTICE = "declination_notice"
    CORRECTION_NOTICE = "correction_notice"
    RIGHTS_NOTICE = "rights_notice"
    SESSION_NOTICE = "session_notice"
    MEDIATION_RECORD = "mediation_record"
    AGREEMENT = "agreement"
    FAILURE_NOTICE = "failure_notice"
    SUGGESTION_LETTER = "suggestion_letter"
    """调解建议书 to an employer, asking for a reply."""
    PERFORMANCE_NOTICE = "performance_notice"
    REFERRAL_LETTER = "referral_letter"
    ENTRUSTMENT_LETTER = "entrustment_letter"
    ARBITRATION_NOTICE = "arbitration_notice"
    AWARD = "award"
    STATEMENT = "statement"
    RULING = "ruling"
    JUDGMENT = "judgment"
    OTHER = "other"


class ServiceMethod(StrEnum):
    """How a document is served (送达方式)."""

    DIRECT = "direct"
    LEFT = "left"
    """留置."""
    POST = "post"
    ELECTRONIC = "electronic"
    ENTRUSTED = "entrusted"
    """委托送达 through another body."""
    FORWARDED = "forwarded"
    """转交."""
    POSTED_UP = "posted_up"
    """张贴, with photo or video (办案规则 20)."""
    PUBLIC_NOTICE = "public_notice"


class ServiceOutcome(StrEnum):
    """What became of one attempt to serve one recipient."""

    SERVED = "served"
    DEEMED_SERVED = "deemed_served"
    """By rule, at the end of a period from the act of service."""
    REFUSED = "refused"
    NOT_SERVED = "not_served"

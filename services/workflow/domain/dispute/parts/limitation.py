"""What interrupts or suspends limitation (仲裁时效), and in which post the worker is.

Facts that somebody records are of a `LimitationFactKind`; what the dispute's own events show is of
an `InterruptionCause`. No code stands in both.
"""

from enum import StrEnum


class Post(StrEnum):
    """In what kind of post a worker is or was; it decides which limitation holds."""

    WORKER = "worker"
    """劳动者 of an enterprise, individual business or private body: LIM.1Y, LIM.WAGES."""
    INSTITUTION_STAFF = "institution_staff"
    """事业单位工作人员 (办案规则 2)."""
    SOCIAL_ORGANISATION_STAFF = "social_organisation_staff"
    """社会团体工作人员."""
    MILITARY_CIVILIAN_STAFF = "military_civilian_staff"
    """军队聘用的文职人员."""
    APPOINTED_CIVIL_SERVANT = "appointed_civil_servant"
    """聘任制公务员: LIM.CS60 (公务员法 105)."""


class LimitationFactKind(StrEnum):
    """A fact outside the dispute's own procedure that bears on limitation."""

    CLAIM_MADE = "claim_made"
    """The claim was made on the other party (调解仲裁法 27(2); 办案规则 27(1))."""
    NEGOTIATION_REQUESTED = "negotiation_requested"
    """A party asked to negotiate; NEG.5 starts (17号令 10)."""
    NEGOTIATION_BEGUN = "negotiation_begun"
    """The other party answered and negotiates; interrupts nothing by itself."""
    NEGOTIATION_TERM_AGREED = "negotiation_term_agreed"
    """Both agreed in writing on a term, or on more time; interrupts nothing by itself (NEG.TERM)."""
    NEGOTIATION_REFUSED = "negotiation_refused"
    """A party will not negotiate, or no longer (17号令 31(1), (2))."""
    NEGOTIATION_FAILED = "negotiation_failed"
    """The term ended without a settlement (17号令 31(3))."""
    SETTLEMENT_REACHED = "settlement_reached"
    """The parties settled by themselves: the other party is to perform (17号令 11)."""
    SETTLEMENT_NOT_PERFORMED = "settlement_not_performed"
    """Its day passed without performance (17号令 31(4), (8))."""
    MEDIATION_APPLIED_ELSEWHERE = "mediation_applied_elsewhere"
    """办案规则 27(1)."""
    MEDIATION_ENDED_ELSEWHERE = "mediation_ended_elsewhere"
    """The other side refused, or the period ended without an agreement (17号令 31(5)-(7))."""
    COMPLAINT_TO_AUTHORITY = "complaint_to_authority"
    """投诉、举报、信访 with an authority (办案规则 27(2))."""
    ARBITRATION_FILED_ELSEWHERE = "arbitration_filed_elsewhere"
    """办案规则 27(2)."""
    SUIT_FILED_ELSEWHERE = "suit_filed_elsewhere"
    """办案规则 27(2)."""
    PAYMENT_ORDER_APPLIED_ELSEWHERE = "payment_order_applied_elsewhere"
    """办案规则 27(2)."""
    PERFORMANCE_PROMISED = "performance_promised"
    """The other party agreed to perform (办案规则 27(3))."""
    PART_PERFORMED = "part_performed"
    """The other party performed in part, outside an agreement on file (办案规则 27(3))."""


class InterruptionCause(StrEnum):
    """What of the dispute's own procedure interrupts limitation."""

    MEDIATION_APPLIED = "mediation_applied"
    """办案规则 27(1)."""
    MEDIATION_REFUSED = "mediation_refused"
    """17号令 31(5)."""
    MEDIATION_FAILED = "mediation_failed"
    """17号令 31(6)."""
    MEDIATION_LAPSED = "mediation_lapsed"
    """17号令 31(7)."""
    AGREEMENT_EFFECTIVE = "agreement_effective"
    """The other party agreed to perform (办案规则 27(3))."""
    AGREEMENT_PERFORMED_IN_PART = "agreement_performed_in_part"
    """办案规则 27(3)."""
    AGREEMENT_NOT_PERFORMED = "agreement_not_performed"
    """17号令 31(8)."""
    PAYMENT_ORDER_APPLIED = "payment_order_applied"
    """办案规则 27(2)."""
    ARBITRATION_FILED = "arbitration_filed"
    """办案规则 27(2)."""
    SUIT_FILED = "suit_filed"
    """办案规则 27(2)."""
    PROCEEDINGS_ENDED = "proceedings_ended"
    """What was filed came to nothing (民法典 195)."""
    NEGOTIATION_UNANSWERED = "negotiation_unanswered"
    """17号令 31(1)."""
    NEGOTIATION_TERM_LAPSED = "negotiation_term_lapsed"
    """17号令 31(3)."""


class LimitationSuspensionCause(StrEnum):
    """Why nobody could apply (调解仲裁法 27(3); 办案规则 28)."""

    FORCE_MAJEURE = "force_majeure"
    NO_GUARDIAN = "no_guardian"
    """The guardian of somebody without full capacity is not settled yet."""
    OTHER_GOOD_CAUSE = "other_good_cause"


_K, _C = LimitationFactKind, InterruptionCause
FACT_WORDS: dict[LimitationFactKind, tuple[str, str]] = {
    _K.CLAIM_MADE: ("向对方主张权利", "the claim was made on the other party"),
    _K.NEGOTIATION_REQUESTED: ("要求协商", "negotiation was asked for"),
    _K.NEGOTIATION_BEGUN: ("对方回应并开始协商", "the other party answered and negotiates"),
    _K.NEGOTIATION_TERM_AGREED: (
        "书面约定协商期限",
        "a term for negotiation was agreed in writing",
    ),
    _K.NEGOTIATION_REFUSED: ("不同意协商或者不愿继续协商", "negotiation was refused or broken off"),
    _K.NEGOTIATION_FAILED: ("协商期限内未达成一致", "negotiation ended without a settlement"),
    _K.SETTLEMENT_REACHED: ("达成和解协议", "the parties settled by themselves"),
    _K.SETTLEMENT_NOT_PERFORMED: (
        "约定期限内不履行和解或者调解协议",
        "a settlement was not performed in time",
    ),
    _K.MEDIATION_APPLIED_ELSEWHERE: (
        "向其他调解组织申请调解",
        "mediation was applied for with another organisation",
    ),
    _K.MEDIATION_ENDED_ELSEWHERE: (
        "其他调解组织的调解未成",
        "mediation by another organisation ended without an agreement",
    ),
    _K.COMPLAINT_TO_AUTHORITY: ("向有关部门投诉", "a complaint was made to an authority"),
    _K.ARBITRATION_FILED_ELSEWHERE: (
        "另行申请仲裁",
        "arbitration was applied for in another case",
    ),
    _K.SUIT_FILED_ELSEWHERE: ("另行起诉", "a suit was filed in another case"),
    _K.PAYMENT_ORDER_APPLIED_ELSEWHERE: (
        "另行申请支付令",
        "a payment order was applied for in another case",
    ),
    _K.PERFORMANCE_PROMISED: ("对方同意履行义务", "the other party agreed to perform"),
    _K.PART_PERFORMED: ("对方部分履行", "the other party performed in part"),
}
"""Each kind of fact in words, Chinese and English."""
CAUSE_WORDS: dict[InterruptionCause, tuple[str, str]] = {
    _C.MEDIATION_APPLIED: ("申请调解", "mediation was applied for"),
    _C.MEDIATION_REFUSED: ("对方不同意调解", "the other side refused mediation"),
    _C.MEDIATION_FAILED: ("调解不成", "mediation failed"),
    _C.MEDIATION_LAPSED: (
        "调解期限内未达成协议",
        "the period for mediation ended without an agreement",
    ),
    _C.AGREEMENT_EFFECTIVE: (
        "调解协议生效，对方同意履行义务",
        "an agreement took effect: the other party agreed to perform",
    ),
    _C.AGREEMENT_PERFORMED_IN_PART: ("对方部分履行调解协议", "the agreement was performed in part"),
    _C.AGREEMENT_NOT_PERFORMED: (
        "约定期限内不履行调解协议",
        "the agreement was not performed in time",
    ),
    _C.PAYMENT_ORDER_APPLIED: ("申请支付令", "a payment order was applied for"),
    _C.ARBITRATION_FILED: ("申请仲裁", "arbitration was applied for"),
    _C.SUIT_FILED: ("向法院起诉", "a suit was filed"),
    _C.PROCEEDINGS_ENDED: (
        "有关程序终结（民法典第195条）",
        "the proceedings ended (Civil Code 195)",
    ),
    _C.NEGOTIATION_UNANSWERED: (
        "对方逾期未回应协商要求",
        "the request to negotiate was not answered in time",
    ),
    _C.NEGOTIATION_TERM_LAPSED: (
        "约定的协商期限届满，未达成一致",
        "the term for negotiation ended without a settlement",
    ),
}
"""Each cause in words, Chinese and English."""
INTERRUPTING = frozenset(LimitationFactKind) - {_K.NEGOTIATION_BEGUN, _K.NEGOTIATION_TERM_AGREED}
"""Facts that interrupt limitation by themselves."""

"""Arbitration, suits and enforcement: what other bodies decide and report."""

from enum import StrEnum

import msgspec

from services.workflow.domain.values.money import Fen


class ArbitrationBar(StrEnum):
    """Why a commission does not accept a case (不予受理)."""

    OUT_OF_SCOPE = "out_of_scope"
    WRONG_COMMISSION = "wrong_commission"
    NOT_A_PARTY = "not_a_party"
    NOT_DEFINITE = "not_definite"
    DECIDED_ALREADY = "decided_already"
    OTHER = "other"


class StayCause(StrEnum):
    """Why an arbitration or an enforcement stands still (办案规则 47)."""

    DEATH = "death"
    INCAPACITY = "incapacity"
    SUCCESSOR_UNKNOWN = "successor_unknown"
    FORCE_MAJEURE = "force_majeure"
    OTHER_CASE = "other_case"
    INJURY_DETERMINATION = "injury_determination"
    SET_ASIDE_APPLIED = "set_aside_applied"
    OTHER = "other"


class AwardBasis(StrEnum):
    """What an item is awarded for, as far as it decides whether the award is final (办案规则 50)."""

    REMUNERATION = "remuneration"
    MEDICAL_COSTS = "medical_costs"
    """工伤医疗费."""
    ECONOMIC_COMPENSATION = "economic_compensation"
    NON_COMPETE = "non_compete"
    """竞业限制经济补偿."""
    DOUBLE_WAGES = "double_wages"
    """未签书面劳动合同的二倍工资的第二倍."""
    UNLAWFUL_PROBATION = "unlawful_probation"
    UNLAWFUL_TERMINATION = "unlawful_termination"
    DAMAGES = "damages"
    """赔偿金 on another ground."""
    NATIONAL_STANDARD = "national_standard"
    """Observance of national standards for working time and leave."""
    SOCIAL_INSURANCE = "social_insurance"
    """社会保险费补缴."""
    INJURY_BENEFITS = "injury_benefits"
    """工伤保险待遇 beside medical costs."""
    OTHER = "other"
    """None of these."""


class AwardItem(msgspec.Struct, frozen=True, kw_only=True):
    """One item of an award on a claim; `amount` in fen, none where nothing is to be paid."""

    no: int
    claim: int
    amount: Fen | None = None
    is_final: bool = False
    """终局: effective from its date; only the worker may sue (法 47, 48)."""
    basis: AwardBasis | None = None
    """What it is awarded for; none: the kind of the claim tells."""


class SuitGround(StrEnum):
    """Why a suit is open (rule SUIT.GROUND)."""

    NOT_ACCEPTED = "not_accepted"
    """The commission did not accept, or said nothing in time (法 29)."""
    AWARD_OVERDUE = "award_overdue"
    """No award in time (法 43)."""
    AFTER_AWARD = "after_award"
    SET_ASIDE = "set_aside"
    NOT_ENFORCED = "not_enforced"
    WAGE_AGREEMENT = "wage_agreement"
    """An agreement on wages alone was not performed (解释一 51)."""
    PAYMENT_ORDER_FAILED = "payment_order_failed"
    """An order under 法 16 ended without effect (解释一 13)."""
    WAGE_NOTE = "wage_note"
    """工资欠条 (解释一 15)."""
    NOT_ARBITRABLE = "not_arbitrable"
    """A claim that goes to court directly."""
    MANDATE_FAILED = "mandate_failed"
    """A court's delegation (委派) came back without agreement."""


class Instance(StrEnum):
    """At which instance a court decides."""

    FIRST = "first"
    SECOND = "second"
    RETRIAL = "retrial"


class SuitProcedure(StrEnum):
    """Under which procedure a suit is heard at first instance; each has its own period (CT.TRIAL)."""

    ORDINARY = "ordinary"
    SUMMARY = "summary"
    """简易程序."""
    SMALL_CLAIMS = "small_claims"
    """小额诉讼程序."""


class JudgmentResult(StrEnum):
    """What a judgment does with the claims."""

    UPHELD = "upheld"
    UPHELD_IN_PART = "upheld_in_part"
    DISMISSED = "dismissed"
    REMANDED = "remanded"
    """发回重审: what was judged is gone, and the first instance judges again."""


class EnforcementEnd(StrEnum):
    """Why an enforcement ended without full performance."""

    NO_ASSETS = "no_assets"
    """终结本次执行程序."""
    TITLE_GONE = "title_gone"
    WITHDRAWN = "withdrawn"
    OTHER = "other"

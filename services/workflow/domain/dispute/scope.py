"""Whether a claim belongs before a commission (受案范围): in scope, to court directly, or to be asked.

Whether a worker is over-age is recorded nowhere: whoever asks says so. What a claim's kind does not
tell, such as whether a claim about insurance is for arrears, is asked for and not guessed.
"""

from enum import StrEnum

import msgspec

from services.workflow.domain.dispute.parts import Claim, ClaimKind
from services.workflow.domain.legal import LegalRule, RulePack

_OF_OVER_AGE = frozenset({ClaimKind.REMUNERATION, ClaimKind.HOURS_AND_LEAVE, ClaimKind.WORK_INJURY})
"""劳动报酬、休息休假、工伤保障 (超龄规定 19)."""
_SAFETY_AMONG_OTHERS = ClaimKind.WELFARE_TRAINING_PROTECTION
"""Safety and health belong before a commission, welfare and training of an over-age worker do not."""
_NARROWED_IN_BEIJING = frozenset({ClaimKind.SOCIAL_INSURANCE, ClaimKind.DAMAGES})
"""Arrears of insurance, and damages without a prior order, do not (解答(一) 1, 6)."""


class Scope(StrEnum):
    """Where a claim goes."""

    IN_SCOPE = "in_scope"
    """Before a commission first (调解仲裁法 2, 5)."""
    TO_COURT = "to_court"
    """To court directly."""
    ASK = "ask"
    """It depends on what is not recorded, or no text settles it."""


class Unknown(StrEnum):
    """What would be needed to say more."""

    ITEM = "item"
    """What exactly is claimed: the kind covers both."""
    AROSE_ON = "arose_on"
    """When the infringement was known."""
    TRANSITION = "transition"
    """It arose before the rule was in force, and the rule says nothing of that."""


class ScopeReading(msgspec.Struct, frozen=True, kw_only=True):
    """What can be said of one claim, by which rule, and what is missing."""

    claim: Claim
    scope: Scope
    rule: LegalRule
    missing: Unknown | None = None


def read_scope(claim: Claim, rules: RulePack, *, is_over_age: bool = False) -> ScopeReading:
    """The reading of a claim; `is_over_age` where it is that of an over-age worker (超龄劳动者)."""
    if is_over_age:
        return _of_over_age(claim, rules)
    if claim.kind in _NARROWED_IN_BEIJING and "SCOPE.BJ" in rules.rules:
        return _asked(claim, rules.rule("SCOPE.BJ"), Unknown.ITEM)
    if claim.kind is ClaimKind.SOCIAL_INSURANCE and "FINAL.SOCIAL.ZJ" in rules.rules:
        rule = rules.rule("FINAL.SOCIAL.ZJ")
        return ScopeReading(claim=claim, scope=Scope.IN_SCOPE, rule=rule)
    rule = rules.rule("SCOPE.ARB")
    if claim.kind is ClaimKind.OTHER:
        return _asked(claim, rule, Unknown.ITEM)
    return ScopeReading(claim=claim, scope=Scope.IN_SCOPE, rule=rule)


def _of_over_age(claim: Claim, rules: RulePack) -> ScopeReading:
    rule = rules.rule("SCOPE.OVERAGE")
    if claim.known_on is None:
        return _asked(claim, rule, Unknown.AROSE_ON)
    if not rule.is_in_force(claim.known_on):
        return _asked(claim, rule, Unknown.TRANSITION)
    if claim.kind in {_SAFETY_AMONG_OTHERS, ClaimKind.OTHER}:
        return _asked(claim, rule, Unknown.ITEM)
    scope = Scope.IN_SCOPE if claim.kind in _OF_OVER_AGE else Scope.TO_COURT
    return ScopeReading(claim=claim, scope=scope, rule=rule)


def _asked(claim: Claim, rule: LegalRule, missing: Unknown) -> ScopeReading:
    return ScopeReading(claim=claim, scope=Scope.ASK, rule=rule, missing=missing)

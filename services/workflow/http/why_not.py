"""Why something is not open to a caller: the refusal and the rule behind it, in one language."""

import msgspec

from services.workflow.domain.errors import Refusal
from services.workflow.domain.legal import LegalRule


class RuleTold(msgspec.Struct, frozen=True, kw_only=True):
    """The legal rule behind a refusal."""

    id: str
    source: str
    """Instrument and article."""
    title: str


class WhyNot(msgspec.Struct, frozen=True, kw_only=True):
    """Why a move is not open to this caller now."""

    category: str
    code: str
    detail: str
    rule: RuleTold | None


def rule_told(rule: LegalRule, *, english: bool) -> RuleTold:
    """A rule with its source."""
    return RuleTold(id=rule.id, source=rule.source, title=rule.en if english else rule.zh)


def why_not(refusal: Refusal, *, english: bool) -> WhyNot:
    """A refusal with its rule."""
    return WhyNot(
        category=refusal.category,
        code=refusal.code,
        detail=refusal.en if english else refusal.zh,
        rule=rule_told(refusal.rule, english=english) if refusal.rule else None,
    )

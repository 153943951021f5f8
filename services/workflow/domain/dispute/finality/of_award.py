"""Whether an award is final, item by item (一裁终局): `final`, `not_final`, or `undetermined`.

Undetermined says what is missing; nothing is guessed. What the commission marked is not asked.
"""

from collections.abc import Mapping
from datetime import date

import msgspec

from services.workflow.domain.dispute.finality.reading import (
    AwardReading,
    Finality,
    ItemReading,
    Limit,
    Missing,
)
from services.workflow.domain.dispute.parts import (
    AwardBasis,
    AwardItem,
    Claim,
    ClaimKind,
    Disposition,
)
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import LegalRule, RulePack, WageDay
from services.workflow.domain.minimum_wages import MinimumWages
from services.workflow.domain.values.region import RegionCode

_LIMITED = frozenset(
    {
        AwardBasis.REMUNERATION,
        AwardBasis.MEDICAL_COSTS,
        AwardBasis.ECONOMIC_COMPENSATION,
        AwardBasis.NON_COMPETE,
        AwardBasis.DOUBLE_WAGES,
        AwardBasis.UNLAWFUL_PROBATION,
        AwardBasis.UNLAWFUL_TERMINATION,
        AwardBasis.DAMAGES,
    }
)
"""Final up to the limit, each by itself (法 47(1); 办案规则 50)."""
_SOCIAL = frozenset(
    {AwardBasis.SOCIAL_INSURANCE, AwardBasis.INJURY_BENEFITS, AwardBasis.MEDICAL_COSTS}
)
"""Final in Zhejiang whatever the amount (浙江条例 37(1)); medical costs are among the benefits."""
_BASIS_OF = {
    ClaimKind.REMUNERATION: AwardBasis.REMUNERATION,
    ClaimKind.ECONOMIC_COMPENSATION: AwardBasis.ECONOMIC_COMPENSATION,
    ClaimKind.DAMAGES: AwardBasis.DAMAGES,
    ClaimKind.HOURS_AND_LEAVE: AwardBasis.NATIONAL_STANDARD,
    ClaimKind.SOCIAL_INSURANCE: AwardBasis.SOCIAL_INSURANCE,
}
"""What a claim of a kind is awarded for; of any other kind the commission has to say."""
_NOT_BEFORE_IT = frozenset({Disposition.WITHDRAWN, Disposition.SETTLED, Disposition.SPLIT_OFF})


class _Case(msgspec.Struct, frozen=True):
    """What every item of the award is read with."""

    rules: RulePack
    limits: tuple[Limit, ...]
    claims: Mapping[int, Claim]
    settled_by: tuple[LegalRule, ...]
    """The region's rule on which minimum wage counts, where it has one."""

    def has(self, rule_id: str) -> bool:
        """Whether the region's pack has the rule."""
        return rule_id in self.rules.rules

    def rule(self, rule_id: str) -> LegalRule:
        return self.rules.rule(rule_id)


def read_award(
    dispute: Dispute,
    items: tuple[AwardItem, ...],
    issued_on: date,
    rules: RulePack,
    wages: MinimumWages,
) -> AwardReading:
    """The reading of an award made on a day in the dispute's arbitration."""
    settled_by = tuple(r for r in rules.rules.values() if r.wage_day and r.is_in_force(issued_on))
    case = _Case(
        rules=rules,
        limits=_limits(dispute, issued_on, rules, wages, settled_by),
        claims={record.claim.no: record.claim for record in dispute.claims},
        settled_by=settled_by,
    )
    read = tuple(_item(item, case) for item in items)
    found = {one.finality for one in read}
    if _concerns_relation(dispute):
        read = tuple(_turned(one, case.rule("FINAL.RELATION")) for one in read)
    elif Finality.NOT_FINAL in found and case.has("FINAL.MIXED.ZJ"):
        read = tuple(_mixed_in(one, case.rule("FINAL.MIXED.ZJ")) for one in read)
    return _whole(read, found, case)


def _concerns_relation(dispute: Dispute) -> bool:
    """Whether the commission also had to say if there is a labour relation."""
    return any(
        record.claim.kind is ClaimKind.LABOUR_RELATION and record.disposition not in _NOT_BEFORE_IT
        for record in dispute.claims
    )


def _limits(
    dispute: Dispute,
    issued_on: date,
    rules: RulePack,
    wages: MinimumWages,
    settled_by: tuple[LegalRule, ...],
) -> tuple[Limit, ...]:
    """The limit on the day that counts; on both days where no rule says which."""
    filed_on = dispute.arbitration.filed_on if dispute.arbitration else issued_on
    days = {WageDay.APPLICATION: filed_on, WageDay.AWARD: issued_on}
    months = rules.rule("FINAL.AMOUNT").quantity
    assert months is not None
    counted = {rule.wage_day for rule in settled_by} or set(days)
    found = []
    for day, on in days.items():
        if day in counted:
            wage = wages.on(on, RegionCode(dispute.region))
            amount = wage.monthly * months if wage else None
            found.append(Limit(day=day, on=on, wage=wage, amount=amount))
    return tuple(found)


def _item(item: AwardItem, case: _Case) -> ItemReading:
    claim = case.claims.get(item.claim)
    kind = claim.kind if claim else None
    basis = item.basis or (_BASIS_OF.get(kind) if kind else None)
    finality, rule_ids, missing = _read(item, kind, basis, case)
    is_limited = rule_ids == ("FINAL.AMOUNT",) and basis is not None
    return ItemReading(
        item=item,
        kind=kind,
        basis=basis,
        finality=finality,
        rules=(*map(case.rule, rule_ids), *(case.settled_by if is_limited else ())),
        limits=case.limits if is_limited else (),
        missing=missing,
    )


_Read = tuple[Finality, tuple[str, ...], tuple[Missing, ...]]
_NATIONAL = ("FINAL.AMOUNT", "FINAL.STANDARD")
_WITHOUT_LIMIT: dict[AwardBasis | None, _Read] = {
    None: (Finality.UNDETERMINED, _NATIONAL, (Missing.BASIS,)),
    AwardBasis.NATIONAL_STANDARD: (Finality.FINAL, ("FINAL.STANDARD",), ()),
    AwardBasis.SOCIAL_INSURANCE: (Finality.FINAL, ("FINAL.STANDARD",), ()),
    AwardBasis.INJURY_BENEFITS: (Finality.UNDETERMINED, _NATIONAL, (Missing.TEXT,)),
    AwardBasis.OTHER: (Finality.NOT_FINAL, _NATIONAL, ()),
}
"""Final whatever the amount (法 47(2)), or no item of art. 47 at all."""


def _read(item: AwardItem, kind: ClaimKind | None, basis: AwardBasis | None, case: _Case) -> _Read:
    is_injury = basis is None and kind is ClaimKind.WORK_INJURY
    if case.has("FINAL.SOCIAL.ZJ") and (basis in _SOCIAL or is_injury):
        return Finality.FINAL, ("FINAL.SOCIAL.ZJ",), ()
    if kind is ClaimKind.LABOUR_RELATION:
        return Finality.NOT_FINAL, ("FINAL.RELATION",), ()
    if basis in _LIMITED:
        return _within_limit(item, case.limits)
    return _WITHOUT_LIMIT[basis]


def _within_limit(item: AwardItem, limits: tuple[Limit, ...]) -> _Read:
    """Determined only where every day that may count gives the same answer."""
    rule = ("FINAL.AMOUNT",)
    if item.amount is None:
        return Finality.UNDETERMINED, rule, (Missing.AMOUNT,)
    known = [limit.amount for limit in limits if limit.amount is not None]
    if len(known) < len(limits):
        return Finality.UNDETERMINED, rule, (Missing.MINIMUM_WAGE,)
    within = {item.amount <= amount for amount in known}
    if len(within) > 1:
        return Finality.UNDETERMINED, rule, (Missing.WAGE_DAY,)
    return (Finality.FINAL if within == {True} else Finality.NOT_FINAL), rule, ()


def _turned(one: ItemReading, rule: LegalRule) -> ItemReading:
    """Not final, whatever it would be by itself."""
    return msgspec.structs.replace(
        one, finality=Finality.NOT_FINAL, rules=(rule,), limits=(), missing=()
    )


def _mixed_in(one: ItemReading, rule: LegalRule) -> ItemReading:
    """In one document with an item that is not final, no other is (浙江条例 37(4))."""
    return one if one.finality is Finality.NOT_FINAL else _turned(one, rule)


def _whole(read: tuple[ItemReading, ...], found: set[Finality], case: _Case) -> AwardReading:
    """The document: final only with all its items; courts take a mixed one as not final (解释(一) 20)."""
    is_mixed = {Finality.FINAL, Finality.NOT_FINAL} <= found
    together = {one.finality for one in read}
    if Finality.NOT_FINAL in together:
        finality = Finality.NOT_FINAL
    elif together == {Finality.FINAL}:
        finality = Finality.FINAL
    else:
        finality = Finality.UNDETERMINED
    deciding = [one.rules[0] for one in read if one.finality is finality]
    separate = (case.rule("FINAL.SEPARATE"),) if is_mixed else ()
    rules = {rule.id: rule for rule in (*deciding, *separate)}
    return AwardReading(
        finality=finality, items=read, is_mixed=is_mixed, rules=tuple(rules.values())
    )

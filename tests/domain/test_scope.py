"""受案范围: where a claim goes, by its kind, region and, for an over-age worker, the day it arose."""

from datetime import date

import pytest

from services.workflow.domain.dispute.parts import Claim, ClaimKind
from services.workflow.domain.dispute.scope import Scope, ScopeReading, Unknown, read_scope
from services.workflow.rules.packs import pack_for

SINCE, BEFORE = date(2026, 7, 5), date(2026, 6, 20)
CHANGZHOU, BEIJING, YUYAO = "320402", "110105", "330281"


def read(
    kind: ClaimKind,
    known_on: date | None = SINCE,
    region: str = CHANGZHOU,
    *,
    is_over_age: bool = False,
) -> ScopeReading:
    claim = Claim(no=1, kind=kind, known_on=known_on)
    return read_scope(claim, pack_for(region), is_over_age=is_over_age)


def test_a_labour_dispute_goes_to_a_commission_first() -> None:
    found = read(ClaimKind.ECONOMIC_COMPENSATION)
    assert (found.scope, found.rule.id, found.missing) == (Scope.IN_SCOPE, "SCOPE.ARB", None)
    assert read(ClaimKind.PERSONNEL).scope is Scope.IN_SCOPE
    assert read(ClaimKind.OTHER).missing is Unknown.ITEM


@pytest.mark.parametrize(
    "kind", [ClaimKind.REMUNERATION, ClaimKind.HOURS_AND_LEAVE, ClaimKind.WORK_INJURY]
)
def test_an_over_age_workers_pay_rest_and_injury_go_to_arbitration(kind: ClaimKind) -> None:
    found = read(kind, is_over_age=True)
    assert (found.scope, found.rule.id) == (Scope.IN_SCOPE, "SCOPE.OVERAGE")


def test_an_over_age_workers_compensation_goes_to_court_directly() -> None:
    assert read(ClaimKind.ECONOMIC_COMPENSATION, is_over_age=True).scope is Scope.TO_COURT


def test_what_arose_before_the_rule_was_in_force_is_asked() -> None:
    found = read(ClaimKind.REMUNERATION, BEFORE, is_over_age=True)
    assert (found.scope, found.missing) == (Scope.ASK, Unknown.TRANSITION)
    undated = read(ClaimKind.REMUNERATION, None, is_over_age=True)
    assert (undated.scope, undated.missing) == (Scope.ASK, Unknown.AROSE_ON)


def test_safety_stands_among_claims_of_another_sort_and_is_asked() -> None:
    found = read(ClaimKind.WELFARE_TRAINING_PROTECTION, is_over_age=True)
    assert (found.scope, found.missing) == (Scope.ASK, Unknown.ITEM)


def test_arrears_of_insurance_are_told_apart_by_region() -> None:
    beijing, zhejiang, elsewhere = (
        read(ClaimKind.SOCIAL_INSURANCE, region=region) for region in (BEIJING, YUYAO, CHANGZHOU)
    )
    assert (beijing.scope, beijing.rule.id) == (Scope.ASK, "SCOPE.BJ")
    assert (zhejiang.scope, zhejiang.rule.id) == (Scope.IN_SCOPE, "FINAL.SOCIAL.ZJ")
    assert (elsewhere.scope, elsewhere.rule.id) == (Scope.IN_SCOPE, "SCOPE.ARB")
    assert read(ClaimKind.DAMAGES, region=BEIJING).missing is Unknown.ITEM

"""一裁终局: each item by its kind, amount and the minimum wage of the day; nothing is guessed."""

from datetime import date

import pytest

from services.workflow.domain.dispute.finality import (
    AwardReading,
    Finality,
    ItemReading,
    Missing,
    read_award,
)
from services.workflow.domain.dispute.parts import (
    AwardBasis,
    AwardItem,
    Claim,
    ClaimKind,
    Disposition,
)
from services.workflow.domain.dispute.records import Arbitration, ClaimRecord
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardIssued
from services.workflow.domain.dispute.state import Dispute
from services.workflow.domain.legal import WageDay
from services.workflow.domain.minimum_wages import NONE_KNOWN, MinimumWage, MinimumWages
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.rules.minimum_wages import minimum_wages
from services.workflow.rules.packs import pack_for
from tests.support.builders import COMMISSION
from tests.support.given_when_then import Scenario
from tests.support.tribunal_builders import AWARD_NUMBER, in_arbitration

JIANGSU, BEIJING, YUYAO = "320402001", "110105001", "330281001"
FILED, ISSUED = date(2026, 2, 10), date(2026, 3, 20)
BEFORE, SINCE = date(2025, 1, 1), date(2026, 3, 1)
FINAL, NOT_FINAL, UNDETERMINED = Finality.FINAL, Finality.NOT_FINAL, Finality.UNDETERMINED


def wage(region: str, monthly: int, since: date = BEFORE) -> MinimumWage:
    """An invented figure: no notice says so."""
    return MinimumWage(
        region=RegionCode(region), monthly=Fen(monthly), in_force_from=since, source="杜撰"
    )


INVENTED = MinimumWages(
    version="invented",
    wage=(
        wage("320000", 100_000),
        wage("110000", 100_000),
        wage("110000", 110_000, SINCE),
        wage("330000", 100_000),
        wage("330281", 90_000),
    ),
)
LIMIT = 1_200_000
"""Twelve invented months of 1,000 yuan."""


def award(
    *awarded: tuple[ClaimKind, int | None, AwardBasis | None],
    region: str = JIANGSU,
    wages: MinimumWages = INVENTED,
    relation: Disposition | None = None,
) -> AwardReading:
    """The reading of an award of these items, each on a claim of its own."""
    kinds = [kind for kind, _, _ in awarded]
    claims = [ClaimRecord(claim=Claim(no=no, kind=k)) for no, k in enumerate(kinds, start=1)]
    if relation is not None:
        asked = Claim(no=len(claims) + 1, kind=ClaimKind.LABOUR_RELATION)
        claims.append(ClaimRecord(claim=asked, disposition=relation))
    dispute = Dispute(
        region=region,
        claims=tuple(claims),
        arbitration=Arbitration(commission=COMMISSION, filed_on=FILED),
    )
    items = tuple(
        AwardItem(no=no, claim=no, amount=Fen(amount) if amount else None, basis=basis)
        for no, (_, amount, basis) in enumerate(awarded, start=1)
    )
    return read_award(dispute, items, ISSUED, pack_for(region), wages)


def item(
    kind: ClaimKind = ClaimKind.REMUNERATION,
    amount: int | None = LIMIT,
    basis: AwardBasis | None = None,
    region: str = JIANGSU,
    wages: MinimumWages = INVENTED,
) -> ItemReading:
    (read,) = award((kind, amount, basis), region=region, wages=wages).items
    return read


def rules(read: ItemReading | AwardReading) -> list[str]:
    return [rule.id for rule in read.rules]


def test_an_item_is_final_up_to_twelve_minimum_wages_and_not_a_fen_above() -> None:
    assert item(amount=LIMIT).finality is FINAL
    assert item(amount=LIMIT + 1).finality is NOT_FINAL
    assert rules(item()) == ["FINAL.AMOUNT"]
    assert [(limit.amount, limit.on) for limit in item().limits] == [
        (LIMIT, FILED),
        (LIMIT, ISSUED),
    ]


def test_each_item_is_measured_by_itself() -> None:
    two = award(
        (ClaimKind.REMUNERATION, LIMIT, None), (ClaimKind.ECONOMIC_COMPENSATION, LIMIT, None)
    )
    assert two.finality is FINAL
    assert not two.is_mixed


@pytest.mark.parametrize(
    "basis",
    [
        AwardBasis.MEDICAL_COSTS,
        AwardBasis.NON_COMPETE,
        AwardBasis.DOUBLE_WAGES,
        AwardBasis.UNLAWFUL_PROBATION,
        AwardBasis.UNLAWFUL_TERMINATION,
    ],
)
def test_what_counts_as_pay_compensation_or_damages_is_said_by_the_item(basis: AwardBasis) -> None:
    kind = ClaimKind.CONTRACT_TERMINATION
    assert item(kind, LIMIT, basis).finality is FINAL
    assert item(kind, LIMIT + 1, basis).finality is NOT_FINAL
    silent = item(kind)
    assert (silent.finality, silent.missing) == (UNDETERMINED, (Missing.BASIS,))


@pytest.mark.parametrize("kind", [ClaimKind.HOURS_AND_LEAVE, ClaimKind.SOCIAL_INSURANCE])
def test_national_standards_make_an_item_final_whatever_its_amount(kind: ClaimKind) -> None:
    read = item(kind, LIMIT * 9, wages=NONE_KNOWN)
    assert (read.finality, rules(read)) == (FINAL, ["FINAL.STANDARD"])


def test_what_article_47_does_not_name_is_not_final() -> None:
    assert item(ClaimKind.OTHER, LIMIT, AwardBasis.OTHER).finality is NOT_FINAL


def test_without_a_minimum_wage_on_file_nothing_is_said() -> None:
    assert minimum_wages().wage == ()
    for table in (minimum_wages(), MinimumWages(wage=(wage("320000", 100_000, SINCE),))):
        read = item(wages=table)
        assert (read.finality, read.missing) == (UNDETERMINED, (Missing.MINIMUM_WAGE,))
        assert not read.differs
    assert award((ClaimKind.DAMAGES, 1, None), wages=NONE_KNOWN).finality is UNDETERMINED


def test_an_item_without_an_amount_cannot_be_measured() -> None:
    assert item(amount=None).missing == (Missing.AMOUNT,)


def test_beijing_counts_on_the_wage_at_the_time_of_application() -> None:
    read = item(amount=LIMIT + 1, region=BEIJING)
    assert (read.finality, rules(read)) == (NOT_FINAL, ["FINAL.AMOUNT", "FINAL.WAGE.BJ"])
    assert [limit.day for limit in read.limits] == [WageDay.APPLICATION]


def test_where_no_rule_says_which_day_counts_both_must_agree() -> None:
    raised = MinimumWages(wage=(wage("320000", 100_000), wage("320000", 110_000, SINCE)))
    assert item(amount=LIMIT, wages=raised).finality is FINAL
    between = item(amount=LIMIT + 1, wages=raised)
    assert (between.finality, between.missing) == (UNDETERMINED, (Missing.WAGE_DAY,))
    assert item(amount=1_320_001, wages=raised).finality is NOT_FINAL


def test_the_figure_of_the_county_goes_before_that_of_the_province() -> None:
    assert item(amount=1_080_001, region=YUYAO).finality is NOT_FINAL
    assert item(amount=1_080_001, region="330102001").finality is FINAL


def test_zhejiang_makes_arrears_of_insurance_and_injury_benefits_final() -> None:
    for kind, basis in (
        (ClaimKind.SOCIAL_INSURANCE, None),
        (ClaimKind.WORK_INJURY, None),
        (ClaimKind.WORK_INJURY, AwardBasis.INJURY_BENEFITS),
    ):
        read = item(kind, LIMIT * 9, basis, region=YUYAO)
        assert (read.finality, rules(read)) == (FINAL, ["FINAL.SOCIAL.ZJ"])
    elsewhere = item(ClaimKind.WORK_INJURY, LIMIT * 9, AwardBasis.INJURY_BENEFITS)
    assert (elsewhere.finality, elsewhere.missing) == (UNDETERMINED, (Missing.TEXT,))
    assert item(ClaimKind.WORK_INJURY).missing == (Missing.BASIS,)


MIXED = ((ClaimKind.REMUNERATION, LIMIT, None), (ClaimKind.DAMAGES, LIMIT + 1, None))


def test_a_mixed_document_is_not_final_and_its_items_keep_their_own_reading() -> None:
    read = award(*MIXED)
    assert (read.finality, read.is_mixed) == (NOT_FINAL, True)
    assert [one.finality for one in read.items] == [FINAL, NOT_FINAL]
    assert rules(read) == ["FINAL.AMOUNT", "FINAL.SEPARATE"]


def test_in_zhejiang_no_item_of_a_mixed_document_is_final() -> None:
    read = award(*MIXED, region="330102001")
    assert [rules(one)[0] for one in read.items] == ["FINAL.MIXED.ZJ", "FINAL.AMOUNT"]
    assert {one.finality for one in read.items} == {NOT_FINAL}


def test_a_case_that_also_confirms_a_labour_relation_is_not_final() -> None:
    wages_only = (ClaimKind.REMUNERATION, LIMIT, None)
    read = award(wages_only, relation=Disposition.ARBITRATED)
    assert (read.finality, rules(read.items[0])) == (NOT_FINAL, ["FINAL.RELATION"])
    assert award(wages_only, relation=Disposition.SETTLED).finality is FINAL
    named = item(ClaimKind.LABOUR_RELATION, None)
    assert (named.finality, rules(named)) == (NOT_FINAL, ["FINAL.RELATION"])


def marked(*final: bool, amount: int = LIMIT, wages: MinimumWages = NONE_KNOWN) -> Scenario:
    """An award whose items the commission marked so, on one wage claim."""
    items = tuple(
        AwardItem(no=no, claim=1, amount=Fen(amount), is_final=is_final)
        for no, is_final in enumerate(final, start=1)
    )
    scenario = in_arbitration()
    scenario.when(ReportAwardIssued(number=AWARD_NUMBER, items=items), wages=wages)
    return scenario


def noted(scenario: Scenario) -> list[str]:
    assert scenario.given is not None
    return [breach.code for breach in scenario.given.breaches]


def test_a_mark_that_differs_is_noted_and_the_award_stands_as_it_was_made() -> None:
    of_yuyao = MinimumWages(wage=(wage("330281", 100_000),))
    assert noted(marked(True, amount=LIMIT, wages=of_yuyao)) == []
    assert noted(marked(False, amount=LIMIT, wages=of_yuyao)) == ["not_marked_final"]
    too_much = marked(True, amount=LIMIT + 1, wages=of_yuyao)
    assert noted(too_much) == ["marked_final"]
    case = too_much.dispute.arbitration
    assert case is not None
    assert case.award is not None
    assert case.award.has_final


def test_both_sorts_in_one_document_are_noted() -> None:
    assert noted(marked(True, False)) == ["award_mixed"]


def test_what_cannot_be_determined_is_not_held_against_the_commission() -> None:
    assert noted(marked(True, amount=LIMIT * 9)) == []


def test_a_dispute_of_which_no_filing_is_known_is_measured_on_the_day_of_the_award() -> None:
    dispute = Dispute(region=JIANGSU)
    unknown = AwardItem(no=1, claim=7, amount=Fen(LIMIT), basis=AwardBasis.REMUNERATION)
    read = read_award(dispute, (unknown,), ISSUED, pack_for(JIANGSU), INVENTED)
    assert {limit.on for limit in read.items[0].limits} == {ISSUED}
    assert read.items[0].kind is None

"""Suits and what is final of an award: what they hold back, what they leave, what they give back."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import EnforcementEnd, SuitGround
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.court.enforcement import (
    ReportEnforcementConcluded,
    ReportEnforcementEnded,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportLitigationDismissed,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.legal import RulePack
from services.workflow.rules.packs import national, pack_for
from tests.support.deadlines import all_of, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    LAST_TO_SUE,
    TO_COURT,
    award_received,
    enforcement,
    in_enforcement,
    item,
    rule_of,
    suit,
    warnings,
)

BY_EMPLOYER = suit(SuitGround.AFTER_AWARD, 2)
BY_WORKER = suit(SuitGround.AFTER_AWARD, 1)
CLOSED = ReportAwardWindowsClosed()
SUED_ON, LATE_ON, ENDED_ON = date(2026, 3, 20), date(2026, 5, 28), date(2026, 6, 1)
ZHEJIANG = pack_for("330281")


def mixed() -> Scenario:
    return award_received(item(1, is_final=True), item(2))


def in_effect() -> Scenario:
    return award_received().after(CLOSED, on=AFTER_WINDOWS)


def effect_of(scenario: Scenario) -> tuple[date | None, date | None]:
    """Since when the award has effect, and the day of the title."""
    dispute = scenario.dispute
    award = dispute.arbitration.award if dispute.arbitration else None
    effect = award.took_effect_on if award else None
    return effect, dispute.title.on if dispute.title else None


def test_a_suit_over_the_open_items_waits_for_the_end_of_enforcing_the_final_ones() -> None:
    scenario = mixed().after((enforcement(), TO_COURT))
    refusal = scenario.refuses(BY_EMPLOYER, "final_part_enforced", SUED_ON, **TO_COURT)
    assert rule_of(refusal) == "SUIT.15"
    assert "enforcement_ended" in refusal.allowed
    assert "litigation_filed" not in refusal.allowed
    scenario.after(ReportEnforcementEnded(ground=EnforcementEnd.NO_ASSETS), on=SUED_ON)
    scenario.when(BY_EMPLOYER, SUED_ON, **TO_COURT)
    assert warnings(scenario) == []
    assert scenario.stands(State.IN_LITIGATION)


def test_an_employer_does_not_stop_the_enforcement_of_a_final_award_by_suing() -> None:
    scenario = in_enforcement()
    refusal = scenario.refuses(BY_EMPLOYER, "employer_against_final", SUED_ON, **TO_COURT)
    assert rule_of(refusal) == "SUIT.15.W"
    assert {"enforcement_concluded", "set_aside_filed"} <= set(refusal.allowed)
    scenario.when(ReportEnforcementConcluded(), SUED_ON)
    assert scenario.stands(State.CLOSED)


def test_nor_does_it_take_the_title_of_a_final_award_that_waits_to_be_enforced() -> None:
    scenario = award_received(item(is_final=True)).after(CLOSED, on=AFTER_WINDOWS)
    scenario.refuses(BY_EMPLOYER, "employer_against_final", LATE_ON, **TO_COURT)
    assert scenario.stands(State.ENFORCEABLE)


def test_a_suit_of_the_employer_on_record_leaves_a_final_award_its_title() -> None:
    scenario = in_enforcement().after(ReportEnforcementConcluded(), on=SUED_ON)
    scenario.when(BY_EMPLOYER, SUED_ON, **TO_COURT)
    assert warnings(scenario) == ["employer_cannot_sue"]
    assert effect_of(scenario) == (None, TODAY)


def test_a_worker_who_sues_holds_back_a_final_award_that_is_being_enforced() -> None:
    scenario = in_enforcement()
    scenario.when(BY_WORKER, SUED_ON, **TO_COURT)
    assert scenario.stands(State.IN_LITIGATION)
    assert (scenario.dispute.title, scenario.dispute.enforcement) == (None, None)


@pytest.mark.parametrize(("rules", "runs"), [(national(), True), (ZHEJIANG, False)])
def test_the_two_years_of_a_mixed_award_run_at_once_but_not_in_zhejiang(
    rules: RulePack, runs: bool
) -> None:
    assert ("ENF.2Y" in all_of(mixed().dispute, TODAY, rules)) is runs


def test_enforcing_a_mixed_award_at_once_is_noted_in_zhejiang_and_a_suit_holds_it_back() -> None:
    scenario = mixed()
    (event,) = scenario.when(enforcement(), rules=ZHEJIANG, **TO_COURT)
    assert isinstance(event, e.EnforcementApplied)
    assert not event.is_late
    assert "mixed_not_final" in warnings(scenario)
    assert scenario.stands(State.IN_ENFORCEMENT)
    scenario.when(BY_EMPLOYER, SUED_ON, rules=ZHEJIANG, **TO_COURT)
    assert (scenario.dispute.title, scenario.dispute.enforcement) == (None, None)


@pytest.mark.parametrize(
    "end", [ReportLitigationWithdrawn(suit=1, by=(2,)), ReportLitigationDismissed(suit=1)]
)
@pytest.mark.parametrize(
    ("sued_on", "effect"),
    [(LATE_ON, AFTER_WINDOWS), (AFTER_WINDOWS, AFTER_WINDOWS), (LAST_TO_SUE, ENDED_ON)],
)
def test_only_a_suit_in_time_moves_the_effect_of_the_award(
    end: ReportLitigationWithdrawn | ReportLitigationDismissed, sued_on: date, effect: date
) -> None:
    scenario = in_effect()
    scenario.when(BY_EMPLOYER, sued_on, today=LATE_ON, **TO_COURT)
    assert effect_of(scenario) == (None, None)
    scenario.when(end, ENDED_ON)
    assert scenario.stands(State.ENFORCEABLE)
    assert effect_of(scenario) == (effect, effect)
    assert one_of(scenario.dispute, "ENF.2Y", ENDED_ON).facts.start_on == effect

"""A suit in time that is told late: it takes away the effect that an award seemed to have."""

from collections.abc import Callable
from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.deadlines.liveness import is_alive
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Disposition, Instrument, Outcome, SuitGround
from services.workflow.domain.dispute.stages.arbitration.award import ReportAwardWindowsClosed
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportLitigationDismissed,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from tests.support.agreement_builders import confirmed
from tests.support.builders import COURT
from tests.support.deadlines import all_of
from tests.support.given_when_then import Scenario, only
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    LAST_TO_SUE,
    TO_COURT,
    award_received,
    enforcement,
    item,
    rule_of,
    suit,
    warnings,
)

TOLD = date(2026, 3, 28)
AFTER_AWARD = suit(SuitGround.AFTER_AWARD, 2)
CLOSED = ReportAwardWindowsClosed()


def taken_for_effective() -> Scenario:
    """The windows were recorded as closed the day after the last of them."""
    return award_received().after(CLOSED, on=AFTER_WINDOWS)


def enforced() -> Scenario:
    return taken_for_effective().after((enforcement(), TO_COURT), on=date(2026, 3, 27))


@pytest.mark.parametrize("stood", [taken_for_effective, enforced])
def test_a_suit_of_the_last_day_is_recorded_though_the_award_was_enforceable(
    stood: Callable[[], Scenario],
) -> None:
    scenario = stood()
    only(scenario.when(AFTER_AWARD, LAST_TO_SUE, today=TOLD, **TO_COURT), e.LitigationFiled)
    assert warnings(scenario) == []
    dispute = scenario.dispute
    assert (dispute.state, dispute.custodian) == (State.IN_LITIGATION, COURT)
    assert (dispute.title, dispute.enforcement) == (None, None)
    assert dispute.claims[0].disposition is Disposition.SUED
    assert dispute.arbitration is not None
    assert dispute.arbitration.award is not None
    assert dispute.arbitration.award.took_effect_on is None
    found = all_of(dispute, TOLD)
    assert is_alive(dispute, found.values())
    assert (found["SUIT.15:parties/2"].is_late, found["SUIT.15:parties/1"].is_open) == (
        False,
        False,
    )
    assert not any(key.startswith("ENF") for key in found)


@pytest.mark.parametrize(
    "end", [ReportLitigationWithdrawn(suit=1, by=(2,)), ReportLitigationDismissed(suit=1)]
)
def test_the_award_is_back_when_the_suit_came_to_nothing(
    end: ReportLitigationWithdrawn | ReportLitigationDismissed,
) -> None:
    scenario = taken_for_effective()
    scenario.after((AFTER_AWARD, TO_COURT), end, on=TOLD)
    assert scenario.stands(State.ENFORCEABLE)
    title = scenario.dispute.title
    assert title is not None
    assert (title.instrument, title.number) == (Instrument.AWARD, AWARD_NUMBER)
    assert scenario.dispute.claims[0].disposition is Disposition.ARBITRATED


def test_a_suit_after_the_window_is_noted_and_recorded_as_before() -> None:
    scenario = taken_for_effective()
    scenario.when(AFTER_AWARD, AFTER_WINDOWS, today=TOLD, **TO_COURT)
    assert warnings(scenario) == ["suit_late"]
    assert scenario.stands(State.IN_LITIGATION)
    assert scenario.dispute.title is None


def test_the_title_is_gone_also_where_the_dispute_was_closed_on_it() -> None:
    scenario = taken_for_effective().after(CloseDispute(outcome=Outcome.AWARDED), on=AFTER_WINDOWS)
    scenario.when(AFTER_AWARD, LAST_TO_SUE, today=TOLD, **TO_COURT)
    assert scenario.stands(State.IN_LITIGATION)
    assert scenario.dispute.title is None


def test_no_suit_takes_another_title_away() -> None:
    scenario = confirmed(on=date(2026, 3, 11))
    refusal = scenario.refuses(AFTER_AWARD, "title_is_no_award", TOLD, **TO_COURT)
    assert rule_of(refusal) == "SUIT.GROUND"
    assert "enforcement_applied" in refusal.allowed
    assert "litigation_filed" not in refusal.allowed


def test_an_award_that_can_be_enforced_is_sued_against_on_no_other_ground() -> None:
    scenario = award_received(item(is_final=True)).after((enforcement(), TO_COURT))
    for ground in set(SuitGround) - {SuitGround.AFTER_AWARD}:
        refusal = scenario.refuses(suit(ground), "suit_not_against_award", TOLD, **TO_COURT)
        assert rule_of(refusal) == "SUIT.GROUND"
        assert "enforcement_ended" in refusal.allowed

"""Clocks after an award: each party's own window, what ends it, and what the last one brings about."""

from datetime import date
from typing import Any

import pytest

from services.workflow.domain.dispute.deadlines.award import WINDOWS
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.deadlines.liveness import WaitsFor, waiting
from services.workflow.domain.dispute.lapses import lapse_of
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import (
    EnforcementEnd,
    Outcome,
    Served,
    SuitGround,
)
from services.workflow.domain.dispute.stages.arbitration.award import (
    ReportAwardIssued,
    ReportAwardServed,
    ReportAwardWindowsClosed,
)
from services.workflow.domain.dispute.stages.court.enforcement import (
    ReportEnforcementEnded,
    ReportEnforcementRefused,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportCourtStatementServed,
    ReportLitigationDismissed,
    ReportLitigationWithdrawn,
)
from services.workflow.domain.dispute.stages.court.setting_aside import (
    ReportSetAsideFiled,
    ReportSetAsideGranted,
)
from services.workflow.domain.dispute.stages.record.closing import CloseDispute
from services.workflow.rules.packs import pack_for
from tests.support.builders import COMMISSION
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import (
    AFTER_WINDOWS,
    AWARD_NUMBER,
    INTERMEDIATE,
    LAST_TO_SUE,
    TO_COURT,
    TO_INTERMEDIATE,
    award_received,
    awarded,
    enforcement,
    in_arbitration,
    item,
    suit,
    warnings,
)

WORKER, EMPLOYER = "parties/1", "parties/2"
SUE, SUE_FINAL, ASIDE = "SUIT.15", "SUIT.15.W", "SETASIDE.30"
CLOSED = ReportAwardWindowsClosed()
SET_ASIDE = ReportSetAsideFiled(court=INTERMEDIATE, by=2)
SUIT = (suit(SuitGround.AFTER_AWARD, 1), TO_COURT)


def day(n: int, month: int = 3) -> date:
    return date(2026, month, n)


def final() -> Scenario:
    return award_received(item(is_final=True))


def mixed() -> Scenario:
    return award_received(item(1), item(2, is_final=True))


def status_of(scenario: Scenario, key: str, on: date = TODAY) -> Status:
    return one_of(scenario.dispute, key, on).status


def test_each_party_has_fifteen_days_from_its_own_receipt() -> None:
    scenario = awarded().after(ReportAwardServed(party=1), on=day(11))
    worker, employer = (one_of(scenario.dispute, f"{SUE}:{who}") for who in (WORKER, EMPLOYER))
    assert (worker.due_on, worker.status) == (day(26), Status.RUNNING)
    assert employer.status is Status.NOT_STARTED
    scenario.after(ReportAwardServed(party=2), on=day(17))
    assert one_of(scenario.dispute, f"{SUE}:{EMPLOYER}").due_on == day(1, 4)
    check(worker, basis_on())


def test_a_final_award_over_national_day_2025() -> None:
    """TV08: both receive it on Thursday 11 September 2025."""
    received_on = date(2025, 9, 11)
    award = ReportAwardIssued(number=AWARD_NUMBER, items=(item(is_final=True),))
    scenario = in_arbitration(date(2025, 9, 1)).after(
        award, ReportAwardServed(party=1), ReportAwardServed(party=2), on=received_on
    )
    found = all_of(scenario.dispute, received_on)
    assert found[f"{SUE_FINAL}:{WORKER}"].due_on == date(2025, 9, 26)
    aside = found[f"{ASIDE}:{EMPLOYER}"]
    assert aside.due_on == date(2025, 10, 11)
    assert aside.due_on != date(2025, 10, 13), "a make-up Saturday does not roll: Monday is late"
    assert f"{SUE_FINAL}:{EMPLOYER}" not in found, "the employer cannot sue against a final award"
    scenario.after((SET_ASIDE, TO_INTERMEDIATE), on=date(2025, 10, 11))
    assert not one_of(scenario.dispute, f"{ASIDE}:{EMPLOYER}").is_late
    ruled = ReportSetAsideGranted(
        number="民特7号",
        served=(Served(party=1, on=date(2026, 1, 30)), Served(party=2, on=date(2026, 2, 2))),
    )
    scenario.after(ruled, on=date(2026, 1, 28))
    anew = one_of(scenario.dispute, f"SUIT.AFTER.SA:{WORKER}", date(2026, 2, 2))
    assert anew.due_on == date(2026, 2, 14)
    assert anew.due_on != date(2026, 2, 16), "a make-up Saturday does not roll"
    assert status_of(scenario, f"{SUE_FINAL}:{WORKER}") is Status.ENDED


def test_a_partys_suit_meets_its_own_window_and_leaves_the_others() -> None:
    scenario = award_received().after(SUIT, on=day(20))
    assert one_of(scenario.dispute, f"{SUE}:{WORKER}").facts.met_on == day(20)
    assert status_of(scenario, f"{SUE}:{EMPLOYER}", day(20)) is Status.RUNNING
    settled = scenario.after(ReportCourtStatementServed(suit=1, number="民调1号"), on=day(23))
    assert one_of(settled.dispute, f"{SUE}:{EMPLOYER}").facts.ended_on == day(23)


def test_with_the_last_window_the_award_takes_effect() -> None:
    scenario = awarded().after(ReportAwardServed(party=1), on=TODAY)
    found = all_of(scenario.dispute, AFTER_WINDOWS)
    alone = found[f"{SUE}:{WORKER}"]
    assert (alone.status, alone.is_open) == (Status.LAPSED, False), "the other was not served yet"
    assert lapse_of(alone, scenario.dispute) is None
    assert waiting(scenario.dispute, found.values()).reason is WaitsFor.SERVICE
    scenario.after(ReportAwardServed(party=2), on=day(12))
    (earlier, last) = (
        one_of(scenario.dispute, f"{SUE}:{who}", day(28)) for who in (WORKER, EMPLOYER)
    )
    assert lapse_of(earlier, scenario.dispute) is None
    assert lapse_of(last, scenario.dispute) == CLOSED
    scenario.when(CLOSED, day(28))
    assert scenario.stands(State.ENFORCEABLE)
    after = one_of(scenario.dispute, f"{SUE}:{EMPLOYER}", day(28))
    assert (after.is_open, lapse_of(after, scenario.dispute)) == (False, None)


def test_a_lapse_is_not_recorded_on_the_last_day_itself() -> None:
    scenario = award_received()
    last = one_of(scenario.dispute, f"{SUE}:{WORKER}", LAST_TO_SUE)
    assert (last.status, lapse_of(last, scenario.dispute)) == (Status.RUNNING, None)
    scenario.refuses(CLOSED, "award_window_open", LAST_TO_SUE)


def test_the_time_to_set_aside_outlives_the_effect_of_the_award() -> None:
    scenario = final().after(CLOSED, on=AFTER_WINDOWS)
    assert status_of(scenario, f"{ASIDE}:{EMPLOYER}", AFTER_WINDOWS) is Status.RUNNING
    closing = CloseDispute(outcome=Outcome.AWARDED)
    refusal = scenario.refuses(closing, "window_still_open", AFTER_WINDOWS)
    assert refusal.data["window"] == ASIDE
    scenario.after((SET_ASIDE, TO_INTERMEDIATE), on=AFTER_WINDOWS)
    scenario.when(closing, AFTER_WINDOWS)


@pytest.mark.parametrize(
    "end",
    [
        ReportLitigationWithdrawn(suit=1, by=(1,)),
        ReportLitigationDismissed(suit=1),
    ],
)
def test_a_suit_of_the_worker_bars_setting_aside_until_it_came_to_nothing(end: Any) -> None:
    """解释(一) 21: thirty days from the ruling, or from when the employer received it."""
    scenario = final().after(SUIT, on=day(20))
    assert one_of(scenario.dispute, f"{ASIDE}:{EMPLOYER}").facts.ended_on == day(20)
    scenario.after(end, on=day(30))
    anew = one_of(scenario.dispute, f"SETASIDE.BAR:{EMPLOYER}", day(30))
    assert (anew.facts.start_on, anew.due_on) == (day(30), day(29, 4))
    scenario.after((SET_ASIDE, TO_INTERMEDIATE), on=day(29, 4))
    assert one_of(scenario.dispute, f"SETASIDE.BAR:{EMPLOYER}").facts.met_on == day(29, 4)


def test_the_new_window_runs_from_the_employers_receipt_where_that_is_told() -> None:
    told = ReportLitigationWithdrawn(suit=1, by=(1,), served=(Served(party=2, on=day(1, 4)),))
    scenario = final().after(SUIT, on=day(20)).after(told, on=day(30))
    assert one_of(scenario.dispute, f"SETASIDE.BAR:{EMPLOYER}").facts.start_on == day(1, 4)


@pytest.mark.parametrize("end", [None, ReportLitigationWithdrawn(suit=1, by=(2,))])
def test_a_suit_of_the_employer_bars_nothing(end: Any) -> None:
    """解释(一) 21 speaks of the worker's suit: the employer's own time runs on."""
    scenario = mixed().after((suit(SuitGround.AFTER_AWARD, 2), TO_COURT), on=day(12))
    if end is not None:
        scenario.after(end, on=day(20))
    found = all_of(scenario.dispute, day(20))
    aside = found[f"{ASIDE}:{EMPLOYER}"]
    assert (aside.due_on, aside.status) == (day(9, 4), Status.RUNNING)
    assert f"SETASIDE.BAR:{EMPLOYER}" not in found


def test_in_zhejiang_a_mixed_award_is_not_final_as_a_whole() -> None:
    """浙江条例 37(4): both sides sue, and nothing of it is set aside."""
    zhejiang, scenario = pack_for("330281"), mixed()
    windows = {
        key
        for key, one in all_of(scenario.dispute, TODAY, zhejiang).items()
        if one.rule.id in WINDOWS
    }
    assert windows == {f"{SUE}:{WORKER}", f"{SUE}:{EMPLOYER}"}
    scenario.when(SET_ASIDE, TODAY, rules=zhejiang, **TO_INTERMEDIATE)
    assert "set_aside_by_employer_of_final" in warnings(scenario)
    wholly = all_of(final().dispute, TODAY, zhejiang)
    assert {f"{SUE_FINAL}:{WORKER}", f"{ASIDE}:{EMPLOYER}"} <= set(wholly)


def test_after_a_refused_enforcement_each_has_thirty_days() -> None:
    refused = ReportEnforcementRefused(number="执异1号", served=(Served(party=1, on=day(16)),))
    scenario = final().after((enforcement(), TO_COURT)).after(refused, on=day(13))
    anew = one_of(scenario.dispute, f"SUIT.AFTER.NE:{WORKER}", day(16))
    assert (anew.due_on, anew.status) == (day(15, 4), Status.RUNNING)
    assert status_of(scenario, f"SUIT.AFTER.NE:{EMPLOYER}") is Status.NOT_STARTED
    assert one_of(scenario.dispute, f"{ASIDE}:{EMPLOYER}").facts.ended_on == day(13)
    scenario.after((suit(SuitGround.NOT_ENFORCED, 1), TO_COURT), on=day(30))
    assert one_of(scenario.dispute, f"SUIT.AFTER.NE:{WORKER}").facts.met_on == day(30)


def test_a_mixed_award_gives_every_window() -> None:
    found = all_of(mixed().dispute)
    windows = {f"{SUE}:{WORKER}", f"{SUE}:{EMPLOYER}", f"{SUE_FINAL}:{WORKER}"}
    assert windows | {f"{ASIDE}:{EMPLOYER}"} <= set(found)


def test_after_an_enforcement_of_the_final_items_the_other_windows_run_on() -> None:
    scenario = mixed().after((enforcement(), TO_COURT), on=day(12))
    ended = ReportEnforcementEnded(ground=EnforcementEnd.NO_ASSETS)
    scenario.after(ended, on=day(18))
    assert scenario.stands(State.AWARD_ISSUED)
    assert (scenario.dispute.custodian, scenario.dispute.title) == (COMMISSION, None)
    assert status_of(scenario, f"{SUE}:{EMPLOYER}", day(18)) is Status.RUNNING
    scenario.after(CLOSED, on=AFTER_WINDOWS)
    again = scenario.after((enforcement(), TO_COURT), on=AFTER_WINDOWS).after(ended, on=day(30))
    assert again.stands(State.ENFORCEABLE)

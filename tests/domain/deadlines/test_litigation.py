"""Clocks of a suit: docketing, trial by procedure and instance, appeals per party."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.dispute.parts import (
    Instance,
    JudgmentResult,
    Served,
    SuitGround,
    SuitProcedure,
)
from services.workflow.domain.dispute.stages.court.litigation import (
    ReportJudgmentAppealed,
    ReportJudgmentEffective,
    ReportJudgmentGiven,
    ReportLitigationDismissed,
    ReportLitigationWithdrawn,
)
from tests.support.deadlines import all_of, basis_on, check, one_of
from tests.support.given_when_then import TODAY, Scenario
from tests.support.tribunal_builders import TO_COURT, in_litigation, suit, suit_open, warnings

TRIAL, SECOND = "CT.TRIAL:suits/1", "CT.TRIAL.SECOND:suits/1"
APPEALED = ReportJudgmentAppealed(suit=1, by=(2,))


def day(n: int, month: int = 3) -> date:
    return date(2026, month, n)


def appeal_of(party: int) -> str:
    return f"CT.APPEAL:suits/1/parties/{party}"


def filed(**told: Any) -> Scenario:
    """Docketed on TODAY."""
    command = msgspec.structs.replace(suit(SuitGround.NOT_ACCEPTED), **told)
    return suit_open().after((command, TO_COURT))


def judged(*served: tuple[int, date], **changes: Any) -> Scenario:
    return in_litigation().after(judgment(*served, **changes), on=day(16))


def judgment(*served: tuple[int, date], **changes: Any) -> ReportJudgmentGiven:
    values: dict[str, Any] = {"number": "民初9号", "result": JudgmentResult.UPHELD}
    receipts = tuple(Served(party=no, on=on) for no, on in served)
    return ReportJudgmentGiven(suit=1, served=receipts, **(values | changes))


def test_a_complaint_is_docketed_in_seven_days_where_its_day_is_told() -> None:
    assert "CT.FILE:suits/1" not in all_of(filed().dispute)
    docketed = one_of(filed(complaint_on=day(2)).dispute, "CT.FILE:suits/1")
    assert (docketed.due_on, docketed.is_late) == (day(9), True)


def test_its_service_is_a_reminder_to_the_last_day() -> None:
    served = one_of(filed().dispute, "CT.SERVE:suits/1")
    assert (served.due_on, served.status) == (day(16), Status.RUNNING)
    assert served.clock is not None
    assert served.clock.due_natural == day(15)
    assert not one_of(filed().dispute, "CT.SERVE:suits/1", day(17)).is_open
    assert one_of(judged().dispute, "CT.SERVE:suits/1").status is Status.ENDED


@pytest.mark.parametrize(
    ("procedure", "rule", "due_on"),
    [
        (None, "CT.TRIAL", day(10, 9)),
        (SuitProcedure.ORDINARY, "CT.TRIAL", day(10, 9)),
        (SuitProcedure.SUMMARY, "CT.TRIAL.SUMMARY", day(10, 6)),
        (SuitProcedure.SMALL_CLAIMS, "CT.TRIAL.SMALL", day(11, 5)),
    ],
)
def test_the_procedure_decides_by_when_it_is_tried(
    procedure: SuitProcedure | None, rule: str, due_on: date
) -> None:
    trial = one_of(filed(procedure=procedure).dispute, f"{rule}:suits/1")
    assert (trial.due_on, trial.status) == (due_on, Status.RUNNING)
    check(trial, basis_on())


def test_the_judgment_meets_it_and_an_appeal_starts_the_second_instance() -> None:
    scenario = judged((1, day(17)), (2, day(17)))
    assert one_of(scenario.dispute, TRIAL).facts.met_on == day(16)
    assert SECOND not in all_of(scenario.dispute)
    scenario.after(APPEALED, on=day(30))
    second = one_of(scenario.dispute, SECOND, day(30))
    assert (second.due_on, second.status) == (day(30, 6), Status.RUNNING)
    scenario.after(judgment(instance=Instance.SECOND, number="民终1号"), on=day(4, 5))
    found = all_of(scenario.dispute, day(4, 5))
    assert (found[SECOND].facts.met_on, found[TRIAL].facts.met_on) == (day(4, 5), day(16))


def test_each_party_appeals_within_fifteen_days_of_its_own_receipt() -> None:
    scenario = judged((1, day(17)))
    first = one_of(scenario.dispute, appeal_of(1))
    assert (first.due_on, first.status) == (day(1, 4), Status.RUNNING)
    assert one_of(scenario.dispute, appeal_of(2)).status is Status.NOT_STARTED
    scenario.when(ReportJudgmentEffective(suit=1), day(1, 4))
    assert warnings(scenario) == ["appeal_is_open"]
    assert one_of(scenario.dispute, appeal_of(1)).facts.ended_on == day(1, 4)


def test_an_appeal_meets_the_partys_own_window() -> None:
    scenario = judged((1, day(17)), (2, day(18))).after(APPEALED, on=day(2, 4))
    found = all_of(scenario.dispute, day(2, 4))
    assert (found[appeal_of(2)].facts.met_on, found[appeal_of(2)].is_late) == (day(2, 4), False)
    assert (found[appeal_of(1)].status, found[appeal_of(1)].is_open) == (Status.LAPSED, False)


def test_after_the_second_instance_nobodys_window_to_appeal_is_open() -> None:
    scenario = judged((1, day(17)), (2, day(18))).after(APPEALED, on=day(30))
    second = judgment((1, day(6, 5)), instance=Instance.SECOND, number="民终1号")
    scenario.after(second, on=day(4, 5))
    appeal = one_of(scenario.dispute, appeal_of(1), day(6, 5))
    assert (appeal.facts.ended_on, appeal.is_open) == (day(4, 5), False)


def test_a_late_appeal_is_noted() -> None:
    scenario = judged((2, day(18)))
    scenario.when(APPEALED, day(3, 4))
    assert warnings(scenario) == ["appeal_late"]


def test_a_window_that_passed_in_silence_is_open_until_the_judgment_is_reported_final() -> None:
    scenario = judged((1, day(17)), (2, day(17)))
    assert one_of(scenario.dispute, appeal_of(1), day(2, 4)).is_open
    scenario.when(ReportJudgmentEffective(suit=1), day(2, 4))
    assert warnings(scenario) == []
    assert not one_of(scenario.dispute, appeal_of(1), day(2, 4)).is_open


def test_a_remand_gives_the_first_instance_its_six_months_again() -> None:
    scenario = judged().after(APPEALED, on=day(30))
    remand = judgment(instance=Instance.SECOND, number="民终1号", result=JudgmentResult.REMANDED)
    scenario.after(remand, on=day(11, 5))
    found = all_of(scenario.dispute, day(11, 5))
    assert (found[TRIAL].due_on, found[TRIAL].status) == (day(11, 11), Status.RUNNING)
    assert SECOND not in found
    assert appeal_of(2) not in found


def test_a_dismissal_is_appealed_against_within_ten_days_though_the_dispute_is_closed() -> None:
    dismissed = ReportLitigationDismissed(suit=1, served=(Served(party=1, on=day(18)),))
    scenario = in_litigation().after(dismissed, on=day(16))
    key = "CT.APPEAL.RULING:suits/1/parties"
    ruling = one_of(scenario.dispute, f"{key}/1", day(18))
    assert not scenario.dispute.is_open
    assert (ruling.due_on, ruling.status) == (date(2026, 3, 30), Status.RUNNING)
    assert one_of(scenario.dispute, f"{key}/2").status is Status.NOT_STARTED
    assert one_of(scenario.dispute, TRIAL).facts.ended_on == day(16)


def test_a_withdrawn_suit_has_no_ruling_to_appeal_against() -> None:
    scenario = in_litigation().after(ReportLitigationWithdrawn(suit=1, by=(1,)))
    assert "CT.APPEAL.RULING:suits/1/parties/1" not in all_of(scenario.dispute)
    assert one_of(scenario.dispute, TRIAL).facts.ended_on == TODAY


def test_rulings_are_received_by_parties() -> None:
    stranger = (Served(party=9, on=TODAY),)
    in_litigation().refuses(ReportLitigationDismissed(suit=1, served=stranger), "unknown_party")
    in_litigation().refuses(ReportLitigationWithdrawn(suit=1, served=stranger), "unknown_party")

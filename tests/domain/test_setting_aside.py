"""A final award before the intermediate court; the conflict with enforcement is told to both."""

from datetime import date

import pytest

from services.workflow.domain.dispute import events as e
from services.workflow.domain.dispute.guards.windows import award_windows
from services.workflow.domain.dispute.lifecycle import State
from services.workflow.domain.dispute.parts import Served, SuitGround
from services.workflow.domain.dispute.stages.court.litigation import ReportLitigationWithdrawn
from services.workflow.domain.dispute.stages.court.setting_aside import (
    ReportSetAsideDismissed,
    ReportSetAsideFiled,
    ReportSetAsideGranted,
)
from services.workflow.domain.dispute.standing import standing_award
from tests.support.builders import COMMISSION_BODY
from tests.support.given_when_then import TODAY, Scenario, given_on, only
from tests.support.tribunal_builders import (
    INTERMEDIATE,
    TO_COURT,
    TO_INTERMEDIATE,
    award_received,
    in_enforcement,
    in_litigation,
    item,
    rule_of,
    suit,
    suit_open,
    warnings,
)

FILED = ReportSetAsideFiled(court=INTERMEDIATE, by=2, number="（2026）浙02民特7号")
GRANTED = ReportSetAsideGranted(
    number="（2026）浙02民特7号", served=(Served(party=1, on=TODAY), Served(party=2, on=TODAY))
)
DISMISSED = ReportSetAsideDismissed(number="（2026）浙02民特7号")
LAST = date(2026, 4, 9)
"""The thirtieth day from TODAY."""


def final() -> Scenario:
    return award_received(item(is_final=True))


def asked() -> Scenario:
    return final().after((FILED, TO_INTERMEDIATE))


def test_an_employer_asks_for_a_final_award_to_be_set_aside() -> None:
    scenario = final()
    only(scenario.when(FILED, LAST, **TO_INTERMEDIATE), e.SetAsideFiled)
    assert warnings(scenario) == []
    assert scenario.stands(State.AWARD_ISSUED)
    scenario.refuses(FILED, "set_aside_pending", **TO_INTERMEDIATE)


@pytest.mark.parametrize(
    ("scenario", "by", "on", "noted"),
    [
        (final(), 1, TODAY, ["set_aside_by_employer_of_final"]),
        (award_received(), 2, TODAY, ["set_aside_by_employer_of_final"]),
        (final(), 2, date(2026, 4, 10), ["set_aside_late"]),
    ],
)
def test_what_the_law_wants_besides_is_noted(
    scenario: Scenario, by: int, on: date, noted: list[str]
) -> None:
    command = ReportSetAsideFiled(court=INTERMEDIATE, by=by)
    scenario.when(command, on, **TO_INTERMEDIATE)
    assert warnings(scenario) == noted


def test_a_party_asks_a_court() -> None:
    stranger = ReportSetAsideFiled(court=INTERMEDIATE, by=8)
    final().refuses(stranger, "unknown_party", **TO_INTERMEDIATE)
    final().refuses(FILED, "not_a_court", organisation=COMMISSION_BODY)


def test_only_an_award_that_stands_is_set_aside() -> None:
    none = in_litigation()
    assert rule_of(none.refuses(FILED, "no_standing_award", **TO_INTERMEDIATE)) == "SETASIDE.WHO"
    beside = in_enforcement()
    beside.past.append(
        e.JudgmentTookEffect(occurred_on=TODAY, suit=1, number="（2026）浙0281民初9号")
    )
    beside.refuses(FILED, "not_enforceable_by_award", **TO_INTERMEDIATE)


def test_an_award_that_was_set_aside_leaves_a_suit_open_with_its_window() -> None:
    scenario = asked()
    only(scenario.when(GRANTED), e.SetAsideGranted)
    assert scenario.stands(State.SUIT_OPEN)
    assert standing_award(scenario.dispute) is None
    rules = {w.rule: w.due_rolled for w in award_windows(scenario.dispute, given_on(TODAY))}
    assert rules["SUIT.AFTER.SA"] == date(2026, 3, 25)
    scenario.when(suit(SuitGround.SET_ASIDE), date(2026, 3, 26), **TO_COURT)
    assert warnings(scenario) == ["suit_late"]


def test_an_award_that_was_not_set_aside_stands() -> None:
    scenario = asked()
    only(scenario.when(DISMISSED), e.SetAsideDismissed)
    assert scenario.stands(State.AWARD_ISSUED)
    assert standing_award(scenario.dispute) is not None
    scenario.refuses(DISMISSED, "no_set_aside_pending")
    scenario.refuses(GRANTED, "no_set_aside_pending")


def test_a_ruling_is_served_on_parties() -> None:
    stranger = ReportSetAsideGranted(number="1号", served=(Served(party=8, on=TODAY),))
    asked().refuses(stranger, "unknown_party")


def test_setting_aside_beside_a_suit_is_noted_and_changes_no_state() -> None:
    scenario = final().after((suit(SuitGround.AFTER_AWARD), TO_COURT))
    scenario.when(FILED, **TO_INTERMEDIATE)
    assert warnings(scenario) == ["set_aside_beside_suit"]
    scenario.when(GRANTED)
    assert scenario.stands(State.IN_LITIGATION)


def test_after_the_workers_suit_ended_the_employer_has_a_window_of_its_own() -> None:
    scenario = final().after((suit(SuitGround.AFTER_AWARD), TO_COURT))
    scenario.after(ReportLitigationWithdrawn(suit=1), on=date(2026, 4, 20))
    scenario.when(FILED, date(2026, 5, 20), **TO_INTERMEDIATE)
    assert warnings(scenario) == []
    rules = {w.rule for w in award_windows(scenario.dispute, given_on(date(2026, 5, 20)))}
    assert rules == {"SUIT.15.W", "SETASIDE.BAR"}


def test_enforcement_and_setting_aside_at_once_are_told_to_both_courts() -> None:
    scenario = in_enforcement()
    scenario.when(FILED, **TO_INTERMEDIATE)
    assert warnings(scenario) == ["set_aside_beside_enforcement"]
    scenario.when(GRANTED)
    assert scenario.stands(State.SUIT_OPEN)
    assert scenario.dispute.title is None
    assert scenario.dispute.enforcement is None


def test_a_suit_open_without_award_has_nothing_to_set_aside() -> None:
    suit_open().refuses(FILED, "not_in_this_state", **TO_INTERMEDIATE)

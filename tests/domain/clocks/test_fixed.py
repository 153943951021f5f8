"""A last day that was agreed on or named, not counted: it rolls as its rule says, and says so."""

from datetime import date

import msgspec
import pytest

from services.workflow.domain.clocks.counting import Binding, fixed
from services.workflow.domain.clocks.explanation import explained
from services.workflow.domain.clocks.steps import Reason
from services.workflow.domain.legal import LegalRule, RollOver
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national

CALENDAR = calendar_for("330281")
SIGNED_ON = date(2026, 2, 2)
IN_THE_FESTIVAL, AFTER_IT = date(2026, 2, 20), date(2026, 2, 24)
MAKE_UP_SATURDAY = date(2026, 2, 14)
YEAR_WITHOUT_NOTICE = date(2027, 3, 6)


def follow(roll_over: RollOver = RollOver.ROLLS) -> LegalRule:
    return msgspec.structs.replace(national().rule("MED.FOLLOW"), roll_over=roll_over)


def test_an_agreed_day_in_the_festival_rolls_to_the_next_working_day() -> None:
    clock = fixed(follow(), CALENDAR, SIGNED_ON, IN_THE_FESTIVAL)

    assert (clock.due_natural, clock.due_rolled) == (IN_THE_FESTIVAL, AFTER_IT)
    assert clock.binding is Binding.ROLLED


def test_one_whose_rule_keeps_it_stays_in_the_festival() -> None:
    clock = fixed(follow(RollOver.KEEPS), CALENDAR, SIGNED_ON, IN_THE_FESTIVAL)

    assert clock.due_rolled == IN_THE_FESTIVAL


def test_an_agreed_day_on_a_make_up_saturday_does_not_roll() -> None:
    assert fixed(follow(), CALENDAR, SIGNED_ON, MAKE_UP_SATURDAY).due_rolled == MAKE_UP_SATURDAY


def test_an_agreed_day_in_a_year_without_a_notice_is_provisional() -> None:
    assert fixed(follow(), CALENDAR, SIGNED_ON, YEAR_WITHOUT_NOTICE).provisional
    assert not fixed(follow(), CALENDAR, SIGNED_ON, AFTER_IT).provisional


def test_it_explains_that_the_day_was_set_and_where_it_rolled_to() -> None:
    clock = fixed(follow(), CALENDAR, SIGNED_ON, IN_THE_FESTIVAL)
    reasons = [step.reason for step in explained(clock, CALENDAR)]

    assert reasons[:3] == [Reason.START, Reason.SET, Reason.ROLLED]
    assert reasons[-1] is Reason.LAST_DAY


@pytest.mark.parametrize("rule_id", ["MED.ACCEPT", "ARB.ACCEPT"])
def test_a_day_set_for_a_rule_in_working_days_is_set_all_the_same(rule_id: str) -> None:
    clock = fixed(national().rule(rule_id), CALENDAR, SIGNED_ON, AFTER_IT)

    assert clock.due_rolled == AFTER_IT
    assert clock.counted == ()
    assert [step.reason for step in explained(clock, CALENDAR)][1] is Reason.SET

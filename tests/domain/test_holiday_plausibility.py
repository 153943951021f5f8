"""Which holiday notices are plausible: how many days a region adds, and which explain themselves."""

from datetime import date, timedelta
from typing import Any

import msgspec
import pytest

from services.workflow.domain.errors import Refusal
from services.workflow.domain.holiday_calendar import HolidayCalendar, Known, doubts, enter
from tests.domain.test_holiday_calendar import known, notice

DECEMBER = tuple(date(2026, 12, 1) + timedelta(days=n) for n in range(31))
FESTIVALS = {date(2026, 1, 1): "元旦", date(2026, 10, 1): "国庆节", date(2026, 10, 3): "国庆节"}
IN_2026 = known(festivals=FESTIVALS)
LIMIT = IN_2026.rules.rule("CAL.REGION").quantity


def of(region: str, *off_days: date, **changes: Any) -> Any:
    return notice(region=region, year=2026, off_days=off_days, make_up_days=(), **changes)


def told(sent: Any, on: Known = IN_2026) -> dict[str, dict[str, Any]]:
    """The doubts about a notice: their codes and what they name."""
    return {doubt.code: doubt.data for doubt in doubts(sent, on)}


@pytest.mark.parametrize("region", ["650105", "6501", "65"])
def test_a_region_cannot_take_a_month_off(region: str) -> None:
    with pytest.raises(Refusal) as caught:
        enter(of(region, *DECEMBER), HolidayCalendar(), IN_2026)

    assert caught.value.code == "calendar_too_many_days"
    assert caught.value.data == {"count": 23, "most": LIMIT}
    assert caught.value.rule is not None
    assert caught.value.rule.id == "CAL.REGION"
    assert "fengqiao calendar enter" in caught.value.en


def test_as_many_weekdays_as_the_rule_says_can_be_taken_off_and_no_more() -> None:
    assert LIMIT is not None
    weekdays = [day for day in DECEMBER if day.weekday() < 5]

    assert enter(of("650105", *weekdays[:LIMIT]), HolidayCalendar(), IN_2026)
    with pytest.raises(Refusal):
        enter(of("650105", *weekdays[: LIMIT + 1]), HolidayCalendar(), IN_2026)


def test_a_region_cannot_work_all_its_weekends() -> None:
    assert LIMIT is not None
    weekends = tuple(date(2026, 1, 3) + timedelta(weeks=n) for n in range(LIMIT + 1))
    sent = of("650105", date(2026, 12, 24))
    worked = msgspec.structs.replace(sent, make_up_days=weekends)
    with pytest.raises(Refusal) as caught:
        enter(worked, HolidayCalendar(), IN_2026)
    assert caught.value.code == "calendar_too_many_make_up_days"
    fewer = msgspec.structs.replace(sent, make_up_days=weekends[:LIMIT])
    assert enter(fewer, HolidayCalendar(), IN_2026)


def test_national_days_that_a_region_repeats_do_not_count() -> None:
    everywhere = msgspec.structs.replace(IN_2026, national_off=frozenset(DECEMBER[:20]))

    assert enter(of("65", *DECEMBER), HolidayCalendar(), everywhere)


def test_the_operator_and_the_national_calendar_are_bound_by_no_limit() -> None:
    by_operator = msgspec.structs.replace(IN_2026, is_operator=True)

    assert enter(of("650105", *DECEMBER), HolidayCalendar(), by_operator)
    assert enter(of("CN", *DECEMBER), HolidayCalendar(), IN_2026)


def test_weekdays_off_that_no_festival_explains_are_named() -> None:
    stray = (date(2026, 3, 20), date(2026, 3, 21), date(2026, 5, 27))
    found = told(of("65", *stray))

    assert found == {"calendar_days_unexplained": {"days": "2026-03-20、2026-05-27"}}


def test_a_run_of_days_next_to_a_festival_is_explained_on_both_its_sides() -> None:
    golden_week = tuple(date(2026, 9, 28) + timedelta(days=n) for n in range(12))

    assert told(of("65", *golden_week)) == {}


def test_a_run_explains_days_within_reach_of_its_festival_only() -> None:
    long = tuple(date(2026, 10, 1) + timedelta(days=n) for n in range(20))
    found = told(of("CN", date(2026, 1, 1), *long))

    assert found["calendar_days_unexplained"] == {
        "days": "、".join(f"2026-10-{n}" for n in (12, 13, 14, 15, 16, 19, 20))
    }


def test_a_day_worked_in_between_breaks_the_run() -> None:
    sent = of("65", date(2026, 10, 2), date(2026, 10, 5))
    broken = msgspec.structs.replace(sent, make_up_days=(date(2026, 10, 4),))

    assert told(sent) == {}
    assert told(broken) == {"calendar_days_unexplained": {"days": "2026-10-05"}}


def test_national_days_off_join_a_region_s_day_to_its_festival() -> None:
    sent = of("65", date(2026, 10, 7))
    joined = msgspec.structs.replace(
        IN_2026, national_off=frozenset({date(2026, 10, 5), date(2026, 10, 6)})
    )

    assert told(sent) == {"calendar_days_unexplained": {"days": "2026-10-07"}}
    assert told(sent, joined) == {}


@pytest.mark.parametrize(
    ("region", "is_doubted"), [("CN", False), ("65", False), ("6501", True), ("650105", True)]
)
def test_a_notice_below_province_level_needs_a_second_look(region: str, is_doubted: bool) -> None:
    found = told(of(region, date(2026, 1, 1), date(2026, 10, 1)))

    assert ("calendar_needs_second_look" in found) is is_doubted

"""The shipped calendars: festivals, make-up days, regions with days of their own, years to come."""

from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest

from services.workflow.domain.clocks.counting import computed
from services.workflow.rules.calendars import LAST_PUBLISHED_YEAR, calendar_for
from services.workflow.rules.packs import national

ZHEJIANG, XINJIANG, NINGXIA = "330281", "650105013", "640104"


@pytest.mark.parametrize("day", [date(2026, 2, 14), date(2026, 2, 28), date(2005, 12, 31)])
def test_a_make_up_day_is_a_working_day(day: date) -> None:
    assert day.weekday() >= 5
    assert calendar_for(ZHEJIANG).is_working_day(day)


def test_the_spring_festival_of_2026_has_nine_days() -> None:
    calendar = calendar_for(ZHEJIANG)
    off = [date(2026, 2, 15) + timedelta(days=n) for n in range(9)]

    assert not any(calendar.is_working_day(day) for day in off)
    assert calendar.is_working_day(date(2026, 2, 14))
    assert calendar.is_working_day(date(2026, 2, 24))


def test_xinjiang_adds_its_festivals_to_the_national_days() -> None:
    xinjiang, national_days = calendar_for(XINJIANG), calendar_for(ZHEJIANG)

    assert not xinjiang.is_working_day(date(2025, 6, 9))
    assert national_days.is_working_day(date(2025, 6, 9))
    assert not xinjiang.is_working_day(date(2025, 10, 1))
    assert xinjiang.is_working_day(date(2025, 9, 28))


def test_a_year_without_the_region_s_own_notice_is_provisional_there_alone() -> None:
    rule = national().rule("MED.ACCEPT")

    assert computed(rule, calendar_for(XINJIANG), date(2019, 3, 4)).provisional
    assert not computed(rule, calendar_for(XINJIANG), date(2025, 3, 4)).provisional
    assert not computed(rule, calendar_for(ZHEJIANG), date(2019, 3, 4)).provisional
    assert not computed(rule, calendar_for(NINGXIA), date(2020, 5, 22)).provisional


@pytest.mark.parametrize("last_on", [date(2022, 7, 11), date(2026, 5, 27)])
def test_a_year_whose_notice_was_not_read_whole_counts_its_days_and_stays_provisional(
    last_on: date,
) -> None:
    xinjiang = calendar_for(XINJIANG)
    counted = computed(national().rule("MED.ACCEPT"), xinjiang, last_on - timedelta(days=1))

    assert not xinjiang.is_working_day(last_on)
    assert last_on.year not in xinjiang.published_years
    assert counted.provisional


def test_of_xinjiang_2025_alone_is_published_and_of_ningxia_2020() -> None:
    assert calendar_for(XINJIANG).published_years == {2025}
    assert calendar_for(NINGXIA).published_years == {2020}


def test_the_year_after_the_last_notice_has_its_statutory_days_and_is_provisional() -> None:
    calendar = calendar_for(ZHEJIANG)
    deadline = computed(national().rule("CONF.APPLY"), calendar, date(2027, 9, 1))

    assert deadline.due_natural == date(2027, 10, 1)
    assert deadline.due_rolled > date(2027, 10, 3)
    assert deadline.provisional


def test_the_last_published_year_is_the_last_with_make_up_days() -> None:
    known = holidays.country_holidays("CN", years=range(2004, LAST_PUBLISHED_YEAR + 2))

    assert max(known.weekend_workdays).year == LAST_PUBLISHED_YEAR


def test_each_calendar_has_a_version_of_its_own() -> None:
    assert calendar_for(ZHEJIANG).version.startswith("CN-2026.")
    assert calendar_for(XINJIANG).version.startswith("CN-65-2026.")
    assert calendar_for("110000").version == calendar_for(ZHEJIANG).version


def test_no_day_is_both_off_and_worked() -> None:
    for region in (ZHEJIANG, XINJIANG, NINGXIA, "450100", "540100"):
        calendar = calendar_for(region)
        assert not calendar.off_days & calendar.make_up_days


def test_every_day_agrees_with_an_independent_calendar_but_for_one_that_it_lacks() -> None:
    calendar = calendar_for(ZHEJIANG)
    first, last = date(2004, 1, 1), date(LAST_PUBLISHED_YEAR, 12, 31)
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]

    differing = [
        day for day in days if calendar.is_working_day(day) != chinese_calendar.is_workday(day)
    ]

    assert len(days) == 8401
    # The notice for 2006 made the Saturday before New Year a working day.
    assert differing == [date(2005, 12, 31)]

"""Calendars composed of what is shipped and what was entered, now and as known on a day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from services.workflow.domain.calendar import WorkingCalendar
from services.workflow.domain.clocks.counting import computed
from services.workflow.domain.errors import Refusal
from services.workflow.domain.holiday_calendar import (
    HolidayCalendar,
    HolidayNoticeEntered,
    HolidayNoticeWithdrawn,
    Known,
    calendar_id,
    enter,
    evolve,
)
from services.workflow.rules import shipped_days
from services.workflow.rules.calendars import calendar_for, codes_for, composed
from services.workflow.rules.comparison import differences
from services.workflow.rules.packs import national
from services.workflow.rules.rulebook import CalendarEntry, NationalRulebook

ZHEJIANG, XINJIANG = "330281", "650105013"
TODAY = date(2026, 11, 22)
NEW_YEAR = date(2027, 1, 1)


def notice(**changes: Any) -> HolidayNoticeEntered:
    plain: dict[str, Any] = {
        "occurred_on": TODAY,
        "region": "CN",
        "notice": 1,
        "year": 2027,
        "off_days": (NEW_YEAR, date(2027, 2, 8), date(2027, 2, 11)),
        "make_up_days": (date(2026, 12, 26), date(2027, 2, 14)),
        "title": "关于2027年部分节假日安排的通知",
        "number": "虚构〔2026〕1号",
        "issuer": "虚构办公厅",
        "published_on": date(2026, 11, 10),
        "read_at": "https://example.cn/2027",
    }
    return HolidayNoticeEntered(**plain | changes)


def entry(position: int, on: date, event: Any, region: str = "CN") -> CalendarEntry:
    return CalendarEntry(position, calendar_id(region), on, event)


async def book(*entries: CalendarEntry) -> NationalRulebook:
    """A rulebook that has taken in these entries."""

    async def after(position: int) -> Sequence[CalendarEntry]:
        return [one for one in entries if one.position > position]

    found = NationalRulebook(after)
    await found.refresh()
    return found


ENTERED = entry(5, date(2026, 11, 20), notice())
OWN = entry(
    9,
    date(2026, 12, 28),
    notice(region="65", off_days=(date(2027, 3, 10),), make_up_days=(), number="新政〔2026〕9号"),
    region="65",
)


async def test_an_entered_year_is_published_and_follows_its_notice() -> None:
    calendar = (await book(ENTERED)).calendar(ZHEJIANG)

    assert 2027 in calendar.published_years
    assert not calendar.is_working_day(date(2027, 2, 11))
    assert calendar.is_working_day(date(2027, 2, 14))
    assert calendar.is_working_day(date(2026, 12, 26))
    assert calendar.version == calendar_for(ZHEJIANG).version + "+CN#1"


async def test_days_that_were_guessed_make_way_and_festivals_stay_off() -> None:
    calendar = (await book(ENTERED)).calendar(ZHEJIANG)
    made_good = date(2027, 2, 9)

    assert not calendar_for(ZHEJIANG).is_working_day(made_good)
    assert calendar.is_working_day(made_good)
    assert not calendar.is_working_day(date(2027, 6, 9))


async def test_a_day_off_is_called_by_its_festival_and_its_notice() -> None:
    names = (await book(ENTERED)).calendar(ZHEJIANG).names

    assert names[NEW_YEAR] == ("元旦（虚构〔2026〕1号）", "New Year's Day (虚构〔2026〕1号)")
    assert names[date(2027, 2, 11)][0] == "放假（虚构〔2026〕1号）"
    assert names[date(2026, 10, 1)] == calendar_for(ZHEJIANG).names[date(2026, 10, 1)]


async def test_the_national_notice_does_not_publish_a_year_where_a_region_has_its_own() -> None:
    national_alone = (await book(ENTERED)).calendar(XINJIANG)
    both = (await book(ENTERED, OWN)).calendar(XINJIANG)
    own_alone = (await book(OWN)).calendar(XINJIANG)

    assert not national_alone.is_working_day(date(2027, 2, 11))
    assert 2027 not in national_alone.published_years
    assert 2027 in both.published_years
    assert not both.is_working_day(date(2027, 3, 10))
    assert 2027 not in own_alone.published_years
    assert both.version.endswith("+CN#1+65#1")


async def test_a_region_s_notice_changes_no_other_region() -> None:
    held = await book(ENTERED, OWN)

    assert held.calendar(ZHEJIANG).is_working_day(date(2027, 3, 10))
    assert held.editions == {"CN": 1, "65": 1}


async def test_a_city_s_days_lie_over_those_of_its_region() -> None:
    city = notice(region="6501", off_days=(date(2027, 5, 20),), make_up_days=())
    calendar = (await book(ENTERED, OWN, entry(11, TODAY, city, region="6501"))).calendar(XINJIANG)

    assert calendar.region == "CN-6501"
    assert not calendar.is_working_day(date(2027, 3, 10))
    assert not calendar.is_working_day(date(2027, 5, 20))
    assert 2027 in calendar.published_years


async def test_a_notice_in_place_of_what_was_shipped_arranges_the_whole_year() -> None:
    instead = notice(
        year=2026, off_days=(date(2026, 1, 1),), make_up_days=(date(2026, 2, 28),), replaces=0
    )
    calendar = (await book(entry(1, TODAY, instead))).calendar(ZHEJIANG)

    assert calendar.is_working_day(date(2026, 1, 2))
    assert calendar.is_working_day(date(2026, 2, 28))
    assert not calendar.is_working_day(date(2026, 2, 14))
    assert not calendar.is_working_day(date(2026, 10, 1))


async def test_withdrawing_a_notice_brings_the_provisional_year_back() -> None:
    gone = HolidayNoticeWithdrawn(occurred_on=TODAY, notice=1, reason="误录")
    calendar = (await book(ENTERED, entry(6, date(2026, 11, 21), gone))).calendar(ZHEJIANG)

    assert calendar.off_days == calendar_for(ZHEJIANG).off_days
    assert calendar.published_years == calendar_for(ZHEJIANG).published_years
    assert calendar.version.endswith("+CN#2")


async def test_a_notice_is_known_from_the_end_of_the_day_it_was_recorded_on() -> None:
    held = await book(ENTERED)

    assert 2027 not in held.calendar(ZHEJIANG, date(2026, 11, 19)).published_years
    assert 2027 in held.calendar(ZHEJIANG, date(2026, 11, 20)).published_years
    assert held.calendar(ZHEJIANG, date(2026, 11, 19)) == calendar_for(ZHEJIANG)


@pytest.mark.parametrize(
    ("year", "published_on"), [(2025, date(2024, 11, 12)), (2026, date(2025, 11, 4))]
)
def test_what_is_shipped_is_known_from_the_day_its_notice_was_out(
    year: int, published_on: date
) -> None:
    book, rule = NationalRulebook(), national().rule("MED.ACCEPT")
    before = book.calendar(ZHEJIANG, published_on - timedelta(days=1))
    on_the_day = book.calendar(ZHEJIANG, published_on)

    assert year not in before.published_years
    assert year - 1 in before.published_years
    assert year in on_the_day.published_years
    assert before.version.endswith(f"@{published_on - timedelta(days=1)}")
    assert computed(rule, before, date(year, 2, 1)).provisional
    assert not computed(rule, on_the_day, date(year, 2, 1)).provisional


def test_before_its_notice_a_year_has_its_statutory_days_alone() -> None:
    before = NationalRulebook().calendar(ZHEJIANG, date(2025, 11, 3))

    assert not before.is_working_day(date(2026, 10, 1))
    assert before.is_working_day(date(2026, 10, 7))
    assert not before.is_working_day(date(2026, 10, 10))


def test_a_region_s_shipped_notice_is_known_from_its_day_too() -> None:
    book, of_the_region = NationalRulebook(), date(2026, 5, 27)

    assert book.calendar(XINJIANG, date(2025, 12, 25)).is_working_day(of_the_region)
    assert not book.calendar(XINJIANG, date(2025, 12, 26)).is_working_day(of_the_region)


async def test_an_entered_notice_completes_a_year_that_was_partly_known() -> None:
    whole = notice(
        region="65", year=2026, off_days=(date(2026, 3, 20),), make_up_days=(), replaces=0
    )
    gone = HolidayNoticeWithdrawn(occurred_on=TODAY, notice=1, reason="误录")
    entered = entry(1, TODAY, whole, region="65")
    calendar = (await book(entered)).calendar(XINJIANG)
    back = (await book(entered, entry(2, TODAY, gone, region="65"))).calendar(XINJIANG)

    assert 2026 in calendar.published_years
    assert calendar.is_working_day(date(2026, 5, 27))
    assert 2026 not in back.published_years
    assert not back.is_working_day(date(2026, 5, 27))


async def test_a_refresh_takes_in_what_is_new_and_says_whether_there_was_any() -> None:
    log: list[CalendarEntry] = []

    async def after(position: int) -> Sequence[CalendarEntry]:
        return [one for one in log if one.position > position]

    held = NationalRulebook(after)
    assert not await held.refresh()
    log.append(ENTERED)
    assert not await held.refresh(max_age_seconds=60)
    assert await held.refresh()
    assert 2027 in held.calendar(ZHEJIANG).published_years
    assert not await held.refresh()


def test_the_comparison_with_the_package_finds_what_differs() -> None:
    shipped = shipped_days.arranged(2026)
    same = differences(shipped.off, shipped.make_up, 2026)
    other = differences(shipped.off - {date(2026, 10, 7)}, shipped.make_up, 2026)
    worked = differences(shipped.off, {*shipped.make_up, date(2026, 10, 3)}, 2026)
    coming = differences((), (), 2027)

    assert (same.days, same.differing, same.is_wrong) == (365, (), False)
    assert [one.day for one in other.differing] == [date(2026, 10, 7)]
    assert other.is_wrong
    assert worked.worked_festivals == (date(2026, 10, 3),)
    assert not coming.knows_the_notice
    assert coming.differing
    assert not coming.is_wrong


def notices_of(year: int) -> st.SearchStrategy[HolidayNoticeEntered]:
    days = st.dates(date(year - 1, 12, 6), date(year, 12, 31))
    weekends = days.map(lambda day: day + timedelta(days=5 - day.weekday()))
    return st.builds(
        notice,
        region=st.sampled_from(["CN", "65", "6501", "33"]),
        year=st.just(year),
        off_days=st.lists(days, min_size=1, max_size=12, unique=True).map(tuple),
        make_up_days=st.lists(weekends, max_size=4, unique=True).map(tuple),
        replaces=st.sampled_from([None, 0, 1, 2]),
    )


NOTICES = st.sampled_from([2026, 2027, 2028]).flatmap(notices_of)


def kept(sent: list[HolidayNoticeEntered]) -> dict[str, HolidayCalendar]:
    """The calendars after those that could be entered were."""
    held: dict[str, HolidayCalendar] = {}
    for each in sent:
        before = held.get(each.region, HolidayCalendar())
        known = Known(
            today=TODAY,
            rules=national(),
            first_year=shipped_days.FIRST_YEAR,
            is_shipped=shipped_days.is_arranged(each.region, each.year),
            festivals=shipped_days.festivals(each.year),
        )
        try:
            (entered,) = enter(each, before, known)
        except Refusal:
            continue
        held[each.region] = evolve(before, entered, calendar_id(each.region))
    return held


def well_formed(calendar: WorkingCalendar) -> bool:
    make_up = calendar.make_up_days
    return not calendar.off_days & make_up and all(day.weekday() >= 5 for day in make_up)


@given(st.lists(NOTICES, max_size=6), st.sampled_from([ZHEJIANG, XINJIANG, "110105"]))
def test_whatever_could_be_entered_a_calendar_stays_well_formed(
    sent: list[HolidayNoticeEntered], region: str
) -> None:
    held = kept(sent)
    calendar = composed(codes_for(region, held), held)
    shipped = calendar_for(region)

    event(f"{sum(own.entries for own in held.values())} entered")
    assert well_formed(calendar)
    assert calendar.published_years >= shipped.published_years
    assert {day for day in shipped.off_days if day.year < 2025} <= calendar.off_days
    for year in range(2004, 2029):
        assert shipped_days.festivals(year).keys() <= calendar.off_days
    for own in held.values():
        years = [one.year for one in own.standing]
        assert len(years) == len(set(years))


def test_the_stream_of_a_calendar_is_known_by_its_region_for_ever() -> None:
    assert calendar_id("CN") == UUID("b11d6038-8d99-5004-bbfd-49a006d4df3d")

"""Holiday notices: what may be entered, what gives way to what, and who keeps which calendar."""

from datetime import date
from typing import Any

import msgspec
import pytest

from services.workflow.domain.errors import Refusal
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.holiday_calendar import (
    SHIPPED,
    HolidayCalendar,
    HolidayNoticeEntered,
    HolidayNoticeWithdrawn,
    Known,
    calendar_id,
    doubts,
    enter,
    evolve,
    may_keep,
    require_keeper,
    withdraw,
)
from services.workflow.rules.packs import national

TODAY = date(2026, 11, 22)
FESTIVALS = {date(2027, 1, 1): "元旦", date(2027, 5, 1): "劳动节", date(2027, 6, 9): "端午节"}
KNOWN = Known(today=TODAY, rules=national(), first_year=2004, festivals=FESTIVALS)
NOTICE = HolidayNoticeEntered(
    occurred_on=TODAY,
    region="CN",
    notice=0,
    year=2027,
    off_days=(date(2027, 6, 9), date(2027, 1, 1), date(2027, 2, 8)),
    make_up_days=(date(2027, 2, 14), date(2027, 1, 31)),
    title="关于2027年部分节假日安排的通知",
    number="虚构〔2026〕1号",
    issuer="虚构办公厅",
    published_on=date(2026, 11, 10),
    read_at="https://example.cn/2027",
)


def notice(**changes: Any) -> HolidayNoticeEntered:
    return msgspec.structs.replace(NOTICE, **changes)


def known(**changes: Any) -> Known:
    return msgspec.structs.replace(KNOWN, **changes)


def after(*events: Any) -> HolidayCalendar:
    calendar = HolidayCalendar()
    for event in events:
        calendar = evolve(calendar, event, calendar_id("CN"))
    return calendar


def entered(*sent: HolidayNoticeEntered) -> HolidayCalendar:
    """The calendar after these were entered one after the other."""
    calendar = HolidayCalendar()
    for each in sent:
        for event in enter(each, calendar, KNOWN):
            calendar = evolve(calendar, event, calendar_id("CN"))
    return calendar


def taken_back(number: int, calendar: HolidayCalendar) -> HolidayCalendar:
    (event,) = withdraw(number, "误录", calendar, KNOWN)
    return evolve(calendar, event, calendar_id("CN"))


def refused(code: str, sent: HolidayNoticeEntered, *, on: Known = KNOWN, **past: Any) -> Refusal:
    with pytest.raises(Refusal) as caught:
        enter(sent, past.get("calendar", HolidayCalendar()), on)
    assert caught.value.code == code
    assert caught.value.zh
    return caught.value


def test_a_notice_gets_the_next_number_and_its_days_in_order() -> None:
    calendar = entered(NOTICE, notice(year=2028, off_days=(date(2028, 1, 3),), make_up_days=()))

    first, second = calendar.notices
    assert (first.notice, second.notice) == (1, 2)
    assert first.off_days == (date(2027, 1, 1), date(2027, 2, 8), date(2027, 6, 9))
    assert first.make_up_days == (date(2027, 1, 31), date(2027, 2, 14))
    assert calendar.id == calendar_id("CN")
    assert calendar.entries == 2
    assert calendar.standing == (first, second)


@pytest.mark.parametrize("year", [2003, 2029])
def test_only_plausible_years_can_be_entered(year: int) -> None:
    refusal = refused("calendar_year_implausible", notice(year=year))

    assert refusal.data == {"year": year, "first": 2004, "last": 2028}
    assert refusal.rule is not None
    assert refusal.rule.id == "CAL.ENTRY"


def test_a_notice_that_is_not_out_cannot_be_entered() -> None:
    refused("calendar_published_in_future", notice(published_on=date(2026, 11, 23)))


def test_a_notice_without_a_day_off_is_refused() -> None:
    refused("calendar_without_days", notice(off_days=(), make_up_days=()))


@pytest.mark.parametrize("day", [date(2026, 11, 30), date(2028, 1, 1), date(2025, 12, 31)])
def test_a_notice_speaks_of_its_year_and_the_december_before(day: date) -> None:
    refused("calendar_day_of_other_year", notice(off_days=(day,)))


def test_a_make_up_day_may_lie_in_the_december_before() -> None:
    (event,) = enter(notice(make_up_days=(date(2026, 12, 26),)), HolidayCalendar(), KNOWN)

    assert isinstance(event, HolidayNoticeEntered)
    assert event.make_up_days == (date(2026, 12, 26),)


@pytest.mark.parametrize(
    ("off", "worked"),
    [
        ((date(2027, 1, 1), date(2027, 1, 1)), ()),
        ((date(2027, 1, 1), date(2027, 1, 30)), (date(2027, 1, 30),)),
    ],
)
def test_no_day_is_listed_twice_or_both_off_and_worked(
    off: tuple[date, ...], worked: tuple[date, ...]
) -> None:
    refused("calendar_day_twice", notice(off_days=off, make_up_days=worked))


def test_a_make_up_day_is_a_saturday_or_sunday() -> None:
    refusal = refused("calendar_make_up_on_weekday", notice(make_up_days=(date(2027, 2, 12),)))

    assert refusal.rule is not None
    assert refusal.rule.id == "CAL.MAKE_UP"


def test_a_statutory_festival_is_not_worked() -> None:
    refusal = refused("calendar_make_up_on_festival", notice(make_up_days=(date(2027, 5, 1),)))

    assert "劳动节" in refusal.zh


def test_a_year_that_has_its_notice_takes_another_only_in_its_place() -> None:
    calendar = entered(NOTICE)
    other = notice(number="虚构〔2026〕2号")

    refusal = refused("calendar_year_published", other, calendar=calendar)
    assert refusal.data["now"] == "1"
    both = after(*calendar.notices, *enter(notice(replaces=1), calendar, KNOWN))
    assert [one.notice for one in both.standing] == [2]
    found = both.standing_for(2027)
    assert found is not None
    assert found.notice == 2


def test_the_same_notice_is_entered_once() -> None:
    refused("calendar_notice_exists", NOTICE, calendar=entered(NOTICE))


def test_what_was_shipped_for_a_year_is_named_too() -> None:
    shipped = known(is_shipped=True)

    assert refused("calendar_year_published", NOTICE, on=shipped).data["now"] == "0"
    assert enter(notice(replaces=SHIPPED), HolidayCalendar(), shipped)


@pytest.mark.parametrize(("replaces", "now"), [(0, "null"), (7, "null")])
def test_a_notice_replaces_only_what_stands(replaces: int, now: str) -> None:
    refusal = refused("calendar_replaces_other", notice(replaces=replaces))

    assert refusal.data["now"] == now


def test_the_notice_named_must_be_the_one_that_stands_for_the_year() -> None:
    calendar = entered(NOTICE, notice(replaces=1))

    refusal = refused("calendar_replaces_other", notice(replaces=1), calendar=calendar)
    assert refusal.data["now"] == "2"


def test_a_notice_entered_by_mistake_is_withdrawn_with_its_reason() -> None:
    (event,) = withdraw(1, "误录", entered(NOTICE), KNOWN)
    calendar = taken_back(1, entered(NOTICE))

    assert event == HolidayNoticeWithdrawn(occurred_on=TODAY, notice=1, reason="误录")
    assert calendar.standing == ()
    assert calendar.standing_for(2027) is None
    assert calendar.withdrawal(1) == event
    assert enter(NOTICE, calendar, KNOWN)


def test_what_was_replaced_stands_again_once_its_successor_is_withdrawn() -> None:
    calendar = taken_back(2, entered(NOTICE, notice(replaces=1)))

    assert [one.notice for one in calendar.standing] == [1]


@pytest.mark.parametrize(
    ("number", "calendar", "code"),
    [
        (2, entered(NOTICE), "calendar_notice_unknown"),
        (1, taken_back(1, entered(NOTICE)), "calendar_notice_withdrawn"),
        (1, entered(NOTICE, notice(replaces=1)), "calendar_notice_replaced"),
    ],
)
def test_only_a_notice_that_stands_is_withdrawn(
    number: int, calendar: HolidayCalendar, code: str
) -> None:
    with pytest.raises(Refusal) as caught:
        withdraw(number, "误录", calendar, KNOWN)

    assert caught.value.code == code


def test_statutory_festivals_on_weekdays_that_are_missing_are_named_and_nothing_is_refused() -> (
    None
):
    incomplete = notice(off_days=(date(2027, 1, 1),))

    (doubt,) = doubts(incomplete, KNOWN)
    assert doubt.code == "calendar_festivals_missing"
    assert doubt.data["days"] == "2027-06-09 端午节"
    assert enter(incomplete, HolidayCalendar(), KNOWN)
    assert list(doubts(notice(off_days=(date(2027, 1, 1), date(2027, 6, 9))), KNOWN)) == []


def test_a_region_s_notice_need_not_repeat_the_national_days() -> None:
    own = notice(region="65", off_days=(date(2027, 3, 13),))

    assert list(doubts(own, KNOWN)) == []
    (doubt,) = doubts(own, known(is_national_known=False))
    assert doubt.code == "calendar_national_year_missing"


@pytest.mark.parametrize(
    ("role", "answers_for", "region", "may"),
    [
        (Role.SUPERVISOR, "65", "65", True),
        (Role.SUPERVISOR, "65", "6501", True),
        (Role.SUPERVISOR, "6501", "65", False),
        (Role.SUPERVISOR, "65", "CN", False),
        (Role.SUPERVISOR, "CN", "CN", True),
        (Role.SUPERVISOR, "CN", "65", False),
        (Role.SUPERVISOR, None, "65", False),
        (Role.CLERK, "65", "65", False),
        (Role.SYSTEM, None, "CN", True),
    ],
)
def test_a_calendar_is_kept_by_the_supervisor_of_its_region(
    role: Role, answers_for: str | None, region: str, may: bool
) -> None:
    actor = Actor(account="somebody", role=role, region=answers_for)

    assert may_keep(actor, region) is may
    if may:
        require_keeper(actor, region)
    else:
        with pytest.raises(Refusal) as caught:
            require_keeper(actor, region)
        assert caught.value.code == "calendar_not_permitted"

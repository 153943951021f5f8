"""The days off of one year in one region, and what they rest on: a notice, or the law alone."""

from datetime import date
from enum import StrEnum

import msgspec

from services.workflow.domain.holiday_calendar import (
    NATIONAL,
    SHIPPED,
    HolidayCalendar,
    HolidayNoticeEntered,
)
from services.workflow.rules import shipped_days as shipped
from services.workflow.rules.shipped_days import Days


class Basis(StrEnum):
    """What an arrangement rests on."""

    ENTERED = "entered"
    """A notice that an operator entered."""
    SHIPPED = "shipped"
    """The official arrangement as it came with the program."""
    PARTLY_KNOWN = "partly_known"
    """Days off of a notice that was not read whole: they count, and dates are provisional."""
    COMPUTED = "computed"
    """The statutory days alone: no notice is known, and dates are provisional."""


class Arrangement(msgspec.Struct, frozen=True, kw_only=True):
    """The days of one year that one notice, or the law alone, gives for a region."""

    region: str
    """`CN`, or the first digits of the region."""
    year: int
    basis: Basis
    notice: int | None = None
    """Its number among the entries; 0 for what was shipped, none where it is computed."""
    title: str
    number: str = ""
    published_on: date | None = None
    read_at: str
    days: Days

    @property
    def is_whole(self) -> bool:
        """Whether a notice was read whole, so that no other day is to be expected."""
        return self.basis in {Basis.ENTERED, Basis.SHIPPED}


def national(entered: HolidayCalendar, year: int, as_known_on: date | None = None) -> Arrangement:
    """What counts in all of China; a statutory festival stays off whatever a notice leaves out."""
    if (notice := entered.standing_for(year)) is not None:
        told = _of_notice(notice)
        off = told.days.off | frozenset(shipped.festivals(year))
        return msgspec.structs.replace(told, days=Days(off, told.days.make_up))
    announced = shipped.announced().get(year)
    published_on = announced.published_on if announced else None
    if shipped.is_arranged(NATIONAL, year) and is_out(published_on, as_known_on):
        return Arrangement(
            region=NATIONAL,
            year=year,
            basis=Basis.SHIPPED,
            notice=SHIPPED,
            title=announced.title if announced else "国务院办公厅节假日安排的通知",
            number=announced.number if announced else "",
            published_on=published_on,
            read_at=announced.source if announced else shipped.LIBRARY,
            days=shipped.arranged(year),
        )
    return Arrangement(
        region=NATIONAL,
        year=year,
        basis=Basis.COMPUTED,
        title="全国年节及纪念日放假办法",
        read_at=shipped.LIBRARY,
        days=shipped.expected(year),
    )


def regional(
    code: str, entered: HolidayCalendar, as_known_on: date | None = None
) -> dict[int, Arrangement]:
    """What a region adds to the national days, by year; years without a notice are not there."""
    local = shipped.local_regions().get(code)
    shipped_years = {
        year.year: Arrangement(
            region=code,
            year=year.year,
            basis=Basis.SHIPPED if year.is_complete else Basis.PARTLY_KNOWN,
            notice=SHIPPED,
            title=local.basis,
            published_on=year.published_on,
            read_at=year.source,
            days=Days(frozenset(year.off_days), frozenset(year.make_up_days)),
        )
        for year in (local.year if local else ())
        if local is not None and is_out(year.published_on, as_known_on)
    }
    return shipped_years | {notice.year: _of_notice(notice) for notice in entered.standing}


def is_out(published_on: date | None, as_known_on: date | None) -> bool:
    """Whether a notice was published by then; one whose day is not known always counts as out."""
    return published_on is None or as_known_on is None or published_on <= as_known_on


def _of_notice(notice: HolidayNoticeEntered) -> Arrangement:
    return Arrangement(
        region=notice.region,
        year=notice.year,
        basis=Basis.ENTERED,
        notice=notice.notice,
        title=notice.title,
        number=notice.number,
        published_on=notice.published_on,
        read_at=notice.read_at,
        days=Days(frozenset(notice.off_days), frozenset(notice.make_up_days)),
    )

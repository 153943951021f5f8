"""One line of an explanation: a day or a stretch of days, whether it counts, and why."""

from datetime import date
from enum import StrEnum
from typing import Final

import msgspec

from services.workflow.domain.calendar import WorkingCalendar

_WEEKDAYS_ZH: Final = "一二三四五六日"
_WEEKDAYS_EN: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


class Reason(StrEnum):
    """Why a day counts or does not."""

    START = "start"
    """The day of the trigger."""
    WORKING_DAY = "working_day"
    MAKE_UP_DAY = "make_up_day"
    """A Saturday or Sunday on which offices work."""
    DAY_OFF = "day_off"
    """A festival, or a day off that a make-up day paid for."""
    WEEKEND = "weekend"
    NATURAL_DAY = "natural_day"
    """Every day counts, days off included."""
    CORRESPONDING_DAY = "corresponding_day"
    """The end of a period in months or years."""
    SET = "set"
    """A last day that was agreed on or named, not counted."""
    INTERRUPTED = "interrupted"
    SUSPENDED = "suspended"
    REMAINING = "remaining"
    """The rest that runs on after a suspension."""
    ROLLED = "rolled"
    """The last day falls on a day off and moves."""
    NOT_ROLLED = "not_rolled"
    """The last day falls on a day off and stays."""
    LAST_DAY = "last_day"
    CLEAR_DAY = "clear_day"
    """The day that leaves N clear days before the event."""
    PROVISIONAL = "provisional"
    """A year whose calendar is not published."""


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """One day, or the days from `on` to `until`."""

    on: date
    until: date
    number: int | None = None
    """The how-manieth unit it is, where it counts as one."""
    is_counted: bool
    reason: Reason
    cause: str = ""
    """Of an interruption: code of what happened, where it is told."""
    zh: str
    en: str


class DayNamed(msgspec.Struct, frozen=True):
    """A day as texts name it, and what kind of day it is for offices."""

    zh: str
    en: str
    kind: Reason
    """WORKING_DAY, MAKE_UP_DAY, DAY_OFF or WEEKEND."""
    kind_zh: str
    kind_en: str


def named(day: date, calendar: WorkingCalendar) -> DayNamed:
    """A day with its weekday and its kind."""
    kind, kind_zh, kind_en = _kind(day, calendar)
    return DayNamed(zh_day(day), en_day(day), kind, kind_zh, kind_en)


def zh_day(day: date) -> str:
    """A day with its weekday, in Chinese."""
    return f"{day.isoformat()}（周{_WEEKDAYS_ZH[day.weekday()]}）"


def en_day(day: date) -> str:
    """A day with its weekday, in English."""
    return f"{day.isoformat()} ({_WEEKDAYS_EN[day.weekday()]})"


def _kind(day: date, calendar: WorkingCalendar) -> tuple[Reason, str, str]:
    if day in calendar.make_up_days:
        return Reason.MAKE_UP_DAY, "调休上班日，是工作日", "a make-up working day"
    if calendar.is_working_day(day):
        return Reason.WORKING_DAY, "工作日", "a working day"
    if day in calendar.off_days:
        zh, en = calendar.names.get(day, ("法定休假日", "a statutory day off"))
        return Reason.DAY_OFF, zh, en
    return Reason.WEEKEND, "休息日", "a rest day of the week"

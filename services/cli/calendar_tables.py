"""Calendars as tables for a terminal."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from services.workflow.application.calendars import (
    CalendarTold,
    CalendarYearTold,
    NoticeTold,
    SourceTold,
    Standing,
    YearTold,
)
from services.workflow.rules.comparison import Comparison

_STANDING = {
    Standing.STANDING: "现行 / stands",
    Standing.REPLACED: "已被代替 / replaced",
    Standing.WITHDRAWN: "已撤回 / withdrawn",
}
_WEEK = "一二三四五六日"


def of_calendar(told: CalendarTold) -> RenderableType:
    """The years of a calendar and what they rest on, and every notice that was entered."""
    years = Table("年 / year", "", "依据 / rests on", title=_title(told.calendar, told.version))
    for year in told.years:
        years.add_row(str(year.year), _mark(year), _sources(year.sources))
    return Group(years, *([_notices(told.notices)] if told.notices else []))


def of_year(told: CalendarYearTold) -> RenderableType:
    """Every day off and make-up day of a year."""
    table = Table("日期 / day", "", "", "名称 / name", "依据 / by")
    table.title = f"{told.year} {_title(told.calendar, told.version)}"
    for one in told.days:
        table.add_row(
            one.day.isoformat(),
            f"周{_WEEK[one.day.weekday()]}",
            "休 / off" if one.is_off else "班 / work",
            Text(f"{one.name_zh} / {one.name_en}"),
            Text(one.source),
        )
    return Group(table, Text(_mark(told)), Text(_sources(told.sources)))


def of_check(year: int, found: Comparison) -> RenderableType:
    """What differs from the package, and what that means."""
    lines = [f"{year}: {found.days} 天逐日核对 / days compared with {found.package}"]
    if not found.knows_the_notice:
        lines.append("软件包只有法定节日，没有该年的调休 / it knows the statutory days alone")
    for one in found.differing:
        here, there = ("班", "休") if one.is_worked_here else ("休", "班")
        lines.append(
            f"  {one.day} 周{_WEEK[one.day.weekday()]}  本日历 / here {here}  holidays {there}"
        )
    if not found.differing:
        lines.append("  全部一致 / all the same")
    lines += [f"  {day} 是法定节日却上班 / a festival is worked" for day in found.worked_festivals]
    return Text("\n".join(lines))


def _notices(notices: tuple[NoticeTold, ...]) -> Table:
    table = Table("编号", "年", "", "文号", "标题", "发布", "录入", "出处", title="录入 / entered")
    for one in notices:
        table.add_row(
            f"{one.region} #{one.notice}",
            str(one.year),
            Text(" ".join([_STANDING[one.standing], one.withdrawal_reason]).strip()),
            Text(one.number),
            Text(one.title),
            one.published_on.isoformat(),
            Text(f"{one.entered_by} {one.entered_at:%Y-%m-%d %H:%M}Z"),
            Text(one.read_at),
        )
    return table


def _title(calendar: str, version: str) -> str:
    return f"{calendar}  {version}"


def _mark(told: YearTold | CalendarYearTold) -> str:
    if told.is_published:
        return "已公布 / published"
    if told.is_partly_known:
        return "暂定，部分已知 / provisional, partly known"
    return "暂定 / provisional"


def _sources(sources: tuple[SourceTold, ...]) -> str:
    return "；".join(
        f"{one.region}{f' #{one.notice}' if one.notice else ''} {one.number or one.title}"
        for one in sources
    )

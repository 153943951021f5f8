"""`fengqiao calendar`: holiday notices are entered from a file, shown, and checked against a package."""

import tomllib
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import msgspec
import typer
from rich.console import Console

from services.cli import calendar_tables
from services.cli.write_calls import on_write_side, refuse
from services.workflow.application.holiday_notices import (
    Answered,
    NoticeDetails,
    NoticeWithdrawal,
)
from services.workflow.application.registry import Entry
from services.workflow.domain.given import Actor, Role
from services.workflow.domain.holiday_calendar import NATIONAL
from services.workflow.rules.comparison import differences

_OPERATOR = Actor(account="operator", role=Role.SYSTEM)
_REGION = typer.Argument(help="CN，或者地区代码的前 2、4、6 位 / CN, or a region's first digits")


class NoticeFile(NoticeDetails, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A notice as a file has it, with the region it is of."""

    region: str = NATIONAL


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="放假安排：录入、撤回、查看、核对 / calendars")

    @group.command()
    def enter(
        file: Annotated[Path, typer.Argument(help="放假通知 / the notice, TOML", exists=True)],
    ) -> None:
        """录入一份放假通知 / Enter a holiday notice."""
        sent = _read(file)
        plain = msgspec.structs.asdict(sent)
        region = plain.pop("region")
        details = NoticeDetails(**plain)
        answered = on_write_side(lambda side: side.notices.enter(region, details, _entry(details)))
        _say(answered, "已录入 / entered")

    @group.command()
    def withdraw(
        region: Annotated[str, _REGION],
        number: Annotated[int, typer.Argument(help="通知的编号 / number of the notice")],
        *,
        reason: Annotated[str, typer.Option(help="误录的理由 / why it was a mistake")],
    ) -> None:
        """撤回误录的通知 / Withdraw a notice that was entered by mistake."""
        sent = NoticeWithdrawal(reason=reason)
        answered = on_write_side(
            lambda side: side.notices.withdraw(region, number, sent, _entry(sent))
        )
        _say(answered, "已撤回 / withdrawn")

    @group.command()
    def show(
        region: Annotated[str, _REGION] = NATIONAL,
        year: Annotated[int | None, typer.Argument(help="年份 / year; none: all years")] = None,
        *,
        as_of: Annotated[str, typer.Option(help="当日终了时所知 / as known at its end")] = "",
        as_json: Annotated[bool, typer.Option("--json", help="完整 JSON / all of it")] = False,
    ) -> None:
        """各年的安排，或者一年的每个放假日和上班日 / Years, or the days of one year."""
        day = _day(as_of)
        if year is None:
            whole = on_write_side(lambda side: side.calendars.calendar(region, day))
            _show(whole, as_json, calendar_tables.of_calendar)
        else:
            one = on_write_side(lambda side: side.calendars.year(region, year, day))
            _show(one, as_json, calendar_tables.of_year)

    @group.command()
    def check(
        year: Annotated[int, typer.Argument(help="年份 / year")],
    ) -> None:
        """逐日核对全国安排与 holidays 软件包 / Compare a national year, day by day, with `holidays`."""
        told = on_write_side(lambda side: side.calendars.year(NATIONAL, year))
        off = {one.day for one in told.days if one.is_off}
        found = differences(off, {one.day for one in told.days} - off, year)
        Console(highlight=False).print(calendar_tables.of_check(year, found))
        if found.is_wrong:
            raise typer.Exit(1)

    app.add_typer(group, name="calendar")


def _read(file: Path) -> NoticeFile:
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), NoticeFile)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, msgspec.ValidationError) as error:
        refuse(f"{file}: {error}")


def _entry(sent: msgspec.Struct) -> Entry:
    return Entry(actor=_OPERATOR, key=uuid4(), request_hash=msgspec.json.encode(sent))


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        refuse(f"--as-of: “{text}”不是日期（如 2026-11-21）/ not a day such as 2026-11-21")


def _say(answered: Answered, done: str) -> None:
    answer = answered.answer
    typer.echo(f"{done}: {answer.region} #{answer.notice}")
    for doubt in answer.warnings:
        typer.secho(f"注意 {doubt.zh} / {doubt.en}", fg=typer.colors.YELLOW, err=True)


def _show(told: Any, as_json: bool, table: Callable[[Any], Any]) -> None:
    if as_json:
        typer.echo(msgspec.json.encode(told).decode())
    else:
        Console(highlight=False).print(table(told))

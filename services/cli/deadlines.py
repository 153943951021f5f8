"""`fengqiao deadlines`: every deadline of a dispute, with the day-by-day reasons."""

from datetime import date
from typing import Annotated, NoReturn
from uuid import UUID

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from services.cli.databases import Databases, databases, require_migrated
from services.cli.serving import run
from services.cli.write_side import write_side
from services.kit.logging import configure
from services.workflow.application.deadline_words import STATUS
from services.workflow.application.deadlines_told import DisputeDeadline, DisputeDeadlines
from services.workflow.application.dispute_deadlines import (
    DeadlineReader,
    DeadlinesAsked,
    NotYetDay,
)
from services.workflow.domain.clocks.counting import Binding
from services.workflow.domain.dispute.deadlines.deadline import Status
from services.workflow.domain.errors import Unknown
from services.workflow.domain.given import Actor, Role
from services.workflow.settings import Settings, load

OPERATOR = Actor(account="operator", role=Role.SYSTEM)
_LOUD = {Status.LAPSED: "red", Status.SUSPENDED: "yellow", Status.RUNNING: "green"}


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("deadlines")
    def show(
        dispute: Annotated[str, typer.Argument(help="争议编号（UUID） / id of the dispute")],
        *,
        as_of: Annotated[
            str, typer.Option(help="当日终了时的理解 / as understood at the end of that day")
        ] = "",
        as_json: Annotated[bool, typer.Option("--json", help="完整 JSON / all of it")] = False,
    ) -> None:
        """一件争议的各项期限和逐日理由 / Every deadline of a dispute, and why, day by day."""
        dispute_id, asked = _dispute(dispute), DeadlinesAsked(as_of=_day(as_of))
        settings = load()
        configure(settings.log_level)
        found: list[DisputeDeadlines] = []
        with databases(settings) as at:
            require_migrated(at)
            try:
                run(_read(settings, at, dispute_id, asked, found))
            except Unknown as unknown:
                _refuse("DISPUTE", unknown.zh, unknown.en)
            except NotYetDay:
                _refuse("--as-of", "不得晚于今天", "must not be later than today")
        for told in found:
            if as_json:
                typer.echo(msgspec.json.encode(told).decode())
            else:
                show_deadlines(told, Console(highlight=False))


async def _read(
    settings: Settings,
    at: Databases,
    dispute: UUID,
    asked: DeadlinesAsked,
    found: list[DisputeDeadlines],
) -> None:
    async with write_side(settings, at) as side:
        reader = DeadlineReader(side.reader, side.rulebook)
        found.append(await reader.of_dispute(dispute, asked, OPERATOR))


def show_deadlines(told: DisputeDeadlines, console: Console) -> None:
    """A table of all, then each with its law and its days."""
    console.print(f"[bold]{told.dispute}[/bold]  {told.state.value}  {told.as_of}")
    console.print(f"规则包 / rules {told.rule_pack}    日历 / calendar {told.calendar}")
    for caveat in told.caveats:
        console.print(f"[yellow]注意[/yellow] {escape(caveat.zh)} / {escape(caveat.en)}")
    if told.waits_for is not None:
        due = f" {told.waits_for.due}" if told.waits_for.due else ""
        zh, en = escape(told.waits_for.zh), escape(told.waits_for.en)
        console.print(f"[bold]下一步 / next[/bold]{due} {zh} / {en}")
    console.print(_table(told.deadlines))
    for one in told.deadlines:
        _explain(one, console)


def _table(deadlines: tuple[DisputeDeadline, ...]) -> Table:
    table = Table("期限 / deadline", "起算 / from", "末日 / due", "状态 / status", "责任 / who")
    for one in deadlines:
        zh, en = STATUS[one.status]
        late = "，逾期 / late" if one.is_late else ""
        colour = _LOUD.get(one.status, "dim")
        table.add_row(
            escape(" ".join(part for part in (one.rule, one.about_zh) if part)),
            str(one.start or ""),
            _due(one),
            f"[{colour}]{zh} / {en}{late}[/{colour}]",
            escape(one.body_name),
        )
    return table


def _due(one: DisputeDeadline) -> str:
    due = str(one.due_rolled or "")
    if one.binding is Binding.SPLIT and one.own_duty_until != one.due_rolled:
        due = f"{one.own_duty_until}（职责 / duty） {due}"
    return f"{due} 暂定 / provisional" if one.provisional else due


def _explain(one: DisputeDeadline, console: Console) -> None:
    about = f" {escape(one.about_zh)} / {escape(one.about_en)}" if one.about else ""
    console.print(f"\n[bold]{one.rule}[/bold]{about} {escape(one.title_zh)}")
    console.print(escape(one.title_en))
    console.print(f"依据 / basis  {escape(one.basis)}    证据 / evidence {one.evidence.value}")
    for caveat in one.caveats:
        console.print(f"[yellow]注意[/yellow] {escape(caveat.zh)} / {escape(caveat.en)}")
    if one.pending is not None:
        console.print(f"  {escape(one.pending.zh)} / {escape(one.pending.en)}")
    for step in one.explanation:
        mark = "[green]+[/green]" if step.is_counted else "[dim]-[/dim]"
        console.print(f"  {mark} {escape(step.zh)}")
        console.print(f"    [dim]{escape(step.en)}[/dim]")


def _dispute(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        _refuse("DISPUTE", "须为争议的 UUID", "must be the id of a dispute, a UUID")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        _refuse("--as-of", "须为日期，如 2026-03-02", "must be a day such as 2026-03-02")


def _refuse(option: str, zh: str, en: str) -> NoReturn:
    typer.secho(f"{option}: {zh} / {en}", fg=typer.colors.RED, err=True)
    raise typer.Exit(2)

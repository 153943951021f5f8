"""`fengqiao deadline`: one period computed on its own, with the day-by-day reasons."""

import asyncio
from typing import Annotated, NoReturn

import msgspec
import typer
from rich.console import Console
from rich.markup import escape

from services.kit.clock import SystemClock
from services.workflow.application.deadline_question import AskedInText, InvalidQuestion
from services.workflow.application.deadlines import DeadlineTold, deadline
from services.workflow.domain.clocks.counting import Binding
from services.workflow.rules.rulebook import NationalRulebook

_OPTIONS = {
    "rule": "RULE",
    "from": "--from",
    "region": "--region",
    "org_kind": "--org-kind",
    "extension": "--extension",
    "suspended": "--suspended",
    "interrupted": "--interrupted",
    "as_of": "--as-of",
}

Suspended = Annotated[
    list[str] | None,
    typer.Option(help="中止 A..B，首尾两日在内，可多次 / both ends included, repeatable"),
]
Interrupted = Annotated[
    list[str] | None,
    typer.Option(help="中断之日，可多次，以最后一次为准 / day of an interruption, repeatable"),
]
AsOf = Annotated[
    str, typer.Option(help="日历以当日终了时所知为准 / the calendar as known at its end")
]
Entered = Annotated[
    bool, typer.Option(help="计入数据库中录入的放假通知 / with the notices that were entered")
]


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command("deadline")
    def show(
        rule: Annotated[str, typer.Argument(help="规则编号 / id of a rule, MED.ACCEPT")],
        *,
        from_on: Annotated[
            str, typer.Option("--from", help="起算事由发生之日 / day of the trigger")
        ],
        region: Annotated[str, typer.Option(help="区划代码 / region code, 6 to 12 digits; CN")],
        org_kind: Annotated[str, typer.Option(help="组织类型 / kind of organisation")] = "",
        extension: Annotated[str, typer.Option(help="延长 / further units allowed")] = "",
        suspended: Suspended = None,
        interrupted: Interrupted = None,
        as_of: AsOf = "",
        entered: Entered = False,
        as_json: Annotated[bool, typer.Option("--json", help="完整 JSON / all of it")] = False,
    ) -> None:
        """期限的起止和逐日理由 / When a period ends, and why, day by day."""
        asked = AskedInText(
            rule=rule,
            from_on=from_on,
            region=region,
            org_kind=org_kind,
            extension=extension,
            suspended=suspended or [],
            interrupted=interrupted or [],
            as_of=as_of,
        )
        rulebook = _with_entries() if entered else NationalRulebook()
        try:
            told = deadline(asked, rulebook, SystemClock().today())
        except InvalidQuestion as invalid:
            _refuse(invalid)
        if as_json:
            typer.echo(msgspec.json.encode(told).decode())
        else:
            _show(told, Console(highlight=False))


def _with_entries() -> NationalRulebook:
    """What is shipped, and what was entered in the databases of the settings."""
    # Read only here: a question about what is shipped needs none of it, and is answered at once.
    from services.cli.databases import databases, require_migrated  # noqa: PLC0415
    from services.cli.rulebook import rulebook_on  # noqa: PLC0415
    from services.workflow.settings import load  # noqa: PLC0415

    async def read(dsn: str) -> NationalRulebook:
        async with rulebook_on(dsn) as rulebook:
            await rulebook.refresh()
            return rulebook

    with databases(load()) as found:
        require_migrated(found)
        return asyncio.run(read(found.app))


def _refuse(invalid: InvalidQuestion) -> NoReturn:
    for fault in invalid.faults:
        line = f"{_OPTIONS[fault.field]}: {fault.zh} / {fault.en}"
        typer.secho(line, fg=typer.colors.RED, err=True)
    raise typer.Exit(2)


def _show(told: DeadlineTold, console: Console) -> None:
    console.print(f"[bold]{told.rule}[/bold] {escape(told.title_zh)}")
    console.print(escape(told.title_en))
    console.print(f"起算 / from {told.start}")
    for line in _dates(told):
        console.print(line)
    console.print(f"依据 / basis  {escape(told.basis)}")
    checked = "已核对 / checked" if told.is_verified else "未经律师核对 / not checked by a lawyer"
    console.print(f"证据 / evidence  {told.evidence.value}，{checked}")
    console.print(f"规则包 / rules {told.rule_pack}    日历 / calendar {told.calendar}")
    for caveat in told.caveats:
        console.print(f"[yellow]注意[/yellow] {escape(caveat.zh)} / {escape(caveat.en)}")
    for step in told.explanation:
        mark = "[green]+[/green]" if step.is_counted else "[dim]-[/dim]"
        console.print(f"  {mark} {escape(step.zh)}")
        console.print(f"    [dim]{escape(step.en)}[/dim]")


def _dates(told: DeadlineTold) -> list[str]:
    parts = [f"[bold]末日 / due {told.due_rolled}[/bold]"]
    if told.binding is Binding.SPLIT:
        parts = [
            f"[bold]自身职责 / own duty {told.own_duty_until}[/bold]",
            f"[bold]当事人权利 / a party's right {told.party_right_until}[/bold]",
        ]
    if told.due_clear is not None:
        parts.append(f"留足整日 / clear days {told.due_clear}")
    if told.provisional:
        parts.append("[yellow]暂定 / provisional[/yellow]")
    return parts

"""`fengqiao import`: an organisation's ledger, or a roster of bodies and mediators, into the log."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn, TypeVar

import typer
import uvloop
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from services.cli import import_summary, roster
from services.cli.databases import Databases, databases, migrate_all
from services.cli.write_side import WriteSide, write_side
from services.workflow.application.ledger import entries
from services.workflow.application.ledger.importing import LedgerImport
from services.workflow.application.ledger.report import Report
from services.workflow.application.ledger.sheets import Unusable, Workbook
from services.workflow.application.ledger.taking_over import Progress as Told
from services.workflow.application.ports import StoreUnavailable
from services.workflow.integrations import spreadsheet, spreadsheet_report
from services.workflow.settings import Settings, load
from services.workflow.storage.directory import PostgresDirectory

T = TypeVar("T")

STAGES = {
    "checking": "检查 checking",
    "recording": "写入 recording",
    "organisations": "机构 organisations",
}

File = Annotated[Path, typer.Argument(help="xlsx, xls, csv (UTF-8, GB18030)")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        no_args_is_help=True, help="导入台账或机构名册 / Import a ledger or a roster of bodies"
    )
    app.add_typer(group, name="import")

    @group.command("ledger")
    def ledger(
        file: File,
        *,
        create_unknown: Annotated[
            bool,
            typer.Option(help="把没有登记的机构建为“未核实” / enter unknown bodies as unverified"),
        ] = False,
        dry_run: Annotated[
            bool, typer.Option(help="只检查，不写入 / check only, write nothing")
        ] = False,
        report: Annotated[
            Path | None,
            typer.Option(
                help="逐格标注的报告：xlsx、csv 或 json / report at the cells: xlsx, csv or json"
            ),
        ] = None,
    ) -> None:
        """导入台账：好的行写入，有问题的逐格报告；再次导入不会重复。

        Exit code 0: all rows are in. 1: some rows were refused. 2: nothing could be done.
        """
        try:
            workbook = spreadsheet.read(file)
            # A file that is no ledger, or a report in an unknown format, is told before anything.
            entries.require_ledger(workbook)
            if report is not None:
                spreadsheet_report.require_format(report)
            outcome = run(
                load(),
                lambda side, found, told: import_ledger(
                    side, found, workbook, told, create_unknown=create_unknown, dry_run=dry_run
                ),
            )
            if report is not None:
                spreadsheet_report.write(outcome, workbook, report)
        except (Unusable, StoreUnavailable) as error:
            _fail(error)
        import_summary.show(outcome, report, Console())
        raise typer.Exit(0 if outcome.is_clean else 1)

    @group.command("organisations")
    def organisations(file: Annotated[Path, typer.Argument(help="TOML")]) -> None:
        """导入机构、辖区和调解员名册 / Import bodies, their areas and their mediators."""
        try:
            read = roster.read(file)
            run(load(), lambda side, _found, told: enter_roster(side, read, told))
        except (Unusable, StoreUnavailable) as error:
            _fail(error)
        count = f"{len(read.body)} 机构, {len(read.mediator)} 调解员"
        typer.echo(f"已在册 / on file: {count} / bodies, mediators")


async def import_ledger(
    side: WriteSide,
    found: Databases,
    workbook: Workbook,
    told: Told,
    *,
    create_unknown: bool = False,
    dry_run: bool = False,
) -> Report:
    """Import a file that was read. Raises Unusable, StoreUnavailable."""
    ledger = LedgerImport(
        side.store,
        side.keyring,
        PostgresDirectory(found.app),
        side.registry,
        side.clock,
        side.rulebook,
    )
    return await ledger.run(
        workbook, creates_unknown=create_unknown, is_dry_run=dry_run, progress=told
    )


async def enter_roster(side: WriteSide, read: roster.Roster, told: Told) -> None:
    """Enter the bodies and mediators of a roster."""
    await roster.enter(read, side.registry, lambda done, of: told("organisations", done, of))


def run(
    settings: Settings, job: Callable[[WriteSide, Databases, Told], Coroutine[Any, Any, T]]
) -> T:
    """Do a job on the write side, with its progress shown; the embedded server is started if need be."""

    async def whole(found: Databases) -> T:
        async with write_side(settings, found) as side, progress() as told:
            return await job(side, found, told)

    with databases(settings) as found, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        if found.server is not None:
            migrate_all(found)
        return runner.run(whole(found))


@asynccontextmanager
async def progress() -> AsyncIterator[Told]:
    """Bars on the terminal, one for each stage; nothing where output is not a terminal."""
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(*columns, TimeElapsedColumn(), console=Console(stderr=True)) as bars:
        stages: dict[str, Any] = {}

        def told(stage: str, done: int, of: int) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(STAGES.get(stage, stage), total=of)
            bars.update(stages[stage], completed=done, total=of)

        yield told


def _fail(error: Unusable | StoreUnavailable) -> NoReturn:
    if isinstance(error, Unusable):
        message = f"{error.zh}\n{error.en}"
    else:
        message = f"数据库暂时不可用，请稍后再试；已写入的行不会重复\n{error}; try again later"
    typer.secho(message, fg=typer.colors.RED, err=True)
    raise typer.Exit(2)

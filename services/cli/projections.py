"""`fengqiao projections`: how far the read models are, what is held back, rebuild, try again."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from services.cli.databases import Databases, databases
from services.cli.deadline_keeping import recomputed, tell
from services.kit.database import connect
from services.projections import positions, quarantine
from services.projections.deadlines.rebuild import NAME as DEADLINES
from services.projections.rebuild import RebuildRefused, Rebuilt, outdated, rebuild
from services.projections.views import VIEWS
from services.workflow.settings import load

Found = TypeVar("Found")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="查询数据：进度、隔离、重建 / the read models")

    @group.command()
    def status() -> None:
        """各查询表的进度和被隔离的争议 / Positions, lag, and what is held back."""
        found, held = _asked(_looked)
        console = Console()
        console.print(_tables(found))
        if held:
            console.print(_held(held))

    @group.command()
    def retry(
        stream: Annotated[UUID | None, typer.Argument(help="争议 / stream; none: all")] = None,
    ) -> None:
        """请求重试被隔离的争议 / Have what is held back tried again, in order, by the follower."""
        count = _asked(lambda connection: quarantine.ask_retry(connection, stream))
        typer.echo(f"{count} 处将重试 / will be tried again")

    @group.command("rebuild")
    def rebuild_command(
        view: Annotated[str, typer.Argument(help="、".join((*VIEWS, DEADLINES)))] = "",
        *,
        accept_differences: Annotated[
            bool, typer.Option(help="行有差异也启用 / show it though rows differ")
        ] = False,
    ) -> None:
        """在旁边重建、比对、替换 / Rebuild beside the live table, compare, swap; no VIEW: outdated ones."""
        if view == DEADLINES:
            with databases(load()) as found:
                tell(asyncio.run(recomputed(found)))
            return
        wanted = [view] if view else _asked(outdated)
        if unknown := set(wanted) - set(VIEWS):
            raise typer.BadParameter(f"{unknown.pop()}: {'、'.join((*VIEWS, DEADLINES))}")
        if not wanted:
            typer.echo("各表都是本版本的 / every read model is of this release")
        for name in wanted:
            _told(_rebuilt(name, accept_differences=accept_differences))

    app.add_typer(group, name="projections")


def rebuild_outdated(found: Databases) -> None:
    """Bring read models that an older release wrote to this one's form, before anybody reads them."""

    async def which() -> list[str]:
        connection = await connect(found.projector, name="fengqiao projections")
        try:
            return await outdated(connection)
        finally:
            await connection.close()

    for view in asyncio.run(which()):
        typer.echo(f"正在按本版本重建查询数据 {view} / rebuilding {view} for this release")
        asyncio.run(rebuild(found.projector, view))


def _asked(what: Callable[[Any], Awaitable[Found]]) -> Found:
    async def ask(dsn: str) -> Found:
        connection = await connect(dsn, name="fengqiao projections")
        try:
            return await what(connection)
        finally:
            await connection.close()

    with databases(load()) as found:
        return asyncio.run(ask(found.projector))


async def _looked(
    connection: Any,
) -> tuple[list[positions.Status], list[quarantine.Quarantined]]:
    return await positions.status(connection), await quarantine.listed(connection)


def _tables(found: list[positions.Status]) -> Table:
    table = Table("查询表", "表", "版本", "位置", "落后事件", "落后秒", "隔离")
    for one in found:
        if one.is_live:
            lag = (str(one.lag_events), f"{one.lag_seconds:.1f}")
            table.add_row(
                one.view, one.table, str(one.version), str(one.position), *lag, str(one.quarantined)
            )
    return table


def _held(held: list[quarantine.Quarantined]) -> Table:
    table = Table("隔离的流", "表", "位置", "事件", "原因", "次数", "等待")
    for one in held:
        table.add_row(
            str(one.stream),
            one.table,
            str(one.position),
            one.topic,
            f"{one.error} ({one.error_hash})",
            str(one.attempts),
            str(one.waiting),
        )
    return table


def _rebuilt(view: str, *, accept_differences: bool) -> Rebuilt:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with databases(load()) as found, Progress(*columns, TimeElapsedColumn()) as shown:
        bar = shown.add_task(view, total=None)
        try:
            return asyncio.run(
                rebuild(
                    found.projector,
                    view,
                    accept_differences=accept_differences,
                    progress=lambda done, goal: shown.update(bar, completed=done, total=goal),
                )
            )
        except RebuildRefused as refused:
            raise typer.BadParameter(str(refused)) from None


def _told(done: Rebuilt) -> None:
    if done.differing is None:
        compared = "版本不同，未比对 / another version, not compared"
    else:
        compared = f"{done.differing} 行有差异 / rows differ"
    typer.echo(f"{done.view}: 至位置 {done.position}，{compared}")
    if not done.is_shown:
        typer.echo("未启用；核对后加 --accept-differences / not shown; check, then accept")
        raise typer.Exit(1)
    typer.echo(f"已启用 {done.table} / is shown now")

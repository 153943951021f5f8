"""`fengqiao verify`: is the log whole and unchanged, are keys there, do read models say what it says."""

import asyncio
from typing import Annotated

import msgspec
import typer
from rich.console import Console

from services.cli.databases import Databases, databases
from services.cli.deadline_keeping import compared
from services.projections.deadlines.rebuild import Recomputed
from services.projections.verification import Verified, verify_views
from services.workflow.settings import load
from services.workflow.storage.verify_keys import people_without_keys
from services.workflow.storage.verify_log import LogVerification, verify_log

_MOST_LISTED = 20


class Verification(msgspec.Struct, frozen=True, kw_only=True):
    """All that was checked."""

    log: LogVerification
    people: int
    """People whose sealed values the log holds."""
    people_without_keys: tuple[str, ...]
    views: list[Verified]
    deadlines: Recomputed

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong anywhere."""
        return (
            self.log.is_sound
            and not self.people_without_keys
            and all(view.is_true and not view.quarantined for view in self.views)
            and not self.deadlines.differing
            and not self.deadlines.failed
        )


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def verify(
        *,
        as_json: Annotated[bool, typer.Option("--json", help="完整 JSON / all of it")] = False,
    ) -> None:
        """核对日志、密钥与统计表 / Verify log, keys and read models; exit code 1 where something is wrong."""
        with databases(load()) as found:
            result = asyncio.run(_verified(found))
        if as_json:
            typer.echo(msgspec.json.encode(result).decode())
        else:
            _show(result, Console())
        if not result.is_sound:
            raise typer.Exit(1)


async def _verified(found: Databases) -> Verification:
    people, without_keys = await people_without_keys(found.app, found.keys)
    return Verification(
        log=await verify_log(found.app),
        people=people,
        people_without_keys=tuple(map(str, without_keys)),
        views=await verify_views(found.projector),
        deadlines=await compared(found),
    )


def _show(result: Verification, console: Console) -> None:
    log = result.log
    _line(
        console,
        log.is_sound,
        f"日志 log: {log.events} 个事件，哈希链、位置、时间、版本与幂等键",
        [f"位置 {f.position}: {f.kind}: {f.detail}" for f in log.findings],
    )
    _line(
        console,
        not result.people_without_keys,
        f"密钥 keys: {result.people} 人",
        [f"没有密钥 no key: {person}" for person in result.people_without_keys],
    )
    for view in result.views:
        _line(
            console,
            view.is_true and not view.quarantined,
            f"统计表 {view.view} ({view.table}): {view.rows} 行，至位置 {view.position}"
            + (f"，{view.quarantined} 个隔离" if view.quarantined else ""),
            [f"{view.differing} 行与事件不符 differ: {', '.join(view.examples)}"]
            if not view.is_true
            else [],
        )

    _line(
        console,
        not result.deadlines.differing and not result.deadlines.failed,
        f"期限 deadlines_due: {result.deadlines.disputes} 件争议，至位置 {result.deadlines.position}",
        [
            f"{result.deadlines.differing} 行不符 differ, {result.deadlines.failed} 件未能推算 failed",
        ]
        if result.deadlines.differing or result.deadlines.failed
        else [],
    )


def _line(console: Console, is_sound: bool, what: str, findings: list[str]) -> None:
    mark = "[green]✓[/green]" if is_sound else "[red]✗[/red]"
    console.print(f"{mark} {what}")
    for finding in findings[:_MOST_LISTED]:
        console.print(f"    {finding}", markup=False)

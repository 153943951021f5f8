"""`fengqiao partner feeds` and the probe: how far each partner's feed is, and what holds feeds up."""

from typing import Final

import typer
from rich.console import Console
from rich.table import Table

from services.cli.write_calls import on_write_side
from services.cli.write_side import WriteSide
from services.kit.database import connect
from services.partners.feed.holding import HeldSince, Standing, held_now, standings
from services.partners.feed.reading import Feeds
from services.projections.http.health import Waiting, Watch

PART: Final = "feeds"
"""What the probe calls them."""
Found = tuple[tuple[Standing, ...], tuple[HeldSince, ...]]


def held_feeds(of: Feeds) -> Watch:
    """For `/health/keeping-up`: events before which every feed waits."""

    async def watch() -> tuple[Waiting, ...]:
        return tuple(
            Waiting(part=PART, position=one.position, topic=one.topic, since=one.since)
            for one in await of.held()
        )

    return watch


def feeds() -> None:
    """各合作单位的数据流到了哪里 / How far each feed is; exit code 1 where an event holds them up."""
    found, held = on_write_side(_looked)
    table = Table("代号 code", "条数 items", "位置 position", "尚差 behind", "停在 held before")
    for each in found:
        stops = str(each.held_at) if each.held_at else "" if each.is_active else "停用 inactive"
        table.add_row(each.code, str(each.items), str(each.position), str(each.behind), stops)
    console = Console()
    console.print(table)
    for one in held:
        console.print(
            f"[red]✗[/red] 位置 {one.position} 的 {one.topic} 本版本不能读取（{one.error}），"
            f"自 {one.since:%Y-%m-%d %H:%M} 起数据流停在其前 / feeds wait before it"
        )
    if held:
        raise typer.Exit(1)


async def _looked(side: WriteSide) -> Found:
    connection = await connect(side.dsn, name="fengqiao partner feeds")
    try:
        return await standings(connection), await held_now(connection)
    finally:
        await connection.close()

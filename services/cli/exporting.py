"""`fengqiao export`: the ledger of an organisation or region as a file."""

import asyncio
import contextlib
from datetime import date
from pathlib import Path
from typing import Annotated, Any, NoReturn

import msgspec
import typer

from services.cli.databases import Databases
from services.cli.importing import run
from services.cli.write_side import WriteSide
from services.kit.database import create_pool
from services.projections.ledger.discretion import WHOLE, Discretion, whole
from services.projections.ledger.files import Format, is_sample, written
from services.projections.ledger.gathering import lines
from services.projections.ledger.line import Line
from services.projections.queries import directories
from services.projections.queries.filters import Filters
from services.projections.queries.reached import Behind, reach
from services.projections.runner import catch_up
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.views import Relation, Scope
from services.workflow.settings import load

EVERYTHING = Scope(relation=Relation.NONE)


def register(app: typer.Typer) -> None:
    """Add the command."""
    group = typer.Typer(no_args_is_help=True, help="导出台账 / Export a ledger")
    app.add_typer(group, name="export")
    # With one command alone the group would take its name for an argument.
    group.callback()(lambda: None)

    @group.command("ledger")
    def ledger(
        *,
        out: Annotated[Path, typer.Option("-o", "--out", help="文件 / file to write")],
        organisation: Annotated[
            str | None, typer.Option(help="调解组织代码 / code of the organisation")
        ] = None,
        region: Annotated[str | None, typer.Option(help="区划代码 / region code")] = None,
        from_on: Annotated[str | None, typer.Option("--from", help="起 / first day")] = None,
        to_on: Annotated[str | None, typer.Option("--to", help="止 / last day")] = None,
        form: Annotated[
            Format | None, typer.Option("--format", help="缺省按文件名 / else by the file's name")
        ] = None,
    ) -> None:
        """导出台账：与导入同一张表，姓名和证件号不遮盖 / The table that the import takes, unmasked."""
        if organisation is None and region is None:
            _refuse("--organisation | --region: 须填其一 / one of them is needed")
        filters = _filters(region, from_on, to_on)
        chosen = form or _format_of(out)
        if not out.absolute().parent.is_dir():
            _refuse(f"-o: 没有目录 {out.parent} / there is no such folder")
        body, rows = run(
            load(), lambda side, found, _: _exported(side, found, filters, organisation, chosen)
        )
        out.write_bytes(body)
        sample = "，其中有示例数据 / example data among them" if any(map(is_sample, rows)) else ""
        typer.echo(f"{out}: {len(rows)} 行 / rows{sample}")


def _filters(region: str | None, from_on: str | None, to_on: str | None) -> Filters:
    first, last = _day("--from", from_on), _day("--to", to_on)
    if first and last and last < first:
        _refuse("--to: 早于 --from / before --from")
    try:
        code = RegionCode(region) if region is not None else None
    except InvalidValue as error:
        _refuse(f"--region: {error.zh} / {error.en}")
    return Filters(region=code, received_from=first, received_to=last)


def _day(option: str, text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text is not None else None
    except ValueError:
        _refuse(f"{option}: 日期不对 / not a day: {text}")


def _format_of(out: Path) -> Format:
    try:
        return Format(out.suffix.lower().removeprefix("."))
    except ValueError:
        _refuse(f"-o: 须为 .xlsx 或 .csv，或写明 --format / must end so, or name the format: {out}")


async def _exported(
    side: WriteSide,
    found: Databases,
    filters: Filters,
    organisation: str | None,
    form: Format,
) -> tuple[bytes, list[Line]]:
    everybody = Discretion(
        open_all=side.keyring.open_all, name=whole, contacts=lambda _dispute: WHOLE
    )
    async with await create_pool(found.projector, name="fengqiao export", size=2) as pool:
        await _up_to_date(pool, found.projector, await side.store.head())
        if organisation is not None:
            body = await directories.body_of(pool, organisation)
            if body is None:
                _refuse(f"--organisation: 没有登记的代码 / no such code: {organisation}")
            filters = msgspec.structs.replace(filters, organisation=body)
        rows = await lines(pool, filters, EVERYTHING, everybody)
    return written(rows, form, side.clock.today()), rows


async def _up_to_date(pool: Any, dsn: str, head: int) -> None:
    """Fold what the read models lack, or wait for whoever is folding it."""
    folding = asyncio.ensure_future(catch_up(dsn))
    try:
        while not folding.done():
            with contextlib.suppress(Behind):
                await reach(pool, head)
                return
        await folding
    finally:
        folding.cancel()
        await asyncio.gather(folding, return_exceptions=True)


def _refuse(message: str) -> NoReturn:
    raise typer.BadParameter(message)

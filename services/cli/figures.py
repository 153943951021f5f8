"""`fengqiao figures`: a figure for a region and period, with everything behind it."""

import asyncio
from datetime import UTC, date, datetime
from typing import Annotated

import msgspec
import typer
from rich.console import Console
from rich.table import Column, Table

from services.cli.databases import databases
from services.kit.clock import LEGAL_ZONE
from services.kit.database import connect
from services.projections.definitions.definition import CENTRES_REACHING, DEFINITIONS
from services.projections.definitions.known import Question
from services.projections.definitions.told import FigureTold, PartTold, ShareTold, told
from services.projections.figures import UnknownDefinition, compute
from services.projections.storage import event_log
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import RegionCode
from services.workflow.recorded.codec import encode_value
from services.workflow.settings import load

BREAKDOWNS = ("area", "organisation")


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def figures(
        definition: Annotated[str, typer.Argument(help="、".join(DEFINITIONS))],
        *,
        region: Annotated[str, typer.Option(help="区划代码 / region code, 6 to 12 digits")],
        from_on: Annotated[str, typer.Option("--from", help="起 / first day, 2019-01-01")],
        to_on: Annotated[str, typer.Option("--to", help="止 / last day, 2019-12-31")],
        by: Annotated[str | None, typer.Option(help="area 或 / or organisation")] = None,
        known_at: Annotated[
            str | None,
            typer.Option(
                help="按当时所知 / as known then: 日志位置 a position, 日期 a day, RFC 3339"
            ),
        ] = None,
        as_json: Annotated[bool, typer.Option("--json", help="完整 JSON / all of it")] = False,
    ) -> None:
        """统计指标及其每一件争议 / A figure, with every dispute and event behind it."""
        question = _question(region, from_on, to_on, by)
        figure = asyncio.run(_computed(definition, question, _known(known_at)))
        if as_json:
            typer.echo(msgspec.json.encode(figure, enc_hook=encode_value).decode())
        else:
            _show(figure, Console())


def _question(region: str, from_on: str, to_on: str, by: str | None) -> Question:
    if by is not None and by not in BREAKDOWNS:
        raise typer.BadParameter(f"--by: {' | '.join(BREAKDOWNS)}")
    try:
        code = RegionCode(region)
    except InvalidValue as error:
        raise typer.BadParameter(f"--region: {error.zh} / {error.en}") from None
    question = Question(
        region=code, from_on=_day("--from", from_on), to_on=_day("--to", to_on), by=by
    )
    if question.to_on < question.from_on:
        raise typer.BadParameter("--to: 早于 --from / before --from")
    return question


def _day(option: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{option}: 日期不对 / not a day: {text}") from None


def _known(text: str | None) -> datetime | int | None:
    """A position, an instant, or the end of a legal day."""
    if text is None or text.isdigit():
        return None if text is None else int(text)
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"--known-at: {text}") from None
    if len(text) == len("2019-01-01"):
        instant = instant.replace(hour=23, minute=59, second=59, microsecond=999_999)
    return (instant if instant.tzinfo else instant.replace(tzinfo=LEGAL_ZONE)).astimezone(UTC)


async def _computed(
    definition: str, question: Question, known_at: datetime | int | None
) -> FigureTold:
    with databases(load()) as found:
        connection = await connect(found.projector, name="fengqiao figures")
        try:
            figure = await compute(connection, definition, question, known_at)
            head = await event_log.head(connection)
            if known_at is None and figure.position < head.position:
                # Nobody follows the log just now: fold it instead of telling old news.
                figure = await compute(connection, definition, question, head.position)
        except UnknownDefinition as unknown:
            raise typer.BadParameter(f"{unknown.name}: {'、'.join(unknown.known)}") from None
        finally:
            await connection.close()
    return told(figure)


def _show(figure: FigureTold, console: Console) -> None:
    definition = figure.definition
    sample = " [yellow]示例数据[/yellow]" if figure.is_sample else ""
    console.print(f"[bold]{definition.zh}[/bold] {definition.name}{sample}")
    console.print(f"{figure.region}  {figure.from_on} – {figure.to_on}")
    console.print(f"分子：{definition.numerator_zh}")
    console.print(f"分母：{definition.denominator_zh}")
    console.print(_table(figure))
    for part in (*figure.total.beside, *figure.total.excluded):
        if part.count:
            console.print(f"另列：{part.zh}（{part.count}）")
    console.print(
        f"日志位置 {figure.position}，规则包 {'、'.join(figure.rule_packs) or '–'}；"
        "加 --json 可见每一件争议和事件"
    )


def _table(figure: FigureTold) -> Table:
    table = Table(Column("辖区", overflow="fold"), "分子", "分母", "比率", "达标")
    for share in (*figure.rows, figure.total):
        counts_centres = share is figure.total and figure.definition.name == CENTRES_REACHING.name
        count = _centres if counts_centres else _count
        table.add_row(
            _name(share, figure),
            count(share.numerator),
            count(share.denominator),
            f"{share.percent}%" if share.percent else "–",
            {True: "是", False: "否", None: "–"}[share.is_reached],
            end_section=bool(figure.rows) and share is figure.rows[-1],
        )
    return table


def _name(share: ShareTold, figure: FigureTold) -> str:
    if share is figure.total:
        return "合计"
    return share.name or {"unassigned": "未归入", "elsewhere": "其他"}.get(share.code, share.code)


def _count(part: PartTold) -> str:
    return f"{part.count}件 {part.workers}人"


def _centres(part: PartTold) -> str:
    return f"{part.count}个中心"

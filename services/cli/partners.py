"""`fengqiao partner`: an operator sets up the systems of other bodies that call us or are called."""

import re
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Annotated, Any, TypeVar

import typer
from msgspec import structs
from rich.console import Console
from rich.table import Table

from services.cli.partner_feeds import feeds
from services.cli.write_calls import on_write_side
from services.cli.write_side import WriteSide
from services.partners.profiles.partner import (
    ALL_SCOPES,
    LATE_SECONDS,
    Partner,
    PartnerKind,
    PartnerScope,
    partner_id,
)
from services.partners.profiles.secret import Direction
from services.partners.profiles.store import ProfileChanged, Profiles
from services.workflow.application.registry import organisation_id
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import RegionCode
from services.workflow.settings import InvalidSettings

OPERATOR = "operator"
"""Who changes a profile at the command line, as the journal names it."""
_CODE = re.compile(r"[a-z0-9][a-z0-9-]{1,62}")
Done = TypeVar("Done")

Code = Annotated[str, typer.Argument(help="代号：小写字母、数字、连字符 / code")]
Scopes = Annotated[
    list[PartnerScope] | None, typer.Option("--scope", help="权限范围，可多次 / may be repeated")
]
Fields = Annotated[
    list[str] | None,
    typer.Option("--field", help="可见字段，如 * 、tribunal、-agreement.versions、-answers.phone"),
]
Hidden = Annotated[
    list[str] | None, typer.Option("--hide", help="不给看的材料种类 / kinds of documents hidden")
]
Rate = Annotated[int | None, typer.Option(min=1, help="每分钟请求数 / requests per minute")]
Late = Annotated[
    int | None, typer.Option(min=1, max=604_800, help="签名最迟多少秒后仍收 / by its retry policy")
]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="合作单位的系统 / systems of other bodies")
    for command in (add, change, show, secret):
        group.command()(command)
    group.command("list")(list_all)
    group.command()(feeds)
    app.add_typer(group, name="partner")


def add(
    code: Code,
    *,
    kind: Annotated[PartnerKind, typer.Option(help="哪类单位 / what body's system")],
    name: Annotated[str, typer.Option(help="单位名称 / name")],
    body: Annotated[
        str, typer.Option(help="机构名册中的代号 / the body's code on the roster")
    ] = "",
    region: Annotated[str, typer.Option(help="辖区代码 / region code")] = "",
    scope: Scopes = None,
    field: Fields = None,
    hide: Hidden = None,
    rate: Rate = None,
    late: Late = None,
) -> None:
    """登记一个合作单位 / Set a partner up."""
    if not _CODE.fullmatch(code):
        raise typer.BadParameter("代号须为小写字母、数字和连字符 / lower-case letters, digits, -")
    made = Partner(
        id=partner_id(code),
        code=code,
        kind=kind,
        zh=name,
        organisation=organisation_id(body) if body else None,
        region=_area(region),
        scopes=_scopes(scope) or ALL_SCOPES,
        fields=tuple(field or ("*",)),
        hidden_documents=tuple(hide or ()),
        requests_per_minute=rate or 600,
        late_seconds=late or LATE_SECONDS,
    )
    _with(lambda profiles: profiles.save(made, by=OPERATOR, what="added"))
    typer.echo(f"已登记 / added: {code}  {made.id}")


def change(
    code: Code,
    *,
    name: Annotated[str | None, typer.Option(help="名称 / name")] = None,
    region: Annotated[str | None, typer.Option(help="辖区 / region")] = None,
    scope: Scopes = None,
    field: Fields = None,
    hide: Hidden = None,
    rate: Rate = None,
    late: Late = None,
    active: Annotated[
        bool | None, typer.Option("--active/--inactive", help="启用、停用 / takes part or not")
    ] = None,
) -> None:
    """修改一个合作单位 / Change a partner; what is not named stays."""
    told = {
        "zh": name,
        "region": _area(region) if region is not None else None,
        "scopes": _scopes(scope),
        "fields": tuple(field) if field is not None else None,
        "hidden_documents": tuple(hide) if hide is not None else None,
        "requests_per_minute": rate,
        "late_seconds": late,
        "is_active": active,
    }
    changes = {name: value for name, value in told.items() if value is not None}
    if not changes:
        raise typer.BadParameter("没有要修改的内容 / nothing to change")

    async def save(profiles: Profiles) -> None:
        known = await _known(profiles, code)
        later = structs.replace(known, version=known.version + 1, **changes)
        await profiles.save(later, by=OPERATOR, what=", ".join(changes))

    _with(save)
    typer.echo(f"已修改 / changed: {code}")


def show(code: Code) -> None:
    """显示一个合作单位 / Show a partner."""
    found = _with(lambda profiles: _known(profiles, code))
    for name, value in structs.asdict(found).items():
        told = ", ".join(map(str, value)) if isinstance(value, tuple) else value
        typer.echo(f"{name:<20} {told}")


def list_all() -> None:
    """列出合作单位 / List the partners."""
    table = Table("代号 code", "类别 kind", "名称 name", "辖区 region", "启用 active")
    for each in _with(lambda profiles: profiles.all()):
        active = "✓" if each.is_active else "—"
        table.add_row(each.code, each.kind, each.zh, each.region or "", active)
    Console().print(table)


def secret(
    code: Code,
    *,
    direction: Annotated[
        Direction, typer.Option(help="in：对方签名；out：我方签名 / who signs with it")
    ],
    keep_old_hours: Annotated[
        int, typer.Option(min=0, max=24 * 30, help="旧密钥还有效多少小时 / the old one stays valid")
    ] = 24,
) -> None:
    """生成签名密钥，只显示这一次 / Make a webhook secret; it is shown this once."""

    async def make(profiles: Profiles) -> str:
        known = await _known(profiles, code)
        kept = timedelta(hours=keep_old_hours)
        return (await profiles.add_secret(known, direction, by=OPERATOR, keep_old=kept)).text

    typer.echo(_with(make))


async def _known(profiles: Profiles, code: str) -> Partner:
    found = await profiles.find(code)
    if found is None:
        raise InvalidSettings(f"没有合作单位 {code} / no partner {code}")
    return found


def _with(do: Callable[[Profiles], Awaitable[Done]]) -> Done:
    async def run(side: WriteSide) -> Any:
        async with Profiles.open(side.dsn, side.master, side.clock) as profiles:
            try:
                return await do(profiles)
            except ProfileChanged as changed:
                raise InvalidSettings(
                    f"{changed} 已经登记，或刚被他人修改 / is there already, or was just changed"
                ) from None

    done: Done = on_write_side(run)
    return done


def _area(region: str) -> str | None:
    """The digits that every region of the area begins with."""
    if not region:
        return None
    try:
        return RegionCode(region).stem
    except InvalidValue as error:
        raise typer.BadParameter(f"{error.zh} / {error.en}") from None


def _scopes(named: list[PartnerScope] | None) -> tuple[str, ...] | None:
    return tuple(scope.value for scope in named) if named else None

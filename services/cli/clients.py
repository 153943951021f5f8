"""`fengqiao client`: an operator lets programs get tokens by a secret of theirs."""

import json
from datetime import timedelta
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from services.access.client import Client, new_id
from services.cli.access_calls import OPERATOR, on_access, region_of
from services.cli.access_side import AccessSide
from services.cli.write_calls import refuse
from services.kit.clock import SystemClock
from services.partners.profiles.partner import PartnerScope
from services.partners.profiles.store import Profiles
from services.workflow.application.registry import organisation_id
from services.workflow.domain.given import Role
from services.workflow.settings import load

Id = Annotated[str, typer.Argument(help="客户端编号 / id of the client, cli_…")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(
        no_args_is_help=True, help="客户端：用密钥领取令牌的程序 / clients (OAuth2)"
    )
    for command in (add, disable, rotate):
        group.command()(command)
    group.command("list")(list_all)
    app.add_typer(group, name="client")


def add(
    name: Annotated[str, typer.Argument(help="是什么程序 / what program it is")],
    *,
    partner: Annotated[str, typer.Option(help="合作单位的代号 / code of the partner")] = "",
    role: Annotated[
        Role | None, typer.Option(help="不属合作单位时：身份 / role, where it is no partner's")
    ] = None,
    body: Annotated[str, typer.Option(help="所代表机构的代号 / code of the body")] = "",
    region: Annotated[str, typer.Option(help="区域代码 / region code")] = "",
    scope: Annotated[
        list[PartnerScope] | None, typer.Option(help="权限范围，可多次 / may be repeated")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """登记一个客户端，密钥只显示一次 / Add a client; its secret is shown this once."""
    _require_own_tokens()
    if bool(partner) == bool(role):
        raise typer.BadParameter("--partner 与 --role 须有且只有一个 / one of --partner and --role")
    if partner and (body or region):
        raise typer.BadParameter(
            "合作单位的客户端，机构和区域由其资料决定 / a partner's profile gives body and region"
        )
    if role is Role.SYSTEM:
        raise typer.BadParameter("系统身份不给程序用 / the system's role is for no program")
    client = Client(
        client_id=new_id(),
        name=name,
        partner=partner or None,
        role=role,
        organisation=organisation_id(body) if body else None,
        region=region_of(region),
        scopes=tuple(str(each) for each in scope or ()),
        made_at=SystemClock().now(),
    )

    async def added(access: AccessSide, profiles: Profiles) -> str:
        if client.partner:
            await _check_partner(client, profiles)
        return await access.clients.add(client, by=OPERATOR)

    _show(client.client_id, on_access(added), as_json=as_json)


def list_all() -> None:
    """列出客户端 / List the clients."""

    async def listed(access: AccessSide, _: Profiles) -> list[Client]:
        return await access.clients.all()

    table = Table()
    table.add_column("编号 id", no_wrap=True, overflow="fold")
    for heading in ("名称 name", "单位 partner", "身份 role", "范围 scopes", "停用 disabled"):
        table.add_column(heading, overflow="fold")
    for client in on_access(listed):
        ended = f"{client.disabled_at:%Y-%m-%d %H:%M}Z" if client.disabled_at else ""
        table.add_row(
            client.client_id,
            client.name,
            client.partner or "",
            str(client.role or ""),
            " ".join(client.scopes),
            ended,
        )
    Console().print(table)


def disable(client_id: Id) -> None:
    """停用客户端，其令牌几分钟内失效 / Disable it; its tokens end within minutes."""
    on_access(lambda access, _: access.clients.disable(client_id, by=OPERATOR))
    typer.echo(f"已停用 / disabled: {client_id}")


def rotate(
    client_id: Id,
    *,
    keep_old_hours: Annotated[
        int, typer.Option(min=0, max=720, help="旧密钥再用多久 / how long the old one stays valid")
    ] = 24,
    as_json: AsJson = False,
) -> None:
    """换发密钥，只显示一次 / Give a new secret, shown this once."""
    keep_old = timedelta(hours=keep_old_hours)
    secret = on_access(
        lambda access, _: access.clients.rotate(client_id, by=OPERATOR, keep_old=keep_old)
    )
    _show(client_id, secret, as_json=as_json)


def _show(client_id: str, secret: str, *, as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps({"client_id": client_id, "client_secret": secret}))
        return
    typer.echo(f"client_id={client_id}\nclient_secret={secret}")
    typer.echo("密钥只显示这一次 / the secret is not shown again", err=True)


async def _check_partner(client: Client, profiles: Profiles) -> None:
    partner = await profiles.find(client.partner or "")
    if partner is None:
        refuse(f"没有这个合作单位 / no such partner: {client.partner}")
    if beyond := set(client.scopes) - set(partner.scopes):
        refuse(f"超出合作单位的权限范围 / beyond the partner's scopes: {' '.join(sorted(beyond))}")


def _require_own_tokens() -> None:
    if load().token_jwks is not None:
        refuse(
            "令牌由外部身份系统签发（FENGQIAO_TOKEN_JWKS），请在那里登记客户端 / "
            "tokens come from the identity provider: add the client there"
        )

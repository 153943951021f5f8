"""`fengqiao signing-key`: the keys of our own tokens are shown and renewed."""

from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from services.access.signing_keys import SigningKey
from services.cli.access_calls import OPERATOR, on_access
from services.cli.access_side import AccessSide
from services.partners.profiles.store import Profiles


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="令牌签名密钥 / keys that sign our tokens")
    group.command()(rotate)
    group.command("list")(list_all)
    app.add_typer(group, name="signing-key")


def rotate(
    *,
    compromised: Annotated[
        bool, typer.Option(help="密钥已泄露：旧令牌立即全部失效 / every token ends at once")
    ] = False,
) -> None:
    """换用新密钥：先公布再启用，旧令牌到期前仍有效 / A new key, published before it signs."""
    kid = on_access(lambda access, _: access.keys.rotate(by=OPERATOR, is_compromised=compromised))
    typer.echo(f"新密钥 / new key: {kid}")


def list_all() -> None:
    """列出有效的密钥 / List the keys that verify or will sign."""

    async def listed(access: AccessSide, _: Profiles) -> list[SigningKey]:
        return await access.keys.listed()

    table = Table("编号 kid", "启用 signs from", "停用 ends")
    for key in on_access(listed):
        ends = f"{key.ends_at:%Y-%m-%d %H:%M}Z" if key.ends_at else ""
        table.add_row(key.kid, f"{key.signs_from:%Y-%m-%d %H:%M}Z", ends)
    Console().print(table)

"""`fengqiao package-key`: the keys that sign packages of hand-over, ours and those of partners."""

import json
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Annotated, Any, TypeVar
from uuid import UUID

import typer

from services.cli.write_calls import on_write_side, refuse
from services.cli.write_side import WriteSide
from services.partners.handoff.keys import NoEd25519Key, PackageKeys
from services.partners.profiles.partner import partner_id

OPERATOR = "operator"
Code = Annotated[str, typer.Argument(help="合作单位代号 / the partner's code")]
Done = TypeVar("Done")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="移送材料包的签名密钥 / keys of packages")
    # A thumbprint may begin with a hyphen, and is no option then.
    taken_as_they_are = {"ignore_unknown_options": True}
    for command in (public, rotate, revoke, add, end):
        group.command(context_settings=taken_as_they_are)(command)
    group.command("list")(list_all)
    app.add_typer(group, name="package-key")


def public() -> None:
    """我方全部公钥（JWKS），可交合作单位离线保存 / Our public keys, to be kept by partners."""

    async def told(keys: PackageKeys) -> dict[str, Any]:
        await keys.signer()
        return await keys.public()

    typer.echo(json.dumps(_with(told), indent=2))


def rotate() -> None:
    """换用新的签名密钥，旧公钥照旧公布 / Sign with a new key; the old one stays public."""
    typer.echo(_with(lambda keys: keys.rotate()))


def revoke(
    kid: Annotated[str, typer.Argument(help="指纹 / thumbprint")],
    *,
    compromised: Annotated[
        bool,
        typer.Option(
            "--compromised", help="已泄露：以前所签的也不再可信 / leaked: nothing it signed counts"
        ),
    ] = False,
) -> None:
    """吊销我方一把密钥，公布吊销时间，此后另用新钥 / Withdraw a key of ours, and tell since when."""
    if not _with(lambda keys: keys.revoke(kid, is_compromised=compromised)):
        refuse(f"没有这把未吊销的密钥 / no such key that is not revoked: {kid}")
    typer.echo(f"已吊销 / revoked: {kid}")


def add(
    code: Code, file: Annotated[Path, typer.Argument(help="公钥 JWK 文件 / public JWK")]
) -> None:
    """信任合作单位的一把公钥 / Trust a public key of a partner."""
    try:
        key = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        refuse(f"读不了 {file} / cannot read it: {error}")

    async def trust(keys: PackageKeys) -> str:
        return await keys.add_of_partner(partner_id(code), key, by=OPERATOR)

    try:
        typer.echo(_with(trust))
    except NoEd25519Key:
        refuse("须为 Ed25519 公钥（JWK）/ must be a public Ed25519 key in JWK form")


def end(code: Code, kid: Annotated[str, typer.Argument(help="指纹 / thumbprint")]) -> None:
    """不再信任合作单位的一把公钥 / Trust a key of a partner no longer."""
    partner: UUID = partner_id(code)
    if not _with(lambda keys: keys.end_of_partner(partner, kid)):
        refuse(f"没有这把在用的公钥 / no such key in use: {code} {kid}")
    typer.echo(f"已停用 / ended: {kid}")


def list_all(code: Code) -> None:
    """列出合作单位在用的公钥 / List the keys of a partner that are trusted."""
    for kid in _with(lambda keys: keys.of_partner(partner_id(code))):
        typer.echo(kid)


def _with(do: Callable[[PackageKeys], Awaitable[Done]]) -> Done:
    async def run(side: WriteSide) -> Any:
        async with PackageKeys.open(side.dsn, side.master, side.clock) as keys:
            return await do(keys)

    done: Done = on_write_side(run)
    return done

"""`fengqiao account`: an operator opens, resets and disables the accounts of people."""

from typing import Annotated

import typer
from msgspec.structs import replace
from rich.console import Console
from rich.table import Table

from services.access.account import Account, is_name
from services.access.accounts import UnknownAccount
from services.access.client import ID_PREFIX
from services.cli.access_calls import OPERATOR, on_access, region_of
from services.cli.access_side import AccessSide
from services.cli.write_calls import refuse
from services.kit.clock import SystemClock
from services.partners.profiles.store import Profiles
from services.workflow.application.registry import mediator_id, organisation_id
from services.workflow.domain.given import Role
from services.workflow.settings import load

Name = Annotated[str, typer.Argument(help="账号 / account")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="人员账号：登录页面用 / accounts of people")
    for command in (add, change, reset, disable):
        group.command()(command)
    group.command("list")(list_all)
    group.command("sign-out")(sign_out)
    app.add_typer(group, name="account")


def add(
    account: Name,
    *,
    role: Annotated[Role, typer.Option(help="身份 / role")],
    name: Annotated[
        str, typer.Option(help="页面上的称呼，如岗位 / how pages greet it, such as the post")
    ] = "",
    body: Annotated[str, typer.Option(help="所属机构的代号 / code of the body")] = "",
    region: Annotated[str, typer.Option(help="区域代码 / region code")] = "",
    certificate: Annotated[str, typer.Option(help="调解员证号 / certificate of a mediator")] = "",
) -> None:
    """开通账号，初始密码只显示一次 / Open an account; its first password is shown this once."""
    if load().oidc_issuer is not None:
        refuse(
            "人员由外部身份系统登录（FENGQIAO_OIDC_ISSUER），请在那里开通 / "
            "people sign in at the identity provider: open the account there"
        )
    if not is_name(account):
        raise typer.BadParameter(
            "账号须为小写字母、数字和 . _ @ - / small letters, digits, . _ @ -"
        )
    if role is Role.SYSTEM:
        raise typer.BadParameter("系统身份不给人用 / the system's role is for nobody")
    opened = Account(
        account=account,
        name=name or account,
        role=role,
        organisation=organisation_id(body) if body else None,
        region=region_of(region),
        mediator=mediator_id(certificate) if certificate else None,
        made_at=SystemClock().now(),
    )
    _show(account, on_access(lambda access, _: access.accounts.add(opened, by=OPERATOR)))


def change(
    account: Name,
    *,
    role: Annotated[Role | None, typer.Option(help="身份 / role")] = None,
    name: Annotated[str, typer.Option(help="页面上的称呼 / how pages greet it")] = "",
    body: Annotated[str, typer.Option(help="所属机构的代号 / code of the body")] = "",
    region: Annotated[str, typer.Option(help="区域代码 / region code")] = "",
    certificate: Annotated[str, typer.Option(help="调解员证号 / certificate of a mediator")] = "",
) -> None:
    """改身份、机构、区域，没有写的不变 / Change role, body or region; the rest stays."""
    if role is Role.SYSTEM:
        raise typer.BadParameter("系统身份不给人用 / the system's role is for nobody")
    wanted = {
        "role": role,
        "name": name,
        "organisation": organisation_id(body) if body else None,
        "region": region_of(region),
        "mediator": mediator_id(certificate) if certificate else None,
    }

    async def changed(access: AccessSide, _: Profiles) -> None:
        found = await access.accounts.find(account)
        if found is None:
            raise UnknownAccount(account)
        told = {each: value for each, value in wanted.items() if value}
        await access.accounts.change(replace(found, **told), by=OPERATOR)

    on_access(changed)
    typer.echo(f"已更改 / changed: {account}")


def list_all() -> None:
    """列出账号 / List the accounts."""

    async def listed(access: AccessSide, _: Profiles) -> list[Account]:
        return await access.accounts.all()

    table = Table("账号 account", "称呼 name", "身份 role", "区域 region", "状态 status")
    for account in on_access(listed):
        table.add_row(
            account.account, account.name, str(account.role), account.region or "", _status(account)
        )
    Console().print(table)


def reset(account: Name) -> None:
    """重发初始密码并解除锁定，已登录的全部退出 / Give a new first password; everybody is signed out."""
    _show(account, on_access(lambda access, _: access.accounts.reset(account, by=OPERATOR)))


def disable(account: Name) -> None:
    """停用账号，立即退出登录 / Disable it and sign it out at once."""
    on_access(lambda access, _: access.accounts.disable(account, by=OPERATOR))
    typer.echo(f"已停用 / disabled: {account}")


def sign_out(
    account: Annotated[
        str, typer.Argument(help="账号，或身份系统的 sub / account, or sub of the provider")
    ],
) -> None:
    """结束其全部登录和已领的令牌，外部身份系统的人也可以 / End all sessions and tokens of somebody."""
    if account.startswith(ID_PREFIX):
        raise typer.BadParameter("程序请用 client disable / for a program: client disable")
    ended = on_access(lambda access, _: access.sign_in.sessions.end_all(account, by=OPERATOR))
    typer.echo(f"已结束的登录 / sessions ended: {ended}")


def _show(account: str, password: str) -> None:
    typer.echo(f"account={account}\npassword={password}")
    typer.echo(
        "初始密码只显示这一次，首次登录须修改 / shown once; to be changed at first", err=True
    )


def _status(account: Account) -> str:
    if account.disabled_at:
        return "已停用 / disabled"
    if account.locked_until and account.locked_until > SystemClock().now():
        return f"锁定至 / locked until {account.locked_until:%H:%M}Z"
    return "须改密码 / must change" if account.must_change else ""

"""`fengqiao tokens`: ready tokens for the people of the example."""

import json
from typing import Annotated

import typer

from services.cli.example import Example
from services.cli.people import TOKEN_DAYS, example_tokens
from services.kit.clock import SystemClock
from services.workflow.settings import load


def register(app: typer.Typer) -> None:
    """Add the command."""

    @app.command()
    def tokens(
        *,
        role: Annotated[
            str, typer.Option(help="只要一个角色的令牌, 不加说明 / one role's token alone")
        ] = "",
        place: Annotated[
            Example, typer.Option(help="哪一地的示例 / whose example: shuimogou, yuyao")
        ] = Example.SHUIMOGOU,
        as_json: Annotated[bool, typer.Option("--json", help="JSON")] = False,
    ) -> None:
        """打印示例人员的令牌 / Print ready tokens for the people of the example."""
        issued = list(example_tokens(load(), SystemClock(), place))
        found = [(person, token) for person, token in issued if role in ("", person.role)]
        if not found:
            roles = ", ".join(person.role for person, _ in issued)
            typer.echo(f"没有这个角色 / no such role; {roles}", err=True)
            raise typer.Exit(2)
        if as_json:
            typer.echo(json.dumps({person.role: token for person, token in found}, indent=2))
        elif role:
            typer.echo(found[0][1])
        else:
            for person, token in found:
                typer.echo(f"# {person.role}: {person.zh} / {person.en}")
                typer.echo(f"export {person.role.upper()}={token}\n")
            typer.echo(f"# 有效期 {TOKEN_DAYS} 天 / valid for {TOKEN_DAYS} days")

"""`fengqiao calendar-feed`: the operator closes the calendar address of an account."""

from typing import Annotated
from uuid import uuid4

import typer

from services.cli.write_calls import on_write_side
from services.workflow.application.calendar_feeds import FeedEntry
from services.workflow.domain.given import Actor, Role

_OPERATOR = Actor(account="operator", role=Role.SYSTEM)


def register(app: typer.Typer) -> None:
    """Add the commands."""
    group = typer.Typer(no_args_is_help=True, help="日历订阅：关闭 / calendar addresses")
    # A group of one command needs a callback to stay a group.
    group.callback()(lambda: None)

    @group.command()
    def close(
        account: Annotated[str, typer.Argument(help="账号 / account, as tokens name it")],
    ) -> None:
        """关闭一个账号的日历订阅（人员离任、地址外泄）/ Close the calendar address of an account."""
        entry = FeedEntry(actor=_OPERATOR, key=uuid4(), request_hash=account.encode())
        on_write_side(lambda side: side.feeds.close_of(account, entry))
        typer.echo(f"已关闭 / closed: {account}")

    app.add_typer(group, name="calendar-feed")

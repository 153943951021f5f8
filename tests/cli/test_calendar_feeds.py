"""`fengqiao calendar-feed`: the operator closes the address of an account."""

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from msgspec import structs
from typer.testing import CliRunner, Result

from services.access.account import Account
from services.access.accounts import Accounts
from services.access.passwords import Passwords
from services.cli.databases import databases as named_databases
from services.cli.main import app
from services.cli.write_side import write_side
from services.kit.clock import SystemClock
from services.workflow.application.calendar_feeds import CalendarFeeds, FeedEntry
from services.workflow.domain.given import Actor, Role
from services.workflow.settings import load
from tests.support.access import CHEAP
from tests.support.database import Databases
from tests.support.write_side import process_on

CLERK = Actor(account="clerk-left", role=Role.CLERK, organisation=UUID(int=7))


@pytest.fixture
def named(databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Databases as an operator names them; gives a folder for keys."""
    for variable, value in {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", value)
    return tmp_path


async def opened(databases: Databases, folder: Path) -> str:
    async with process_on(databases, folder) as here:
        return await opened_by(CLERK, here.feeds)


async def opened_by(actor: Actor, feeds: CalendarFeeds) -> str:
    answer = await feeds.open(FeedEntry(actor=actor, key=uuid4(), request_hash=b"open"))
    assert answer.secret is not None
    return answer.secret


async def read_as(databases: Databases, folder: Path, secret: str) -> Actor | None:
    async with process_on(databases, folder) as here:
        return await here.feeds.reads_as(secret)


def close(account: str) -> Result:
    return CliRunner().invoke(app, ["calendar-feed", "close", account])


def test_the_operator_closes_the_address_of_an_account(databases: Databases, named: Path) -> None:
    secret = asyncio.run(opened(databases, named))
    before = asyncio.run(read_as(databases, named, secret))
    closed = close("clerk-left")
    after = asyncio.run(read_as(databases, named, secret))
    again = close("clerk-left")

    assert before == CLERK
    assert (closed.exit_code, after) == (0, None), closed.output
    assert "clerk-left" in closed.output
    assert again.exit_code == 2
    assert "no calendar open" in again.stderr


def test_an_account_disabled_here_loses_its_address_where_tokens_come_from_outside(
    named: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FENGQIAO_TOKEN_JWKS", "https://issuer.example/keys")
    clock, outside = SystemClock(), structs.replace(CLERK, account="on-no-list")
    account = Account(
        account=CLERK.account,
        name="窗口",
        role=CLERK.role,
        organisation=CLERK.organisation,
        made_at=clock.now(),
    )

    async def read_before_and_after() -> list[Actor | None]:
        with named_databases(load()) as found:
            async with (
                write_side(load(), found) as side,
                Accounts.open(found.app, Passwords(CHEAP), clock) as accounts,
            ):
                secrets = [await opened_by(actor, side.feeds) for actor in (CLERK, outside)]
                await accounts.add(account, by="test")
                before = await side.feeds.reads_as(secrets[0])
                await accounts.disable(account.account, by="test")
                return [before, *[await side.feeds.reads_as(secret) for secret in secrets]]

    assert asyncio.run(read_before_and_after()) == [CLERK, None, outside]

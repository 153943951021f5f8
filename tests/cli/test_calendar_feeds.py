"""`fengqiao calendar-feed`: the operator closes the address of an account."""

import asyncio
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.workflow.application.calendar_feeds import FeedEntry
from services.workflow.domain.given import Actor, Role
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
        answer = await here.feeds.open(FeedEntry(actor=CLERK, key=uuid4(), request_hash=b"open"))
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

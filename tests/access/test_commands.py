"""`fengqiao client`, `account`, `signing-key`: what an operator does, and what is shown once."""

import asyncio
import json
import logging
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import structlog
from typer.testing import CliRunner, Result

from services.cli.main import app
from services.kit.clock import SystemClock
from tests.support.database import Databases
from tests.support.partners import partner, profiles_on
from tests.support.write_side import StandingClock


@pytest.fixture(autouse=True)
def _logging_stays_as_it_was() -> Iterator[None]:
    handlers, level = logging.root.handlers[:], logging.root.level
    yield
    structlog.reset_defaults()
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)


@pytest.fixture
def named(
    databases: Databases, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> pytest.MonkeyPatch:
    """Databases as an operator names them, with a partner on file."""
    for variable, value in {
        "DATABASE_URL": databases.app,
        "PROJECTOR_DATABASE_URL": databases.projector,
        "KEYS_DATABASE_URL": databases.key_app,
        "DATA_DIR": str(tmp_path),
    }.items():
        monkeypatch.setenv(f"FENGQIAO_{variable}", value)

    async def set_up() -> None:
        async with profiles_on(databases, tmp_path, StandingClock(SystemClock().now())) as profiles:
            await partner(profiles, "court", scopes=("feed:read", "disputes:read"))

    asyncio.run(set_up())
    return monkeypatch


def told(*arguments: str, code: int = 0) -> Result:
    answer = CliRunner().invoke(app, list(arguments), env={"COLUMNS": "200"})
    assert answer.exit_code == code, answer.output
    return answer


def journal(databases: Databases) -> list[tuple[str, str, str]]:
    with psycopg.connect(databases.admin) as connection:
        query = "SELECT kind, by, what FROM access.changes ORDER BY no"
        return [(kind, by, what) for kind, by, what in connection.execute(query)]


def test_a_client_is_added_rotated_listed_and_disabled(
    databases: Databases, named: pytest.MonkeyPatch
) -> None:
    added = json.loads(told("client", "add", "立案系统", "--partner", "court", "--json").stdout)
    client = added["client_id"]
    rotated = json.loads(told("client", "rotate", client, "--json").stdout)
    assert rotated["client_secret"] != added["client_secret"]
    told("client", "disable", client)
    listed = told("client", "list").output
    assert client in listed
    assert "立案系统" in listed
    assert added["client_secret"] not in listed
    assert "no such client, or disabled" in told("client", "rotate", client, code=2).output

    assert journal(databases) == [
        ("client", "operator", what) for what in ("added", "secret rotated", "disabled")
    ]


def test_a_client_that_could_not_be_right_is_refused(named: pytest.MonkeyPatch) -> None:
    beyond = ("client", "add", "x", "--partner", "court", "--scope", "disputes:write")
    for arguments in (
        ("client", "add", "x"),
        ("client", "add", "x", "--partner", "court", "--role", "clerk"),
        ("client", "add", "x", "--partner", "court", "--region", "650105"),
        ("client", "add", "x", "--partner", "nobody"),
        ("client", "add", "x", "--role", "system"),
        ("client", "add", "x", "--role", "clerk", "--region", "abc"),
        beyond,
    ):
        told(*arguments, code=2)
    named.setenv("FENGQIAO_TOKEN_JWKS", "https://login.example/jwks")
    outside = told("client", "add", "x", "--partner", "court", code=2)
    assert "come from the identity provider" in outside.output


def test_an_account_is_opened_reset_listed_and_disabled(
    databases: Databases, named: pytest.MonkeyPatch
) -> None:
    arguments = ("--role", "supervisor", "--region", "650105", "--name", "人社局监督")
    first = told("account", "add", "li-ming", *arguments).stdout.partition("password=")[2].strip()
    again = told("account", "reset", "li-ming").stdout.partition("password=")[2].strip()
    assert len(first) == len(again) == 14
    assert first != again
    listed = told("account", "list").output
    for word in ("li-ming", "人社局监督", "650105", "must change"):
        assert word in listed
    assert again not in listed
    assert "exists" in told("account", "add", "li-ming", *arguments, code=2).output
    for wrong in ("Li Ming", "cli_abc", "x"):
        told("account", "add", wrong, *arguments, code=2)
    told("account", "change", "li-ming", "--region", "650100")
    assert "650100" in told("account", "list").output
    told("account", "change", "nobody", "--region", "650100", code=2)
    assert "sessions ended: 0" in told("account", "sign-out", "li-ming").output
    told("account", "sign-out", "cli_abc", code=2)
    told("account", "disable", "li-ming")
    told("account", "reset", "li-ming", code=2)

    whats = ("added", "password reset", "changed", "signed out", "disabled")
    assert journal(databases) == [("account", "operator", what) for what in whats]


def test_a_signing_key_is_renewed(databases: Databases, named: pytest.MonkeyPatch) -> None:
    first = told("signing-key", "rotate").stdout.split()[-1]
    with psycopg.connect(databases.admin) as connection:
        made = connection.execute("SELECT signs_from = made_at FROM access.signing_keys").fetchall()
    assert made == [(True,)]
    second = told("signing-key", "rotate", "--compromised").stdout.split()[-1]
    listed = told("signing-key", "list").output

    assert second in listed
    assert first not in listed
    whats = ("rotated", "replaced at once")
    assert journal(databases) == [("signing key", "operator", what) for what in whats]


def test_an_operator_sees_how_far_feeds_are_and_which_event_holds_them(
    named: pytest.MonkeyPatch, databases: Databases
) -> None:
    assert "court" in told("partner", "feeds").stdout
    with psycopg.connect(databases.admin, autocommit=True) as connection:
        connection.execute(
            "INSERT INTO feed.held (position, topic, error) VALUES (1, 'dispute:Novel', 'Unknown')"
        )
    assert "dispute:Novel" in told("partner", "feeds", code=1).stdout

"""The command line: every command is there, and what an operator can put right is told in words."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from services.cli import roster
from services.cli.example import FOLDER, Example
from services.cli.main import COMMANDS, app
from services.cli.people import people
from services.workflow.domain.given import Role


@pytest.fixture(autouse=True)
def data_folder_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FENGQIAO_DATA_DIR", str(tmp_path))


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    answer = call(command, "--help")

    assert answer.exit_code == 0
    assert answer.output.strip()


def test_the_overview_lists_every_command() -> None:
    overview = call("--help").output

    assert all(command in overview for command in COMMANDS)


def test_a_command_that_is_none_is_told() -> None:
    assert call("nonsense").exit_code == 2


@pytest.mark.parametrize("place", Example)
def test_there_is_a_ready_token_for_every_role_of_a_person(place: Example) -> None:
    tokens = json.loads(call("tokens", "--json", "--place", place).output)

    roles = {role.value for role in Role if role is not Role.SYSTEM}
    assert set(tokens) == roles == set(people(place))


@pytest.mark.parametrize("place", Example)
def test_the_people_of_an_example_act_for_bodies_and_as_mediators_on_its_roster(
    place: Example,
) -> None:
    on_file = roster.read(FOLDER / f"organisations-{place}.toml")
    acting = people(place).values()

    assert {p.organisation for p in acting} - {None} <= {body.code for body in on_file.body}
    certificates = {mediator.certificate_no for mediator in on_file.mediator}
    assert {p.certificate for p in acting} - {None} <= certificates


def test_one_roles_token_is_printed_alone() -> None:
    token = call("tokens", "--role", "clerk").output.strip()

    assert token.count(".") == 2
    assert "\n" not in token


def test_a_role_that_is_none_is_told_with_those_there_are() -> None:
    answer = call("tokens", "--role", "emperor")

    assert answer.exit_code == 2
    assert "court_liaison" in answer.output


def test_no_tokens_are_issued_where_they_come_from_outside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("FENGQIAO_TOKEN_JWKS", "https://login.example/jwks")
    answer = call("tokens")

    assert answer.exit_code == 2
    assert "FENGQIAO_TOKEN_JWKS" in answer.output
    assert "Traceback" not in answer.output


def test_an_unknown_setting_stops_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FENGQIAO_COLOUR", "red")
    answer = call("tokens")

    assert answer.exit_code == 2
    assert "FENGQIAO_COLOUR" in answer.output

"""`fengqiao deadline`: every worked timeline, the words for people, and refusals at the option."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from services.cli.main import app
from tests.support.timelines import Worked, worked

STEPS = [pytest.param(step, id=step.id) for step in worked()]
HERE = ("--from", "2026-02-12", "--region", "330281")


def call(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["deadline", *arguments])


def answer(*arguments: str) -> dict[str, Any]:
    result = call(*arguments, "--json")
    assert result.exit_code == 0, result.output
    told: dict[str, Any] = json.loads(result.output)
    return told


@pytest.mark.parametrize("step", STEPS)
def test_each_step_of_the_timelines_comes_out_of_the_command(step: Worked) -> None:
    told = answer(*step.arguments)

    step.comes_out(told)
    assert told["rule"] == step.rule


def test_the_limit_of_confirmation_is_a_rule_of_its_own() -> None:
    told = answer("CONF.DECIDE.HARD", "--from", "2026-02-27", "--region", "330281")

    assert (told["due_natural"], told["due_rolled"]) == ("2026-03-29", "2026-03-30")


def test_a_person_reads_both_dates_the_source_and_every_day() -> None:
    shown = call("MED.15.RECEIPT", "--from", "2026-02-06", "--region", "330281").output

    for words in ("own duty 2026-02-21", "2026-02-24", "劳动争议调解仲裁法", "第14条第3款", "春节"):
        assert words in shown
    assert "not checked by a lawyer" in shown


def test_a_person_reads_the_clear_day_and_that_a_year_is_not_published() -> None:
    shown = call("ARB.NOTICE", "--from", "2027-02-26", "--region", "330281").output

    assert "clear days 2027-02-18" in shown
    assert "provisional" in shown


def test_an_unknown_rule_is_told_with_the_nearest() -> None:
    refused = call("MED.ACCEPTED", *HERE)

    assert refused.exit_code == 2
    assert "MED.ACCEPT" in refused.stderr
    assert "Traceback" not in refused.output


def test_every_wrong_option_is_named_at_once() -> None:
    wrong = ("--from", "2026-02-30", "--region", "99", "--org-kind", "x", "--extension", "-1")
    refused = call("MED.ACCEPT", *wrong, "--suspended", "2026-02-20")

    assert refused.exit_code == 2
    for option in ("--from", "--region", "--org-kind", "--extension", "--suspended"):
        assert f"{option}: " in refused.stderr


def test_of_interruptions_the_latest_counts() -> None:
    start = ("--from", "2025-02-14", "--region", "330281")
    breaks = ("--interrupted", "2025-11-10", "--interrupted", "2025-11-13")

    assert answer("LIM.1Y", *start, *breaks)["due_rolled"] == "2026-11-13"


def test_suspensions_may_be_several() -> None:
    once = answer("LIM.1Y", *HERE, "--suspended", "2026-03-01..2026-03-10")
    twice = answer(
        "LIM.1Y",
        *HERE,
        *("--suspended", "2026-03-01..2026-03-10"),
        *("--suspended", "2026-05-01..2026-05-10"),
    )

    assert once["due_natural"] == "2027-02-22"
    assert twice["due_natural"] == "2027-03-04"

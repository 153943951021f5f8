"""Every worked timeline comes out to the day, on the calendar of its region."""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.workflow.domain.clocks.counting import Clock, computed
from services.workflow.domain.legal import LegalRule
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import pack_for

VECTORS = json.loads(Path(__file__).with_name("timelines.json").read_text("utf-8"))["vectors"]
STEPS = [
    pytest.param(step, id=f"{vector['id']}-{place}-{step['rule']}")
    for vector in VECTORS
    for place, step in enumerate(vector["steps"])
    if "suspended" not in step
]
TRAPS = [
    pytest.param(step, id=f"{vector['id']}-{step['rule']}-{step['start']}")
    for vector in VECTORS
    for step in vector["steps"]
    if step.get("naive_mon_fri", step["due"]) != step["due"]
]
SATURDAY = 5
REGIONS = {"CN": "110000", "CN-65": "650105"}


def rule_of(step: dict[str, Any]) -> LegalRule:
    """The pack's rule, with the length of a variant."""
    rule = pack_for(REGIONS[step["calendar"]], "one_stop_centre").rule(step["rule"])
    if "variant" in step:
        return msgspec.structs.replace(rule, length=step["n"])
    assert (rule.length, rule.unit) == (step["n"], step["unit"])
    return rule


def count(step: dict[str, Any]) -> Clock:
    start_on = date.fromisoformat(step["start"])
    return computed(rule_of(step), calendar_for(REGIONS[step["calendar"]]), start_on)


@pytest.mark.parametrize("step", STEPS)
def test_the_period_ends_on_the_worked_day(step: dict[str, Any]) -> None:
    deadline = count(step)

    assert deadline.due_rolled.isoformat() == step["due"]
    assert deadline.due_natural.isoformat() == step.get("natural", step["due"])
    assert [day.isoformat() for day in deadline.counted] == step.get("counted", [])
    assert deadline.provisional is step.get("provisional", False)


@pytest.mark.parametrize("step", TRAPS)
def test_counting_mondays_to_fridays_gives_another_and_wrong_day(step: dict[str, Any]) -> None:
    day, counted = date.fromisoformat(step["start"]), 0
    while counted < step["n"]:
        day += timedelta(days=1)
        counted += day.weekday() < SATURDAY

    assert day.isoformat() == step["naive_mon_fri"]
    assert day != count(step).due_rolled


def test_there_are_timelines_in_days_working_days_and_years_on_both_calendars() -> None:
    steps = [step for vector in VECTORS for step in vector["steps"] if "unit" in step]

    assert {step["unit"] for step in steps} == {"natural_day", "working_day", "year"}
    assert {step["calendar"] for step in steps} == set(REGIONS)

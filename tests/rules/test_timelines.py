"""Every worked timeline comes out to the day, on the calendar of its region."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from services.workflow.domain.calendar import Deadline
from services.workflow.domain.legal import Evidence, LegalRule, RollOver, Unit
from services.workflow.rules.calendars import calendar_for
from services.workflow.rules.packs import national

VECTORS = json.loads(Path(__file__).with_name("timelines.json").read_text("utf-8"))["vectors"]
STEPS = [
    pytest.param(step, id=f"{vector['id']}-{place}-{step['rule']}")
    for vector in VECTORS
    for place, step in enumerate(vector["steps"])
]
REGIONS = {"CN": "110000", "CN-65": "650105"}


def rule_of(step: dict[str, Any]) -> LegalRule:
    """The pack's rule where the pack has it, with the length of a variant; else one as described."""
    pack = national().rules
    if step["rule"] not in pack:
        return LegalRule(
            id=step["rule"],
            zh="时间线中的规则",
            en="A rule of the timelines",
            instrument="timelines.json",
            article="",
            length=step["n"],
            unit=Unit(step["unit"]),
            roll_over=RollOver.ROLLS,
            evidence=Evidence.COMPUTED,
        )
    rule = pack[step["rule"]]
    if "variant" in step:
        return msgspec.structs.replace(rule, length=step["n"])
    assert (rule.length, rule.unit) == (step["n"], step["unit"])
    return rule


def count(step: dict[str, Any]) -> Deadline:
    start_on = date.fromisoformat(step["start"])
    return calendar_for(REGIONS[step["calendar"]]).due(rule_of(step), start_on)


@pytest.mark.parametrize("step", STEPS)
def test_the_period_ends_on_the_worked_day(step: dict[str, Any]) -> None:
    deadline = count(step)

    assert deadline.due_rolled.isoformat() == step["due"]
    assert deadline.due_natural.isoformat() == step.get("natural", step["due"])
    assert [day.isoformat() for day in deadline.counted] == step.get("counted", [])
    assert not deadline.provisional


def test_there_are_timelines_for_both_units_and_both_calendars() -> None:
    steps = [step for vector in VECTORS for step in vector["steps"]]

    assert {step["unit"] for step in steps} == {"natural_day", "working_day"}
    assert {step["calendar"] for step in steps} == set(REGIONS)

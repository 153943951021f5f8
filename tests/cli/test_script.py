"""A scenario file: names are filled in, answers compared in what is expected of them."""

from datetime import date
from pathlib import Path

import pytest

from services.cli.script import InvalidScript, differences, filled, picked, read

EXAMPLE = Path(__file__).parents[2] / "examples/s1-wage-claim.toml"


def test_names_are_filled_in_wherever_a_text_uses_them() -> None:
    body = {"to": "{court}", "list": ["/v1/{court}/x", 3], "day": date(2026, 3, 2)}

    assert filled(body, {"court": "7"}) == {
        "to": "7",
        "list": ["/v1/7/x", 3],
        "day": date(2026, 3, 2),
    }


def test_a_name_that_nobody_gave_is_refused() -> None:
    with pytest.raises(InvalidScript, match="dispute"):
        filled("/v1/{dispute}", {})


def test_only_what_is_expected_is_compared() -> None:
    found = {"state": "closed", "agreement": {"paid": 5, "effective_on": "2026-03-13"}, "more": 1}
    expected = {"state": "closed", "agreement": {"effective_on": date(2026, 3, 13)}}

    assert list(differences(expected, found)) == []


@pytest.mark.parametrize(
    ("expected", "place"),
    [
        ({"state": "open"}, "/state"),
        ({"agreement": {"paid": 6}}, "/agreement/paid"),
        ({"x": 1}, "/x"),
    ],
)
def test_a_difference_names_its_place(expected: dict[str, object], place: str) -> None:
    found = {"state": "closed", "agreement": {"paid": 5}}
    (difference,) = differences(expected, found)

    assert difference.startswith(f"{place}: ")


def test_a_value_of_an_answer_is_picked_by_its_place() -> None:
    assert picked({"items": [{"id": 7}]}, "items/0/id") == "7"


@pytest.mark.parametrize("text", ["zh = 1", "nonsense", 'zh="a"\nen="b"\ntimeline="c"\nstep=[{}]'])
def test_a_file_that_is_no_scenario_is_refused(tmp_path: Path, text: str) -> None:
    file = tmp_path / "scenario.toml"
    file.write_text(text, "utf-8")

    with pytest.raises(InvalidScript, match="scenario"):
        read(file)


def test_the_shipped_scenario_is_refused_once_for_one_signature_and_ends_closed() -> None:
    steps = read(EXAMPLE).step
    refusals = [step.expect.body.get("code") for step in steps if step.expect.status == 409]

    assert "confirmation_needs_both" in refusals
    assert steps[-1].expect.body["state"] == "closed"
    assert {step.role for step in steps} == {"clerk", "mediator", "court_liaison"}

"""A number of the law stands once, in `rules/`, with its source; decisions are given it."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, place, python_files, syntax_of

PLAIN = {0, 1, 2}
STORED_FORM = {"events", "parts"}
DECIDING = (
    *("account", "clocks", "dispute", "holiday_calendar"),
    *("mediator", "organisation", "register", "tasks"),
)
"""Parts of the domain that decide or count; values and their formats have numbers of their own."""
UNITS = {"days", "weeks", "months", "years", "working_days"}
RULES = ROOT / "services/workflow/rules"


def numbers(tree: ast.Module) -> Iterator[ast.Constant]:
    """Literal numbers that mean something; how long a text may be is a matter of its form."""
    of_form = {id(part) for node in ast.walk(tree) if _is_form(node) for part in ast.walk(node)}
    for node in ast.walk(tree):
        match node:
            case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
                if value not in PLAIN and id(node) not in of_form:
                    yield node


def _is_form(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Attribute(attr="Meta")):
            return True
    return False


def periods(tree: ast.Module) -> Iterator[ast.Constant]:
    """Literal lengths of time in days or longer: `timedelta(days=15)`, `months=6`."""
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg=str(unit), value=ast.Constant(value=int() as value) as literal):
                if unit in UNITS and value > 1:
                    yield literal


def test_decisions_hold_no_number_of_the_law() -> None:
    decisions = [
        path
        for part in DECIDING
        for path in python_files(f"services/workflow/domain/{part}")
        if path.parent.name not in STORED_FORM
    ]
    found = [place(path, node) for path in decisions for node in numbers(syntax_of(path))]

    assert decisions
    assert found == []


def test_periods_of_days_and_longer_stand_in_the_rules_alone() -> None:
    found = [
        place(path, node)
        for path in python_files("services/workflow")
        if RULES not in path.parents
        for node in periods(syntax_of(path))
    ]

    assert found == []


@pytest.mark.parametrize("line", ["received_on + timedelta(days=15)", "add(date, months=6)"])
def test_a_period_in_a_line_is_found(line: str) -> None:
    assert list(periods(ast.parse(line)))
    assert list(numbers(ast.parse(line)))

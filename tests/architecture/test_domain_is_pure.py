"""The domain reads no clock, makes no ids, does no I/O: imports cannot show that, calls can."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import called_name, place, python_files, syntax_of

CLOCK = {"now", "utcnow", "today", "monotonic", "perf_counter", "time_ns", "localtime", "gmtime"}
CHANCE = {"uuid1", "uuid4", "uuid6", "uuid7", "random", "randint", "choice", "shuffle", "token_hex"}
OUTSIDE = {"open", "print", "input", "getenv", "read_text", "write_text", "exec", "eval"}
IMPURE = CLOCK | CHANCE | OUTSIDE
WAITS = (ast.Await, ast.AsyncFor, ast.AsyncFunctionDef, ast.AsyncWith)


def impurities(tree: ast.Module) -> Iterator[ast.AST]:
    """Every place of a tree that makes its outcome depend on something besides its input."""
    for node in ast.walk(tree):
        match node:
            case ast.Call() if called_name(node) in IMPURE:
                yield node
            case ast.ImportFrom(names=names) if {alias.name for alias in names} & IMPURE:
                yield node
            case ast.Global() | ast.Nonlocal():
                yield node
            case _ if isinstance(node, WAITS):
                yield node


def test_the_domain_reads_no_clock_makes_no_ids_and_does_no_io() -> None:
    found = [
        place(path, node)
        for path in python_files("services/workflow/domain")
        for node in impurities(syntax_of(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)",
        "date.today()",
        "from uuid import uuid4",
        "uuid.uuid4()",
        "open('rules.json')",
        "print('accepted')",
        "random.choice(mediators)",
        "async def decide(): ...",
        "def count():\n    global total\n    total = 1",
    ],
)
def test_an_impure_line_is_found(line: str) -> None:
    assert list(impurities(ast.parse(line)))


@pytest.mark.parametrize("line", ["given.today", "today = given.today", "UUID(text)", "now: date"])
def test_time_and_ids_that_come_with_the_command_are_no_offence(line: str) -> None:
    assert not list(impurities(ast.parse(line)))

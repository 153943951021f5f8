"""Tests run the real thing: nothing is patched, and nothing sleeps and hopes."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import called_name, place, python_files, syntax_of

MOCKS = {"unittest.mock", "mock", "pytest_mock", "asynctest", "pretend", "flexmock"}
PATCHES = {"setattr", "delattr", "setitem", "delitem"}


def mocks(tree: ast.Module) -> Iterator[ast.AST]:
    """Imports of mock libraries, the `mocker` fixture, and patching through monkeypatch."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names) if {alias.name for alias in names} & MOCKS:
                yield node
            case ast.ImportFrom(module=str(module), names=names):
                if {module, *(f"{module}.{alias.name}" for alias in names)} & MOCKS:
                    yield node
            case ast.arg(arg="mocker"):
                yield node
            case ast.Attribute(value=ast.Name(id="monkeypatch"), attr=attr) if attr in PATCHES:
                yield node


def hopeful_sleeps(node: ast.AST, *, in_loop: bool = False) -> Iterator[ast.Call]:
    """Sleeps outside a loop that looks whether something has come true."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and called_name(child) == "sleep" and not in_loop:
            match child.args:
                case [ast.Constant(value=0)]:
                    pass
                case _:
                    yield child
        yield from hopeful_sleeps(child, in_loop=in_loop or isinstance(child, ast.For | ast.While))


def test_no_test_patches_or_mocks() -> None:
    found = [place(path, node) for path in python_files("tests") for node in mocks(syntax_of(path))]

    assert found == []


def test_no_test_sleeps_and_hopes() -> None:
    found = [
        place(path, node)
        for path in python_files("tests")
        for node in hopeful_sleeps(syntax_of(path))
    ]

    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "from unittest.mock import AsyncMock",
        "from unittest import mock",
        "def test_x(mocker): ...",
        "monkeypatch.setattr(store, 'append', fake)",
    ],
)
def test_a_mock_is_found(line: str) -> None:
    assert list(mocks(ast.parse(line)))


def test_only_a_sleep_outside_a_waiting_loop_is_found() -> None:
    assert list(hopeful_sleeps(ast.parse("time.sleep(2)")))
    assert not list(hopeful_sleeps(ast.parse("while not ready():\n    time.sleep(0.01)")))
    assert not list(hopeful_sleeps(ast.parse("asyncio.sleep(0)")))

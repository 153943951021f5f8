"""Modules say what they are responsible for; the domain's public names say what they mean."""

import ast
from collections.abc import Iterator

from tests.architecture.sources import place, python_files, syntax_of

EXPLAINED = (
    "services/workflow/application",
    "services/workflow/domain",
    "services/workflow/recorded",
)
MODULE_LINES = 25


def test_every_module_says_what_it_is_responsible_for() -> None:
    silent = [
        place(path)
        for path in python_files()
        if syntax_of(path).body and not ast.get_docstring(syntax_of(path))
    ]

    assert silent == []


def test_module_docstrings_are_short() -> None:
    long = [
        place(path)
        for path in python_files("services", "tests", "bench")
        if len((ast.get_docstring(syntax_of(path)) or "").splitlines()) > MODULE_LINES
    ]

    assert long == []


def test_every_public_name_of_domain_recorded_and_application_is_explained() -> None:
    silent = [
        f"{place(path, node)} {node.name}"
        for path in python_files(*EXPLAINED)
        for node in public_definitions(syntax_of(path))
        if not ast.get_docstring(node)
    ]

    assert silent == []


def public_definitions(
    tree: ast.Module,
) -> Iterator[ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in tree.body:
        if isinstance(
            node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
        ) and not node.name.startswith("_"):
            yield node

"""Files are named for a thing of the product, never for being a drawer."""

import ast

from tests.architecture.sources import place, python_files, syntax_of

DRAWERS = {
    "base", "common", "helper", "helpers", "manager", "managers", "misc", "service", "shared",
    "stuff", "util", "utils",
}  # fmt: skip


def test_no_file_or_folder_is_a_drawer() -> None:
    found = [place(path) for path in python_files() if DRAWERS & {path.stem, path.parent.name}]

    assert found == []


def test_every_test_stands_in_a_file_that_is_collected() -> None:
    """A test in a file that pytest passes over would never run."""
    never_run = [
        place(path, node)
        for path in python_files("tests")
        if not path.name.startswith("test_")
        for node in syntax_of(path).body
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
    ]

    assert never_run == []

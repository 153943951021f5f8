"""Files and functions stay small enough to be read whole; ADR 0009 holds the figures."""

import ast
from pathlib import Path
from statistics import median

from tests.architecture.sources import place, python_files, syntax_of

LONGEST_FILE = 400
MEDIAN_FILE = 110
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_the_limit() -> None:
    too_long = {place(path): lines for path, lines in sizes().items() if lines > LONGEST_FILE}

    assert too_long == {}


def test_the_median_file_is_short() -> None:
    assert median(lines for lines in sizes().values() if lines > 1) <= MEDIAN_FILE


def test_no_function_is_longer_than_the_limit() -> None:
    too_long = {
        f"{place(path, node)} {node.name}": length
        for path in python_files()
        for node in ast.walk(syntax_of(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := length_of(node)) > LONGEST_FUNCTION
    }

    assert too_long == {}


def sizes() -> dict[Path, int]:
    return {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}


def length_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, the docstring apart."""
    assert function.end_lineno is not None
    lines = function.end_lineno - function.lineno + 1
    match function.body[0]:
        case ast.Expr(value=ast.Constant(value=str())) as text:
            assert text.end_lineno is not None
            return lines - (text.end_lineno - text.lineno + 1)
        case _:
            return lines

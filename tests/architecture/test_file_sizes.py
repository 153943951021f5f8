"""Files and functions stay small enough to be read whole; ADR 0009 holds the figures."""

import ast
from pathlib import Path
from statistics import median

from tests.architecture.sources import place, python_files, syntax_of

LONGEST_FILE = 400
LONGEST_STAGE = 300
MEDIAN_FILE = 110
LONGEST_FUNCTION = 40
Function = ast.FunctionDef | ast.AsyncFunctionDef


def test_no_file_is_longer_than_the_limit() -> None:
    too_long = {place(path): lines for path, lines in sizes().items() if lines > LONGEST_FILE}

    assert too_long == {}


def test_no_stage_is_longer_than_its_own_limit() -> None:
    stages = {path: lines for path, lines in sizes().items() if "stages" in path.parts}
    too_long = {place(path): lines for path, lines in stages.items() if lines > LONGEST_STAGE}

    assert stages
    assert too_long == {}


def test_the_median_file_is_short() -> None:
    assert median(lines for lines in sizes().values() if lines > 1) <= MEDIAN_FILE


def test_no_function_is_longer_than_the_limit() -> None:
    too_long = {
        f"{place(path, node)} {node.name}": length
        for path in python_files()
        for node in ast.walk(syntax_of(path))
        if isinstance(node, Function) and (length := length_of(node)) > LONGEST_FUNCTION
    }

    assert too_long == {}


def sizes() -> dict[Path, int]:
    return {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}


def length_of(function: Function) -> int:
    """Lines from `def` to the end, without the docstring and without functions defined inside."""
    inner = (child for child in function.body if isinstance(child, Function))
    return lines_of(function) - docstring_lines(function) - sum(map(lines_of, inner))


def docstring_lines(function: Function) -> int:
    match function.body[0]:
        case ast.Expr(value=ast.Constant(value=str())) as text:
            return lines_of(text)
        case _:
            return 0


def lines_of(node: ast.stmt) -> int:
    assert node.end_lineno is not None
    return node.end_lineno - node.lineno + 1

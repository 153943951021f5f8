"""The repository as text and syntax trees, for the tests that watch its form."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
CODE = ("services", "tests", "bench", "examples", "tools")
NOT_OURS = {"__pycache__", "node_modules", "htmlcov", "dist", "test-results"}


@cache
def python_files(*parts: str) -> tuple[Path, ...]:
    """Every Python file under the given folders, relative to the repository; migrations apart."""
    found = (path for part in parts or CODE for path in (ROOT / part).rglob("*.py"))
    return tuple(sorted(path for path in found if "versions" not in path.parts))


@cache
def syntax_of(path: Path) -> ast.Module:
    """The syntax tree of one file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def place(path: Path, node: ast.AST | None = None) -> str:
    """Where something stands, as a reader can click on it."""
    line = getattr(node, "lineno", None)
    return f"{path.relative_to(ROOT)}:{line}" if line else str(path.relative_to(ROOT))


def called_name(node: ast.Call) -> str:
    """The last name of what is called: `now` for `datetime.now(UTC)`."""
    match node.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


@cache
def shipped_files() -> tuple[Path, ...]:
    """Every file that belongs to the repository, also where there is no git."""
    try:
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        answer = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return tuple(_walk(ROOT))
    listed = (ROOT / name for name in answer.stdout.split("\0") if name)
    return tuple(path for path in listed if path.is_file())


def _walk(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.is_symlink() or path.name in NOT_OURS:
            continue
        if path.is_file():
            yield path
        elif not path.name.startswith(".") or path.name in {".ci", ".github"}:
            yield from _walk(path)

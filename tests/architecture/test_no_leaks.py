"""What is shipped names no machine, no package host and nothing of how it was written."""

import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import ROOT, place, shipped_files

THIS_FILE = "tests/architecture/test_no_leaks.py"
LOCK_FILE = "uv.lock"
TEXT = {
    "", ".cfg", ".css", ".csv", ".env", ".html", ".ini", ".js", ".json", ".mako", ".md", ".py",
    ".sh", ".sql", ".toml", ".txt", ".yaml", ".yml",
}  # fmt: skip
LEAKS = {
    "a folder of one machine": re.compile(r"(?<![\w.$}~-])/(?:root|work|tmp|Users)/\w"),
    "a folder beside the repository": re.compile(r"\.\./shared\b"),
    "a package host": re.compile(
        r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)\b"
    ),
    "how it was written": re.compile(
        r"\b(?:as an ai|ai[- ]generated|language model|generated with|co-authored-by)\b",
        re.IGNORECASE,
    ),
}


def leaks(text: str) -> Iterator[str]:
    """What a text gives away."""
    for what, pattern in LEAKS.items():
        if found := pattern.search(text):
            yield f"{what}: {found.group()}"


def test_no_shipped_file_names_a_machine_a_package_host_or_its_making() -> None:
    found = {
        place(path): given_away
        for path in shipped_files()
        if path.suffix in TEXT and str(path.relative_to(ROOT)) not in {THIS_FILE, LOCK_FILE}
        if "static" not in path.parts
        if (given_away := list(leaks(path.read_text(encoding="utf-8", errors="ignore"))))
    }

    assert found == {}


@pytest.mark.parametrize(
    "text",
    ["see /tmp/notes.txt", "../shared/rules.md", "https://pypi.org/simple", "Co-authored-by: X"],
)
def test_a_leak_is_found(text: str) -> None:
    assert list(leaks(text))


def test_a_route_or_a_variable_is_no_leak() -> None:
    assert not list(leaks("GET /v1/disputes, $HOME/work/x, ${DATA}/tmp/y, a temporary folder"))

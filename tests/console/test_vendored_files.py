"""The files of other projects are the ones that were pinned, each with its licence."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = (ROOT / "services/console/static", ROOT / "tests/browser/vendor")
OURS = {"console.css", "console.js", "mark.svg", "vendor.json"}


def packages(folder: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "vendor.json").read_text("utf-8"))
    return found


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_vendored_file_has_the_bytes_that_were_pinned(folder: Path) -> None:
    for package in packages(folder):
        for file in package["files"]:
            found = hashlib.sha256((folder / file["to"]).read_bytes()).hexdigest()
            assert found == file["sha256"], file["to"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_package_is_pinned_with_its_licence(folder: Path) -> None:
    for package in packages(folder):
        assert package["licence"]
        assert package["version"]
        assert package["integrity"].startswith("sha512-")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_there_is_no_file_that_nobody_accounts_for(folder: Path) -> None:
    listed = {file["to"] for package in packages(folder) for file in package["files"]}

    assert {path.name for path in folder.iterdir()} - OURS == listed

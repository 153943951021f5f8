"""The compose file, read as the process manager of the tests reads it."""

from pathlib import Path
from typing import Any

from ruamel.yaml import YAML


def services() -> dict[str, Any]:
    """Every service with what it inherits by the file's anchors."""
    read: dict[str, Any] = YAML(typ="safe").load(Path("deploy/compose.yaml"))["services"]
    return read

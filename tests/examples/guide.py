"""The partner guide as what it is made of: blocks to be run, in order."""

import re
from pathlib import Path
from typing import NamedTuple

from services.cli.example import FOLDER

_FENCED = re.compile(r"^```(bash|python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"# (\w+\.py)\n")
_AT_FIRST = "set -euo pipefail\ntrap 'kill $(jobs -p) 2>/dev/null || true' EXIT\n"
"""A terminal shows that something failed; a script has to stop there, and end what it started."""


class Block(NamedTuple):
    """One block: `bash` is run, `python` is saved under the name in its first line, `sh` is shown."""

    kind: str
    text: str


def blocks(language: str) -> list[Block]:
    """Those of the guide in a language."""
    text = (FOLDER.parent / "docs/partners" / language / "guide.md").read_text("utf-8")
    return [Block(*found) for found in _FENCED.findall(text)]


def written(folder: Path) -> Path:
    """The guide as an integrator follows it: files saved, commands in one script, in order."""
    commands = [_AT_FIRST]
    for block in blocks("zh"):
        if block.kind == "bash":
            commands.append(block.text)
        elif block.kind == "python":
            name = _NAMED.match(block.text)
            assert name, block.text
            (folder / name[1]).write_text(block.text, "utf-8")
    script = folder / "guide.sh"
    script.write_text("\n".join(commands), "utf-8")
    return script

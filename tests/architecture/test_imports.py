"""The import contracts of pyproject.toml hold, cover every stage, and do catch a breach."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.sources import ROOT

DISPUTE = ROOT / "services/workflow/domain/dispute"
SHARED_BY_STAGES = {
    "__init__", "authority", "command", "correctable", "decider", "dependents", "fold", "history", "history_record", "history_steps",
    "lifecycle", "overtaking", "permissions", "registration", "state", "states",
}  # fmt: skip
BREACHES = {
    "parts": ("services/workflow/application/planted.py", "import services.projections"),
    "workflow": ("services/workflow/application/planted.py", "import services.workflow.http"),
    "pure-domain": ("services/workflow/domain/planted.py", "import time"),
    "stages": (
        "services/workflow/domain/dispute/intake.py",
        "import services.workflow.domain.dispute.mediation",
    ),
    "projections": ("services/projections/planted.py", "import services.workflow.application"),
    "console": ("services/console/planted.py", "import services.workflow.storage"),
    "eventsourcing": ("services/workflow/application/planted.py", "import eventsourcing"),
    "database": ("services/workflow/http/planted.py", "import asyncpg"),
    "frameworks": ("services/workflow/application/planted.py", "import fastapi"),
    "acyclic": ("services/workflow/domain/legal.py", "import services.workflow.domain.errors"),
}


def contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {contract["id"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def lint(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    tool = str(Path(sys.executable).with_name("lint-imports"))
    command = [tool, "--no-logo", "--no-cache", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_every_contract_is_kept() -> None:
    answer = lint(ROOT)

    assert answer.returncode == 0, answer.stdout + answer.stderr


@pytest.mark.parametrize("contract", BREACHES)
def test_a_breach_of_the_contract_is_caught(contract: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "services", tmp_path / "services", ignore=_only_python)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    file, line = BREACHES[contract]
    with (tmp_path / file).open("a", encoding="utf-8") as planted:
        planted.write(f"\n{line}\n")

    answer = lint(tmp_path, "--contract", contract)

    assert answer.returncode == 1
    assert "BROKEN" in answer.stdout


def test_every_contract_has_its_breach() -> None:
    assert set(BREACHES) == set(contracts())


def test_every_stage_of_a_dispute_is_held_apart_from_the_others() -> None:
    modules = {path.stem for path in DISPUTE.glob("*.py")}
    held_apart = {name.rpartition(".")[2] for name in contracts()["stages"]["modules"]}

    assert held_apart == modules - SHARED_BY_STAGES


def _only_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_file() and not name.endswith(".py")}

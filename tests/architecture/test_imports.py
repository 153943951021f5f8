"""The import contracts of pyproject.toml hold, cover every stage, and do catch a breach."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from services.workflow.domain.dispute import decider
from tests.architecture.sources import ROOT

STAGES = ROOT / "services/workflow/domain/dispute/stages"
BREACHES = {
    "parts": ("services/workflow/application/planted.py", "import services.projections"),
    "workflow": ("services/workflow/application/planted.py", "import services.workflow.http"),
    "pure-domain": ("services/workflow/domain/planted.py", "import time"),
    "stages": (
        "services/workflow/domain/dispute/stages/intake/intake.py",
        "import services.workflow.domain.dispute.stages.mediation.mediation",
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


def test_the_judge_knows_every_stage() -> None:
    on_file = {path.stem for path in STAGES.rglob("*.py")} - {"__init__"}

    assert {stage.__name__.rpartition(".")[2] for stage in decider.STAGES} == on_file


def _only_python(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if (Path(folder) / name).is_file() and not name.endswith(".py")}

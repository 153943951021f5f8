"""Measures how many small faults in the domain its tests notice: a random sample of mutants.

Run by `make mutants`. cosmic-ray lists and applies the mutants, on a copy of the tree; a mutant is
killed when a test of its own file or, failing that, of the whole domain fails. The score is killed
divided by sampled. Not sampled are mutants that cannot be told apart by any test (`is` for `==`
between members of an enum) or that break no more than an annotation (`|` in a type).
"""

import argparse
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
CONFIG = """[cosmic-ray]
module-path = "{path}"
timeout = 300.0
excluded-modules = []
test-command = "true"
[cosmic-ray.distributor]
name = "local"
"""
MEANINGFUL = """
SELECT module_path, operator_name, occurrence, start_pos_row FROM mutation_specs
 WHERE operator_name NOT LIKE '%BitOr%'
   AND operator_name NOT LIKE '%Operator_Is_%'
   AND operator_name NOT LIKE '%Eq_Is%'
   AND operator_name NOT LIKE '%Operator_IsNot_%'
    OR operator_name IN ('core/ReplaceComparisonOperator_Is_IsNot',
                         'core/ReplaceComparisonOperator_IsNot_Is')
 ORDER BY 1, 2, 3
"""


class Mutant(NamedTuple):
    """One small fault: where, by which operator, at which of its places in the file."""

    module: str
    operator: str
    occurrence: int
    row: int


def mutants(copy: Path, path: str) -> list[Mutant]:
    """Every meaningful mutant below a path."""
    config, session = copy / "cosmic-ray.toml", copy / "session.sqlite"
    config.write_text(CONFIG.format(path=path), "utf-8")
    _tool(copy, "init", str(config), str(session))
    with sqlite3.connect(session) as listed:
        rows = listed.execute(MEANINGFUL).fetchall()
    found = [Mutant(*row) for row in rows]
    return [mutant for mutant in found if not _is_declaration(copy, mutant)]


def _is_declaration(copy: Path, mutant: Mutant) -> bool:
    line = (copy / mutant.module).read_text("utf-8").splitlines()[mutant.row - 1]
    return line.startswith(("class ", "@")) or "frozen=True" in line


def survivors(copy: Path, sample: list[Mutant]) -> Iterator[Mutant]:
    """The mutants of the sample that no test of the domain notices."""
    for number, mutant in enumerate(sample, start=1):
        _tool(copy, "apply", mutant.module, mutant.operator, str(mutant.occurrence))
        is_killed = _is_noticed(copy, mutant)
        shutil.copy(ROOT / mutant.module, copy / mutant.module)
        print(f"{number}/{len(sample)} {'killed' if is_killed else 'ALIVE'} {mutant}", flush=True)
        if not is_killed:
            yield mutant


def _is_noticed(copy: Path, mutant: Mutant) -> bool:
    stem = Path(mutant.module).stem
    own = sorted(str(p.relative_to(copy)) for p in (copy / "tests/domain").glob(f"test_{stem}*.py"))
    return any(_fails(copy, tests) for tests in (own, ["tests/domain"]) if tests)


def _fails(copy: Path, tests: list[str]) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-n0", "-p", "no:cacheprovider", *tests]
    run = subprocess.run(command, cwd=copy, capture_output=True, timeout=900, check=False)
    return run.returncode != 0


def _tool(copy: Path, *arguments: str) -> None:
    command = [sys.executable, "-m", "cosmic_ray.cli", *arguments]
    subprocess.run(command, cwd=copy, check=True, stdout=subprocess.DEVNULL)


def main() -> None:
    """Sample, run, and say the score."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--sample", type=int, default=200)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--path", default="services/workflow/domain/dispute")
    wanted = asked.parse_args()
    os.nice(10)
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place)
        for part in ("services", "tests"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(ROOT / "pyproject.toml", copy)
        if _fails(copy, ["tests/domain"]):
            raise SystemExit("the tests of the domain fail without any mutant")
        every = mutants(copy, wanted.path)
        chosen = random.Random(wanted.seed).sample(every, min(wanted.sample, len(every)))
        alive = list(survivors(copy, chosen))
    killed = len(chosen) - len(alive)
    print(f"{killed} of {len(chosen)} sampled mutants killed: {killed / len(chosen):.1%}")
    print(f"({len(every)} meaningful mutants in {wanted.path}, seed {wanted.seed})")


if __name__ == "__main__":
    main()

"""The examples that `fengqiao run` can start with: bodies, mediators and the ledger of a place."""

from enum import StrEnum
from pathlib import Path
from typing import Final

from services.cli import roster
from services.cli.databases import Databases
from services.cli.importing import enter_roster, import_ledger
from services.cli.write_side import WriteSide
from services.workflow.application.ledger.report import Report
from services.workflow.application.ledger.taking_over import Progress
from services.workflow.integrations import spreadsheet

FOLDER: Final = Path(__file__).parents[2] / "examples"


class Example(StrEnum):
    """A place whose invented ledger is shipped."""

    SHUIMOGOU = "shuimogou"
    YUYAO = "yuyao"


LEDGERS: Final = {
    Example.SHUIMOGOU: "shuimogou-2018-2020.xlsx",
    Example.YUYAO: "yuyao-2025.xlsx",
}


def _silent(_stage: str, _done: int, _of: int) -> None:
    pass


async def seed_example(
    side: WriteSide,
    found: Databases,
    told: Progress = _silent,
    *,
    example: Example = Example.SHUIMOGOU,
) -> Report:
    """Enter an example; where it is there already nothing is added."""
    await enter_roster(side, roster.read(FOLDER / f"organisations-{example}.toml"), told)
    return await import_ledger(side, found, spreadsheet.read(FOLDER / LEDGERS[example]), told)

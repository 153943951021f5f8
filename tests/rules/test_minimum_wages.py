"""The table of minimum wages: none is shipped, and a faulty one is refused with every fault."""

from datetime import date
from pathlib import Path

import pytest

from services.workflow.domain.values.region import RegionCode
from services.workflow.rules.minimum_wages import InvalidMinimumWages, load, minimum_wages
from services.workflow.rules.rulebook import NationalRulebook

ROW = """
version = "T-1"
[[wage]]
region = "330281"
monthly = 100000
in_force_from = 2025-01-01
source = "杜撰，仅供测试"
"""
LATER = ROW.split("\n", 2)[2].replace("2025-01-01", "2026-01-01").replace("100000", "110000")


def table(folder: Path, text: str) -> Path:
    path = folder / "minimum_wages.toml"
    path.write_text(text, "utf-8")
    return path


def test_no_figure_is_shipped_as_none_is_sourced() -> None:
    assert minimum_wages().wage == ()
    assert NationalRulebook().wages() is minimum_wages()


def test_the_latest_figure_in_force_on_the_day_counts(tmp_path: Path) -> None:
    wages = load(table(tmp_path, ROW + LATER))
    yuyao = RegionCode("330281001")

    found = [wages.on(date(year, 6, 1), yuyao) for year in (2024, 2025, 2026)]

    assert [one and one.monthly for one in found] == [None, 100_000, 110_000]
    assert wages.on(date(2026, 6, 1), RegionCode("330282")) is None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (ROW.replace("T-1", ""), "names no version"),
        (ROW.replace("330281", "339999"), "339999 from 2025-01-01: no such region"),
        (ROW.replace("330281", "3302"), "wages.toml: .*3302"),
        (ROW.replace("100000", "0"), "wages.toml: .*大于 0"),
        (ROW.replace("杜撰，仅供测试", " "), "names no source"),
        (ROW + LATER.replace("2026-01-01", "2025-01-01"), "stands twice"),
        (ROW + 'colour = "red"\n', "colour"),
        ("[[wage", "wages.toml"),
    ],
)
def test_a_faulty_table_is_refused_and_its_fault_named(
    tmp_path: Path, text: str, fault: str
) -> None:
    with pytest.raises(InvalidMinimumWages, match=fault):
        load(table(tmp_path, text))

"""Generated files are committed as the code makes them."""

import re
from pathlib import Path

from services.cli.generate import differing
from services.cli.lifecycle_page import BEGIN, END, page, with_drawing
from services.workflow.domain.dispute.lifecycle import MOVES

ROOT = Path(__file__).parents[2]


def test_generated_files_do_not_drift() -> None:
    assert differing(ROOT) == []


def test_the_lifecycle_page_has_every_move_and_draws_every_change_of_state() -> None:
    text = page()
    assert all(f"| `{move.name}`" in text for move in MOVES)
    drawn = set(re.findall(r'^  (\w+) -- ".*" --> (\w+)$', text, re.MULTILINE))
    assert {("agreed", "agreement_effective"), ("in_arbitration", "award_issued")} <= drawn


def test_the_drawing_replaces_only_what_stands_between_its_marks() -> None:
    text = with_drawing(f"before\n{BEGIN}\nold\n{END}\nafter\n")
    assert text.startswith("before\n")
    assert text.endswith("\nafter\n")
    assert "old" not in text

"""What comes in is bounded before it is worked on: lines, their length, and how much at once."""

import pytest

from services.kit.problem_details import Problem
from services.partners.imports.applications import rows_in
from services.partners.imports.places import Places
from services.partners.imports.rows import LONGEST_LINE, MOST_SHOWN, Row, fault_at, workbook_of
from services.workflow.application.ledger.sheets import Unusable


def test_lines_are_counted_before_they_are_taken_apart_blank_ones_too() -> None:
    with pytest.raises(Unusable, match="blank"):
        rows_in(b"\n" * 4_000_000 + b"{}", "a.jsonl")
    rows = rows_in(b"\n" * 50 + b'{"a": 1}', "a.jsonl")
    (sheet,) = workbook_of(rows, "a.jsonl", b"").sheets
    assert (len(sheet.rows), sheet.rows[50]) == (51, ["a = 1"])


def test_a_long_or_deep_line_is_shown_in_part() -> None:
    long = Row(line=1, text=b'{"a": "' + b"x" * LONGEST_LINE + b'"}')
    deep = Row(line=2, text=b'{"name":' * 300 + b"1" + b"}" * 300)
    (sheet,) = workbook_of([long, deep], "a.jsonl", b"").sheets
    assert all(len(str(cell)) <= 2_500 for row in sheet.rows for cell in row)
    assert fault_at(long, "#/a", "c", "z", "e").place.column == 0


def test_what_grows_by_its_nesting_is_shown_to_a_limit() -> None:
    name = b"n" * 80
    text = (b'{"' + name + b'":') * 6 + b"[" + b"1," * 199 + b"1]" + b"}" * 6
    rows = [Row(line=line, text=text) for line in range(1, 1_001)]
    (sheet,) = workbook_of(rows, "a.jsonl", b"").sheets
    assert sum(len(str(cell)) for row in sheet.rows for cell in row) <= MOST_SHOWN
    assert (len(sheet.rows), sheet.rows[-1]) == (1_000, [])


def test_each_has_few_places_and_so_have_all_together() -> None:
    places = Places(1, 2, "满", "full")
    with places.taken("a"):
        with pytest.raises(Problem) as held, places.taken("a"):
            pass
        assert held.value.kind.status == 429
    with places.taken("a"), places.taken("b"):
        with pytest.raises(Problem) as full, places.taken("c"):
            pass
        assert full.value.kind.status == 429
    with places.taken("c"), places.taken("a"):
        pass

"""The heading is found, every cell is read, and every fault stands at its cell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.workflow.application.ledger import entries
from services.workflow.application.ledger.columns import BY_TITLE
from services.workflow.application.ledger.faults import Severity
from services.workflow.application.ledger.sheets import Oddity, Sheet, Unusable, Value, Workbook
from tests.support.ledgers import ROW, cells, row, workbook


def file(*rows: list[Value], name: str = "台账", **odd: object) -> Workbook:
    sheet = Sheet(name=name, rows=list(rows), **odd)  # type: ignore[arg-type]
    return Workbook(name="台账.xlsx", digest=b"", sheets=(sheet,))


HEADING: list[Value] = list(ROW)
LINE: list[Value] = list(ROW.values())


def test_a_title_above_and_columns_in_any_order_do_not_matter() -> None:
    reading = entries.read(file(["某某中心台账"], [], HEADING[::-1], LINE[::-1], ["", ""], []))

    (entry,) = reading.entries
    assert (entry.number, entry.applicant, entry.claimed) == ("2025-001", "阿依古丽", 2_640_000)
    assert entry.place.row == 4
    assert reading.rows == 1
    assert reading.faults == []


def test_an_unknown_column_is_pointed_out_once_at_its_heading() -> None:
    reading = entries.read(workbook(row(所属网格="三"), row(2, 所属网格="四")))

    assert len(reading.entries) == 2
    assert cells(reading.faults) == {("J2", "unknown_column")}
    assert {fault.severity for fault in reading.faults} == {Severity.NOTICE}


def test_every_sheet_with_a_heading_is_a_ledger_and_the_others_are_not() -> None:
    rows = [HEADING, LINE]
    sheets = (
        Sheet(name="2024", rows=list(rows)),
        Sheet(name="说明", rows=[["怎样填写"]]),
        Sheet(name="2025", rows=list(rows)),
    )

    reading = entries.read(Workbook(name="x", digest=b"", sheets=sheets))

    assert [entry.place.sheet for entry in reading.entries] == ["2024", "2025"]


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([["甲", "乙"], [1, 2]], "登记编号"),
        ([], "登记编号"),
        ([[title for title in HEADING if title != "区划代码"], LINE[1:]], "区划代码"),
        ([[*HEADING, "被申请人"], [*LINE, "x"]], "被申请人"),
    ],
)
def test_a_file_without_a_proper_heading_is_refused_in_words(
    rows: list[list[Value]], word: str
) -> None:
    with pytest.raises(Unusable) as caught:
        entries.read(file(*rows))
    assert word in caught.value.zh
    assert word in caught.value.en


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1+2", '@SUM("A1")', "＝1+1", "  =cmd"])
def test_text_that_a_spreadsheet_would_run_is_refused_at_its_cell(text: str) -> None:
    reading = entries.read(workbook(row(被申请人=text)))

    assert reading.entries == []
    assert cells(reading.faults) == {("G3", "formula")}


def test_a_country_code_before_a_number_is_no_formula() -> None:
    (entry,) = entries.read(workbook(row(申请人电话="+86 139 9991 2345"))).entries

    assert entry.phone == "13999912345"


@pytest.mark.parametrize("oddity", Oddity)
def test_formulas_error_values_and_merged_cells_are_faults_of_their_cell(oddity: Oddity) -> None:
    reading = entries.read(file(HEADING, LINE, odd_cells={(2, 9): oddity}))

    assert reading.entries == []
    assert cells(reading.faults) == {("I2", oddity.value)}


def test_every_fault_of_a_row_is_told_at_once_and_personal_values_are_masked() -> None:
    bad = row(登记日期="2025-02-30", 申请人电话="123456", 争议类型="", 申请人证件号="6501051990")
    faults = entries.read(workbook(bad)).faults

    assert cells(faults) == {
        ("D3", "date.impossible"),
        ("H3", "required"),
        ("J3", "phone.unreadable"),
        ("K3", "resident_id.shape"),
    }
    assert not any("123456" in f.zh + f.en + f.shown or "0519" in f.shown for f in faults)


def test_a_row_in_another_encoding_is_refused_as_a_row() -> None:
    (fault,) = entries.read(file(HEADING, LINE, odd_rows={2: "GB18030"})).faults

    assert fault.code == "mixed_encoding"
    assert (fault.place.row, fault.place.column) == (2, 0)
    assert fault.is_error


VALUES = (
    st.text(max_size=12)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.datetimes()
    | st.times()
    | st.timedeltas()
    | st.sampled_from(
        ["达成协议", "650105", "2025-03-05", "１２", "=1", "¥1", "110101199001010010"]
    )
)


@given(st.lists(st.lists(VALUES, max_size=len(BY_TITLE)), max_size=6))
def test_whatever_stands_in_a_cell_is_read_or_a_fault(rows: list[list[Value]]) -> None:
    reading = entries.read(file(list(BY_TITLE), *rows))

    assert len(reading.entries) + len(reading.broken) == reading.rows
    assert {broken.place.row for broken in reading.broken} <= {f.place.row for f in reading.faults}


@pytest.mark.parametrize(
    "sample",
    [
        workbook(row(), title="台账（示例数据）"),
        workbook(row(), name="示例数据"),
        workbook(row(备注="示例数据，虚构")),
    ],
)
def test_sample_data_say_so_in_title_sheet_or_note(sample: Workbook) -> None:
    assert entries.read(sample).entries[0].is_sample


def test_other_data_are_not_marked_as_samples() -> None:
    assert not entries.read(workbook(row(备注="无"))).entries[0].is_sample

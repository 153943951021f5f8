"""A small file cannot make a reader set memory aside for cells that are not there."""

import io
import struct
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from services.workflow.application.ledger.sheets import Unusable
from services.workflow.integrations import spreadsheet

OLD = Path(__file__).parent / "ledgers/old.xls"
CELL = b'<c r="XFD1048576"><v>1</v></c>'
END = b"</sheetData>"


def workbook() -> bytes:
    """A sheet of one row."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("台账").write_row(0, 0, ["登记编号", "申请人"])
    return target.getvalue()


def changed(old: bytes, new: bytes, **more: bytes) -> bytes:
    """The workbook with something else in its sheet, and further members."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(workbook())) as archive,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in archive.namelist():
            content = archive.read(name)
            packed.writestr(name, content.replace(old, new) if "sheet1" in name else content)
        for name, content in more.items():
            packed.writestr(f"xl/worksheets/{name}.xml", content)
    return target.getvalue()


def refusal(contents: bytes) -> Unusable:
    with pytest.raises(Unusable) as caught:
        spreadsheet.read_bytes(contents, "台账.xlsx")
    return caught.value


@pytest.mark.parametrize(
    ("inserted", "told"),
    [
        (b'<row r="1048576">' + CELL + b"</row>", "1048576"),
        (b'<row r="1048576"><c><v>1</v></c></row>', "1048576"),
        (CELL, "1048576"),
        (CELL.replace(b"<c", b'<x:c xmlns:x="y"').replace(b"</c", b"</x:c"), "1048576"),
        (b'<row r="2"><c r="ZZ2"><v>1</v></c></row>', "702"),
        (b'<row r="50000"><c r="DZ50000"><v>1</v></c></row>', "6500000"),
        (b'<row r="2"><c r="A99999999"><v>1</v></c></row>', "xlsx"),
        (b"<torn>", "xlsx"),
    ],
)
def test_a_cell_far_away_is_refused_in_words(inserted: bytes, told: str) -> None:
    refused = refusal(changed(END, inserted + END))

    assert "台账.xlsx" in refused.zh
    assert told in refused.zh


@pytest.mark.parametrize("ranges", [[b"A1:XFD1048576"], [b"A1:J100000", b"A1:J100000"]])
def test_merged_ranges_that_cover_too_much_are_refused(ranges: list[bytes]) -> None:
    merged = b"".join(b'<mergeCell ref="' + each + b'"/>' for each in ranges)

    refused = refusal(changed(END, END + b"<mergeCells>" + merged + b"</mergeCells>"))

    assert "合并" in refused.zh


def test_a_far_cell_that_is_empty_and_a_dimension_that_is_wrong_do_no_harm() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    dimension = b'<dimension ref="A1:XFD1048576"/>'

    for contents in (changed(END, far + END), changed(b'<dimension ref="A1:B1"/>', dimension)):
        (sheet,) = spreadsheet.read_bytes(contents, "台账.xlsx").sheets
        assert sheet.rows == [["登记编号", "申请人"]]


def test_what_two_readers_might_read_differently_is_refused() -> None:
    spelt = ("<worksheet>" + CELL.decode() + "</worksheet>").encode("utf-16")
    doctype = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'

    for odd in (spelt, doctype, b"<worksheet>"):
        assert "xlsx" in refusal(changed(b"", b"", sheet9=odd)).zh


def test_a_member_that_unpacks_to_far_more_than_it_is_is_refused() -> None:
    blank = b"<worksheet>" + b" " * 20_000_000 + b"</worksheet>"

    assert "过大" in refusal(changed(b"", b"", sheet9=blank)).zh


def test_a_zip_of_countless_entries_is_refused_before_they_are_read() -> None:
    contents = workbook()
    at = contents.rindex(b"PK\5\6")
    many = contents[: at + 8] + struct.pack("<2H", 60_000, 60_000) + contents[at + 12 :]

    assert "xlsx" in refusal(many).zh


def test_a_record_of_the_old_format_far_away_is_refused() -> None:
    contents = OLD.read_bytes()
    # The widest record of a number or shared text in it, moved to the last column and row.
    at = contents.index(struct.pack("<HHHH", 0x00FD, 10, 1, 0))
    far = contents[: at + 4] + b"\xff" * 4 + contents[at + 8 :]
    with pytest.raises(Unusable, match="65536"):
        spreadsheet.read_bytes(far, "台账.xls")


@pytest.mark.parametrize("after", [0, 70_000])
def test_an_old_workbook_with_a_zip_in_it_is_read_as_it_is(after: int) -> None:
    """Excel keeps the theme of an old workbook as a zip."""
    theme = io.BytesIO()
    with zipfile.ZipFile(theme, "w") as packed:
        packed.writestr("theme/theme/theme1.xml", "<theme/>")
    plain = spreadsheet.read(OLD).sheets

    for inner in (theme.getvalue(), workbook()):
        contents = OLD.read_bytes() + inner + bytes(after)
        assert spreadsheet.read_bytes(contents, "台账.xls").sheets == plain


@pytest.mark.parametrize("after", [0, 300, 65_535])
def test_a_new_workbook_behind_the_head_of_an_old_one_is_never_read(after: int) -> None:
    contents = OLD.read_bytes().replace("Workbook".encode("utf-16-le"), b"x\0" * 8)

    for head in (contents, contents.replace(b"\x09\x08", b"\0\0")):
        with pytest.raises(Unusable, match="damaged"):
            spreadsheet.read_bytes(head + workbook() + bytes(after), "台账.xls")


@pytest.mark.parametrize("contents", [b"x" + b"\n" * 2_000_000, b"a\n" * 100_001, b"," * 600])
def test_text_of_too_many_rows_or_columns_is_refused(contents: bytes) -> None:
    assert "最多" in refusal(contents).zh


def test_a_ledger_of_twenty_thousand_rows_is_read() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("台账")
        for number in range(20_000):
            sheet.write_row(number, 0, [str(number), "张三", 1.5])

    (read,) = spreadsheet.read_bytes(target.getvalue(), "台账.xlsx").sheets

    assert len(read.rows) == 20_000

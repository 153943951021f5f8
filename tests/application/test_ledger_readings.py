"""Cells are read as people write them, and refused with words that say what to put right."""

from datetime import date, datetime, time
from typing import Any

import pytest

from services.workflow.application.ledger import columns, masks, readings
from services.workflow.application.ledger.sheets import letter
from services.workflow.domain.dispute.history.record import Result
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.identity import DocumentType
from services.workflow.recorded import ledger_words
from tests.support.numbers import resident_number

DAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    "written",
    [
        DAY,
        datetime(2026, 3, 5, 14, 30),  # noqa: DTZ001 a cell has no zone
        "2026-03-05",
        "2026/3/5",
        "2026年3月5日",
        "２０２６－０３－０５",
        " 2026-3-5 ",
        "2026.3.5",
        "2026-03-05 00:00:00",
    ],
)
def test_a_date_is_read_however_it_is_written(written: Any) -> None:
    assert readings.day(written) == DAY


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("2026-02-30", "date.impossible"),
        ("2026-13-01", "date.impossible"),
        ("三月五日", "date.unreadable"),
        ("05/03/2026", "date.unreadable"),
        ("1900-01-02", "date.too_early"),
        (46086.0, "date.number"),
        (time(10), "date.number"),
    ],
)
def test_what_is_no_date_is_refused(written: Any, code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        readings.day(written)
    assert caught.value.code == code


@pytest.mark.parametrize(
    ("written", "fen"),
    [
        ("26400", 2_640_000),
        ("26,400.50", 2_640_050),
        ("￥２６４００元", 2_640_000),
        (26400.0, 2_640_000),
        (26400.55, 2_640_055),
        (0.1 + 0.2, 30),
        ("0", None),
        (0.0, None),
        ("0.00元", None),
    ],
)
def test_an_amount_is_yuan_with_up_to_two_decimals(written: Any, fen: int | None) -> None:
    assert readings.amount(written) == fen


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("100.005", "amount.below_fen"),
        (100.005, "amount.below_fen"),
        ("-500", "amount.negative"),
        ("一万元", "amount.unreadable"),
        (DAY, "amount.unreadable"),
    ],
)
def test_what_is_no_amount_is_refused(written: Any, code: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        readings.amount(written)
    assert caught.value.code == code


def test_a_code_in_a_number_cell_is_read_by_its_digits() -> None:
    assert readings.region(650105013.0) == "650105013"
    assert readings.number(20250001.0) == "20250001"
    assert readings.count("12人") == 12


def test_an_identity_number_in_a_number_cell_has_lost_its_last_digits() -> None:
    with pytest.raises(InvalidValue) as caught:
        readings.document(6.501051990010100e17)
    assert caught.value.code == "number.lost_digits"


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        (resident_number("650105", date(1990, 1, 1)), DocumentType.RESIDENT_ID),
        (
            resident_number("810000", date(1990, 1, 1)),
            DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT,
        ),
        ("E12345678", DocumentType.PASSPORT),
        ("CHN110123456789", DocumentType.FOREIGN_PERMANENT_RESIDENT_ID),
    ],
)
def test_the_form_of_a_number_tells_the_document(written: str, kind: DocumentType) -> None:
    assert readings.document(written).type is kind


@pytest.mark.parametrize("written", ["", " ", "-", "——", "/", "无", "　"])
def test_strokes_and_the_word_for_none_are_an_empty_cell(written: str) -> None:
    assert readings.is_nothing(written)


def test_a_word_outside_the_list_is_refused_with_the_list() -> None:
    assert readings.choice(" 达成协议　", ledger_words.RESULTS) is Result.AGREEMENT
    with pytest.raises(InvalidValue) as caught:
        readings.choice("吵架", ledger_words.CAUSES)
    assert "劳动报酬" in caught.value.zh


@pytest.mark.parametrize(
    ("reader", "written"),
    [
        (readings.count, "0"),
        (readings.count, "许多"),
        (readings.text, DAY),
        (readings.text, "长" * 201),
    ],
)
def test_nonsense_is_refused(reader: Any, written: Any) -> None:
    with pytest.raises(InvalidValue):
        reader(written)


@pytest.mark.parametrize(
    ("written", "title"),
    [("请求金额（元）", "请求金额"), (" 登记 编号*", "登记编号"), ("涉及人数(人)", "涉及人数")],
)
def test_a_heading_is_known_without_unit_star_and_white_space(written: str, title: str) -> None:
    assert columns.title(written) == title


def test_what_is_personal_is_shown_masked() -> None:
    assert masks.name("张三丰") == "张某某"
    assert masks.document("650105199001010018") == "650105********0018"
    assert masks.phone("13999912345") == "139****2345"
    assert masks.document("E123") == "E1**"
    assert masks.phone("12345") == "*****"
    assert masks.plain("长" * 50) == "长" * 40 + "…"
    assert masks.plain(650105013.0) == "650105013"


def test_columns_have_the_letters_of_a_spreadsheet() -> None:
    assert [letter(n) for n in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]

"""How the cells of a ledger are read: dates, amounts, codes and words as people write them."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Final, TypeVar

from services.workflow.application.ledger.sheets import Value
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.identity import DocumentType, IdentityDocument
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.phone import Phone
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc
from services.workflow.domain.values.written import plain

T = TypeVar("T")

EARLIEST_YEAR: Final = 1987
"""Labour-dispute mediation came back with the provisions of 1987; earlier dates are slips."""
MOST_PEOPLE: Final = 100_000
LONGEST_TEXT: Final = 200
_MOST_EXACT: Final = 10**15
"""A number cell holds no more than 15 digits exactly."""

_DAY = re.compile(
    r"(?P<year>\d{4})(?P<mark>[-/.年])(?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[ T]?0{1,2}:00(?::00)?)?"
)
_NOTHING: Final = frozenset({"", "-", "--", "—", "——", "/", "\\", "无", "N/A", "n/a"})
_ZERO = re.compile(r"¥?0+(?:\.0+)?元?")


def is_nothing(value: Value) -> bool:
    """Whether a cell is empty, or says so in words or strokes."""
    return isinstance(value, str) and unicodedata.normalize("NFKC", value).strip() in _NOTHING


def text(value: Value) -> str:
    """Words in one normal form, without white space around them."""
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _digits(value)
    if not isinstance(value, str):
        raise InvalidValue(
            "ledger.not_text", "应为文字，单元格里是日期或其他类型", "text is expected here"
        )
    words = unicodedata.normalize("NFC", value).strip()
    if len(words) > LONGEST_TEXT:
        raise InvalidValue(
            "ledger.too_long",
            f"文字过长（{len(words)}字，最多{LONGEST_TEXT}字）",
            f"the text has {len(words)} characters; {LONGEST_TEXT} are allowed",
        )
    return words


def number(value: Value) -> str:
    """An organisation's own number: text, or the digits of a number cell, half-width."""
    return unicodedata.normalize("NFKC", text(value)).strip()


def day(value: Value) -> date:
    """A date cell, or 2026-03-05, 2026/3/5, 2026年3月5日."""
    if isinstance(value, datetime):
        return _plausible(value.date())
    if isinstance(value, date):
        return _plausible(value)
    if not isinstance(value, str):
        raise InvalidValue(
            "date.number",
            "单元格里是数字或时刻，不是日期；请设为日期格式或写成 2026-03-05",
            "the cell holds a number or a time, not a date; format it as a date or write 2026-03-05",
        )
    match = _DAY.fullmatch(unicodedata.normalize("NFKC", value).strip().replace(" ", ""))
    if match is None:
        raise InvalidValue(
            "date.unreadable",
            f"看不懂日期“{value.strip()}”，请写成 2026-03-05、2026/3/5 或 2026年3月5日",
            f"cannot read the date '{value.strip()}'; write 2026-03-05, 2026/3/5 or 2026年3月5日",
        )
    year, month, day_ = int(match["year"]), int(match["month"]), int(match["day"])
    try:
        return _plausible(date(year, month, day_))
    except ValueError as error:
        if isinstance(error, InvalidValue):
            raise
        raise InvalidValue(
            "date.impossible",
            f"没有{year}年{month}月{day_}日这一天",
            f"there is no {year}-{month:02d}-{day_:02d}",
        ) from None


def amount(value: Value) -> Fen | None:
    """Yuan with up to two decimals; nought is no amount."""
    written = _yuan(value)
    return None if _ZERO.fullmatch(plain(written)) else Fen.from_yuan(written)


def count(value: Value) -> int:
    """A number of people."""
    written = plain(text(value)).removesuffix("人")
    if not written.isdecimal() or not 1 <= int(written) <= MOST_PEOPLE:
        raise InvalidValue(
            "count.unreadable",
            f"人数应为1到{MOST_PEOPLE}的整数",
            f"a whole number of people from 1 to {MOST_PEOPLE} is expected",
        )
    return int(written)


def region(value: Value) -> RegionCode:
    """A code of 6, 9 or 12 digits."""
    return RegionCode(text(value))


def uscc(value: Value) -> Uscc:
    """A unified social credit code."""
    return Uscc(_all_digits(value))


def phone(value: Value) -> Phone:
    """A telephone number."""
    return Phone(text(value))


def document(value: Value) -> IdentityDocument:
    """An identity number; which document it is of follows from its form."""
    written = _all_digits(value)
    return IdentityDocument.parse(_document_type(plain(written).upper()), written)


def _document_type(written: str) -> DocumentType:
    if written.startswith(("81", "82", "83")):
        return DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT
    if written.startswith("9") or re.fullmatch("[A-Z]{3}[0-9]{12}", written):
        return DocumentType.FOREIGN_PERMANENT_RESIDENT_ID
    if re.match("[A-Z]", written):
        return DocumentType.PASSPORT
    return DocumentType.RESIDENT_ID


def choice(value: Value, words: Mapping[str, T]) -> T:
    """One of a fixed list of words."""
    written = plain(text(value))
    if written not in words:
        listed = "、".join(words)
        raise InvalidValue(
            "ledger.not_in_list",
            f"“{written}”不在可用的词中：{listed}",
            f"'{written}' is not one of: {listed}",
        )
    return words[written]


def _plausible(on: date) -> date:
    if on.year < EARLIEST_YEAR:
        raise InvalidValue(
            "date.too_early", f"日期早于{EARLIEST_YEAR}年，请核对", f"before {EARLIEST_YEAR}"
        )
    return on


def _digits(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(value)


def _all_digits(value: Value) -> str:
    """A long number; a number cell of more than 15 digits has lost some of them."""
    if isinstance(value, float | int) and abs(value) >= _MOST_EXACT:
        raise InvalidValue(
            "number.lost_digits",
            "号码存成了数字，后几位已丢失；请把单元格设为文本格式后重新填写",
            "the number was stored as a numeric cell and lost its last digits; format the cell as text and enter it again",
        )
    return text(value)


def _yuan(value: Value) -> str:
    if isinstance(value, bool | date | time | timedelta):
        raise InvalidValue("amount.unreadable", "应为金额（元）", "an amount in yuan is expected")
    if isinstance(value, float | int) and not abs(value) < _MOST_EXACT:
        return repr(value)
    if isinstance(value, float | int):
        exact = Decimal(repr(value))
        rounded = round(exact, 2)
        # What a sum in a spreadsheet leaves behind the second decimal is not meant.
        return f"{rounded if abs(exact - rounded) < Decimal('0.000001') else exact:f}"
    return value

"""Identity documents of persons: the resident number of GB 11643 and the others that occur."""

import re
from datetime import date
from enum import StrEnum
from typing import Final, Self

import msgspec
from stdnum.cn import ric
from stdnum.exceptions import InvalidComponent

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.region import PROVINCES
from services.workflow.domain.values.written import plain

_OUTSIDE: Final = frozenset({"810000", "820000", "830000"})
"""Area part of the residence permits for Hong Kong, Macau and Taiwan residents."""
_FIRST_BIRTH_YEAR: Final = 1870
_LAST_BIRTH_YEAR: Final = 2099

_OLD_RESIDENT_ID = re.compile(r"[0-9]{15}")
_NUMBER_18 = re.compile(r"[0-9]{17}[0-9X]")


class ResidentId(str):
    """A resident identity number of 18 characters (公民身份号码, GB 11643).

    Birth date and check character are verified. Of the area only the province is: counties
    come and go, and a person keeps the number of a county that no longer exists. A refusal
    does not repeat the number, which is personal.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        number = plain(text).upper()
        if _OLD_RESIDENT_ID.fullmatch(number):
            raise InvalidValue(
                "resident_id.old",
                "15 位旧身份证号码已停用,请填写 18 位公民身份号码",
                "15-digit identity numbers are no longer valid; the 18-digit number is needed",
            )
        _check_number_18(number, "resident_id")
        if number[:2] not in PROVINCES and number[:6] not in _OUTSIDE:
            raise InvalidValue(
                "resident_id.area",
                "公民身份号码的前两位不是任何省级代码",
                "The identity number does not begin with the code of a province",
            )
        return super().__new__(cls, number)

    @property
    def area(self) -> str:
        """Six digits of the county that first issued it; it may no longer exist."""
        return self[:6]

    @property
    def birth_date(self) -> date:
        """Day of birth as the number says."""
        return _birth_date(self, "resident_id")

    @property
    def is_male(self) -> bool:
        """Whether the sequence number is odd."""
        return int(self[16]) % 2 == 1

    def require_born_by(self, day: date) -> None:
        """Refuse the number if its holder would be born after `day`."""
        if self.birth_date > day:
            raise InvalidValue(
                "resident_id.unborn",
                f"公民身份号码中的出生日期晚于 {day}",
                f"The birth date in the identity number is after {day}",
            )


def _check_number_18(number: str, code: str) -> None:
    if _NUMBER_18.fullmatch(number) is None:
        raise InvalidValue(
            f"{code}.shape",
            f"证件号码须为 18 位:17 位数字加 1 位校验码(数字或 X),现为 {len(number)} 位",
            f"The number must be 17 digits and a check character (digit or X); it has {len(number)} characters",
        )
    born = _birth_date(number, code)
    if not _FIRST_BIRTH_YEAR <= born.year <= _LAST_BIRTH_YEAR:
        raise _no_birth_date(code)
    if number[-1] != ric.calc_check_digit(number):
        raise InvalidValue(
            f"{code}.check",
            "证件号码校验位不符,请核对是否录错",
            "The check character of the number is wrong; please check for a typing error",
        )


def _birth_date(number: str, code: str) -> date:
    try:
        born: date = ric.get_birth_date(number)
    except InvalidComponent:
        raise _no_birth_date(code) from None
    return born


def _no_birth_date(code: str) -> InvalidValue:
    return InvalidValue(
        f"{code}.birth_date",
        "证件号码第 7 至 14 位不是有效的出生日期",
        "Characters 7 to 14 of the number are not a possible birth date",
    )


class DocumentType(StrEnum):
    """Which document proves who a person is."""

    RESIDENT_ID = "resident_id"
    FOREIGN_PERMANENT_RESIDENT_ID = "foreign_permanent_resident_id"
    HK_MACAU_TAIWAN_RESIDENCE_PERMIT = "hk_macau_taiwan_residence_permit"
    PASSPORT = "passport"


class IdentityDocument(msgspec.Struct, frozen=True, kw_only=True):
    """A document by type and number; the number is checked and written in one form."""

    type: DocumentType
    number: str

    @classmethod
    def parse(cls, document_type: str, text: str) -> Self:
        """Read `text` as the number of a document of this type, a `DocumentType` or its value."""
        try:
            kind = DocumentType(document_type)
        except ValueError:
            raise InvalidValue(
                "document.type",
                "证件类型须为居民身份证、外国人永久居留身份证、港澳台居民居住证或护照",
                "The document must be a resident identity card, a foreign permanent resident card, a residence permit for Hong Kong, Macau and Taiwan residents, or a passport",
            ) from None
        return cls(type=kind, number=_CHECKS[kind](text))

    def __post_init__(self) -> None:
        if _CHECKS[self.type](self.number) != self.number:
            raise InvalidValue(
                "document.not_normal",
                "证件号码未按统一格式书写",
                "The document number is not written in its normal form",
            )


def _resident(text: str) -> str:
    return str(ResidentId(text))


def _residence_permit(text: str) -> str:
    number = plain(text).upper()
    _check_number_18(number, "residence_permit")
    if number[:6] not in _OUTSIDE:
        raise InvalidValue(
            "residence_permit.area",
            "港澳台居民居住证号码须以 810000、820000 或 830000 开头",
            "The number of a residence permit for Hong Kong, Macau and Taiwan residents begins with 810000, 820000 or 830000",
        )
    return number


_FOREIGN_ID_2017 = re.compile(r"[A-Z]{3}[0-9]{12}")


def _foreign_permanent_resident(text: str) -> str:
    number = plain(text).upper()
    if _FOREIGN_ID_2017.fullmatch(number):
        return number
    if not number.startswith("9"):
        raise InvalidValue(
            "foreign_resident_id.shape",
            "外国人永久居留身份证号码为 9 开头的 18 位,或 3 个字母加 12 位数字",
            "A foreign permanent resident's number has 18 characters beginning with 9, or 3 letters and 12 digits",
        )
    _check_number_18(number, "foreign_resident_id")
    return number


_PASSPORT = re.compile(r"(?=.*[0-9])[A-Z0-9]{5,17}")


def _passport(text: str) -> str:
    number = plain(text).upper()
    if _PASSPORT.fullmatch(number) is None:
        raise InvalidValue(
            "passport.shape",
            "护照号码为 5 至 17 位字母和数字,至少含一位数字",
            "A passport number has 5 to 17 letters and digits, at least one of them a digit",
        )
    return number


_CHECKS: Final = {
    DocumentType.RESIDENT_ID: _resident,
    DocumentType.FOREIGN_PERMANENT_RESIDENT_ID: _foreign_permanent_resident,
    DocumentType.HK_MACAU_TAIWAN_RESIDENCE_PERMIT: _residence_permit,
    DocumentType.PASSPORT: _passport,
}

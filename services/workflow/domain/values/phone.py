"""Telephone numbers of mainland China, mobile and fixed line."""

import re
from typing import Self

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.written import plain

_DASHES = re.compile("[\u2010-\u2015\u2212]")
_COUNTRY = re.compile(r"(?:\+|00)86-?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")
_FIXED = re.compile(
    r"\(?(?P<area>0(?:10|2[0-9]|[3-9][0-9]{2}))\)?-?(?P<number>[2-9][0-9]{6,7})"
    r"(?:[-转](?P<extension>[0-9]{1,6}))?"
)


class Phone(str):
    """A telephone number in one form: `13912345678`, `0991-4641234`, `010-62345678-801`.

    A refusal does not repeat the number, which is personal.
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        written = _DASHES.sub("-", plain(text))
        country = _COUNTRY.match(written)
        national = written[country.end() :] if country else written
        bare = national.replace("-", "")
        if _MOBILE.fullmatch(bare) or _SERVICE.fullmatch(bare):
            return super().__new__(cls, bare)
        # From abroad the 0 of the area code is left out.
        lacks_zero = country is not None and not national.startswith(("0", "("))
        return super().__new__(cls, _fixed_line(f"0{national}" if lacks_zero else national))

    @property
    def is_mobile(self) -> bool:
        """Whether text messages can reach it."""
        return _MOBILE.fullmatch(self) is not None


def _fixed_line(number: str) -> str:
    if _LOCAL.fullmatch(number.replace("-", "")):
        raise InvalidValue(
            "phone.area_code",
            "固定电话缺少区号,请写成 0991-4641234",
            "The fixed-line number lacks its area code; write 0991-4641234",
        )
    match = _FIXED.fullmatch(number)
    if match is None:
        raise InvalidValue(
            "phone.unreadable",
            "不是有效的手机号,也不是带区号的固定电话",
            "Neither a mobile number nor a fixed line with its area code",
        )
    parts = (match["area"], match["number"], match["extension"])
    return "-".join(part for part in parts if part)

"""Telephone numbers of mainland China, mobile and fixed line."""

import re
from typing import Self

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.written import plain

_COUNTRY = re.compile(r"(?:\+|00)86-?")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SERVICE = re.compile(r"[48]00[0-9]{7}")
_FIXED = re.compile(
    r"\(?(?P<area>0?(?:10|2[0-9]|[3-9][0-9]{2}))\)?-?(?P<number>[2-9][0-9]{6,7})"
    r"(?:[-转](?P<extension>[0-9]{1,6}))?"
)
_LOCAL = re.compile(r"[2-9][0-9]{6,7}")


class Phone(str):
    """A telephone number in one form: `13912345678`, `0991-4641234`, `010-62345678-801`."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        return super().__new__(cls, _normalised(plain(text), text))

    @property
    def is_mobile(self) -> bool:
        """Whether text messages can reach it."""
        return _MOBILE.fullmatch(self) is not None


def _normalised(written: str, original: str) -> str:
    number = _COUNTRY.sub("", written, count=1) if _COUNTRY.match(written) else written
    bare = number.replace("-", "")
    if _MOBILE.fullmatch(bare) or _SERVICE.fullmatch(bare):
        return bare
    if _LOCAL.fullmatch(bare):
        raise InvalidValue(
            "phone.area_code",
            f"固定电话“{original}”缺少区号,请写成 0991-4641234",
            f"The fixed-line number '{original}' lacks its area code; write 0991-4641234",
        )
    fixed = _FIXED.fullmatch(number)
    if fixed is None or not (fixed["area"].startswith("0") or number != written):
        raise InvalidValue(
            "phone.unreadable",
            f"电话号码“{original}”不是有效的手机号或带区号的固定电话",
            f"'{original}' is neither a mobile number nor a fixed line with its area code",
        )
    extension = fixed["extension"]
    main = f"0{fixed['area'].removeprefix('0')}-{fixed['number']}"
    return f"{main}-{extension}" if extension else main

"""Codes of administrative regions (GB/T 2260 and the township and village digits after it)."""

import re
from typing import Final, Self

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.written import plain

_PROVINCE_RANGES: Final = (
    (11, 15),
    (21, 23),
    (31, 37),
    (41, 46),
    (50, 54),
    (61, 65),
    (71, 71),
    (81, 82),
)
PROVINCES: Final = frozenset(
    str(code) for first, last in _PROVINCE_RANGES for code in range(first, last + 1)
)
"""First two digits of every province, autonomous region, municipality and special region."""

_SHAPE = re.compile(r"[0-9]{6}|[0-9]{9}|[0-9]{12}")
_COUNTY, _TOWNSHIP, _VILLAGE = 6, 9, 12
_NONE = "000"


class RegionCode(str):
    """A region by 6 (county and above), 9 (township) or 12 digits (village).

    Whether the region exists is the data set's business (`rules/regions.py`). The form
    padded with zeros for a higher level (`650105001000`) becomes the short one (`650105001`).
    """

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        code = plain(text)
        if _SHAPE.fullmatch(code) is None:
            raise InvalidValue(
                "region.shape",
                f"区划代码“{text}”须为 6 位(县级以上)、9 位(乡镇街道)或 12 位(村居)数字",
                f"Region code '{text}' must have 6 (county and above), 9 (township) or 12 (village) digits",
            )
        if code[:2] not in PROVINCES:
            raise InvalidValue(
                "region.province",
                f"区划代码“{text}”的前两位不是任何省级代码",
                f"Region code '{text}' does not begin with the code of a province",
            )
        while len(code) > _COUNTY and code.endswith(_NONE):
            code = code[:-3]
        if code[_COUNTY:_TOWNSHIP] == _NONE:
            raise InvalidValue(
                "region.township",
                f"区划代码“{text}”写有村居而没有乡镇街道",
                f"Region code '{text}' names a village but no township",
            )
        return super().__new__(cls, code)

    @property
    def stem(self) -> str:
        """The digits that every region of the area begins with: of 650100, a city, 6501."""
        return str(self) if self.township else self.removesuffix("00").removesuffix("00")

    @property
    def province(self) -> str:
        """The province's 6-digit code."""
        return self[:2] + "0000"

    @property
    def city(self) -> str | None:
        """The prefecture's 6-digit code; none for a province."""
        return None if self[2:4] == "00" else self[:4] + "00"

    @property
    def district(self) -> str:
        """The first 6 digits: the county, or the city or province the code itself means."""
        return self[:_COUNTY]

    @property
    def township(self) -> str | None:
        """The 9-digit code of the township or street; none above it."""
        return self[:_TOWNSHIP] if len(self) > _COUNTY else None

    @property
    def village(self) -> str | None:
        """The 12-digit code of the village or community; none above it."""
        return self[:_VILLAGE] if len(self) > _TOWNSHIP else None

    def within(self, area: "RegionCode") -> bool:
        """Whether this region is `area` or lies in it."""
        return self.startswith(area.stem)

"""Unified social credit codes (统一社会信用代码, GB 32100-2015)."""

import re
from typing import Self

from stdnum.cn import uscc

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.written import plain

# Letters are allowed in the first two places (N2: rural collectives), which the library's own
# `validate` refuses; its check character is right.
_SHAPE = re.compile(r"[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_LENGTH = 18


class Uscc(str):
    """An organisation's 18-character credit code, in capitals, its check character verified."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:
        code = plain(text).replace("-", "").upper()
        if len(code) != _LENGTH:
            raise InvalidValue(
                "uscc.length",
                f"统一社会信用代码须为 18 位,现为 {len(code)} 位",
                f"A unified social credit code has 18 characters, not {len(code)}",
            )
        if _SHAPE.fullmatch(code) is None:
            raise InvalidValue(
                "uscc.shape",
                "统一社会信用代码只含数字和大写字母(不含 I、O、S、V、Z),第 3 至 8 位为数字",
                "A unified social credit code has digits and capitals (no I, O, S, V, Z); characters 3 to 8 are digits",
            )
        if code[-1] != uscc.calc_check_digit(code[:-1]):
            raise InvalidValue(
                "uscc.check",
                "统一社会信用代码校验位不符,请核对是否录错",
                "The check character of the unified social credit code is wrong; please check for a typing error",
            )
        return super().__new__(cls, code)

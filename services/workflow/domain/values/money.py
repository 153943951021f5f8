"""Amounts of money: whole fen, never a binary fraction."""

import re
from typing import Final, Self

from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.written import plain

MOST_FEN: Final = 10**13
"""100 billion yuan: a larger amount in a labour dispute is a slip of the keyboard."""

_YUAN = re.compile(r"(?P<whole>[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<part>[0-9]+))?")
_CENT_DIGITS = 2


class Fen(int):
    """A positive amount in fen (分), at most 10^13."""

    __slots__ = ()

    def __new__(cls, amount: int) -> Self:
        if type(amount) not in (int, cls):
            raise InvalidValue(
                "amount.not_whole_fen",
                "金额须为整数(单位:分),不接受小数",
                "An amount must be a whole number of fen; fractions are not accepted",
            )
        if amount <= 0:
            raise InvalidValue(
                "amount.not_positive", "金额须大于 0", "An amount must be more than 0"
            )
        if amount > MOST_FEN:
            raise InvalidValue(
                "amount.too_large",
                "金额超过 1000 亿元,请核对",
                "An amount above 100 billion yuan; please check it",
            )
        return super().__new__(cls, amount)

    @classmethod
    def from_yuan(cls, text: str) -> Self:
        """Read yuan as people write them: `26400`, `26,400.00`, `¥26400.5`, `26400元`."""
        written = plain(text).removeprefix("¥").removesuffix("元")
        if written.startswith("-"):
            raise InvalidValue("amount.negative", "金额不能为负数", "An amount cannot be negative")
        match = _YUAN.fullmatch(written)
        if match is None:
            raise InvalidValue(
                "amount.unreadable",
                f"看不懂金额“{text}”,请写成 26400 或 26,400.00",
                f"Cannot read the amount '{text}'; write 26400 or 26,400.00",
            )
        part = match["part"] or ""
        if len(part) > _CENT_DIGITS:
            raise InvalidValue(
                "amount.below_fen",
                f"金额“{text}”超过两位小数,最小到分",
                f"The amount '{text}' has more than two decimals; the smallest unit is a fen",
            )
        whole = match["whole"].replace(",", "")
        return cls(int(whole + part.ljust(_CENT_DIGITS, "0")))

    def in_yuan(self, *, grouped: bool = False) -> str:
        """Write the amount in yuan with two decimals, with thousands separated if `grouped`."""
        whole, part = divmod(int(self), 100)
        return f"{whole:,}.{part:02d}" if grouped else f"{whole}.{part:02d}"

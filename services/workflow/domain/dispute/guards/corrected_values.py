"""What a corrected value must be, how its text is read, and what is said of text that is no value."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from services.workflow.domain.dispute.parts import ClaimKind
from services.workflow.domain.invalid import InvalidValue
from services.workflow.domain.values.money import Fen
from services.workflow.domain.values.region import RegionCode
from services.workflow.domain.values.uscc import Uscc


class Kind(StrEnum):
    """What a corrected value must be."""

    REGION = "region"
    COUNTY = "county"
    """A region, kept no further than the county."""
    COUNT = "count"
    AMOUNT = "amount"
    DAY = "day"
    TEXT = "text"
    CAUSE = "cause"
    CREDIT_CODE = "credit_code"


def parsed(kind: Kind, text: str) -> str:
    """The value in the form in which it is recorded. Raises InvalidValue."""
    try:
        return str(_PARSERS[kind](text.strip()))
    except InvalidValue:
        raise
    except ValueError as error:
        raise InvalidValue(f"correction.{kind.value}", *_NEEDS[kind]) from error


def _said(text: str) -> str:
    if not text:
        raise ValueError(text)
    return text


_PARSERS: dict[Kind, Callable[[str], object]] = {
    Kind.REGION: RegionCode,
    Kind.COUNTY: lambda text: RegionCode(text).district,
    Kind.COUNT: int,
    Kind.AMOUNT: lambda text: int(Fen(int(text))),
    Kind.DAY: date.fromisoformat,
    Kind.CAUSE: ClaimKind,
    Kind.CREDIT_CODE: Uscc,
    Kind.TEXT: _said,
}
_NEEDS = {
    Kind.COUNT: ("须为整数，例如 3", "write a whole number, such as 3"),
    Kind.AMOUNT: (
        "须为整数，单位为分，例如 2640000 即 26,400.00 元",
        "write whole fen, such as 2640000 for 26,400.00 yuan",
    ),
    Kind.DAY: (
        "须为实有的日期，例如 2026-03-02",
        "write a day of the calendar, such as 2026-03-02",
    ),
    Kind.CAUSE: ("没有这个案由代码", "there is no such code of a cause"),
    Kind.TEXT: ("不能为空", "it cannot be empty"),
}
"""By kind: what is said where the value type itself says nothing; Chinese, English."""

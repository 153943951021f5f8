"""Single values of a body: what is wrong with one, and what to write instead."""

import re
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, NamedTuple, get_args, get_origin
from uuid import UUID

import msgspec

from services.workflow.domain.invalid import InvalidValue
from services.workflow.recorded.codec import decode_value

LONGEST_TEXT = 20_000
LARGEST_NUMBER = 2**31 - 1
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200


class Fault(NamedTuple):
    """Why a value is refused."""

    code: str
    zh: str
    en: str


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
_EXPECTED_CHARACTERS = Fault(
    "character",
    "含有无法保存的字符（U+0000 或不成对的代理码）",
    "contains a character that cannot be stored: U+0000 or half of a surrogate pair",
)
_EXPECTED: dict[type, Fault] = {
    bool: Fault("boolean", "须为 true 或 false", "must be true or false"),
    int: Fault("integer", "须为整数", "must be a whole number"),
    datetime: Fault(
        "date_time",
        "须为带时区的时刻，如 2026-03-02T09:30:00+08:00",
        "must be an instant with its zone, such as 2026-03-02T09:30:00+08:00",
    ),
    date: Fault("date", "须为日期，如 2026-03-02", "must be a date such as 2026-03-02"),
    UUID: Fault(
        "uuid",
        "须为 UUID，如 6f1d3a52-5a8e-5b8e-9c41-2a7f0c9e6501",
        "must be a UUID such as 6f1d3a52-5a8e-5b8e-9c41-2a7f0c9e6501",
    ),
    str: Fault("text", "须为文本", "must be text"),
}


def invalid_leaf(value: Any, kind: Any, *, is_required: bool) -> Fault | None:
    """What is wrong with a single value of a type; None if nothing is."""
    bare = get_args(kind)[0] if get_origin(kind) is Annotated else kind
    if isinstance(value, str) and _UNSTORABLE.search(value):
        return _EXPECTED_CHARACTERS
    if issubclass(bare, str) and not isinstance(value, str):
        return _EXPECTED[str]
    try:
        made = msgspec.convert(value, kind, dec_hook=decode_value)
    except msgspec.ValidationError as error:
        cause = error.__cause__
        if isinstance(cause, InvalidValue):
            return Fault(cause.code, cause.zh, cause.en)
        return _limits(kind, value) or _expected(bare)
    return _beyond_type(made, is_bare_text=kind is str and is_required)


def _beyond_type(made: Any, *, is_bare_text: bool) -> Fault | None:
    """What the type lets pass and the record must not hold."""
    match made:
        case str():
            return _text(made, is_bare_text=is_bare_text)
        case bool():
            return None
        case int() if type(made) is int and not 0 <= made <= LARGEST_NUMBER:
            return Fault(
                "range", f"须在 0 至 {LARGEST_NUMBER} 之间", f"must be 0 to {LARGEST_NUMBER}"
            )
        case datetime() if made.tzinfo is None:
            return _EXPECTED[datetime]
        case date() if not EARLIEST_YEAR <= made.year <= LATEST_YEAR:
            return Fault(
                "year",
                f"年份须在 {EARLIEST_YEAR} 至 {LATEST_YEAR} 之间",
                f"the year must be {EARLIEST_YEAR} to {LATEST_YEAR}",
            )
    return None


def _text(made: str, *, is_bare_text: bool) -> Fault | None:
    if len(made) > LONGEST_TEXT:
        most = f"{LONGEST_TEXT:,}"
        return Fault("length", f"最多 {most} 个字符", f"at most {most} characters")
    if is_bare_text and not made.strip():
        return Fault("blank", "不能为空", "must not be blank")
    return None


def _expected(kind: Any) -> Fault:
    if issubclass(kind, Enum):
        values = [str(member.value) for member in kind]
        return Fault(
            "choice", f"须为以下之一：{'、'.join(values)}", f"must be one of {', '.join(values)}"
        )
    return next(fault for expected, fault in _EXPECTED.items() if issubclass(kind, expected))


def _limits(kind: Any, value: Any) -> Fault | None:
    """The limit of an annotated type that a value of the right type breaks."""
    if get_origin(kind) is not Annotated:
        return None
    bare, *metas = get_args(kind)
    for meta in (each for each in metas if isinstance(each, msgspec.Meta)):
        if bare is str and isinstance(value, str):
            span = _span(meta.min_length, meta.max_length)
            return Fault("length", f"须有 {span} 个字符", f"must have {span} characters")
        if bare is int and type(value) is int:
            span = _span(meta.ge, meta.le)
            return Fault("range", f"须为 {span}", f"must be {span}")
    return None


def _span(least: Any, most: Any) -> str:
    return f"{least or 0}–{most}" if most is not None else f"≥ {least}"

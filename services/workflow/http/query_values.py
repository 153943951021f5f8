"""Values of query parameters of the write side, and what is told of those that are none."""

from datetime import date, datetime
from typing import Any

import msgspec
from starlette.requests import Request

from services.kit.problem_details import INVALID_QUERY, FieldError, Problem

_INSTANT = "2026-03-02T09:30:00+08:00"
_DAY = "2026-03-02"
_WORDS: dict[type[Any], tuple[str, str]] = {
    int: ("须为从 1 起的整数", "must be a whole number from 1"),
    datetime: (
        f"须为带时区的时刻，如 {_INSTANT}",
        f"must be an instant with its zone: {_INSTANT}",
    ),
    date: (f"须为日期，如 {_DAY}", f"must be a day such as {_DAY}"),
    bool: ("须为 true 或 false", "must be true or false"),
}


def parameter(request: Request, name: str, kind: type[Any]) -> Any:
    """The value of a parameter, or None; raises a Problem for text that is no such value."""
    text = request.query_params.get(name)
    if text is None:
        return None
    try:
        value = msgspec.convert(text, kind, strict=False)
    except msgspec.ValidationError:
        value = None
    if isinstance(value, datetime) and value.tzinfo is None:
        value = None
    if kind is int and not (text.isdecimal() and 0 < int(value or 0) < 2**31):
        value = None
    if value is None:
        raise invalid(name, *_WORDS[kind])
    return value


def require_known(request: Request, *known: str) -> None:
    """A mistyped parameter must not show something else than was asked for."""
    names = ", ".join(known)
    for name in request.query_params:
        if name not in known:
            raise invalid(name[:80], f"没有这个参数；可用：{names}", f"unknown; known are {names}")
    parameter(request, "min_position", int)


def invalid(name: str, zh: str, en: str) -> Problem:
    """The problem of one parameter."""
    return Problem(INVALID_QUERY, errors=(FieldError(parameter=name, zh=zh, en=en),))

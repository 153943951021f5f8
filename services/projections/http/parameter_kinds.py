"""The query parameters there are: codes, ids, days, numbers, and the few that are one of a kind."""

import re
from datetime import date, datetime
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

import msgspec

from services.projections.http.parameters import Parameter
from services.projections.queries.cursor import (
    Cursor,
    DueCursor,
    ExceptionCursor,
    InvalidCursor,
    ItemCursor,
    MoveCursor,
)
from services.workflow.recorded.views import RegionCode

MOST_IDS = 200
_LONGEST_TEXT = 200
_LONGEST_CODE = 40
_RULE = re.compile(r"^[A-Z0-9.]{1,40}$")
_HIGHEST_POSITION = 2**63 - 1
AnyCursor = Cursor | ItemCursor | DueCursor | ExceptionCursor | MoveCursor
_BOOLEANS = {"true": True, "false": False}


def code(name: str, kind: type[StrEnum], about: str) -> Parameter:
    """A coded term."""
    members = [member.value for member in kind]
    return Parameter(
        name=name,
        read=kind,
        schema={"type": "string", "enum": members},
        about=about,
        zh=f"须为{'、'.join(members)}之一",
        en=f"must be one of {', '.join(members)}",
    )


def identity(name: str, about: str) -> Parameter:
    """An id."""
    return Parameter(
        name=name,
        read=UUID,
        schema={"type": "string", "format": "uuid"},
        about=about,
        zh="须为 UUID",
        en="must be a UUID",
    )


def identities(name: str, about: str) -> Parameter:
    """Several ids in one parameter."""
    return Parameter(
        name=name,
        read=_ids,
        schema={"type": "string", "pattern": r"^[0-9A-Fa-f-]{36}(,[0-9A-Fa-f-]{36})*$"},
        about=about,
        zh=f"须为逗号分隔的 UUID，至多 {MOST_IDS} 个",
        en=f"must be UUIDs separated by commas, {MOST_IDS} at most",
    )


def legal_day(name: str, about: str, *, is_required: bool = False) -> Parameter:
    """A day."""
    return Parameter(
        name=name,
        read=date.fromisoformat,
        schema={"type": "string", "format": "date"},
        about=about,
        zh="须为日期，如 2019-01-31",
        en="must be a day such as 2019-01-31",
        is_required=is_required,
    )


def truth(name: str, about: str) -> Parameter:
    """Yes or no."""
    return Parameter(
        name=name,
        read=lambda text: _one_of(_BOOLEANS, text),
        schema={"type": "boolean"},
        about=about,
        zh="须为 true 或 false",
        en="must be true or false",
    )


def number(name: str, about: str, *, least: int, most: int = _HIGHEST_POSITION) -> Parameter:
    """A whole number."""
    return Parameter(
        name=name,
        read=lambda text: _number(text, least, most),
        schema={"type": "integer", "minimum": least, "maximum": most},
        about=about,
        zh=f"须为 {least} 到 {most} 的整数",
        en=f"must be a whole number from {least} to {most}",
    )


def _ids(text: str) -> tuple[UUID, ...]:
    found = tuple(UUID(part) for part in text.split(","))
    if len(found) > MOST_IDS:
        raise ValueError(text)
    return found


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        raise ValueError(text)
    if not least <= int(text) <= most:
        raise ValueError(text)
    return int(text)


def _one_of(values: dict[str, Any], text: str) -> Any:
    if text not in values:
        raise ValueError(text)
    return values[text]


def _text(text: str) -> str:
    if not 0 < len(text.strip()) <= _LONGEST_TEXT or "\0" in text:
        raise ValueError(text)
    return text.strip()


def _code(text: str) -> str:
    if not (text.isascii() and 0 < len(text) <= _LONGEST_CODE and text.replace("_", "a").isalpha()):
        raise ValueError(text)
    return text.lower()


def _rule(text: str) -> str:
    if not _RULE.fullmatch(text):
        raise ValueError(text)
    return text


def _cursor(kind: type[AnyCursor], text: str) -> AnyCursor:
    try:
        return kind.decode(text)
    except InvalidCursor as error:
        raise ValueError(text) from error


def _known_position(text: str) -> int | datetime:
    """A log position, or an instant with its zone."""
    if text.isascii() and text.isdigit():
        return _number(text, 0, _HIGHEST_POSITION)
    try:
        instant = msgspec.convert(text, datetime)
    except msgspec.ValidationError as error:
        raise ValueError(text) from error
    if instant.tzinfo is None:
        raise ValueError(text)
    return instant


def region(*, is_required: bool = False) -> Parameter:
    """A region code."""
    return Parameter(
        name="region",
        read=RegionCode,
        schema={"type": "string", "pattern": r"^[1-8][0-9]{5}([0-9]{3}){0,2}$"},
        about="Region code; what lies within it belongs to it. 650100 is a city, 650105 a district.",
        zh="须为 6、9 或 12 位区划代码",
        en="must be a region code of 6, 9 or 12 digits",
        is_required=is_required,
    )


def ground() -> Parameter:
    """A ground that a court or commission gave."""
    return Parameter(
        name="ground",
        read=_code,
        schema={"type": "string", "pattern": "^[a-z_]{1,40}$"},
        about="On this ground, by its code.",
        zh="须为理由代码，如 unclear",
        en="must be the code of a ground, such as unclear",
    )


def rule() -> Parameter:
    """A rule of the law, by its id."""
    return Parameter(
        name="rule",
        read=_rule,
        schema={"type": "string", "pattern": _RULE.pattern, "examples": ["MED.ACCEPT"]},
        about="Of this rule, as it stands in the dispute's region.",
        zh="须为规则编号，如 MED.ACCEPT",
        en="must be the id of a rule, such as MED.ACCEPT",
    )


TEXT = Parameter(
    name="text",
    read=_text,
    schema={"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT},
    about="Beginning of a case number, or an employer's whole name or credit code.",
    zh=f"须为 1 到 {_LONGEST_TEXT} 个字",
    en=f"must have 1 to {_LONGEST_TEXT} characters",
)
NUMBER = Parameter(
    name="number",
    read=_text,
    schema={"type": "string", "minLength": 1, "maxLength": _LONGEST_TEXT},
    about="A case number, whole, as it stands on a receipt.",
    zh=f"须为 1 到 {_LONGEST_TEXT} 个字",
    en=f"must have 1 to {_LONGEST_TEXT} characters",
    is_required=True,
)
CURSOR = Parameter(
    name="cursor",
    read=partial(_cursor, Cursor),
    schema={"type": "string"},
    about="Where the page begins: `next` of the page before.",
    zh="不是本服务给出的 cursor",
    en="is no cursor of this service",
)
ITEM_CURSOR = msgspec.structs.replace(CURSOR, read=partial(_cursor, ItemCursor))
DUE_CURSOR = msgspec.structs.replace(CURSOR, read=partial(_cursor, DueCursor))
MOVE_CURSOR = msgspec.structs.replace(CURSOR, read=partial(_cursor, MoveCursor))
EXCEPTION_CURSOR = msgspec.structs.replace(CURSOR, read=partial(_cursor, ExceptionCursor))
KNOWN_AT = Parameter(
    name="known_at",
    read=_known_position,
    schema={"type": "string"},
    about="As the log knew it then: a position, or an instant with its zone.",
    zh="须为日志位置，或带时区的时刻，如 2020-01-01T00:00:00+08:00",
    en="must be a log position, or an instant with its zone such as 2020-01-01T00:00:00+08:00",
)
MIN_POSITION = number(
    "min_position",
    "Answer once the read model holds this log position; 503 if it takes longer than two seconds.",
    least=0,
)
